/**
 * Whole processes back into RAM.
 * FreeBSD 6.2 sys/vm/vm_glue.c: faultin(), scheduler(); sys/sys/proc.h PHOLD().
 */
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { NEEDED } from '../phys/frames';
import { belowMin } from '../phys/page';
import { threadsSwapin } from './kstack';
import { canRun, hasFlag, resume, setFlags, slept, threadsOf, wakeUp } from './sleep';
import { OUT, P_OUT, P_STOPPED, P_WANTED } from './state';
import { allProcs } from './swapout';

/**
 * Brings a process back.
 * @returns false where a stack waits for a page; `wait.on` is then `vmwait`
 */
export const faultin = (k: Kernel, p: number): boolean => {
  if (!hasFlag(k, p, P_OUT)) return true;
  if (!threadsSwapin(k, threadsOf(k, p))) return false;
  setFlags(k, p, 0, P_OUT | P_WANTED);
  k.proc.cell.add(OUT, -1);
  resume(k, p);
  return true;
};

/** What proc0 weighs: seconds swapped out, seconds asleep, and niceness of one that nobody asked for. */
export interface Claim {
  readonly swtime: number;
  readonly slptime: number;
  readonly nice: number;
  readonly requested: boolean;
}

/** How urgently a process is wanted back; the largest comes first. */
export const swapinPriority = ({ swtime, slptime, nice, requested }: Claim): number =>
  swtime + slptime - (requested ? 0 : nice * 8);

const claim = (k: Kernel, p: number): Claim => ({
  swtime: k.cell.get(UPTIME) - k.proc.proc.swapped.get(p),
  slptime: slept(k, p),
  nice: k.proc.proc.nice.get(p),
  requested: hasFlag(k, p, P_WANTED),
});

/** The process that proc0 brings back next, or 0: out, and with a thread that could run. */
const mostUrgent = (k: Kernel): number => {
  let best = 0;
  let most = -Infinity;
  for (const p of allProcs(k)) {
    if (!hasFlag(k, p, P_OUT) || !threadsOf(k, p).some((t) => canRun(k, t))) continue;
    const priority = swapinPriority(claim(k, p));
    if (priority > most) {
      best = p;
      most = priority;
    }
  }
  return best;
};

/**
 * proc0: brings back those that could run, most urgent first, while memory is not below `v_free_min`.
 * Where it is, proc0 sleeps for pages and so asks for the page daemon.
 */
export const runScheduler = (k: Kernel): void => {
  for (let p = mostUrgent(k); p !== 0; p = mostUrgent(k)) {
    if (belowMin(k.phys) || !faultin(k, p)) {
      k.phys.count.set(NEEDED, 1);
      return;
    }
    k.proc.proc.swapped.set(p, k.cell.get(UPTIME));
    k.console.push(`proc0: pid ${k.proc.proc.pid.get(p)} swapped in`);
  }
};

/** PHOLD(): keeps a process in RAM, and brings it there. False = it waits for a page, not held. */
export const phold = (k: Kernel, p: number): boolean => {
  if (!faultin(k, p)) return false;
  k.proc.proc.hold.add(p, 1);
  return true;
};

/** PRELE(). */
export const prele = (k: Kernel, p: number): void => {
  const { hold } = k.proc.proc;
  hold.set(p, Math.max(hold.get(p) - 1, 0));
};

/**
 * Whether a process with a thread that is awake runs now. Where it is swapped out proc0 is kicked, and
 * where that does not help, or it is stopped, it waits (`wait.on` = `sched`).
 */
export const isRunning = (k: Kernel, p: number): boolean => {
  if (hasFlag(k, p, P_OUT)) runScheduler(k);
  k.wait.on = hasFlag(k, p, P_OUT | P_STOPPED) ? 'sched' : '';
  return k.wait.on === '';
};

/** Whether a process can go on with a call now; the thread that makes its calls is woken first. */
export const mayRun = (k: Kernel, p: number): boolean => {
  wakeUp(k, p);
  return isRunning(k, p);
};
