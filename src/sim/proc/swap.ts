/**
 * Whole processes out of RAM and back.
 * FreeBSD 6.2 sys/vm/vm_glue.c: swapout_procs(), swapout(), faultin(), scheduler();
 * sys/vm/vm_pageout.c: vm_daemon(), vm_pageout_map_deactivate_pages().
 * Simplified: one thread a process, no realtime processes, no debugger.
 */
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { payloadOf } from '../kernel/item-hooks';
import { F_REFERENCED, F_UNMANAGED, Q_ACTIVE, Q_INACTIVE } from '../phys/frames';
import { activatePage, belowMin, deactivatePage, requeuePage } from '../phys/page';
import { IDLE_THRESHOLD1, IDLE_THRESHOLD2, SWAPOUT_REQ, VMDAEMON_WOKEN } from '../pageout/state';
import { KernelPanic } from '../state/panic';
import { pmapRemoveAll, pmapRemovePages, pmapTsReferenced } from '../vm/pmap';
import { GUARD_PAGES, threadSwapin, threadSwapout } from './kstack';
import { PROCS, P_ASLEEP, P_NONE, P_OUT, P_SYSTEM, P_WANTED } from './state';
import { SWAP_IDLE, SWAP_NORMAL } from './vmdaemon';

/** `PSOCK`: a thread that sleeps with a lower number may hold what others wait for. */
export const PSOCK = 88;
/** `ACT_ADVANCE`, `ACT_DECLINE`, `ACT_MAX`. */
const ACT_ADVANCE = 3;
const ACT_DECLINE = 1;
const ACT_MAX = 64;

const stackOf = (k: Kernel, p: number): number => payloadOf(k, k.proc.proc.thread.get(p));

/** Kernel page of a process's stack, its lowest above the guard. */
export const stackPage = (k: Kernel, p: number): number =>
  k.vm.object.handle.get(stackOf(k, p)) + GUARD_PAGES;

/** Seconds that a process has slept (`kg_slptime`). */
const slept = (k: Kernel, p: number): number => k.cell.get(UPTIME) - k.proc.proc.since.get(p);

/** Whether a process may be swapped out: every condition of swapout_procs(). */
export const maySwapOut = (k: Kernel, p: number, action: number): boolean => {
  const { state, flags, hold, priority } = k.proc.proc;
  const { cell } = k.pageout;
  if (state.get(p) !== P_ASLEEP || (flags.get(p) & (P_SYSTEM | P_OUT)) !== 0) return false;
  if (hold.get(p) !== 0 || slept(k, p) < cell.get(IDLE_THRESHOLD1)) return false;
  if (priority.get(p) < PSOCK) return false;
  if ((action & SWAP_NORMAL) !== 0) return true;
  return (action & SWAP_IDLE) !== 0 && slept(k, p) > cell.get(IDLE_THRESHOLD2);
};

const swapOut = (k: Kernel, p: number): void => {
  const { flags, swapped } = k.proc.proc;
  flags.set(p, flags.get(p) | P_OUT);
  swapped.set(p, k.cell.get(UPTIME));
  threadSwapout(k, stackOf(k, p));
};

/** One page of a process that is to have none: it is made a candidate, or younger if it was used. */
const releasePage = (k: Kernel, f: number): void => {
  const { frame } = k.phys;
  const isLoose = frame.wire.get(f) === 0 && frame.hold.get(f) === 0;
  if (!isLoose || (frame.flags.get(f) & F_UNMANAGED) !== 0) return;
  const soft = (frame.flags.get(f) & F_REFERENCED) === 0 ? 0 : 1;
  const refs = pmapTsReferenced(k, f) || soft;
  frame.flags.set(f, frame.flags.get(f) & ~F_REFERENCED);
  const queue = frame.queue.get(f);
  if (refs > 0) {
    activatePage(k.phys, f);
    if (queue !== Q_ACTIVE) frame.act.set(f, frame.act.get(f) + refs);
    else if (frame.act.get(f) < ACT_MAX - ACT_ADVANCE)
      frame.act.set(f, frame.act.get(f) + ACT_ADVANCE);
    if (queue === Q_ACTIVE) requeuePage(k.phys, f);
    return;
  }
  if (queue === Q_INACTIVE) pmapRemoveAll(k, f);
  if (queue !== Q_ACTIVE) return;
  frame.act.set(f, Math.max(frame.act.get(f) - ACT_DECLINE, 0));
  if (frame.act.get(f) > 0) {
    requeuePage(k.phys, f);
    return;
  }
  pmapRemoveAll(k, f);
  deactivatePage(k.phys, f);
};

