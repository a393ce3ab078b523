/**
 * RAM, one cell a frame: by owner and by queue the frames of a holder stand together, by address each
 * stands where it is. What a cell shows depends on the frame alone, so frames of one look are counted
 * and drawn as one stretch; which frame a cell is, is worked out when somebody asks.
 */
import { PLACES } from '../../sim';
import type { Kernel, Place, Survey } from '../../sim';
import { DIM } from './cell-codes';
import type { Asked } from './askers';
import { needCells } from './cells';
import type { CellPicture, CellRun, Cells } from './cells';
import { holdersOf } from './holders';
import type { Holders } from './holders';
import { codesOf } from './ram-codes';
import type { ColourBy, Groups } from './ram-codes';
import { finderOf, groupStarts } from './ram-finder';

export { LOOK_OF } from './ram-codes';

/** Ways to arrange the frames. */
export type Arrangement = 'owner' | 'address' | 'queue';

/** Places in the order of the picture by queue. */
const PLACE_ORDER: readonly Place[] = ['wired', 'active', 'inactive', 'cache', 'hold', 'free'];
/** Steps of `act_count` that a look distinguishes. */
const STEPS = 17;

/** What to draw. */
export interface RamView {
  readonly arrangement: Arrangement;
  readonly colour: ColourBy;
  /** by frame: 1 = belongs to what is selected; null = nothing is selected */
  readonly marks: Uint8Array | null;
  /** frames that one cell stands for, where there are more frames than pixels */
  readonly per?: number;
  /** who asked, where the colour says so: it then stands in the place of who holds */
  readonly asked?: Asked | null;
}

const groupsOf = (h: Holders, { arrangement, colour, marks }: RamView): Groups => {
  const byAge = colour === 'age';
  const steps = (byAge ? STEPS : 1) * (marks === null ? 1 : 2);
  const n = h.list.length;
  const first = new Int32Array(h.rank.length * PLACES.length);
  for (const { holder } of h.list)
    PLACES.forEach((place, p) => {
      const rank = h.rank[holder] as number;
      const order = PLACE_ORDER.indexOf(place);
      const group = arrangement === 'queue' ? order * n + rank : rank * PLACES.length + order;
      first[holder * PLACES.length + p] = group * steps;
    });
  return { count: n * PLACES.length * steps, first, steps, byAge, marks };
};

/** Index into PLACES of the queues that have an age. */
const INACTIVE = PLACES.indexOf('inactive');
const ACTIVE = PLACES.indexOf('active');

/** The group of a frame. */
const groupAt = (s: Survey, act: Uint8Array, g: Groups, f: number): number => {
  const place = s.place[f] as number;
  let group = g.first[(s.holder[f] as number) * PLACES.length + place] as number;
  if (g.byAge && (place === INACTIVE || place === ACTIVE)) group += (act[f] as number) >> 2;
  if (g.marks !== null && g.marks[f] !== 1) group += g.byAge ? STEPS : 1;
  return group;
};

