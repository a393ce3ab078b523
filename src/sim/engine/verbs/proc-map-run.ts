/** What mmap(2) and munmap(2) of anonymous memory do. */
import type { Kernel } from '../../kernel/types';
import { runsWithin } from '../../proc/memory';
import { fallAsleep, mmap, munmap, spaceOf, wakeUp } from '../../proc/proc';
import { CUTS } from '../../vm-map/kmem';
import { vmMapReady } from '../../vm-map/vm-map';
import { members, repeat, wrong } from '../done';
import type { Done, Step } from '../done';
import type { Sim } from '../sim';
import type { ProcCommand } from './proc-commands';

const several = (n: number): string => (n === 1 ? '' : ` × ${n}`);

type Of<V extends ProcCommand['do']> = Extract<ProcCommand, { do: V }>;

/** A call that a process makes, and that may sleep for a map entry: what it came to where it failed. */
const failed = (k: Kernel, p: number): Step => {
  if (k.wait.on === '') return 'refused';
  fallAsleep(k, p, k.wait.on);
  return 'asleep';
};

/** Such a call, once for each process; the one that slept in it goes on. */
const callEach = (
  s: Sim,
  procs: readonly number[],
  { words, left, call }: { words: string; left: number | null; call: (p: number) => boolean },
): Done => {
  const step = (i: number): Step => {
    const p = procs[i] as number;
    if (left === procs.length - i) wakeUp(s.kernel, p);
    return call(p) ? 'done' : failed(s.kernel, p);
  };
  return repeat(s, { total: procs.length, left, step, words });
};

/** Carries out `mmap`. */
export const runMmap = (s: Sim, c: Of<'mmap'>, left: number | null): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const words = `${c.process}: mmap(${c.pages} pages)${several(procs.length)}`;
  const call = (p: number): boolean => mmap(s.kernel, p, c.pages) !== 0;
  const came = callEach(s, procs, { words, left, call });
  return { ...came, words: came.words.replace(/refused (\d+) of \d+/, 'ENOMEM $1') };
};

/** Unmaps part of what a process has mapped. Of its entries the first and the last are cut at most. */
const unmap = (s: Sim, p: number, from: number, pages: number): boolean => {
  const { maps } = s.kernel.kmem;
  if (!vmMapReady(maps, spaceOf(s.kernel, p).map, CUTS)) return false;
  for (const run of runsWithin(s.kernel, p, from, pages)) {
    munmap(s.kernel, p, run.at, run.pages);
    s.work += run.pages;
  }
  return true;
};

/** Carries out `munmap`. */
export const runMunmap = (s: Sim, c: Of<'munmap'>, left: number | null): Done => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return wrong(procs);
  const words = `${c.process}: munmap(${c.pages} pages)${several(procs.length)}`;
  const call = (p: number): boolean => unmap(s, p, c.from ?? 0, c.pages);
  return callEach(s, procs, { words, left, call });
};
