/** The slabs of a zone, one cell each, by address: all items live, some, or none. */
import { H_LARGE, freeInSlab, holderOfZone, largeBlocks, slabsOfKeg, slabsOfZone } from '../../sim';
import type { Kernel } from '../../sim';
import type { Asked } from './askers';
import { codeOf, hueOf } from './cell-codes';
import { needCells } from './cells';
import type { CellPicture, CellRun, Finder } from './cells';
import { holdersOf } from './holders';
import type { HolderView } from './holders';
import { groupStarts } from './ram-finder';
import { SLAB_FILLS } from '../../strings/en/pictures';

/** Zone number of `zone:NAME`, or 0. */
export const zoneOfId = (k: Kernel, id: string): number =>
  id.startsWith('zone:') ? Math.max(k.uma.names.indexOf(id.slice(5)), 0) : 0;

/** Numbers of the slabs, in the order of their cells. */
export const slabNumbers = (k: Kernel, id: string): readonly number[] => {
  if (id === 'holder:large') return largeBlocks(k);
  const zone = zoneOfId(k, id);
  return zone === 0 ? [] : slabsOfZone(k, zone);
};

/** The same in no order. */
const slabsUnsorted = (k: Kernel, id: string): readonly number[] => {
  const zone = zoneOfId(k, id);
  return zone === 0 ? slabNumbers(k, id) : slabsOfKeg(k, zone);
};

/** How many slabs a holder has: a zone, or the large blocks of malloc(9). */
export const slabCount = (k: Kernel, id: string): number => slabsUnsorted(k, id).length;

/** How much of a slab is live: all, some, none. */
type Fill = 0 | 1 | 2;
const FILLS = ['solid', 'half', 'tint'] as const;

const fillOf = (free: number, items: number): Fill => (free === 0 ? 0 : free === items ? 2 : 1);

/** By owner the full slabs stand together; by address each where it is. */
export type SlabOrder = 'addresses' | 'owners';

/** The fill of a slab of a holder. A large block has no items and counts as full. */
const fillFinder = (k: Kernel, id: string): ((slab: number) => Fill) => {
  const zone = zoneOfId(k, id);
  if (zone === 0) return () => 0;
  const items = k.uma.keg.ipers.get(k.uma.zone.keg.get(zone));
  return (slab) => fillOf(freeInSlab(k, slab), items);
};

/** What to draw: the slabs of a holder, and by who asked where the colour says so. */
export interface SlabView {
  /** of the holder: `zone:128`, `holder:large` */
  readonly id: string;
  readonly order: SlabOrder;
  readonly asked?: Asked | null;
}

const viewOf = (k: Kernel, id: string): HolderView => {
  const zone = zoneOfId(k, id);
  return holdersOf(k).of(zone === 0 ? H_LARGE : holderOfZone(k, zone));
};

/** Slabs that look alike: by fill, and before that by who asked where the colour says so. */
interface SlabGroups {
  readonly views: readonly HolderView[];
  readonly groupOf: (slab: number) => number;
}

const groupsOf = (k: Kernel, { id, asked = null }: SlabView): SlabGroups => {
  const fill = fillFinder(k, id);
  const own = viewOf(k, id);
  if (asked === null) return { views: [own], groupOf: fill };
  const { list, rank } = asked.holders;
  const groupOf = (slab: number): number =>
    (rank[asked.of(own.holder, slab)] ?? 0) * FILLS.length + fill(slab);
  return { views: list, groupOf };
};

/** Slabs as the picture has them: by fill and then address, or by address alone. */
export const slabOrder = (k: Kernel, view: SlabView): readonly number[] => {
  const all = slabNumbers(k, view.id);
  if (view.order === 'addresses') return all;
  const { views, groupOf } = groupsOf(k, view);
  const groups: number[][] = Array.from({ length: views.length * FILLS.length }, () => []);
  for (const slab of all) groups[groupOf(slab)]?.push(slab);
  return groups.flat();
};

const runsOf = (views: readonly HolderView[], starts: Int32Array): CellRun[] =>
  views.flatMap(({ owner, shade, label: name }, v) =>
    SLAB_FILLS.flatMap((words, fill) => {
      const from = starts[v * FILLS.length + fill] as number;
      const size = (starts[v * FILLS.length + fill + 1] as number) - from;
      const label = views.length === 1 ? words : `${name}: ${words}`;
      return size === 0 ? [] : [{ id: '', label, owner, shade, from, size, amount: size }];
    }),
  );

/** A finder that sorts the slabs when it is first asked. */
const finderBy = (k: Kernel, view: SlabView): Finder => {
  let sorted: readonly number[] | null = null;
  const slabs = (): readonly number[] => (sorted ??= slabOrder(k, view));
  return { thingAt: (cell) => slabs()[cell] ?? -1, cellOf: (slab) => slabs().indexOf(slab) };
};

/** Writes the picture; things are slabs. */
export const drawSlabs = (k: Kernel, view: SlabView, into: CellPicture): void => {
  const { id, order } = view;
  const { views, groupOf } = groupsOf(k, view);
  const codes = views.flatMap((v) => FILLS.map((look) => codeOf(hueOf(v.owner, v.shade), look)));
  const slabs = order === 'owners' ? slabsUnsorted(k, id) : slabNumbers(k, id);
  needCells(into, slabs.length, false);
  into.finder = finderBy(k, view);
  into.runs = [];
  if (order === 'addresses') {
    slabs.forEach((slab, cell) => {
      into.codes[cell] = codes[groupOf(slab)] as number;
    });
    return;
  }
  const counts = new Int32Array(codes.length);
  for (const slab of slabs) {
    const group = groupOf(slab);
    counts[group] = (counts[group] as number) + 1;
  }
  const starts = groupStarts(counts);
  codes.forEach((code, i) => into.codes.fill(code, starts[i], starts[i + 1]));
  if (zoneOfId(k, id) !== 0 || views.length > 1) into.runs = runsOf(views, starts);
};
