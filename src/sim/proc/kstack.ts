/**
 * Kernel stacks: an object of two pages, and three pages of kernel_map, the lowest a guard.
 * FreeBSD 6.2 sys/vm/vm_glue.c: vm_thread_new(), vm_thread_dispose(), vm_thread_swapout(),
 * vm_thread_swapin(). The stack is made by the init of a THREAD item and stays with it.
 */
import { M_KERNEL, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_VALID } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { ALLOC_WIRED, allocPage, freePage, unwirePage, wirePage } from '../phys/page';
import { KernelPanic } from '../state/panic';
import { kmemAllocNofault, kmemFree } from '../vm-map/kmem';
import { objectAllocate, objectDeallocate } from '../vm/object';
import { pagerGetPage, pagerHasPage } from '../vm/pager';
import { pmapQenter, pmapQremove } from '../vm/pmap';
import { OBJT_DEFAULT } from '../vm/state';

/** `KSTACK_PAGES` and `KSTACK_GUARD_PAGES` of i386. */
export const STACK_PAGES = 2;
export const GUARD_PAGES = 1;
const STACK_BYTES = (STACK_PAGES + GUARD_PAGES) * 4096;

/** Kernel page of stack page `i`. */
const placeOf = (k: Kernel, object: number, i: number): number =>
  k.vm.object.handle.get(object) + GUARD_PAGES + i;

/** Takes pages and address space away again; `pages` of them have come. */
const undo = (k: Kernel, object: number, pages: number): void => {
  for (let i = 0; i < pages; i += 1) {
    const f = lookupPage(k.phys, object, i);
    pmapQremove(k, placeOf(k, object, i));
    unwirePage(k.phys, f, false);
    freePage(k.phys, f);
  }
  const at = k.vm.object.handle.get(object);
  objectDeallocate(k, object);
  if (at !== 0) kmemFree(k.kmem, mapOf(k, M_KERNEL), at, STACK_BYTES);
};

/**
 * A stack for a new thread.
 * @returns its object, or 0 where the caller would sleep for a page
 * @throws KernelPanic where kernel_map has no hole: 6.2 does not fail, it dies
 */
export const threadNew = (k: Kernel): number => {
  const object = objectAllocate(k, OBJT_DEFAULT, STACK_PAGES);
  if (object === 0) return 0;
  const at = kmemAllocNofault(k.kmem, mapOf(k, M_KERNEL), STACK_BYTES);
  if (at === 0) throw new KernelPanic('vm_thread_new: kstack allocation failed');
  k.vm.object.handle.set(object, at);
  for (let i = 0; i < STACK_PAGES; i += 1) {
    const f = allocPage(k.phys, { object, pindex: i }, 'normal', ALLOC_WIRED);
    if (f === 0) {
      undo(k, object, i);
      k.wait.on = 'vmwait';
      return 0;
    }
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_VALID);
    pmapQenter(k, placeOf(k, object, i), f);
  }
  return object;
};

/** Gives a stack back: pages, object and address space. */
export const threadDispose = (k: Kernel, object: number): void => {
  undo(k, object, STACK_PAGES);
};

/** Lets go of a stack's pages: dirty, unwired, candidates like any others. Its address space stays. */
export const threadSwapout = (k: Kernel, object: number): void => {
  for (let i = 0; i < STACK_PAGES; i += 1) {
    const f = lookupPage(k.phys, object, i);
    if (f === 0) throw new KernelPanic('vm_thread_swapout: kstack already missing?');
    pmapQremove(k, placeOf(k, object, i));
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_DIRTY);
    unwirePage(k.phys, f, false);
  }
};

/** A stack page in RAM, read from swap where it has gone. 0 = asleep for a page. */
const grab = (k: Kernel, object: number, pindex: number): number => {
  const known = lookupPage(k.phys, object, pindex);
  if (known !== 0) return known;
  const f = allocPage(k.phys, { object, pindex }, 'normal', 0);
  if (f === 0) {
    k.wait.on = 'vmwait';
    return 0;
  }
  if (!pagerHasPage(k, object, pindex))
    throw new KernelPanic('vm_thread_swapin: cannot get kstack for proc');
  pagerGetPage(k, object, pindex);
  k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_VALID);
  return f;
};

/** Brings a stack back, wired and in its place. False = asleep for a page; what came stays. */
export const threadSwapin = (k: Kernel, object: number): boolean => {
  const frames: number[] = [];
  for (let i = 0; i < STACK_PAGES; i += 1) {
    const f = grab(k, object, i);
    if (f === 0) {
      for (const had of frames) unwirePage(k.phys, had, false);
      return false;
    }
    wirePage(k.phys, f);
    frames.push(f);
  }
  frames.forEach((f, i) => {
    pmapQenter(k, placeOf(k, object, i), f);
  });
  return true;
};

/** Whether the kernel sees the stack at its place: wired and in RAM. */
export const isStackIn = (k: Kernel, object: number): boolean =>
  k.frameAt.get(placeOf(k, object, 0) - k.kmem.base) !== 0;
