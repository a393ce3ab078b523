/** The slabs of a zone, one cell each, by address: all items live, some, or none. */
import { H_LARGE, freeInSlab, holderOfZone, largeBlocks, slabsOfZone } from '../../sim';
import type { Kernel } from '../../sim';
import { codeOf, hueOf } from './cell-codes';
import { needCells } from './cells';
import type { CellPicture } from './cells';
import { holdersOf } from './holders';

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

/** Writes the picture; `things` are slabs. */
export const drawSlabs = (k: Kernel, id: string, into: CellPicture): void => {
  const slabs = slabNumbers(k, id);
  needCells(into, slabs.length);
  const zone = zoneOfId(k, id);
  const view = holdersOf(k).of(zone === 0 ? H_LARGE : holderOfZone(k, zone));
  const hue = hueOf(view.owner, view.shade);
  const [full, some, none] = [codeOf(hue, 'solid'), codeOf(hue, 'half'), codeOf(hue, 'tint')];
  const items = zone === 0 ? 0 : k.uma.keg.ipers.get(k.uma.zone.keg.get(zone));
  slabs.forEach((slab, cell) => {
    const free = zone === 0 ? 0 : freeInSlab(k, slab);
    into.codes[cell] = free === 0 ? full : free === items ? none : some;
    into.things[cell] = slab;
  });
  into.runs = [];
};
