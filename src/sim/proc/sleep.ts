/**
 * Falling asleep, waking up, being stopped, and how long all that has lasted.
 * FreeBSD 6.2 sys/kern/kern_synch.c msleep(), setrunnable(); sys/kern/sched_4bsd.c schedcpu(),
 * sched_sleep(), sched_wakeup(); sys/kern/kern_sig.c for stops.
 */
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { P_OUT, P_STOPPED, P_WANTED } from './state';
import { PRIORITY, WMESGS } from './wmesg';
import type { Wmesg } from './wmesg';

/** Whether a process has one of some flags. */
export const hasFlag = (k: Kernel, p: number, flag: number): boolean =>
  (k.proc.proc.flags.get(p) & flag) !== 0;

/** Sets and clears flags of a process. */
export const setFlags = (k: Kernel, p: number, set: number, clear = 0): void => {
  const { flags } = k.proc.proc;
  flags.set(p, (flags.get(p) | set) & ~clear);
};

/** The threads of a process, the first one first. */
export const threadsOf = (k: Kernel, p: number): number[] => {
  const threads: number[] = [];
  const { sibling } = k.proc.thread;
  for (let t = k.proc.proc.thread.get(p); t !== 0; t = sibling.get(t)) threads.push(t);
  return threads;
};

/** Whether nothing but its absence from RAM keeps a thread from running (`TD_CAN_RUN`). */
export const canRun = (k: Kernel, t: number): boolean =>
  k.proc.thread.asleep.get(t) === 0 && !hasFlag(k, k.proc.thread.proc.get(t), P_STOPPED);

/**
 * Seconds since a thread of the process was last awake, or last fell asleep (`kg_slptime`). One that
 * was woken and waits to be swapped in is not awake: schedcpu() looks for threads that run.
 */
export const slept = (k: Kernel, p: number): number => {
  const isAwake = !hasFlag(k, p, P_OUT) && threadsOf(k, p).some((t) => canRun(k, t));
  return isAwake ? 0 : k.cell.get(UPTIME) - k.proc.proc.since.get(p);
};

/** A thread falls asleep (msleep()); its ksegrp begins to count anew. */
export const sleepThread = (k: Kernel, t: number, wmesg: Wmesg, priority: number): void => {
  const { thread, proc } = k.proc;
  thread.asleep.set(t, 1);
  thread.wmesg.set(t, WMESGS.indexOf(wmesg));
  thread.priority.set(t, priority);
  proc.since.set(thread.proc.get(t), k.cell.get(UPTIME));
};

/** What setrunnable() does once nothing inhibits a thread: it runs, or asks to be swapped in. */
const setRunnable = (k: Kernel, t: number): void => {
  const { thread, proc } = k.proc;
  const p = thread.proc.get(t);
  if (!canRun(k, t)) return;
  if (hasFlag(k, p, P_OUT)) {
    setFlags(k, p, P_WANTED);
    return;
  }
  thread.priority.set(t, PRIORITY['']);
  proc.since.set(p, k.cell.get(UPTIME));
};

/** Wakes a thread that sleeps (setrunnable()). */
export const wakeThread = (k: Kernel, t: number): void => {
  const { asleep, wmesg } = k.proc.thread;
  if (asleep.get(t) === 0) return;
  asleep.set(t, 0);
  wmesg.set(t, 0);
  setRunnable(k, t);
};

/**
 * The thread that makes a process's calls, its first one, falls asleep.
 * @param priority `td_priority` of the sleep; by default the one that 6.2 uses with that message
 */
export const fallAsleep = (
  k: Kernel,
  p: number,
  wmesg: Wmesg,
  priority = PRIORITY[wmesg],
): void => {
  sleepThread(k, k.proc.proc.thread.get(p), wmesg, priority);
};

/** That thread wakes up. One of a process that is swapped out asks for it to be brought back. */
export const wakeUp = (k: Kernel, p: number): void => {
  wakeThread(k, k.proc.proc.thread.get(p));
};

/** Threads that came back into RAM with their process go on. */
export const resume = (k: Kernel, p: number): void => {
  for (const t of threadsOf(k, p)) setRunnable(k, t);
};

/** SIGSTOP: threads that are awake are suspended, those that sleep will be when they wake. */
export const stop = (k: Kernel, p: number): void => {
  if (hasFlag(k, p, P_STOPPED)) return;
  if (slept(k, p) === 0) k.proc.proc.since.set(p, k.cell.get(UPTIME));
  setFlags(k, p, P_STOPPED);
};

/** SIGCONT. */
export const goOn = (k: Kernel, p: number): void => {
  if (!hasFlag(k, p, P_STOPPED)) return;
  setFlags(k, p, 0, P_STOPPED);
  resume(k, p);
};
