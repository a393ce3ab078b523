/**
 * Address space of buffers, in units of 16 KB of buffer_map.
 * FreeBSD 6.2 sys/kern/vfs_bio.c: bfreekva(), getnewbuf().
 */
import { M_BUFFER, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { kmemAllocNofault } from '../vm-map/kmem';
import { vmMapDelete } from '../vm-map/vm-map';
import { BKVASIZE, BUFSPACE, FREEKVACNT, REUSECNT } from './state';

const PAGE = 4096;

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
