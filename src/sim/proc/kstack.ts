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
import { giveRecord, takeRecord } from '../state/pool';
import { kmemAllocNofault, kmemFree } from '../vm-map/kmem';
import { objectAllocate, objectDeallocate } from '../vm/object';
import { pagerGetPage, pagerHasPage } from '../vm/pager';
import { pmapQenter, pmapQremove } from '../vm/pmap';
import { OBJT_DEFAULT } from '../vm/state';
import { THREADS, THREAD_POOL } from './state';

/** `KSTACK_PAGES` and `KSTACK_GUARD_PAGES` of i386. */
export const STACK_PAGES = 2;
export const GUARD_PAGES = 1;
const STACK_BYTES = (STACK_PAGES + GUARD_PAGES) * 4096;

const pool = (k: Kernel) => ({ cell: k.proc.cell, top: THREADS, free: THREAD_POOL });

/** Kernel page of page `i` of a thread's stack (`td_kstack`). */
export const stackPage = (k: Kernel, t: number, i = 0): number =>
  k.proc.thread.kstack.get(t) + GUARD_PAGES + i;

/** Takes pages, object and address space away again; `pages` of the pages have come. */
const undo = (k: Kernel, t: number, pages: number): void => {
  const { object, kstack } = k.proc.thread;
  for (let i = 0; i < pages; i += 1) {
    const f = lookupPage(k.phys, object.get(t), i);
    if (f === 0) throw new KernelPanic('vm_thread_dispose: kstack already missing?');
    pmapQremove(k, stackPage(k, t, i));
    unwirePage(k.phys, f, false);
    freePage(k.phys, f);
  }
  objectDeallocate(k, object.get(t));
  kmemFree(k.kmem, mapOf(k, M_KERNEL), kstack.get(t), STACK_BYTES);
  giveRecord(k.proc.thread, pool(k), t);
};

/**
 * A thread with its stack, run by nobody yet (vm_thread_new()).
 * @param item the THREAD item that stores it
 * @returns its number, or 0 where the caller would sleep for a page
 * @throws KernelPanic where kernel_map has no hole: 6.2 does not fail, it dies
 */
export const threadNew = (k: Kernel, item: number): number => {
  const object = objectAllocate(k, OBJT_DEFAULT, STACK_PAGES);
  if (object === 0) return 0;
  const at = kmemAllocNofault(k.kmem, mapOf(k, M_KERNEL), STACK_BYTES);
  if (at === 0) throw new KernelPanic('vm_thread_new: kstack allocation failed');
  const { thread } = k.proc;
  const t = takeRecord(thread, pool(k));
  thread.item.set(t, item);
  thread.object.set(t, object);
  thread.kstack.set(t, at);
  for (let i = 0; i < STACK_PAGES; i += 1) {
    const f = allocPage(k.phys, { object, pindex: i }, 'normal', ALLOC_WIRED);
    if (f === 0) {
      undo(k, t, i);
      k.wait.on = 'vmwait';
      return 0;
    }
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_VALID);
    pmapQenter(k, stackPage(k, t, i), f);
  }
  return t;
};

/** Gives a stack back: pages, object and address space (vm_thread_dispose()). */
export const threadDispose = (k: Kernel, t: number): void => {
  undo(k, t, STACK_PAGES);
};

/**
 * Lets go of a stack's pages: dirty, unwired to the inactive queue, candidates like any others. Its
 * address space and its object stay (vm_thread_swapout()).
 */
export const threadSwapout = (k: Kernel, t: number): void => {
  for (let i = 0; i < STACK_PAGES; i += 1) {
    const f = lookupPage(k.phys, k.proc.thread.object.get(t), i);
    if (f === 0) throw new KernelPanic('vm_thread_swapout: kstack already missing?');
    pmapQremove(k, stackPage(k, t, i));
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_DIRTY);
    unwirePage(k.phys, f, false);
  }
};

/** A stack page in RAM, wired; read from swap where it has gone. 0 = asleep for a page. */
const grab = (k: Kernel, t: number, pindex: number): number => {
  const object = k.proc.thread.object.get(t);
  let f = lookupPage(k.phys, object, pindex);
  if (f === 0) {
    f = allocPage(k.phys, { object, pindex }, 'normal', 0);
    if (f === 0) return 0;
    if (!pagerHasPage(k, object, pindex))
      throw new KernelPanic('vm_thread_swapin: cannot get kstack for proc');
    pagerGetPage(k, object, pindex);
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_VALID);
  }
  wirePage(k.phys, f);
  return f;
};

/**
 * Brings the stacks of some threads back, wired and in their places (vm_thread_swapin()).
 * @returns false where the caller would sleep for a page. The kernel keeps what it has and waits; here
 *   what came goes to the inactive queue, and all is begun anew.
 */
export const threadsSwapin = (k: Kernel, threads: readonly number[]): boolean => {
  const places: (readonly [at: number, frame: number])[] = [];
  for (const t of threads)
    for (let i = 0; i < STACK_PAGES; i += 1) {
      const f = grab(k, t, i);
      if (f === 0) {
        for (const [, had] of places) unwirePage(k.phys, had, false);
        k.wait.on = 'vmwait';
        return false;
      }
      places.push([stackPage(k, t, i), f]);
    }
  for (const [at, f] of places) pmapQenter(k, at, f);
  return true;
};
