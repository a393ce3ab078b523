/**
 * The inside of a stretch of kernel_map, one cell a page: at its real address, or gathered by owner.
 * Solid has RAM behind it, tint is handed out without RAM, paper is a hole or a bare reservation.
 */
import { NO_HOLDER, PLAIN_ENTRY, pageHolders } from '../../sim';
import type { Kernel, PageRange, Survey } from '../../sim';
import type { Asked } from './askers';
import { DIM, HOLE, codeOf, hueOf } from './cell-codes';
import type { Hue } from './cell-codes';
import { needCells } from './cells';
import type { CellPicture, CellRun, Cells } from './cells';
import { holdersOf } from './holders';
import { PAGE_RUNS } from '../../strings/en/pictures';
import type { Holders, HolderView } from './holders';
import { finderOf, groupStarts } from './ram-finder';

/** What to draw. */
export interface PageView {
  readonly range: PageRange;
  readonly order: 'addresses' | 'owners';
  /** how an entry looks that nothing with a name fills: reserved, or full of its region's own */
  readonly plain: { readonly hue: Hue; readonly look: 'solid' | 'tint' | 'none' };
  /** by frame: 1 = belongs to what is selected; null = nothing is selected */
  readonly marks: Uint8Array | null;
  /** who asked, where the colour says so: it then stands in the place of who holds */
  readonly asked?: Asked | null;
}

let scratch = { holder: new Uint16Array(0), resident: new Uint8Array(0) };
const scratchFor = (count: number): typeof scratch => {
  if (scratch.holder.length < count)
    scratch = { holder: new Uint16Array(count), resident: new Uint8Array(count) };
  return {
    holder: scratch.holder.subarray(0, count),
    resident: scratch.resident.subarray(0, count),
  };
};

/** Codes of a holder's pages: without RAM, with RAM. */
const codesFor = (h: Holders, holder: number): readonly [number, number] => {
  const view = h.of(holder);
  const hue = hueOf(view.owner, view.shade);
  return [codeOf(hue, 'tint'), codeOf(hue, 'solid')];
};

/** Groups of pages that look alike: by holder in the order of pictures, then bare entries, then holes. */
interface PageGroups {
  /** how many places in the order there are, holes and bare entries among them */
  readonly places: number;
  readonly placeOf: (holder: number) => number;
  /** by place and whether RAM is behind it */
  readonly codes: Uint8Array;
}

const groupsOf = (h: Holders, { hue, look }: PageView['plain']): PageGroups => {
  const n = h.list.length;
  const codes = new Uint8Array((n + 2) * 2).fill(HOLE);
  h.list.forEach(({ holder }, place) => {
    codes.set(codesFor(h, holder), place * 2);
  });
  if (look !== 'none') codes.fill(codeOf(hue, look), n * 2, n * 2 + 2);
  const { rank } = h;
  const placeOf = (holder: number): number =>
    holder === NO_HOLDER ? n + 1 : holder === PLAIN_ENTRY ? n : (rank[holder] as number);
  return { places: n + 2, placeOf, codes };
};

/** Pages of nobody with a name: handed out without RAM, and holes. */
const bareOf = (isHole: boolean): Omit<CellRun, 'from' | 'size' | 'amount'> => ({
  id: '',
  label: isHole ? PAGE_RUNS.hole : PAGE_RUNS.plain,
  owner: 'free',
  shade: 0,
});

const labelOf = ({
  id,
  label,
  owner,
  shade,
}: HolderView): Omit<CellRun, 'from' | 'size' | 'amount'> => ({
  id,
  label,
  owner,
  shade,
});

/** The pages of a range: who has each, and whether it is marked. */
interface Pages {
  readonly holder: Uint16Array;
  readonly resident: Uint8Array;
  /** frame behind the first page, and the marks by frame */
  readonly base: number;
  readonly frameAt: Int32Array;
  readonly marks: Uint8Array | null;
}

/** Steps of one place: with and without RAM, each marked or not. */
const STEPS = 4;

