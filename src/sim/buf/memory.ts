/**
 * What is behind a buffer of a file: wired pages of the file's own object (B_VMIO).
 * FreeBSD 6.2 sys/kern/vfs_bio.c: allocbuf(), vfs_vmio_release(), vm_page_try_to_cache().
 */
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_UNMANAGED, F_VALID, Q_CACHE, available } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import {
  ALLOC_WIRED,
  allocPage,
  cachePage,
  freePage,
  isSevere,
  unwirePage,
  wakeDaemon,
  wirePage,
} from '../phys/page';
import { pmapIsModified, pmapRemoveAll } from '../vm/pmap';
import { OBJT_VNODE } from '../vm/state';
import { brelvp, bufHas, clearFlags, incore, setFlags } from './queue';
import { allocPlain, outOfPages, toPages, toSectors } from './plain';
import { B_ASYNC, B_CACHE, B_VMIO } from './state';

/** Frame behind page `i` of a buffer. */
export const bufFrame = (k: Kernel, n: number, i: number): number =>
  k.frameAt.get(k.buf.buf.kva.get(n) + i - k.kmem.base);

const setFrame = (k: Kernel, n: number, i: number, f: number): void => {
  const at = k.buf.buf.kva.get(n) + i - k.kmem.base;
  k.frameAt.set(at, f);
  k.touched.note(at);
};

/**
 * A page of a file's object was replaced by a copy: the buffer that shows it shows the copy from now on.
 * The kernel does not look for the buffer (vm_page_cowfault()), which keeps the old page.
 */
export const bufFollow = (k: Kernel, object: number, pindex: number, copy: number): void => {
  const v = k.vm.object.type.get(object) - 1 === OBJT_VNODE ? k.vm.object.handle.get(object) : 0;
  if (v === 0) return;
  const perBlock = 2 ** (k.file.file.bshift.get(k.file.vnode.file.get(v)) - 12);
  const n = incore(k, v, Math.floor(pindex / perBlock));
  if (n !== 0 && bufHas(k, n, B_VMIO) && pindex % perBlock < k.buf.buf.npages.get(n))
    setFrame(k, n, pindex % perBlock, copy);
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
    if (phys.frame.queue.get(f) === Q_CACHE && available(phys) < low) wakeDaemon(phys);
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
