/** The slabs of a zone, one cell each, by address: all items live, some, or none. */
import { H_LARGE, freeInSlab, holderOfZone, largeBlocks, slabsOfKeg, slabsOfZone } from '../../sim';
import type { Kernel } from '../../sim';
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

/** Slabs as the picture has them: by fill and then address, or by address alone. */
export const slabOrder = (k: Kernel, id: string, order: SlabOrder): readonly number[] => {
  const all = slabNumbers(k, id);
  if (order === 'addresses') return all;
  const fill = fillFinder(k, id);
  const byFill: [number[], number[], number[]] = [[], [], []];
  for (const slab of all) byFill[fill(slab)].push(slab);
  return byFill.flat();
};

const runsOf = (view: HolderView, counts: readonly number[]): CellRun[] => {
  let from = 0;
  return counts.flatMap((size, fill) => {
    const start = from;
    from += size;
    const { owner, shade } = view;
    const label = SLAB_FILLS[fill] ?? '';
    return size === 0 ? [] : [{ id: '', label, owner, shade, from: start, size, amount: size }];
  });
};

const viewOf = (k: Kernel, id: string): HolderView => {
  const zone = zoneOfId(k, id);
  return holdersOf(k).of(zone === 0 ? H_LARGE : holderOfZone(k, zone));
};

/** A finder that sorts the slabs when it is first asked. */
const finderBy = (k: Kernel, id: string, order: SlabOrder): Finder => {
  let sorted: readonly number[] | null = null;
  const slabs = (): readonly number[] => (sorted ??= slabOrder(k, id, order));
  return { thingAt: (cell) => slabs()[cell] ?? -1, cellOf: (slab) => slabs().indexOf(slab) };
};

/** Writes the picture; things are slabs. */
export const drawSlabs = (k: Kernel, id: string, order: SlabOrder, into: CellPicture): void => {
  const view = viewOf(k, id);
  const hue = hueOf(view.owner, view.shade);
  const codes = FILLS.map((look) => codeOf(hue, look));
  const fill = fillFinder(k, id);
  const slabs = order === 'owners' ? slabsUnsorted(k, id) : slabNumbers(k, id);
  needCells(into, slabs.length, false);
  into.finder = finderBy(k, id, order);
  into.runs = [];
  if (order === 'addresses') {
    slabs.forEach((slab, cell) => {
      into.codes[cell] = codes[fill(slab)] as number;
    });
    return;
  }
  const counts = [0, 0, 0];
  for (const slab of slabs) counts[fill(slab)] = (counts[fill(slab)] as number) + 1;
  const starts = groupStarts(Int32Array.from(counts));
  codes.forEach((code, i) => into.codes.fill(code, starts[i], starts[i + 1]));
  if (zoneOfId(k, id) !== 0) into.runs = runsOf(view, counts);
};
