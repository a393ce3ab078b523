/** One step nearer or further: what a wheel, a pinch or a key selects next, from what is selected. */
import { formatAddress } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { mapExtent, mapNumber, mapStretches } from '../../sim';
import type { Kernel, Survey } from '../../sim';
import { addressId } from './place';
import type { Selected } from './place';
import { slabNumbers } from './slab-picture';
import { idOfPage } from './thing-place';

/** Every map's own selection; the whole kernel map is none of the regions. */
const WHOLE = 'map:kernel_map';
const KMEM = 'map:kmem_map';

/** Name of the submap that a kernel page lies in. */
const submapOf = (k: Kernel, page: number): string => {
  const { min, max } = k.kmem.maps.map;
  const at = k.mapNames.findIndex(
    (name, m) =>
      name !== 'kernel_map' && name.endsWith('_map') && page >= min.get(m) && page < max.get(m),
  );
  return k.mapNames[at] ?? 'kernel_map';
};

const parentOfThing = (k: Kernel, { thing, holder }: Selected): string => {
  const place = thing?.places[0];
  return place === undefined ? (holder?.id ?? KMEM) : `map:${submapOf(k, place.start)}`;
};

/** @returns what encloses the selection: item → slab → zone → map → kernel map; '' at the top */
export const parentId = (k: Kernel, selected: Selected): string => {
  const { kind, slab, holder, map } = selected;
  switch (kind) {
    case 'item':
      return slab === null ? KMEM : addressId('slab', slab.address);
    case 'slab':
    case 'frame':
      return holder?.id ?? KMEM;
    case 'thing':
      return parentOfThing(k, selected);
    case 'holder':
    case 'asker':
      return KMEM;
    case 'map':
      return map === 'kernel_map' ? '' : WHOLE;
    default:
      return '';
  }
};

/** The holder with most pages of kmem_map. */
const largestIn = (k: Kernel, s: Survey): string => {
  const { start, end } = mapExtent(k, mapNumber(k, 'kmem_map'));
  const counts = new Map<string, number>();
  let best = '';
  for (let p = start; p < end; p += 1) {
    const slab = s.slabAt[p - k.kmem.base] ?? 0;
    if (slab === 0) continue;
    const keg = k.uma.slab.keg.get(slab);
    const id =
      keg === 0 ? 'holder:large' : `zone:${k.uma.names[k.uma.keg.firstZone.get(keg)] ?? ''}`;
    const n = (counts.get(id) ?? 0) + 1;
    counts.set(id, n);
    if (n > (counts.get(best) ?? 0)) best = id;
  }
  return best;
};

const firstEntry = (k: Kernel, name: string): string => {
  const map = mapNumber(k, name);
  const entry = map < 0 ? undefined : mapStretches(k, map).find((x) => x.kind === 'entry');
  return entry === undefined ? '' : idOfPage(k, entry.start);
};

const newestSlab = (k: Kernel, id: string): string => {
  const slab = slabNumbers(k, id).at(-1);
  return slab === undefined ? '' : addressId('slab', k.uma.slab.page.get(slab) * PAGE_SIZE);
};

/** @returns a part of the selection: its largest, newest or first; '' where it has none */
export const childId = (k: Kernel, s: Survey, selected: Selected): string => {
  const { kind, map, slab, holder } = selected;
  if (kind === 'none' || map === 'kernel_map') return KMEM;
  if (kind === 'map') return map === 'kmem_map' ? largestIn(k, s) : firstEntry(k, map);
  if (kind === 'slab' && slab !== null && !slab.isLarge)
    return addressId('item', slab.address + Math.max(slab.items.indexOf('live'), 0) * slab.pitch);
  if (kind === 'frame' && slab !== null) return `slab:${formatAddress(BigInt(slab.address))}`;
  return kind === 'holder' && holder !== null ? newestSlab(k, holder.id) : '';
};
