/** What the commands of processes do. */
import type { Kernel } from '../../kernel/types';
import {
  exit,
  fallAsleep,
  fork,
  kernelSpace,
  mappedRuns,
  mmap,
  munmap,
  spaceOf,
  wakeUp,
} from '../../proc/proc';
import { P_ASLEEP, P_OUT, P_SYSTEM } from '../../proc/state';
import { faultin, stackPage } from '../../proc/swap';
import { accessPage } from '../../vm/fault';
import { done, hold, holdingFor, letGo, members, repeat, wrong } from '../done';
import type { Done, Runners, Step } from '../done';
import type { Sim } from '../sim';
import { SLEEPS } from './proc-commands';
import type { ProcCommand } from './proc-commands';

const several = (n: number): string => (n === 1 ? '' : ` × ${n}`);

type Of<V extends ProcCommand['do']> = Extract<ProcCommand, { do: V }>;

const runFork = (s: Sim, c: Of<'fork'>, left: number | null): Done => {
  const h = holdingFor(s, 'process', c.as ?? 'processes');
  if (typeof h === 'string') return wrong(h);
  const total = c.count ?? 1;
  const step = (): Step => {
    const p = fork(s.kernel, c.system === true ? P_SYSTEM : 0);
    if (p === 0) return 'asleep';
    hold(h, p);
    return 'done';
  };
  return repeat(s, { total, left, step, words: `fork()${several(total)}` });
};

const runExit = (s: Sim, c: Of<'exit'>): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  for (const p of procs) {
    exit(s.kernel, p);
    letGo(s, c.process, p);
    s.work += 1;
  }
  return done(`exit(${c.process})${several(procs.length)}`);
};

const runMmap = (s: Sim, c: Of<'mmap'>): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const got = procs.filter((p) => mmap(s.kernel, p, c.pages) !== 0).length;
  const words = `${c.process}: mmap(${c.pages} pages)${several(procs.length)}`;
  return got === procs.length
    ? done(words)
    : { outcome: 'refused', words: `${words}: ENOMEM ${procs.length - got} times` };
};

/** Addresses of a process's mapped pages, from the `from`-th on. */
const addresses = (k: Kernel, p: number, from: number, pages: number): number[] => {
  const all: number[] = [];
  let skip = from;
  for (const run of mappedRuns(k, p)) {
    const first = Math.min(skip, run.pages);
    skip -= first;
    for (let i = first; i < run.pages && all.length < pages; i += 1) all.push(run.at + i);
  }
  return all;
};

/** A process that sleeps is woken first; one that is swapped out waits for proc0 to bring it back. */
const mayRun = (k: Kernel, p: number): boolean => {
  const { state, flags } = k.proc.proc;
  if (state.get(p) === P_ASLEEP) wakeUp(k, p);
  if ((flags.get(p) & P_OUT) === 0) return true;
  k.wait.on = 'sched';
  return false;
};

const runTouch = (s: Sim, c: Of<'touch'>, left: number | null): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const k = s.kernel;
  const todo = procs.flatMap((p) =>
    addresses(k, p, c.from ?? 0, c.pages ?? Infinity).map((va) => [p, va] as const),
  );
  const step = (i: number): Step => {
    const [p, va] = todo[i] as readonly [number, number];
    if (!mayRun(k, p)) return 'asleep';
    const came = accessPage(k, spaceOf(k, p), va, c.write ?? true);
    return came === 'fault' ? 'refused' : came;
  };
  const verb = (c.write ?? true) ? 'writes' : 'reads';
  return repeat(s, {
    total: todo.length,
    left,
    step,
    words: `${c.process} ${verb} ${todo.length} pages`,
  });
};

/** `PWAIT`, `PSOCK`, user priority, `PRIBIO` of sys/sys/priority.h, by wait message. */
const PRIORITIES: Readonly<Record<(typeof SLEEPS)[number], number>> = {
  nanslp: 92,
  select: 160,
  sbwait: 88,
  kqread: 88,
  wait: 92,
  pause: 104,
  biord: 76,
  piperd: 76,
};

const runSleep = (s: Sim, c: Of<'sleep'>): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  for (const p of procs) fallAsleep(s.kernel, p, SLEEPS.indexOf(c.on) + 1, PRIORITIES[c.on]);
  return done(`${c.process} sleeps on ${c.on}`);
};

/** Does something to each process that a command means. */
const forEach =
  (words: string, act: (k: Kernel, p: number) => void) =>
  (s: Sim, c: { readonly process: string; readonly nth?: number }): Done => {
    const procs = members(s, 'process', c.process, c.nth);
    if (typeof procs === 'string') return wrong(procs);
    for (const p of procs) act(s.kernel, p);
    s.work += procs.length;
    return done(`${c.process} ${words}`);
  };

const runMunmap = (s: Sim, c: Of<'munmap'>): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  for (const p of procs)
    for (const va of addresses(s.kernel, p, 0, c.pages).reverse()) munmap(s.kernel, p, va, 1);
  s.work += procs.length * c.pages;
  return done(`${c.process}: munmap(${c.pages} pages)${several(procs.length)}`);
};

/** PHOLD(): whoever holds a process in RAM brings it back first (`_PHOLD` calls faultin()). */
const phold = (k: Kernel, p: number): void => {
  if (!faultin(k, p)) return;
  k.proc.proc.hold.add(p, 1);
};

const prele = (k: Kernel, p: number): void => {
  const { hold } = k.proc.proc;
  hold.set(p, Math.max(hold.get(p) - 1, 0));
};

/** The kernel writes to the stack of a process, wherever it is. */
const touchStack = (k: Kernel, p: number): void => {
  accessPage(k, kernelSpace(k), stackPage(k, p), true);
};

/** One runner a verb. */
export const PROC_RUNNERS: Runners<ProcCommand> = {
  fork: runFork,
  exit: runExit,
  mmap: runMmap,
  touch: runTouch,
  sleep: runSleep,
  munmap: runMunmap,
  wakeup: forEach('wakes', wakeUp),
  phold: forEach('is held in RAM', phold),
  prele: forEach('is let go', prele),
  kstack_touch: forEach('has its kernel stack written', touchStack),
};
