/**
 * How the frames are gathered where they are arranged by owner or by queue: which groups there are,
 * where each begins, and which frame stands where. No cell is drawn here.
 */
import { PLACES } from '../../sim';
import type { Kernel, Place, Survey } from '../../sim';
import type { Asked } from './askers';
import type { Cells, Finder } from './cells';
import { holdersOf } from './holders';
import type { Holders } from './holders';
import type { ColourBy, Groups } from './ram-codes';
import { finderOf, groupStarts } from './ram-finder';

/** Ways to arrange the frames. */
export type Arrangement = 'owner' | 'address' | 'queue';

/** Places in the order of the picture by queue. */
export const PLACE_ORDER: readonly Place[] = [
  'wired',
  'active',
  'inactive',
  'cache',
  'hold',
  'free',
];
/** Steps of `act_count` that a look distinguishes. */
const STEPS = 17;

/** What to draw. */
export interface RamView {
  readonly arrangement: Arrangement;
  readonly colour: ColourBy;
  /** by frame: 1 = belongs to what is selected; null = nothing is selected */
  readonly marks: Uint8Array | null;
  /** the holder whose frames, and no others, are marked; −1 or none = they are of no one holder */
  readonly markedHolder?: number;
  /** frames that one cell stands for, where there are more frames than pixels */
  readonly per?: number;
  /** who asked, where the colour says so: it then stands in the place of who holds */
  readonly asked?: Asked | null;
}

/** Cuts the frames into groups. */
export const groupsOf = (h: Holders, view: RamView): Groups => {
  const { arrangement, colour, marks, markedHolder = -1 } = view;
  const byAge = colour === 'age';
  const steps = (byAge ? STEPS : 1) * (marks === null ? 1 : 2);
  const n = h.list.length;
  const first = new Int32Array(h.rank.length * PLACES.length);
  const pairs = new Int32Array(n * PLACES.length);
  for (const { holder } of h.list)
    PLACES.forEach((place, p) => {
      const rank = h.rank[holder] as number;
      const order = PLACE_ORDER.indexOf(place);
      const group = arrangement === 'queue' ? order * n + rank : rank * PLACES.length + order;
      first[holder * PLACES.length + p] = group * steps;
      pairs[group] = holder * PLACES.length + p;
    });
  return { count: n * PLACES.length * steps, first, pairs, steps, byAge, marks, markedHolder };
};

/** Index into PLACES of the queues that have an age. */
const INACTIVE = PLACES.indexOf('inactive');
const ACTIVE = PLACES.indexOf('active');

/** The group of a frame. */
export const groupAt = (s: Survey, act: Uint8Array, g: Groups, f: number): number => {
  const place = s.place[f] as number;
  let group = g.first[(s.holder[f] as number) * PLACES.length + place] as number;
  if (g.byAge && (place === INACTIVE || place === ACTIVE)) group += (act[f] as number) >> 2;
  if (g.marks !== null && g.marks[f] !== 1) group += g.byAge ? STEPS : 1;
  return group;
};

/** Whether holder and place alone tell the group of a frame: nobody need look at each. */
const isPlain = ({ byAge, marks, markedHolder }: Groups): boolean =>
  !byAge && (marks === null || markedHolder >= 0);

/** Counts each group from the sums of the survey. */
const countSums = ({ tally }: Survey, g: Groups): Int32Array => {
  const counts = new Int32Array(g.count);
  tally.forEach((size, pair) => {
    const isBack = g.marks !== null && Math.floor(pair / PLACES.length) !== g.markedHolder;
    const at = (g.first[pair] ?? 0) + (isBack ? 1 : 0);
    counts[at] = (counts[at] as number) + size;
  });
  return counts;
};

/** Counts each group frame by frame. */
const countFrames = (k: Kernel, s: Survey, g: Groups): Int32Array => {
  const counts = new Int32Array(g.count);
  const act = k.phys.frame.act.a;
  for (let f = 1; f <= k.phys.pages; f += 1) {
    const group = groupAt(s, act, g, f);
    counts[group] = (counts[group] as number) + 1;
  }
  return counts;
};

/** See the head of the file. */
export interface RamLayout {
  readonly holders: Holders;
  readonly groups: Groups;
  /** where each group begins, in frames; behind the last one where it ends */
  readonly starts: Int32Array;
  readonly finder: Finder;
}

/** Gathers the frames of a state. What the finder says is of that state, while it is not surveyed anew. */
export const ramLayout = (k: Kernel, held: Survey, view: RamView): RamLayout => {
  const asked = view.asked ?? null;
  const s = asked?.survey ?? held;
  const holders = asked?.holders ?? holdersOf(k);
  // Who holds is no number of who asked: then each frame is looked at.
  const groups = groupsOf(holders, asked === null ? view : { ...view, markedHolder: -1 });
  const plain = isPlain(groups);
  const starts = groupStarts(plain ? countSums(s, groups) : countFrames(k, s, groups));
  const act = k.phys.frame.act.a;
  const groupOf = (f: number): number => groupAt(s, act, groups, f);
  const pairOf = (group: number): number => groups.pairs[Math.floor(group / groups.steps)] ?? -1;
  const looks = { pairOf, by: PLACES.length, major: s.holder, minor: s.place };
  const all = { starts, count: k.phys.pages, first: 1 as const, per: view.per ?? 1, groupOf };
  return { holders, groups, starts, finder: finderOf(plain ? { ...all, looks } : all) };
};

/** Stretches of marked cells, neighbours joined. */
export const chosenOf = (
  starts: Int32Array,
  { steps, byAge, count: n }: Groups,
  per: number,
): Cells[] => {
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