/** Takes RAM from a swapped-out process: its limit is nothing, and all its mappings go. */
const deactivate = (k: Kernel, p: number): number => {
  const { pmap, pv } = k.vm;
  const frames: number[] = [];
  for (let n = pmap.head.get(p); n !== 0; n = pv.pnext.get(n)) frames.push(pv.frame.get(n));
  for (const f of frames) releasePage(k, f);
  pmapRemovePages(k, p);
  return frames.length;
};

const processes = (k: Kernel): number[] => {
  const all: number[] = [];
  for (let p = 1; p < k.proc.cell.get(PROCS); p += 1)
    if (k.proc.proc.state.get(p) !== P_NONE) all.push(p);
  return all;
};

/**
 * The vmdaemon: swaps out whoever may be, then takes the pages of all that are out.
 * @returns whether it was asked
 */
export const runVmdaemon = (k: Kernel): boolean => {
  const action = k.pageout.cell.get(SWAPOUT_REQ);
  if (k.pageout.cell.get(VMDAEMON_WOKEN) === 0) return false;
  k.pageout.cell.set(VMDAEMON_WOKEN, 0);
  k.pageout.cell.set(SWAPOUT_REQ, 0);
  const gone = processes(k).filter((p) => maySwapOut(k, p, action));
  for (const p of gone) swapOut(k, p);
  let pages = 0;
  for (const p of processes(k))
    if ((k.proc.proc.flags.get(p) & P_OUT) !== 0) pages += deactivate(k, p);
  const pids = gone.map((p) => k.proc.proc.pid.get(p)).join(', ');
  if (gone.length > 0) k.console.push(`vmdaemon: pid ${pids} swapped out, ${pages} pages unmapped`);
  return true;
};

/** Brings a process back (faultin()). False = its stack waits for a page. */
export const faultin = (k: Kernel, p: number): boolean => {
  const { flags, swapped } = k.proc.proc;
  if ((flags.get(p) & P_OUT) === 0) return true;
  if (!threadSwapin(k, stackOf(k, p))) return false;
  flags.set(p, flags.get(p) & ~(P_OUT | P_WANTED));
  swapped.set(p, k.cell.get(UPTIME));
  return true;
};

/** A process that must run at once, to end. */
export const bringBack = (k: Kernel, p: number): void => {
  if (!faultin(k, p))
    throw new KernelPanic('faultin: no page for the stack of a process that ends');
};

/** proc0: brings back those that are wanted, most deserving first, while memory is not short. */
export const runScheduler = (k: Kernel): boolean => {
  const { flags, swapped, pid } = k.proc.proc;
  const now = k.cell.get(UPTIME);
  const deserves = (p: number): number => now - swapped.get(p) + slept(k, p);
  let came = false;
  for (;;) {
    const wanted = processes(k).filter((p) => (flags.get(p) & P_WANTED) !== 0);
    if (wanted.length === 0 || belowMin(k.phys)) return came;
    const best = wanted.reduce((a, b) => (deserves(b) > deserves(a) ? b : a));
    if (!faultin(k, best)) return came;
    k.console.push(`proc0: pid ${pid.get(best)} swapped in`);
    came = true;
  }
};
