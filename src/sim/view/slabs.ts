/** Slabs and their items, with the addresses at which they lie. */
import { itemAddress, SLABS } from '../uma/live/state';
import type { Kernel } from '../kernel/types';
import { eachBucketItem } from '../uma/live/figures';
import { SLAB_LARGE } from '../uma/live/state';

/** An item: in a caller's hands, in a bucket, or free in its slab. */
export type ItemState = 'live' | 'cached' | 'free';

/** One slab, or a large block, which has no items. */
export interface SlabFacts {
  readonly slab: number;
  /** byte address */
  readonly address: number;
  readonly pages: number;
  readonly zone: string;
  readonly isLarge: boolean;
  readonly itemSize: number;
  /** bytes from one item to the next */
  readonly pitch: number;
  readonly items: readonly ItemState[];
  /** where the header of an off-page slab is, byte address; 0 = in the slab */
  readonly header: number;
}

/** Slabs by address: sorted as numbers, page first, because a comparator would be asked too often. */
const SLAB_BITS = 2 ** 24;
const sorted = (page: Int32Array, slabs: readonly number[]): number[] => {
  const keys = Float64Array.from(slabs, (s) => (page[s] as number) * SLAB_BITS + s);
  return Array.from(keys.sort(), (key) => key % SLAB_BITS);
};

/** Numbers of a zone's slabs, in no order that means anything. */
export const slabsOfKeg = (k: Kernel, zone: number): number[] => {
  const [page, keg] = [k.uma.slab.page.a, k.uma.slab.keg.a];
  const mine = k.uma.zone.keg.get(zone);
  const out: number[] = [];
  const end = k.uma.cell.get(SLABS);
  for (let s = 1; s < end; s += 1) if (page[s] !== 0 && keg[s] === mine) out.push(s);
  return out;
};

/** Numbers of a zone's slabs in ascending order of address. */
export const slabsOfZone = (k: Kernel, zone: number): number[] =>
  sorted(k.uma.slab.page.a, slabsOfKeg(k, zone));

/** Numbers of all large blocks of malloc(9) in ascending order of address. */
export const largeBlocks = (k: Kernel): number[] => {
  const { page, flags } = k.uma.slab;
  const out: number[] = [];
  for (let s = 1; s < k.uma.cell.get(SLABS); s += 1)
    if (page.get(s) !== 0 && (flags.get(s) & SLAB_LARGE) !== 0) out.push(s);
  return sorted(page.a, out);
};

/** Pages of all large blocks of malloc(9). Source: sys/vm/uma_core.c, uma_large_malloc(). */
export const largePages = (k: Kernel): number => {
  const { page, flags, pages } = k.uma.slab;
  let sum = 0;
  for (let s = 1; s < k.uma.cell.get(SLABS); s += 1)
    if (page.get(s) !== 0 && (flags.get(s) & SLAB_LARGE) !== 0) sum += pages.get(s);
  return sum;
};

/** Free items of a slab, as its own list has them. */
export const freeInSlab = (k: Kernel, slab: number): number => k.uma.slab.free.get(slab);

const zonesOfKeg = (k: Kernel, keg: number): number[] => {
  const zones: number[] = [];
  for (let z = k.uma.keg.firstZone.get(keg); z !== 0; z = k.uma.zone.next.get(z)) zones.push(z);
  return zones;
};

/** State of each item of a slab. */
const itemStates = (k: Kernel, slab: number): ItemState[] => {
  const u = k.uma;
  const keg = u.slab.keg.get(slab);
  const states: ItemState[] = Array.from({ length: u.keg.ipers.get(keg) }, () => 'live');
  const base = u.slab.base.get(slab);
  let at = u.slab.first.get(slab);
  for (let n = u.slab.free.get(slab); n > 0; n -= 1) {
    states[at] = 'free';
    at = u.index.get(base + at);
  }
  for (const zone of zonesOfKeg(k, keg))
    eachBucketItem(u, zone, (item) => {
      if (item >>> 8 === slab) states[item & 255] = 'cached';
    });
  return states;
};

/** A slab by its number, or null where there is none now. */
export const slabFacts = (k: Kernel, slab: number): SlabFacts | null => {
  const u = k.uma;
  if (slab <= 0 || slab >= u.cell.get(SLABS) || u.slab.page.get(slab) === 0) return null;
  const keg = u.slab.keg.get(slab);
  const isLarge = (u.slab.flags.get(slab) & SLAB_LARGE) !== 0;
  const header = u.slab.header.get(slab);
  return {
    slab,
    address: u.slab.page.get(slab) * 4096,
    pages: isLarge ? u.slab.pages.get(slab) : u.keg.ppera.get(keg),
    zone: isLarge ? '' : (u.names[u.keg.firstZone.get(keg)] ?? ''),
    isLarge,
    itemSize: isLarge ? u.slab.pages.get(slab) * 4096 : u.keg.size.get(keg),
    pitch: isLarge ? u.slab.pages.get(slab) * 4096 : u.keg.rsize.get(keg),
    items: isLarge ? [] : itemStates(k, slab),
    header: header === 0 ? 0 : itemAddress(u, header),
  };
};
