/** What a command did, in words for the log and in figures and cells for the picture. */
import { BUFSPACE, NUMDIRTY } from '../buf/state';
import { NUMVNODES } from '../file/state';
import { M_EXEC, M_KMEM, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
<<<<<<< HEAD
import type { Runs } from '../state/journal';
=======
import { MBUFS_LIVE, NIPQ, OPEN_SOCKETS, SF_USED } from '../net/state';
>>>>>>> main
import { Q_ACTIVE, Q_CACHE, Q_FREE, Q_HOLD, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { SWAP_AVAIL, SWAP_TOTAL } from '../swap/state';
import { BORROWED, PIPEKVA } from '../pipe/state';

/**
 * How a command ended. `refused`: at least one request got NULL; `wrong`: it names a zone, map or
 * holding that does not exist, and nothing was done. `daemon`: a kernel thread did it, not a command.
 */
export type Outcome = 'done' | 'refused' | 'asleep' | 'woken' | 'wrong' | 'panic' | 'daemon';

/**
 * A figure that changed. `what` is `kmem_map` (pages), a queue or `wired` (pages), `zone NAME` (items
 * in use), `pipekva` and `bufspace` (bytes), or another figure that a part keeps.
 */
export interface Change {
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

/** What changed: figures, frames, and kernel pages (counted from the start of kernel_map). */
export interface Changes {
  readonly changes: readonly Change[];
  readonly frames: Runs;
  readonly pages: Runs;
}

/** One event. `at` is the index of the command it belongs to. */
export interface SimEvent extends Changes {
  readonly at: number;
  readonly outcome: Outcome;
  readonly words: string;
}

/** Figures that events report, before a command. */
export interface Before {
  readonly zone: number;
  readonly figures: readonly number[];
}

/** Every figure that events report, besides the zone's, by name. */
const FIGURES: readonly (readonly [what: string, read: (k: Kernel) => number])[] = [
  ['kmem_map', (k) => k.kmem.maps.map.size.get(mapOf(k, M_KMEM))],
  ['free', (k) => queued(k.phys, Q_FREE)],
  ['cache', (k) => queued(k.phys, Q_CACHE)],
  ['inactive', (k) => queued(k.phys, Q_INACTIVE)],
  ['active', (k) => queued(k.phys, Q_ACTIVE)],
  ['held', (k) => queued(k.phys, Q_HOLD)],
  ['wired', (k) => k.phys.count.get(WIRED)],
  ['swap', (k) => k.swap.cell.get(SWAP_TOTAL) - k.swap.cell.get(SWAP_AVAIL)],
  ['pipekva', (k) => k.pipe.cell.get(PIPEKVA)],
  ['pipe borrowed', (k) => k.pipe.cell.get(BORROWED)],
  ['exec_map', (k) => k.kmem.maps.map.size.get(mapOf(k, M_EXEC))],
  ['sockets', (k) => k.net.cell.get(OPEN_SOCKETS)],
  ['mbufs on their way', (k) => k.net.cell.get(MBUFS_LIVE)],
  ['sf_bufs', (k) => k.net.cell.get(SF_USED)],
  ['fragmented datagrams', (k) => k.net.cell.get(NIPQ)],
  ['bufspace', (k) => k.buf.cell.get(BUFSPACE)],
  ['dirty buffers', (k) => k.buf.cell.get(NUMDIRTY)],
  ['vnodes', (k) => k.file.cell.get(NUMVNODES)],
];

const used = (k: Kernel, zone: number): number =>
  k.uma.zone.allocs.get(zone) - k.uma.zone.frees.get(zone);

/** Notes the figures before something that concerns a zone (0 = none), and forgets earlier cells. */
export const before = (k: Kernel, zone: number): Before => {
  k.phys.journal.clear();
  k.touched.clear();
  return { zone, figures: [...FIGURES.map(([, read]) => read(k)), used(k, zone)] };
};

/** What changed since. */
export const changesSince = (k: Kernel, b: Before): Changes => {
<<<<<<< HEAD
  const changes: Change[] = [];
  const note = (what: string, i: number, to: number): void => {
    const from = b.figures[i] as number;
    if (from !== to) changes.push({ what, from, to });
  };
  FIGURES.forEach(([what, read], i) => {
    note(what, i, read(k));
  });
  if (b.zone !== 0) note(`zone ${k.uma.names[b.zone] ?? ''}`, FIGURES.length, used(k, b.zone));
  return { changes, frames: k.phys.journal.runs(), pages: k.touched.runs() };
=======
  const names = [...FIGURES.map(([what]) => what), `zone ${k.uma.names[b.zone] ?? ''}`];
  const now = [...FIGURES.map(([, read]) => read(k)), used(k, b.zone)];
  const changes = names
    .map((what, i) => ({ what, from: b.figures[i] as number, to: now[i] as number }))
    .filter((c, i) => c.from !== c.to && (i < FIGURES.length || b.zone !== 0));
  return { changes, frames: runsOf(k.phys.journal.touched), pages: runsOf(k.touched.touched) };
>>>>>>> main
};
