/**
 * What the init and fini of items take and give.
 * FreeBSD 6.2: thread_init() and thread_fini() of sys/kern/kern_thread.c behind zone THREAD,
 * proc_init() of sys/kern/kern_proc.c behind PROC, vmspace_zinit() of sys/vm/vm_map.c behind VMSPACE,
 * mb_zinit_pack() and mb_zfini_pack() of sys/kern/kern_mbuf.c behind mbuf_packet.
 */
import { dropDirectory, newDirectory, procInit, procUninit } from '../proc/items';
import { threadDispose, threadNew } from '../proc/kstack';
import { payloadOf, setPayload } from '../uma/live/payload';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { Z_CLUSTER } from './types';
import type { Kernel } from './types';

/** Hook numbers. */
export const HOOK_STACK = 1;
export const HOOK_DIRECTORY = 2;
export const HOOK_PACKET = 3;
export const HOOK_PROC = 4;

/** What an item keeps: a thread, a page of a directory, a packet's cluster, a process's first thread. */
const take = (k: Kernel, hook: number, item: number, flags: number): number => {
  if (hook === HOOK_STACK) return threadNew(k, item);
  if (hook === HOOK_DIRECTORY) return newDirectory(k);
  if (hook === HOOK_PROC) return procInit(k);
  return umaZalloc(k.uma, k.cell.get(Z_CLUSTER), flags);
};

/** Runs a hook's init for one item. False where it fails or sleeps. */
export const initItem = (k: Kernel, hook: number, item: number, flags: number): boolean => {
  const got = take(k, hook, item, flags);
  setPayload(k.uma, item, got);
  return got !== 0;
};

/** Runs a hook's fini for one item. */
export const finiItem = (k: Kernel, hook: number, item: number): void => {
  const had = payloadOf(k.uma, item);
  setPayload(k.uma, item, 0);
  if (hook === HOOK_STACK) threadDispose(k, had);
  if (hook === HOOK_DIRECTORY) dropDirectory(k, had);
  if (hook === HOOK_PROC) procUninit(k, had);
  if (hook === HOOK_PACKET) umaZfree(k.uma, k.cell.get(Z_CLUSTER), had);
};
