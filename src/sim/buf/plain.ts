/**
 * Memory of buffers that have no object: pages of kernel_object, or a block of type "BIO buffer".
 * FreeBSD 6.2 sys/kern/vfs_bio.c: allocbuf(), vm_hold_load_pages(), vm_hold_free_pages().
 */
import type { Kernel } from '../kernel/types';
import { mallocAlloc, mallocFree, mallocType } from '../malloc/malloc';
import { DEFICIT } from '../phys/frames';
import { M_WAITOK } from '../uma/live/state';
import { KERNEL_OBJECT } from '../vm-map/types';
import { bufHas, clearFlags, setFlags } from './queue';
import { BUFMALLOC, B_MALLOC, MAXBUFMALLOC } from './state';

const PAGE = 4096;
const SECTOR = 512;

/** Whole pages, and bytes of whole sectors. */
export const toPages = (bytes: number): number => Math.ceil(bytes / PAGE);
export const toSectors = (bytes: number): number => Math.ceil(bytes / SECTOR) * SECTOR;

/** A buffer lacks so many pages: the page daemon is told, and the caller sleeps. */
export const outOfPages = (k: Kernel, missing: number): false => {
  k.phys.count.add(DEFICIT, missing);
  k.wait.on = 'vmwait';
  return false;
};

/** Takes the block of malloc(9) behind a small buffer back. */
const dropBlock = (k: Kernel, n: number): void => {
  const { buf, cell } = k.buf;
  mallocFree(k.malloc, mallocType(k.malloc, 'BIO buffer'), buf.item.get(n));
  cell.add(BUFMALLOC, -buf.bufsize.get(n));
  buf.item.set(n, 0);
  buf.bufsize.set(n, 0);
  clearFlags(k, n, B_MALLOC);
};

const takeBlock = (k: Kernel, n: number, size: number): boolean => {
  const { buf, cell } = k.buf;
  const item = mallocAlloc(k.malloc, mallocType(k.malloc, 'BIO buffer'), size, M_WAITOK);
  if (item === 0) return false;
  buf.item.set(n, item);
  cell.add(BUFMALLOC, size);
  setFlags(k, n, B_MALLOC);
  return true;
};

/** Backs a buffer with `pages` wired pages of kernel_object, or fewer than it had. */
const holdPages = (k: Kernel, n: number, pages: number): boolean => {
  const { buf } = k.buf;
  while (buf.npages.get(n) > pages) {
    buf.npages.add(n, -1);
    k.kmem.pages.give(buf.kva.get(n) + buf.npages.get(n));
  }
  while (buf.npages.get(n) < pages) {
    const missing = pages - buf.npages.get(n);
    if (!k.kmem.pages.take(KERNEL_OBJECT, buf.kva.get(n) + buf.npages.get(n), 'system'))
      return outOfPages(k, missing);
    buf.npages.add(n, 1);
  }
  return true;
};

/**
 * Gives a buffer without an object memory for `size` bytes. A block of malloc(9) is had once, for the
 * first and small size. False = the caller sleeps.
 */
export const allocPlain = (k: Kernel, n: number, size: number): boolean => {
  const { buf, cell } = k.buf;
  if (bufHas(k, n, B_MALLOC)) {
    if (size !== 0 && toSectors(size) <= buf.bufsize.get(n)) return true;
    dropBlock(k, n);
  }
  const isSmall = toSectors(size) <= PAGE / 2 && size !== 0 && buf.npages.get(n) === 0;
  if (isSmall && cell.get(BUFMALLOC) < cell.get(MAXBUFMALLOC)) {
    if (!takeBlock(k, n, toSectors(size))) return false;
    buf.bufsize.set(n, toSectors(size));
    return true;
  }
  if (!holdPages(k, n, toPages(size))) return false;
  buf.bufsize.set(n, toPages(size) * PAGE);
  return true;
};
