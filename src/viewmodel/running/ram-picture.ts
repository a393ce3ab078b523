/**
 * RAM, one cell a frame: by owner and by queue the frames of a holder stand together, by address each
 * stands where it is. What a cell shows depends on the frame alone.
 */
import { PLACES } from '../../sim';
import type { Kernel, Place, Survey } from '../../sim';
import { AGE_CODES, DIM, LOOKS, PAGING_CODES, codeOf, hueOf } from './cell-codes';
import type { Look } from './cell-codes';
import { needCells } from './cells';
import type { CellPicture, CellRun } from './cells';
import { holdersOf } from './holders';
import type { Holders, HolderView } from './holders';

/** Ways to arrange the frames. */
export type Arrangement = 'owner' | 'address' | 'queue';
/** What the colour says. */
export type ColourBy = 'holder' | 'paging' | 'age';

/** Places in the order of the picture by queue. */
const PLACE_ORDER: readonly Place[] = ['wired', 'active', 'inactive', 'cache', 'hold', 'free'];

/** What may happen to a page on each queue (sys/vm/vm_pageout.c). */
export const LOOK_OF: Readonly<Record<Place, Look>> = {
  wired: 'solid',
  active: 'pageable',
  inactive: 'pageable',
  cache: 'discardable',
  hold: 'solid',
  free: 'solid',
};

/** What to draw. */
export interface RamView {
  readonly arrangement: Arrangement;
  readonly colour: ColourBy;
  /** the holder whose frames stand out, or −1 */
  readonly selected: number;
}

/** Codes by holder × place, for colours that do not look at the frame itself. */
const codeTable = (h: Holders, colour: ColourBy): Uint8Array => {
  const table = new Uint8Array(h.rank.length * PLACES.length);
  h.list.forEach((view) => {
    PLACES.forEach((place, p) => {
      const look = LOOK_OF[place];
      const free = PAGING_CODES + LOOKS.length;
      const paging = view.owner === 'free' ? free : PAGING_CODES + LOOKS.indexOf(look);
      table[view.holder * PLACES.length + p] =
        colour === 'paging' ? paging : codeOf(hueOf(view.owner, view.shade), look);
    });
  });
  return table;
};

const rankOfPlace = (): Uint8Array =>
  Uint8Array.from(PLACES.map((place) => PLACE_ORDER.indexOf(place)));

/** Counts frames by group. A group is a holder, by queue a place and a holder. */
const countGroups = (k: Kernel, s: Survey, h: Holders, byQueue: boolean): Int32Array => {
  const n = h.list.length;
  const counts = new Int32Array(n * (byQueue ? PLACES.length : 1));
  const places = rankOfPlace();
  for (let f = 1; f <= k.phys.pages; f += 1) {
    const rank = h.rank[s.holder[f] as number] as number;
    const group = byQueue ? (places[s.place[f] as number] as number) * n + rank : rank;
    counts[group] = (counts[group] as number) + 1;
  }
  return counts;
};

const runOf = (
  view: HolderView,
  place: Place | null,
  at: { from: number; size: number },
): CellRun => ({
  id: view.id,
  label: place === null || place === 'free' ? view.label : `${place}: ${view.label}`,
  owner: view.owner,
  shade: view.shade,
  ...at,
});

const runsOf = (h: Holders, counts: Int32Array, byQueue: boolean): CellRun[] => {
  const runs: CellRun[] = [];
  let from = 0;
  counts.forEach((size, group) => {
    const view = h.list[group % h.list.length] as HolderView;
    const place = byQueue ? (PLACE_ORDER[Math.floor(group / h.list.length)] ?? null) : null;
    if (size > 0) runs.push(runOf(view, place, { from, size }));
    from += size;
  });
  return runs;
};

/** Where the next frame of each group goes. */
const starts = (counts: Int32Array): Int32Array => {
  const next = new Int32Array(counts.length);
  let from = 0;
  counts.forEach((size, group) => {
    next[group] = from;
    from += size;
  });
  return next;
};

/** Writes the picture of RAM. Linear in frames. */
export const drawRam = (k: Kernel, s: Survey, view: RamView, into: CellPicture): void => {
  const h = holdersOf(k);
  const byQueue = view.arrangement === 'queue';
  const isByAddress = view.arrangement === 'address';
  needCells(into, k.phys.pages);
  const table = codeTable(h, view.colour);
  const counts = isByAddress ? new Int32Array(0) : countGroups(k, s, h, byQueue);
  const next = starts(counts);
  const places = rankOfPlace();
  const { codes, things } = into;
  const act = k.phys.frame.act.a;
  const byAge = view.colour === 'age';
  for (let f = 1; f <= k.phys.pages; f += 1) {
    const holder = s.holder[f] as number;
    const place = s.place[f] as number;
    let cell = f - 1;
    if (!isByAddress) {
      const rank = h.rank[holder] as number;
      const group = byQueue ? (places[place] as number) * h.list.length + rank : rank;
      cell = next[group] as number;
      next[group] = cell + 1;
    }
    const code =
      byAge && (place === 3 || place === 4)
        ? AGE_CODES + ((act[f] as number) >> 2)
        : (table[holder * PLACES.length + place] as number);
    codes[cell] = view.selected < 0 || holder === view.selected ? code : code | DIM;
    things[cell] = f;
  }
  into.runs = isByAddress ? [] : runsOf(h, counts, byQueue);
};
