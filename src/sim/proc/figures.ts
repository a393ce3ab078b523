/** Figures of the process table, for tables and pictures. */
import type { Kernel } from '../kernel/types';
import { swapBlock } from '../swap/swap-pager';
import { NO_OBJECT } from '../vm-map/types';
import { spaceOf } from './memory';
import { canRun, hasFlag, slept, threadsOf } from './sleep';
import { NPROCS, OUT, PROCS, P_NONE, P_OUT, P_STOPPED, P_SYSTEM, P_WANTED, P_WEXIT } from './state';
import { WMESGS } from './wmesg';

/** What a process does: at most one of these, the first that holds. */
export type ProcWord = 'exiting' | 'wanted back' | 'swapped out' | 'stopped' | 'running' | 'asleep';

/** One process. Pages where nothing else is said. */
export interface ProcFigures {
  readonly pid: number;
  readonly state: ProcWord;
  /** the wait message of its first thread that sleeps, or '' */
  readonly wmesg: string;
  /** seconds asleep (`kg_slptime`) */
  readonly slept: number;
  readonly threads: number;
  /** mapped and in RAM (`vmspace_resident_count`) */
  readonly resident: number;
  /** of its objects that have a block on swap */
  readonly swap: number;
  /** in entries of its map (`map->size`) */
  readonly mapped: number;
  /** `p_lock` */
  readonly hold: number;
  readonly nice: number;
  readonly system: boolean;
}

const wordOf = (k: Kernel, p: number): ProcWord => {
  if (hasFlag(k, p, P_WEXIT)) return 'exiting';
  if (hasFlag(k, p, P_WANTED)) return 'wanted back';
  if (hasFlag(k, p, P_OUT)) return 'swapped out';
  if (threadsOf(k, p).some((t) => canRun(k, t))) return 'running';
  return hasFlag(k, p, P_STOPPED) ? 'stopped' : 'asleep';
};

const swapPages = (k: Kernel, p: number): number => {
  const { map, entry } = k.kmem.maps;
  let pages = 0;
  for (let e = entry.next.get(map.head.get(spaceOf(k, p).map)); e !== 0; e = entry.next.get(e)) {
    const object = entry.object.get(e);
    if (object === NO_OBJECT || k.vm.object.swblocks.get(object) === 0) continue;
    const first = entry.offset.get(e);
    const end = first + entry.end.get(e) - entry.start.get(e);
    for (let i = first; i < end; i += 1) if (swapBlock(k, object, i) !== 0) pages += 1;
  }
  return pages;
};

/** Processes that commands have made and that live. */
export const procCount = (k: Kernel): number => k.proc.cell.get(NPROCS);

/** Processes that are swapped out. */
export const outCount = (k: Kernel): number => k.proc.cell.get(OUT);

/** Every process, oldest first. */
export const procFigures = (k: Kernel): ProcFigures[] => {
  const { proc, thread } = k.proc;
  const rows: ProcFigures[] = [];
  for (let p = 1; p < k.proc.cell.get(PROCS); p += 1) {
    if (proc.state.get(p) === P_NONE) continue;
    const threads = threadsOf(k, p);
    const sleeper = threads.find((t) => thread.asleep.get(t) !== 0);
    rows.push({
      pid: proc.pid.get(p),
      state: wordOf(k, p),
      wmesg: sleeper === undefined ? '' : (WMESGS[thread.wmesg.get(sleeper)] ?? ''),
      slept: slept(k, p),
      threads: threads.length,
      resident: k.vm.pmap.resident.get(p),
      swap: swapPages(k, p),
      mapped: k.kmem.maps.map.size.get(spaceOf(k, p).map),
      hold: proc.hold.get(p),
      nice: proc.nice.get(p),
      system: hasFlag(k, p, P_SYSTEM),
    });
  }
  return rows.sort((a, b) => a.pid - b.pid);
};
