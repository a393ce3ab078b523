/**
 * What the init and fini of items take and give.
 * FreeBSD 6.2: vm_thread_new() and vm_thread_dispose() of sys/vm/vm_glue.c behind zone THREAD,
 * pmap_pinit() of sys/i386/i386/pmap.c behind VMSPACE, mb_zinit_pack() and mb_zfini_pack() of
 * sys/kern/kern_mbuf.c behind mbuf_packet.
 */
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { threadDispose, threadNew } from '../proc/kstack';
import { kmemAllocNofault, kmemFree } from '../vm-map/kmem';
import { M_KERNEL, Z_CLUSTER, mapOf } from './types';
import type { Kernel } from './types';

/** Hook numbers. */
export const HOOK_STACK = 1;
export const HOOK_DIRECTORY = 2;
export const HOOK_PACKET = 3;

const slot = (k: Kernel, item: number): number => k.uma.slab.base.get(item >>> 8) + (item & 255);

/** What a hook keeps for an item: the object of a stack, the page of a directory, a packet's cluster. */
export const payloadOf = (k: Kernel, item: number): number => k.uma.payload.get(slot(k, item));

/** Runs a hook's init for one item. False where it fails or sleeps. */
export const initItem = (k: Kernel, hook: number, item: number, flags: number): boolean => {
  let got = 0;
  if (hook === HOOK_STACK) got = threadNew(k);
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
  if (hook === HOOK_STACK) threadDispose(k, had);
  if (hook === HOOK_DIRECTORY) kmemFree(k.kmem, map, had, 4096);
  if (hook === HOOK_PACKET) umaZfree(k.uma, k.cell.get(Z_CLUSTER), had);
};
