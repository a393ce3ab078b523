/** The slabs of a zone, one cell each, by address: all items live, some, or none. */
import { H_LARGE, freeInSlab, holderOfZone, largeBlocks, slabsOfZone } from '../../sim';
import type { Kernel } from '../../sim';
import { codeOf, hueOf } from './cell-codes';
import { needCells } from './cells';
import type { CellPicture, CellRun } from './cells';
import { holdersOf } from './holders';
import type { HolderView } from './holders';
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

/** How many slabs a holder has: a zone, or the large blocks of malloc(9). */
export const slabCount = (k: Kernel, id: string): number => slabNumbers(k, id).length;

/** How much of a slab is live: all, some, none. */
type Fill = 0 | 1 | 2;
const FILLS = ['solid', 'half', 'tint'] as const;

const fillOf = (free: number, items: number): Fill => (free === 0 ? 0 : free === items ? 2 : 1);

/** Slabs as the picture has them: by fill and then address, or by address alone. */
export const slabOrder = (
  k: Kernel,
  id: string,
  order: SlabOrder,
): { readonly slabs: readonly number[]; readonly counts: readonly number[] } => {
  const all = slabNumbers(k, id);
  const zone = zoneOfId(k, id);
  const items = zone === 0 ? 0 : k.uma.keg.ipers.get(k.uma.zone.keg.get(zone));
  const byFill: number[][] = [[], [], []];
  for (const slab of all) byFill[zone === 0 ? 0 : fillOf(freeInSlab(k, slab), items)]?.push(slab);
  const counts = byFill.map((list) => list.length);
  return { slabs: order === 'owners' ? byFill.flat() : all, counts };
};

/** By owner the full slabs stand together; by address each where it is. */
export type SlabOrder = 'addresses' | 'owners';

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

/** Writes the picture; `things` are slabs. */
export const drawSlabs = (k: Kernel, id: string, order: SlabOrder, into: CellPicture): void => {
  const { slabs, counts } = slabOrder(k, id, order);
  needCells(into, slabs.length);
  const zone = zoneOfId(k, id);
  const view = holdersOf(k).of(zone === 0 ? H_LARGE : holderOfZone(k, zone));
  const hue = hueOf(view.owner, view.shade);
  const codes = FILLS.map((look) => codeOf(hue, look));
  const items = zone === 0 ? 0 : k.uma.keg.ipers.get(k.uma.zone.keg.get(zone));
  slabs.forEach((slab, cell) => {
    const fill = zone === 0 ? 0 : fillOf(freeInSlab(k, slab), items);
    into.codes[cell] = codes[fill] as number;
    into.things[cell] = slab;
  });
  into.runs = order === 'owners' && zone !== 0 ? runsOf(view, counts) : [];
};
