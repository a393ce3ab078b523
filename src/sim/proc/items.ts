/**
 * What the items of PROC and VMSPACE have in them for good: both zones are NOFREE, so that neither a
 * process's first thread nor its page directory is ever given back.
 * FreeBSD 6.2 sys/kern/kern_proc.c proc_init(), sys/vm/vm_map.c vmspace_zinit(), sys/i386/i386/pmap.c
 * pmap_pinit(). The finis here only undo what a slab began whose later item had to wait.
 */
import { M_KERNEL, Z_KSEGRP, Z_THREAD, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { KernelPanic } from '../state/panic';
import { payloadOf } from '../uma/live/payload';
import { M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { PAGE_TABLE_OBJECT } from '../vm-map/types';
import { kmemAllocNofault, kmemFree } from '../vm-map/kmem';

/** A new PROC item takes a thread and its ksegrp. Returns the thread, or 0 where it must wait. */
export const procInit = (k: Kernel): number => {
  const item = umaZalloc(k.uma, k.cell.get(Z_THREAD), M_WAITOK);
  if (item === 0) return 0;
  const ksegrp = umaZalloc(k.uma, k.cell.get(Z_KSEGRP), M_WAITOK);
  if (ksegrp === 0) {
    umaZfree(k.uma, k.cell.get(Z_THREAD), item);
    return 0;
  }
  const t = payloadOf(k.uma, item);
  k.proc.thread.ksegrp.set(t, ksegrp);
  return t;
};

/** Gives back what `procInit` took. */
export const procUninit = (k: Kernel, t: number): void => {
  const { item, ksegrp } = k.proc.thread;
  const group = ksegrp.get(t);
  ksegrp.set(t, 0);
  umaZfree(k.uma, k.cell.get(Z_KSEGRP), group);
  umaZfree(k.uma, k.cell.get(Z_THREAD), item.get(t));
};

/**
 * A page directory: a page of address space and a wired page behind it.
 * @returns its kernel page, or 0 where the caller would sleep for a page
 * @throws KernelPanic where kernel_map has no hole: the kernel does not look, and writes to address 0
 */
export const newDirectory = (k: Kernel): number => {
  const map = mapOf(k, M_KERNEL);
  const at = kmemAllocNofault(k.kmem, map, 4096);
  if (at === 0) throw new KernelPanic('page fault');
  if (k.kmem.pages.take(PAGE_TABLE_OBJECT, at, 'normal')) return at;
  kmemFree(k.kmem, map, at, 4096);
  k.wait.on = 'vmwait';
  return 0;
};

/** Gives a page directory back. */
export const dropDirectory = (k: Kernel, at: number): void => {
  kmemFree(k.kmem, mapOf(k, M_KERNEL), at, 4096);
};
