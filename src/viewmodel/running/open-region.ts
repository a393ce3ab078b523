/** Which region of kernel_map the second column shows, and how its bare pages look. */
import { PAGE_SIZE } from '../../base/units';
import { formatCount, formatSize } from '../../base/format';
import { largestHoleOf, mapExtent, mapNumber, slabsOfZone, largeBlocks } from '../../sim';
import type { Kernel, PageRange } from '../../sim';
import type { Band, Column } from '../ruler/types';
import { hueOf } from './cell-codes';
import type { PageView } from './page-picture';
import type { Selected } from './place';
import { zoneOfId } from './slab-picture';

/** Where what is selected lies, as a byte address; −1 where it lies nowhere in particular. */
const addressOf = (k: Kernel, selected: Selected): number => {
  if (selected.slab !== null) return selected.slab.address;
  if (selected.thing !== null) return (selected.thing.places[0]?.start ?? -1) * PAGE_SIZE;
  const id = selected.holder?.id ?? '';
  const zone = zoneOfId(k, id);
  const slabs = zone > 0 ? slabsOfZone(k, zone) : id === 'holder:large' ? largeBlocks(k) : [];
  // The first slabs of old zones lie in the boot pages; the newest tells where it grows.
  const last = slabs.at(-1);
  return last === undefined ? -1 : k.uma.slab.page.get(last) * PAGE_SIZE;
};

/** The band of the kernel column that the next column opens. */
export const openBand = (
  k: Kernel,
  column: Column,
  selected: Selected,
  open: string,
): Band | undefined => {
  const byId = (id: string): Band | undefined => column.bands.find((b) => b.id === id);
  if (selected.kind === 'map') return byId(selected.map) ?? byId(open);
  const root = mapExtent(k, mapNumber(k, 'kernel_map')).start * PAGE_SIZE;
  const at = addressOf(k, selected) - root;
  return (
    column.bands.find((b) => at >= b.from && at < b.from + b.size) ?? byId(open) ?? byId('kmem_map')
  );
};

/** The pages of a band: of the submap that it is, or of that stretch of kernel_map. */
export const rangeOf = (k: Kernel, band: Band): PageRange => {
  const sub = mapNumber(k, band.id);
  if (sub >= 0) return { map: sub, ...mapExtent(k, sub) };
  const map = mapNumber(k, 'kernel_map');
  const start = mapExtent(k, map).start + Math.floor(band.from / PAGE_SIZE);
  return { map, start, end: start + Math.ceil(band.size / PAGE_SIZE) };
};

/** How pages look that are handed out, and that no slab and no frame of the model fills. */
export const plainOf = (band: Band): PageView['plain'] => ({
  hue: hueOf(band.owner, 0),
  look: band.backing === 'resident' ? 'solid' : 'tint',
});

/** Head of the column: name, extent, and how much room is left in one piece. */
export const regionHead = (
  k: Kernel,
  band: Band,
  whole: number,
): { readonly title: string; readonly extent: string; readonly note: string } => {
  const times = whole / band.size;
  const note = `× ${times >= 10 ? formatCount(Math.round(times)) : times.toFixed(1)}`;
  const map = mapNumber(k, band.id);
  if (map < 0) return { title: band.label, extent: formatSize(band.size), note };
  const hole = largestHoleOf(k, map).pages;
  const room = hole === 0 ? 'no hole' : `largest hole ${formatSize(hole * PAGE_SIZE)}`;
  return { title: band.label, extent: formatSize(band.size), note: `${note}, ${room}` };
};
