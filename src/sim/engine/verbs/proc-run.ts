/** What the commands of processes do. */
import type { Kernel } from '../../kernel/types';
import { stackPage } from '../../proc/kstack';
import { TEXT_START, USER_PAGES, mapAt } from '../../proc/memory';
import { exit, fork, kernelSpace } from '../../proc/proc';
import { goOn, sleepThread, stop, threadsOf, wakeThread } from '../../proc/sleep';
import { isRunning, phold, prele } from '../../proc/swapin';
import { PRIORITY } from '../../proc/wmesg';
import { accessPage } from '../../vm/fault';
import { done, hold, holdingFor, letGo, members, repeat, wrong } from '../done';
import type { Done, Runners, Step } from '../done';
import { held } from '../holdings';
import type { Holding } from '../holdings';
import type { Sim } from '../sim';
import type { ForkCommand, ProcCommand } from './proc-commands';
import { runMmap, runMunmap } from './proc-map-run';
import { access, runTouch } from './proc-touch';

const several = (n: number): string => (n === 1 ? '' : ` × ${n}`);

type Of<V extends ProcCommand['do']> = Extract<ProcCommand, { do: V }>;

interface WorkingSet {
  readonly text: number;
  readonly data: number;
  readonly stack: number;
}

const workingSet = (c: ForkCommand): WorkingSet =>
  c.system === true
    ? { text: 0, data: 0, stack: 0 }
    : { text: c.text ?? 0, data: c.data ?? 0, stack: c.stack ?? 0 };

/** Free pages that fork(2) may take: slabs of processes, with the stacks of all their threads. */
const FORK_SPARE = 1024;

/**
 * Makes sure of the entries for a working set before there is a process: fork(2) takes none, since the
 * stacks and page directories that it takes are ranges of kernel_map. False = asleep for them.
 */
const entriesReady = (k: Kernel): boolean => k.kmem.maps.zone.ready(2, FORK_SPARE);

/** A process with its text and data where programs begin and its stack where user space ends. */
const newProcess = (s: Sim, c: ForkCommand, h: Holding): Step => {
  const k = s.kernel;
  const { text, data, stack } = workingSet(c);
  const hasMemory = text + data + stack > 0;
  if (hasMemory && !entriesReady(k)) return 'asleep';
  const p = fork(k, c);
  if (p === 0) return k.wait.on === '' ? 'refused' : 'asleep';
  mapAt(k, p, TEXT_START, text + data);
  mapAt(k, p, USER_PAGES - stack, stack);
  hold(h, p);
  return 'done';
};

/** Page `i` of the working set of the newest process: text is read, data and stack are written. */
const firstTouch = (s: Sim, w: WorkingSet, h: Holding, i: number): Step => {
  if (held(h) === 0) return 'refused';
  const p = h.items.get(h.ends.get(1) - 1);
  const inStack = i - w.text - w.data;
  const va = inStack < 0 ? TEXT_START + i : USER_PAGES - w.stack + inStack;
  return access(s.kernel, p, va, i >= w.text);
};

const runFork = (s: Sim, c: ForkCommand, left: number | null): Done => {
  const h = holdingFor(s, 'process', c.as ?? 'processes');
  if (typeof h === 'string') return wrong(h);
  const count = c.count ?? 1;
  const set = workingSet(c);
  const pages = set.text + set.data + set.stack;
  const unit = 1 + pages;
  const step = (i: number): Step =>
    i % unit === 0 ? newProcess(s, c, h) : firstTouch(s, set, h, (i % unit) - 1);
  const touched = pages === 0 ? '' : `, ${pages} pages touched`;
  const words = `fork()${several(count)}${touched}`;
  return repeat(s, { total: count * unit, left, step, words });
};

/** Ends the processes that can; `left` counts those that cannot yet. */
const runExit = (s: Sim, c: Of<'exit'>, left: number | null): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const k = s.kernel;
  const waiting: string[] = [];
  for (const p of procs) {
    if (exit(k, p)) {
      letGo(s, c.process, p);
      s.work += 1;
    } else waiting.push(k.wait.on);
  }
  const words = `exit(${c.process})${several(left ?? procs.length)}`;
  if (waiting.length === 0) return done(words);
  const on = waiting.join(', ');
  return { outcome: 'asleep', words: `${words} sleeps on ${on}`, left: waiting.length };
};

/** Does something to each process that a command means. */
const forEach =
  <C extends { readonly process: string; readonly nth?: number }>(
    words: string,
    act: (k: Kernel, p: number, c: C) => void,
  ) =>
  (s: Sim, c: C): Done => {
    const procs = members(s, 'process', c.process, c.nth);
    if (typeof procs === 'string') return wrong(procs);
    for (const p of procs) act(s.kernel, p, c);
    s.work += procs.length;
    return done(`${c.process} ${words}`);
  };

/** The threads of a process that a command means: one, or all. */
const meant = (k: Kernel, p: number, n: number | undefined): readonly number[] =>
  threadsOf(k, p).filter((_, i) => n === undefined || i === n);

/** A thread must run to fall asleep: one that sleeps is woken, one that is out is brought back first. */
const runSleep = (s: Sim, c: Of<'sleep'>, left: number | null): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const k = s.kernel;
  const step = (i: number): Step => {
    const p = procs[i] as number;
    const threads = meant(k, p, c.thread);
    for (const t of threads) wakeThread(k, t);
    if (!isRunning(k, p)) return 'asleep';
    for (const t of threads) sleepThread(k, t, c.on, PRIORITY[c.on]);
    return 'done';
  };
  return repeat(s, { total: procs.length, left, step, words: `${c.process} sleeps on ${c.on}` });
};

const wake = (k: Kernel, p: number, c: Of<'wakeup'>): void => {
  for (const t of meant(k, p, c.thread)) wakeThread(k, t);
};

const runPhold = (s: Sim, c: Of<'phold'>, left: number | null): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const step = (i: number): Step => (phold(s.kernel, procs[i] as number) ? 'done' : 'asleep');
  return repeat(s, { total: procs.length, left, step, words: `${c.process} is held in RAM` });
};

/** The kernel writes to the stack of a process's first thread, wherever it is. */
const touchStack = (k: Kernel, p: number): void => {
  accessPage(k, kernelSpace(k), stackPage(k, k.proc.proc.thread.get(p)), true);
};

/** One runner a verb. */
export const PROC_RUNNERS: Runners<ProcCommand> = {
  fork: runFork,
  exit: runExit,
  mmap: runMmap,
  munmap: runMunmap,
  touch: runTouch,
  sleep: runSleep,
  wakeup: forEach('wakes', wake),
  sigstop: forEach('is stopped', stop),
  sigcont: forEach('goes on', goOn),
  phold: runPhold,
  prele: forEach('is let go', prele),
  kstack_touch: forEach('has its kernel stack written', touchStack),
};