/** Counts each group. The plain case, which is drawn most, is a loop of its own: a few reads a frame. */
const count = (k: Kernel, s: Survey, g: Groups): Int32Array => {
  const counts = new Int32Array(g.count);
  const { pages } = k.phys;
  const act = k.phys.frame.act.a;
  const { holder, place } = s;
  const { first, marks, byAge } = g;
  const queues = PLACES.length;
  if (byAge) {
    for (let f = 1; f <= pages; f += 1) {
      const group = groupAt(s, act, g, f);
      counts[group] = (counts[group] as number) + 1;
    }
    return counts;
  }
  for (let f = 1; f <= pages; f += 1) {
    const group = first[(holder[f] as number) * queues + (place[f] as number)] as number;
    const at = marks === null ? group : group + 1 - (marks[f] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
};

/** One run for each holder, by queue for each holder in each queue. Cells of a scaled picture. */
const runsOf = (
  h: Holders,
  starts: Int32Array,
  { groups, per, byQueue }: { groups: Groups; per: number; byQueue: boolean },
): CellRun[] => {
  const runs: CellRun[] = [];
  const width = groups.steps * (byQueue ? 1 : PLACES.length);
  for (let i = 0; i * width < groups.count; i += 1) {
    const from = starts[i * width] as number;
    const to = starts[(i + 1) * width] as number;
    if (to === from) continue;
    const view = h.list[i % h.list.length];
    const place = byQueue ? (PLACE_ORDER[Math.floor(i / h.list.length)] ?? null) : null;
    if (view === undefined) continue;
    const cell = Math.ceil(from / per);
    runs.push({
      id: view.id,
      label: place === null || place === 'free' ? view.label : `${place}: ${view.label}`,
      owner: view.owner,
      shade: view.shade,
      from: cell,
      size: Math.ceil(to / per) - cell,
      amount: to - from,
    });
  }
  return runs;
};

/** Stretches of marked cells, neighbours joined. */
const chosenOf = (starts: Int32Array, { steps, byAge, count: n }: Groups, per: number): Cells[] => {
  const out: { from: number; size: number }[] = [];
  const marked = byAge ? STEPS : 1;
  for (let g = 0; g < n; g += steps) {
    const from = Math.ceil((starts[g] as number) / per);
    const to = Math.ceil((starts[g + marked] as number) / per);
    const last = out.at(-1);
    if (to === from) continue;
    if (last !== undefined && last.from + last.size === from) last.size += to - from;
    else out.push({ from, size: to - from });
  }
  return out;
};

const fillGroups = (starts: Int32Array, codes: Uint8Array, per: number, into: Uint8Array): void => {
  for (let g = 0; g + 1 < starts.length; g += 1) {
    const from = Math.ceil((starts[g] as number) / per);
    const to = Math.ceil((starts[g + 1] as number) / per);
    if (to > from) into.fill(codes[g] as number, from, to);
  }
};

interface Drawing {
  readonly groups: Groups;
  readonly codes: Uint8Array;
  readonly per: number;
}

/** Where they are. Of several frames in one cell the first that is marked, or else in use, is shown. */
const byAddress = (k: Kernel, s: Survey, { groups, codes, per }: Drawing, into: CellPicture) => {
  const act = k.phys.frame.act.a;
  const { marks } = groups;
  const free = PLACES.indexOf('free');
  for (let cell = 0; cell < into.count; cell += 1) {
    const start = cell * per + 1;
    let f = start;
    for (let i = start; per > 1 && i < start + per && i <= k.phys.pages; i += 1) {
      if (marks?.[i] === 1) {
        f = i;
        break;
      }
      if (s.place[f] === free && s.place[i] !== free) f = i;
    }
    const code = codes[groupAt(s, act, groups, f)] as number;
    into.codes[cell] = marks === null || marks[f] === 1 ? code : code | DIM;
  }
  into.runs = [];
  into.finder = {
    thingAt: (cell) => Math.min(cell * per + 1, k.phys.pages),
    cellOf: (f) => (f < 1 || f > k.phys.pages ? -1 : Math.floor((f - 1) / per)),
  };
};

/** Writes the picture of RAM. Linear in frames, with a few reads for each. */
export const drawRam = (k: Kernel, held: Survey, view: RamView, into: CellPicture): void => {
  const h = view.asked?.holders ?? holdersOf(k);
  const s = view.asked?.survey ?? held;
  const per = view.per ?? 1;
  const groups = groupsOf(h, view);
  const codes = codesOf(h, view.colour, groups);
  needCells(into, Math.ceil(k.phys.pages / per), false);
  into.per = per;
  if (view.arrangement === 'address') {
    byAddress(k, s, { groups, codes, per }, into);
    return;
  }
  const starts = groupStarts(count(k, s, groups));
  fillGroups(starts, codes, per, into.codes);
  into.runs = runsOf(h, starts, { groups, per, byQueue: view.arrangement === 'queue' });
  if (view.marks !== null) into.chosen = chosenOf(starts, groups, per);
  const act = k.phys.frame.act.a;
  const groupOf = (f: number): number => groupAt(s, act, groups, f);
  into.finder = finderOf({ starts, count: k.phys.pages, first: 1, per, groupOf });
};

/** Frames that one cell must stand for so that all fit into a box of so many device pixels. */
export const framesPerCell = (frames: number, pixels: number): number => {
  let per = 1;
  while (frames / per > Math.max(pixels, 1)) per *= 2;
  return per;
};
