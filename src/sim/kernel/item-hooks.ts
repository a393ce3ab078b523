/**
 * What the init and fini of items take and give.
 * FreeBSD 6.2: vm_thread_new() and vm_thread_dispose() of sys/vm/vm_glue.c behind zone THREAD,
 * pmap_pinit() of sys/i386/i386/pmap.c behind VMSPACE, mb_zinit_pack() and mb_zfini_pack() of
 * sys/kern/kern_mbuf.c behind mbuf_packet.
 */
import { KernelPanic } from '../state/panic';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { staticObject } from '../vm/object';
import { OBJT_DEFAULT } from '../vm/state';
import { kmemAllocNofault, kmemFree } from '../vm-map/kmem';
import { M_KERNEL, Z_CLUSTER, mapOf } from './types';
import type { Kernel } from './types';

/** Hook numbers. */
export const HOOK_STACK = 1;
export const HOOK_DIRECTORY = 2;
export const HOOK_PACKET = 3;

/** `KSTACK_PAGES` and `KSTACK_GUARD_PAGES` of i386. */
const STACK_PAGES = 2;
const GUARD_PAGES = 1;

const slot = (k: Kernel, item: number): number => k.uma.slab.base.get(item >>> 8) + (item & 255);

const newStack = (k: Kernel): number => {
  const size = (STACK_PAGES + GUARD_PAGES) * 4096;
  const at = kmemAllocNofault(k.kmem, mapOf(k, M_KERNEL), size);
  if (at === 0) throw new KernelPanic('vm_thread_new: kstack allocation failed');
  const object = staticObject(k, OBJT_DEFAULT, STACK_PAGES);
  for (let i = GUARD_PAGES; i < STACK_PAGES + GUARD_PAGES; i += 1)
    if (!k.kmem.pages.take(object, at + i, 'normal')) {
      kmemFree(k.kmem, mapOf(k, M_KERNEL), at, size);
      k.wait.on = 'vmwait';
      return 0;
    }
  return at;
};

/** Runs a hook's init for one item. False where it fails or sleeps. */
export const initItem = (k: Kernel, hook: number, item: number, flags: number): boolean => {
  let got = 0;
  if (hook === HOOK_STACK) got = newStack(k);
  if (hook === HOOK_DIRECTORY) got = kmemAllocNofault(k.kmem, mapOf(k, M_KERNEL), 4096);
  if (hook === HOOK_PACKET) got = umaZalloc(k.uma, k.cell.get(Z_CLUSTER), flags);
  k.uma.payload.set(slot(k, item), got);
  return got !== 0;
};

/** Runs a hook's fini for one item. */
export const finiItem = (k: Kernel, hook: number, item: number): void => {
  const had = k.uma.payload.get(slot(k, item));
  k.uma.payload.set(slot(k, item), 0);
  const map = mapOf(k, M_KERNEL);
  if (hook === HOOK_STACK) kmemFree(k.kmem, map, had, (STACK_PAGES + GUARD_PAGES) * 4096);
  if (hook === HOOK_DIRECTORY) kmemFree(k.kmem, map, had, 4096);
  if (hook === HOOK_PACKET) umaZfree(k.uma, k.cell.get(Z_CLUSTER), had);
};
