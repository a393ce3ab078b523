/** What must hold of UMA after every command. */
import { bucketItems, zoneFigures } from './figures';
import { KEGS, L_FREE, L_FULL, L_PART, ZONES } from './state';
import type { Uma } from './state';

/** Free indices of a slab by walking its byte list; null where the list is broken. */
const freeOf = (u: Uma, slab: number, ipers: number): Set<number> | null => {
  const seen = new Set<number>();
  let i = u.slab.first.get(slab);
  for (let n = u.slab.free.get(slab); n > 0; n -= 1) {
    if (i >= ipers || seen.has(i)) return null;
    seen.add(i);
    i = u.index.get(u.slab.base.get(slab) + i);
  }
  return seen;
};

interface KegSum {
  slabs: number;
  free: number;
  /** items that are free in a slab */
  readonly items: Set<number>;
}

const fits = (list: number, free: number, ipers: number): boolean =>
  list === L_FULL ? free === 0 : list === L_FREE ? free === ipers : free > 0 && free < ipers;

const walkList = (u: Uma, keg: number, list: number, sum: KegSum): string[] => {
  const faults: string[] = [];
  const ipers = u.keg.ipers.get(keg);
  const heads = list === L_PART ? u.keg.part : list === L_FREE ? u.keg.empty : u.keg.full;
  for (let s = heads.get(keg); s !== 0; s = u.slab.next.get(s)) {
    const free = freeOf(u, s, ipers);
    if (u.slab.keg.get(s) !== keg) faults.push(`slab ${s} is not of keg ${keg}`);
    if (u.slab.list.get(s) !== list) faults.push(`slab ${s} does not know its list`);
    if (!fits(list, u.slab.free.get(s), ipers)) faults.push(`slab ${s} is on the wrong list`);
    if (free === null) return [...faults, `slab ${s} has a broken free list`];
    for (const i of free) sum.items.add((s << 8) | i);
    sum.slabs += 1;
    sum.free += free.size;
  }
  return faults;
};

/** USED + FREE over all zones of the keg = slabs × ipers, each item in one place. */
const kegFaults = (u: Uma, keg: number): string[] => {
  const sum: KegSum = { slabs: 0, free: 0, items: new Set() };
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
    for (const item of bucketItems(u, z)) {
      if (sum.items.has(item)) faults.push(`${name}: item ${item} is free twice`);
      sum.items.add(item);
    }
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
  for (let keg = 1; keg < u.cell.get(KEGS); keg += 1) faults.push(...kegFaults(u, keg));
  for (let z = 1; z < u.cell.get(ZONES); z += 1)
    if (u.zone.keg.get(z) === 0) faults.push(`zone ${z} has no keg`);
  return faults;
};
