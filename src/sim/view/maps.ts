/** What a map is cut into, in ascending order: entries and the holes between them. */
import type { Kernel } from '../kernel/types';
import { largestHole } from '../vm-map/vm-map';
import { ENTRY_SUBMAP } from '../vm-map/types';
import { H_LARGE, H_ZONES } from './holders';
import type { Survey } from './survey';

/** One entry, or one hole. Page numbers; `end` is the page behind it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly kind: 'entry' | 'hole' | 'submap';
  /** number of the map behind a submap entry, else −1 */
  readonly map: number;
}

/** Number of the map of that name, or −1. */
export const mapNumber = (k: Kernel, name: string): number => k.mapNames.indexOf(name);

/** First page and page behind the last of a map. */
export const mapExtent = (
  k: Kernel,
  map: number,
): { readonly start: number; readonly end: number } => ({
  start: k.kmem.maps.map.min.get(map),
  end: k.kmem.maps.map.max.get(map),
});

/** Entries and holes of a map; together they are the map. */
export const mapStretches = (k: Kernel, map: number): Stretch[] => {
  const { map: maps, entry } = k.kmem.maps;
  const out: Stretch[] = [];
  const hole = (start: number, end: number): void => {
    if (end > start) out.push({ start, end, kind: 'hole', map: -1 });
  };
  let at = maps.min.get(map);
  for (let e = entry.next.get(maps.head.get(map)); e !== 0; e = entry.next.get(e)) {
    const start = entry.start.get(e);
    const end = entry.end.get(e);
    hole(at, start);
    const isSub = (entry.flags.get(e) & ENTRY_SUBMAP) !== 0;
    out.push({ start, end, kind: isSub ? 'submap' : 'entry', map: entry.submap.get(e) - 1 });
    at = end;
  }
  hole(at, maps.max.get(map));
  return out;
};

/** The largest hole of a map: first page and length; 0 pages where the map is full. */
export const largestHoleOf = (
  k: Kernel,
  map: number,
): { readonly start: number; readonly pages: number } => {
  const { map: maps, entry } = k.kmem.maps;
  const pages = largestHole(k.kmem.maps, map);
  for (let e = maps.head.get(map); pages > 0 && e !== 0; e = entry.next.get(e))
    if (entry.adjFree.get(e) === pages) return { start: entry.end.get(e), pages };
  return { start: 0, pages };
};

/** In `pageHolders`: a hole. */
export const NO_HOLDER = 0xffff;
/** In `pageHolders`: an entry that nothing with a name fills. */
export const PLAIN_ENTRY = 0xfffe;

/** A stretch of a map, in pages. */
export interface PageRange {
  readonly map: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The holder of each page of a stretch of a map, and whether RAM is behind it. Drawn before every
 * picture, so it reads arrays and makes nothing.
 * @param into as long as the stretch; NO_HOLDER where a hole is
 */
export const pageHolders = (
  k: Kernel,
  s: Survey,
  { map, start, end }: PageRange,
  into: { readonly holder: Uint16Array; readonly resident: Uint8Array },
): void => {
  into.holder.fill(NO_HOLDER);
  into.resident.fill(0);
  const { map: maps, entry } = k.kmem.maps;
  const { slabAt, holder } = s;
  const frameAt = k.frameAt.a;
  const slabKeg = k.uma.slab.keg.a;
  const firstZone = k.uma.keg.firstZone.a;
  for (let e = entry.next.get(maps.head.get(map)); e !== 0; e = entry.next.get(e)) {
    const to = Math.min(entry.end.get(e), end);
    for (let p = Math.max(entry.start.get(e), start); p < to; p += 1) {
      const page = p - k.kmem.base;
      const slab = slabAt[page] as number;
      const f = frameAt[page] as number;
      const keg = slabKeg[slab] as number;
      const bare = f === 0 ? PLAIN_ENTRY : (holder[f] as number);
      const inSlab = keg === 0 ? H_LARGE : H_ZONES + (firstZone[keg] as number);
      into.holder[p - start] = slab === 0 ? bare : inSlab;
      into.resident[p - start] = f === 0 ? 0 : 1;
    }
  }
};

/** Pages of a stretch that are in entries: what `map->size` counts, for a whole map. */
export const pagesInEntries = (k: Kernel, map: number): number => k.kmem.maps.map.size.get(map);
