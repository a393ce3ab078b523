/**
 * Whole processes out of RAM.
 * FreeBSD 6.2 sys/vm/vm_glue.c: swapout_procs(), swapout().
 * Left out: processes under a debugger, maps that somebody has locked (no command holds one).
 */
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { IDLE_THRESHOLD1, IDLE_THRESHOLD2 } from '../pageout/state';
import { threadSwapout } from './kstack';
import { hasFlag, setFlags, slept, threadsOf } from './sleep';
import { OUT, P_NONE, PROCS, P_OUT, P_REALTIME, P_STOPPED, P_SYSTEM, P_WEXIT } from './state';
import { PSOCK } from './wmesg';

/** `VM_SWAP_NORMAL` and `VM_SWAP_IDLE`. */
export const SWAP_NORMAL = 1;
export const SWAP_IDLE = 2;

/** All processes in the order of `allproc`: the newest first. */
export const allProcs = (k: Kernel): number[] => {
  const { state, pid } = k.proc.proc;
  const all: number[] = [];
  for (let p = 1; p < k.proc.cell.get(PROCS); p += 1) if (state.get(p) !== P_NONE) all.push(p);
  return all.sort((a, b) => pid.get(b) - pid.get(a));
};

/** `thread_safetoswapout`, at a priority that says that nobody waits for what the thread holds. */
const isSafe = (k: Kernel, p: number, t: number): boolean =>
  k.proc.thread.priority.get(t) >= PSOCK &&
  (k.proc.thread.asleep.get(t) !== 0 || hasFlag(k, p, P_STOPPED));

/** Whether a process may be swapped out: every condition of swapout_procs(). */
export const maySwapOut = (k: Kernel, p: number, action: number): boolean => {
  const { cell } = k.pageout;
  if (hasFlag(k, p, P_SYSTEM | P_WEXIT | P_OUT | P_REALTIME) || k.proc.proc.hold.get(p) !== 0)
    return false;
  if (slept(k, p) < cell.get(IDLE_THRESHOLD1)) return false;
  if (!threadsOf(k, p).every((t) => isSafe(k, p, t))) return false;
  if ((action & SWAP_NORMAL) !== 0) return true;
  return (action & SWAP_IDLE) !== 0 && slept(k, p) > cell.get(IDLE_THRESHOLD2);
};

const swapout = (k: Kernel, p: number): void => {
  setFlags(k, p, P_OUT);
  k.proc.cell.add(OUT, 1);
  for (const t of threadsOf(k, p)) threadSwapout(k, t);
  k.proc.proc.swapped.set(p, k.cell.get(UPTIME));
};

/**
 * Swaps out every process that may be. The kernel begins its walk anew after each, which finds the
 * same ones in the same order, since nothing else runs meanwhile.
 * @param action `SWAP_NORMAL`, `SWAP_IDLE` or both
 * @returns who went, in that order
 */
export const swapoutProcs = (k: Kernel, action: number): number[] => {
  const gone = allProcs(k).filter((p) => maySwapOut(k, p, action));
  for (const p of gone) swapout(k, p);
  return gone;
};
