/**
 * What is behind a buffer: address space of buffer_map, and pages or a small block of malloc(9).
 * FreeBSD 6.2 sys/kern/vfs_bio.c: allocbuf(), vfs_vmio_release(), bfreekva(), vm_hold_load_pages(),
 * vm_hold_free_pages(). A file's buffer wires pages of the file's own object (B_VMIO); others have
 * pages of kernel_object or, up to half a page, a block of type "BIO buffer".
 */
import { M_BUFFER, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { mallocAlloc, mallocFree, mallocType } from '../malloc/malloc';
import { DEFICIT, F_DIRTY, F_UNMANAGED, F_VALID, NEEDED, Q_CACHE, available } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import {
  ALLOC_WIRED,
  allocPage,
  cachePage,
  freePage,
  isSevere,
  unwirePage,
  wirePage,
} from '../phys/page';
import { M_WAITOK } from '../uma/live/state';
import { kmemAllocNofault } from '../vm-map/kmem';
import { KERNEL_OBJECT } from '../vm-map/types';
import { vmMapDelete } from '../vm-map/vm-map';
import { pmapIsModified, pmapRemoveAll } from '../vm/pmap';
import { brelvp, bufHas, clearFlags, setFlags } from './queue';
import {
  BKVASIZE,
  BUFMALLOC,
  BUFSPACE,
  B_ASYNC,
  B_CACHE,
  B_MALLOC,
  B_VMIO,
  FREEKVACNT,
  MAXBUFMALLOC,
  REUSECNT,
} from './state';

const PAGE = 4096;
const SECTOR = 512;
const toPages = (bytes: number): number => Math.ceil(bytes / PAGE);
const toSectors = (bytes: number): number => Math.ceil(bytes / SECTOR) * SECTOR;

/** Frame behind page `i` of a buffer. */
export const bufFrame = (k: Kernel, n: number, i: number): number =>
  k.frameAt.get(k.buf.buf.kva.get(n) + i - k.kmem.base);

const setFrame = (k: Kernel, n: number, i: number, f: number): void => {
  const at = k.buf.buf.kva.get(n) + i - k.kmem.base;
  k.frameAt.set(at, f);
  k.touched.note(at);
};

/** Gives the address space of a buffer back; there must be nothing behind it (bfreekva()). */
export const bfreekva = (k: Kernel, n: number): void => {
  const { buf, cell } = k.buf;
  const pages = buf.kvaPages.get(n);
  if (pages === 0) return;
  cell.add(FREEKVACNT, 1);
  cell.add(BUFSPACE, -pages * PAGE);
  const at = buf.kva.get(n);
  vmMapDelete(k.kmem.maps, mapOf(k, M_BUFFER), at, at + pages);
  buf.kva.set(n, 0);
  buf.kvaPages.set(n, 0);
};

/**
 * Gives a buffer address space of `maxsize` bytes, rounded up to 16 KB, unless it has just that.
 * @returns false where buffer_map has no hole; the buffer then has none
 */
export const takeKva = (k: Kernel, n: number, maxsize: number): boolean => {
  const { buf, cell } = k.buf;
  const size = Math.ceil(maxsize / BKVASIZE) * BKVASIZE;
  if (buf.kvaPages.get(n) * PAGE === size) return true;
  bfreekva(k, n);
  const at = kmemAllocNofault(k.kmem, mapOf(k, M_BUFFER), size);
  if (at === 0) return false;
  buf.kva.set(n, at);
  buf.kvaPages.set(n, size / PAGE);
  cell.add(BUFSPACE, size);
  cell.add(REUSECNT, 1);
  return true;
};

/** Moves an idle clean page to the cache queue (vm_page_try_to_cache()). */
const tryToCache = (k: Kernel, f: number): void => {
  const { frame } = k.phys;
  const isBusy = frame.hold.get(f) !== 0 || (frame.flags.get(f) & (F_DIRTY | F_UNMANAGED)) !== 0;
  if (isBusy || pmapIsModified(k, f)) return;
  pmapRemoveAll(k, f);
  cachePage(k.phys, f);
};

/** Lets page `i` of a file's buffer go: off the address space and, when nobody else wires it, inactive. */
const dropPage = (k: Kernel, n: number, i: number, isRelease: boolean): void => {
  const { frame } = k.phys;
  const f = bufFrame(k, n, i);
  setFrame(k, n, i, 0);
  unwirePage(k.phys, f, false);
  if (!isRelease || frame.wire.get(f) !== 0) return;
  const isBlank = (frame.flags.get(f) & F_VALID) === 0 && frame.hold.get(f) === 0;
  if (isBlank && !bufHas(k, n, B_ASYNC)) {
    pmapRemoveAll(k, f);
    freePage(k.phys, f);
  } else if (isSevere(k.phys)) tryToCache(k, f);
};

/**
 * Gives all pages of a file's buffer back to the VM and the buffer up as one of the file
 * (vfs_vmio_release()): to the end of the inactive queue; free where they never held data; to the
 * cache queue where free + cache is below v_free_severe.
 */
export const vmioRelease = (k: Kernel, n: number): void => {
  const { buf } = k.buf;
  const pages = buf.npages.get(n);
  for (let i = 0; i < pages; i += 1) dropPage(k, n, i, true);
  buf.npages.set(n, 0);
  buf.bufsize.set(n, 0);
  clearFlags(k, n, B_VMIO);
  brelvp(k, n);
};

const outOfPages = (k: Kernel, missing: number): false => {
  k.phys.count.add(DEFICIT, missing);
  k.wait.on = 'vmwait';
  return false;
};

/** Wires one more page of the file's object into a buffer. False = no page is to be had. */
const addPage = (k: Kernel, n: number, desired: number): boolean => {
  const { phys } = k;
  const { buf } = k.buf;
  const i = buf.npages.get(n);
  const v = buf.vnode.get(n);
  const bshift = k.file.file.bshift.get(k.file.vnode.file.get(v));
  const owner = {
    object: k.file.vnode.object.get(v),
    pindex: buf.lbn.get(n) * 2 ** (bshift - 12) + i,
  };
  let f = lookupPage(phys, owner.object, owner.pindex);
  if (f === 0) {
    f = allocPage(phys, owner, 'system', ALLOC_WIRED);
    if (f === 0) return outOfPages(k, desired - i);
  } else {
    const low = phys.marks.min + (phys.marks.cacheMin ?? 0);
    if (phys.frame.queue.get(f) === Q_CACHE && available(phys) < low) phys.count.set(NEEDED, 1);
    wirePage(phys, f);
  }
  if ((phys.frame.flags.get(f) & F_VALID) === 0) clearFlags(k, n, B_CACHE);
  setFrame(k, n, i, f);
  buf.npages.set(n, i + 1);
  return true;
};

const allocVmio = (k: Kernel, n: number, size: number): boolean => {
  const { buf } = k.buf;
  const desired = toPages(toSectors(size));
  if (size === 0 || buf.bufsize.get(n) === 0) setFlags(k, n, B_CACHE);
  while (buf.npages.get(n) > desired) {
    const last = buf.npages.get(n) - 1;
    dropPage(k, n, last, false);
    buf.npages.set(n, last);
  }
  while (buf.npages.get(n) < desired) if (!addPage(k, n, desired)) return false;
  return true;
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

/** Memory of a buffer without an object. A block is had once, for the first and small size. */
const allocPlain = (k: Kernel, n: number, size: number): boolean => {
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

/**
 * Gives a buffer memory for `size` bytes (allocbuf()). For a file, clears `B_CACHE` where a page holds
 * no data yet. The buffer must have that much address space.
 * @returns false where the caller would sleep for pages (`vmwait`); what it got so far it keeps
 */
export const allocbuf = (k: Kernel, n: number, size: number): boolean => {
  const { buf } = k.buf;
  const isVmio = bufHas(k, n, B_VMIO);
  if (!(isVmio ? allocVmio : allocPlain)(k, n, size)) return false;
  if (isVmio) buf.bufsize.set(n, toSectors(size));
  buf.bcount.set(n, size);
  return true;
};
