/**
 * RAM, one cell a frame: by owner and by queue the frames of a holder stand together, by address each
 * stands where it is. What a cell shows depends on the frame alone, so frames of one look are counted
 * and drawn as one stretch; which frame a cell is, is worked out when somebody asks.
 */
import { PLACES } from '../../sim';
import type { Kernel, Survey } from '../../sim';
import { DIM } from './cell-codes';
import { needCells } from './cells';
import type { CellPicture, CellRun } from './cells';
import { holdersOf } from './holders';
import type { Holders } from './holders';
import { codesOf } from './ram-codes';
import type { Groups } from './ram-codes';
import { PLACE_ORDER, chosenOf, groupAt, groupsOf, ramLayout } from './ram-layout';
import type { RamView } from './ram-layout';

export { LOOK_OF } from './ram-codes';
export type { Arrangement, RamView } from './ram-layout';

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

/** Writes the picture of RAM. */
export const drawRam = (k: Kernel, held: Survey, view: RamView, into: CellPicture): void => {
  const s = view.asked?.survey ?? held;
  const per = view.per ?? 1;
  needCells(into, Math.ceil(k.phys.pages / per), false);
  into.per = per;
  if (view.arrangement === 'address') {
    const h = view.asked?.holders ?? holdersOf(k);
    const groups = groupsOf(h, view);
    byAddress(k, s, { groups, codes: codesOf(h, view.colour, groups), per }, into);
    return;
  }
  const { holders, groups, starts, finder } = ramLayout(k, s, view);
  fillGroups(starts, codesOf(holders, view.colour, groups), per, into.codes);
  into.runs = runsOf(holders, starts, { groups, per, byQueue: view.arrangement === 'queue' });
  if (view.marks !== null) into.chosen = chosenOf(starts, groups, per);
  into.finder = finder;
};

/** Frames that one cell must stand for so that all fit into a box of so many device pixels. */
export const framesPerCell = (frames: number, pixels: number): number => {
  let per = 1;
  while (frames / per > Math.max(pixels, 1)) per *= 2;
  return per;
};