const groupAt = (g: PageGroups, p: Pages, page: number): number => {
  const place = g.placeOf(p.holder[page] as number);
  const isMarked = p.marks !== null && p.marks[p.frameAt[p.base + page] as number] === 1;
  return place * STEPS + (p.resident[page] === 1 ? 2 : 0) + (isMarked ? 0 : 1);
};

const runsOf = (h: Holders, starts: Int32Array, places: number): CellRun[] => {
  const runs: CellRun[] = [];
  for (let place = 0; place < places; place += 1) {
    const from = starts[place * STEPS] as number;
    const size = (starts[(place + 1) * STEPS] as number) - from;
    const view = h.list[place];
    const words = view === undefined ? bareOf(place === places - 1) : labelOf(view);
    if (size > 0) runs.push({ ...words, from, size, amount: size });
  }
  return runs;
};

/** Stretches of marked pages, neighbours joined. */
const chosenOf = (starts: Int32Array, groups: number): Cells[] => {
  const out: { from: number; size: number }[] = [];
  for (let g = 0; g < groups; g += 2) {
    const from = starts[g] as number;
    const size = (starts[g + 1] as number) - from;
    const last = out.at(-1);
    if (size === 0) continue;
    if (last !== undefined && last.from + last.size === from) last.size += size;
    else out.push({ from, size });
  }
  return out;
};

/** Gathered by owner: counted, and drawn a stretch at a time. */
const byOwner = (h: Holders, g: PageGroups, p: Pages, into: CellPicture): void => {
  const counts = new Int32Array(g.places * STEPS);
  for (let page = 0; page < into.count; page += 1) {
    const group = groupAt(g, p, page);
    counts[group] = (counts[group] as number) + 1;
  }
  const starts = groupStarts(counts);
  for (let group = 0; group < counts.length; group += 1) {
    const place = Math.floor(group / STEPS);
    const code = g.codes[place * 2 + (group % STEPS >= 2 ? 1 : 0)] as number;
    into.codes.fill(code, starts[group], starts[group + 1]);
  }
  into.runs = runsOf(h, starts, g.places);
  if (p.marks !== null) into.chosen = chosenOf(starts, counts.length);
  // The holders of the pages are written anew for the next picture; a finder keeps its own.
  const kept: Pages = { ...p, holder: p.holder.slice(), resident: p.resident.slice() };
  const groupOf = (page: number): number => groupAt(g, kept, page);
  into.finder = finderOf({ starts, count: into.count, first: 0, per: 1, groupOf });
};

/** Where they are. */
const byAddress = (g: PageGroups, p: Pages, into: CellPicture): void => {
  const { holder, resident, marks, frameAt, base } = p;
  for (let page = 0; page < into.count; page += 1) {
    const code = g.codes[
      g.placeOf(holder[page] as number) * 2 + (resident[page] as number)
    ] as number;
    const isBack = marks !== null && code !== HOLE && marks[frameAt[base + page] as number] !== 1;
    into.codes[page] = isBack ? code | DIM : code;
  }
  into.runs = [];
  into.finder = { thingAt: (cell) => cell, cellOf: (page) => page };
};

/** Puts who asked in the place of who holds. */
const putAskers = (asked: Asked, s: Survey, first: number, holder: Uint16Array): void => {
  for (let i = 0; i < holder.length; i += 1) {
    const own = holder[i] as number;
    if (own !== NO_HOLDER && own !== PLAIN_ENTRY)
      holder[i] = asked.of(own, s.slabAt[first + i] as number);
  }
};

/** Writes the picture; things are pages counted from the start of the range. */
export const drawPages = (k: Kernel, s: Survey, view: PageView, into: CellPicture): void => {
  const asked = view.asked ?? null;
  const h = asked?.holders ?? holdersOf(k);
  const { start, end } = view.range;
  needCells(into, end - start, false);
  const scratch = scratchFor(end - start);
  pageHolders(k, s, view.range, scratch);
  if (asked !== null) putAskers(asked, s, start - k.kmem.base, scratch.holder);
  const g = groupsOf(h, view.plain);
  const { marks } = view;
  const pages: Pages = { ...scratch, base: start - k.kmem.base, frameAt: k.frameAt.a, marks };
  if (view.order === 'owners') byOwner(h, g, pages, into);
  else byAddress(g, pages, into);
};
