/** Processes touch their memory: one page after the other, at random, or with locality. */
import type { Kernel } from '../../kernel/types';
import { runsWithin } from '../../proc/memory';
import type { Run } from '../../proc/memory';
import { fallAsleep, mayRun, spaceOf } from '../../proc/proc';
import { below } from '../../state/random';
import { accessPage } from '../../vm/fault';
import { members, repeat, wrong } from '../done';
import type { Done, Step } from '../done';
import type { Sim } from '../sim';
import type { TouchCommand } from './proc-commands';

/** A process that a call runs for makes one access, or falls asleep in it. */
export const access = (k: Kernel, p: number, va: number, write: boolean): Step => {
  if (!mayRun(k, p)) return 'asleep';
  const came = accessPage(k, spaceOf(k, p), va, write);
  if (came === 'asleep') fallAsleep(k, p, k.wait.on);
  return came === 'fault' ? 'refused' : came;
};

const length = (runs: readonly Run[]): number => runs.reduce((n, run) => n + run.pages, 0);

/** Address of the `i`-th page of some runs. */
const pageAt = (runs: readonly Run[], i: number): number => {
  let rest = i;
  for (const run of runs) {
    if (rest < run.pages) return run.at + rest;
    rest -= run.pages;
  }
  return 0;
};

/** A fifth of the pages gets four fifths of the accesses. */
const local = (k: Kernel, pages: number): number => {
  const hot = Math.ceil(pages / 5);
  const isHot = below(k.random, 5) < 4 || hot === pages;
  return isHot ? below(k.random, hot) : hot + below(k.random, pages - hot);
};

interface Window {
  readonly p: number;
  readonly runs: readonly Run[];
  readonly pages: number;
}

const windowsOf = (k: Kernel, procs: readonly number[], c: TouchCommand): Window[] =>
  procs
    .map((p) => ({ p, runs: runsWithin(k, p, c.from ?? 0, c.pages ?? Infinity) }))
    .map((w) => ({ ...w, pages: length(w.runs) }))
    .filter((w) => w.pages > 0);

/** Every process in turn, page by page. */
const forward = (s: Sim, windows: readonly Window[], c: TouchCommand) => {
  const every = c.every ?? 1;
  const todo = windows.flatMap(({ p, runs }) =>
    runs
      .flatMap((run) => Array.from({ length: run.pages }, (_, i) => run.at + i))
      .filter((_, i) => i % every === 0)
      .map((va) => [p, va] as const),
  );
  const step = (i: number): Step => {
    const [p, va] = todo[i] as readonly [number, number];
    return access(s.kernel, p, va, c.write ?? true);
  };
  return { total: todo.length, step };
};

/** So many accesses, the processes taking turns. One that sleeps is made to the same page when woken. */
const drawn = (s: Sim, windows: readonly Window[], c: TouchCommand) => {
  const k = s.kernel;
  const most = windows.reduce((n, w) => Math.max(n, w.pages), 0);
  const step = (i: number): Step => {
    const { p, runs, pages } = windows[i % windows.length] as Window;
    const mark = k.random.seed.get(0);
    const at = c.order === 'local' ? local(k, pages) : below(k.random, pages);
    const came = access(k, p, pageAt(runs, at), c.write ?? true);
    if (came === 'asleep') k.random.seed.set(0, mark);
    return came;
  };
  return { total: (c.times ?? most) * windows.length, step };
};

/** Carries out `touch`. */
export const runTouch = (s: Sim, c: TouchCommand, left: number | null): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const isDrawn = c.order === 'random' || c.order === 'local';
  const windows = windowsOf(s.kernel, procs, c);
  const { total, step } = (isDrawn ? drawn : forward)(s, windows, c);
  const verb = (c.write ?? true) ? 'writes' : 'reads';
  const what = isDrawn ? `${total} times, ${c.order}` : `${total} pages`;
  return repeat(s, { total, left, step, words: `${c.process} ${verb} ${what}` });
};
