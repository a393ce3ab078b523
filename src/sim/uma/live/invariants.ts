/** What must hold of UMA after every command. */
import { eachBucketItem, zoneFigures } from './figures';
import { INDEX_TOP, KEGS, L_FREE, L_FULL, L_PART, ZONES } from './state';
import type { Uma } from './state';

interface KegSum {
  slabs: number;
  free: number;
  /** a cell for every item of UMA, by `slab.base` + index: 1 = free in a slab or in a bucket */
  readonly isFree: Uint8Array;
}

/** Marks the free items of a slab by walking its byte list; false where the list is broken. */
const markFree = (u: Uma, slab: number, ipers: number, isFree: Uint8Array): boolean => {
  const index = u.index.a;
  const base = u.slab.base.get(slab);
  let i = u.slab.first.get(slab);
  for (let n = u.slab.free.get(slab); n > 0; n -= 1) {
    if (i >= ipers || isFree[base + i] !== 0) return false;
    isFree[base + i] = 1;
    i = index[base + i] as number;
  }
  return true;
};

const fits = (list: number, free: number, ipers: number): boolean =>
  list === L_FULL ? free === 0 : list === L_FREE ? free === ipers : free > 0 && free < ipers;

const walkList = (u: Uma, keg: number, list: number, sum: KegSum): string[] => {
  const faults: string[] = [];
  const ipers = u.keg.ipers.get(keg);
  const heads = list === L_PART ? u.keg.part : list === L_FREE ? u.keg.empty : u.keg.full;
  for (let s = heads.get(keg); s !== 0; s = u.slab.next.get(s)) {
    if (u.slab.keg.get(s) !== keg) faults.push(`slab ${s} is not of keg ${keg}`);
    if (u.slab.list.get(s) !== list) faults.push(`slab ${s} does not know its list`);
    if (!fits(list, u.slab.free.get(s), ipers)) faults.push(`slab ${s} is on the wrong list`);
    if (!markFree(u, s, ipers, sum.isFree)) return [...faults, `slab ${s} has a broken free list`];
    sum.slabs += 1;
    sum.free += u.slab.free.get(s);
  }
  return faults;
};

/** USED + FREE over all zones of the keg = slabs × ipers, each item in one place. */
const kegFaults = (u: Uma, keg: number, isFree: Uint8Array): string[] => {
  const sum: KegSum = { slabs: 0, free: 0, isFree };
  const faults = [L_PART, L_FREE, L_FULL].flatMap((list) => walkList(u, keg, list, sum));
  const name = u.names[u.keg.firstZone.get(keg)] ?? '';
  if (sum.slabs * u.keg.ppera.get(keg) !== u.keg.pages.get(keg))
    faults.push(`${name}: uk_pages is not its slabs`);
  if (sum.free !== u.keg.free.get(keg)) faults.push(`${name}: uk_free is not its free items`);
  let rows = 0;
  for (let z = u.keg.firstZone.get(keg); z !== 0; z = u.zone.next.get(z)) {
    const row = zoneFigures(u, z);
    rows += row.used + row.free;
    if (row.used < 0) faults.push(`${row.name}: more frees than allocations`);
    eachBucketItem(u, z, (item) => {
      const at = u.slab.base.get(item >>> 8) + (item & 255);
      if (isFree[at] !== 0) faults.push(`${name}: item ${item} is free twice`);
      isFree[at] = 1;
    });
  }
  if (rows !== sum.slabs * u.keg.ipers.get(keg))
    faults.push(
      `${name}: USED + FREE is ${rows}, slabs × ipers ${sum.slabs * u.keg.ipers.get(keg)}`,
    );
  return faults;
};

/** All faults of all kegs; empty when UMA is sound. */
export const umaFaults = (u: Uma): string[] => {
  const faults: string[] = [];
  const isFree = new Uint8Array(u.cell.get(INDEX_TOP));
  for (let keg = 1; keg < u.cell.get(KEGS); keg += 1) faults.push(...kegFaults(u, keg, isFree));
  for (let z = 1; z < u.cell.get(ZONES); z += 1)
    if (u.zone.keg.get(z) === 0) faults.push(`zone ${z} has no keg`);
  return faults;
};
