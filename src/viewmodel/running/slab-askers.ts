/** Which malloc type asked for most of the live items of each slab, as the holdings of the run record. */
import type { Timeline } from '../../sim';

/** Bits of the index of an item below the number of its slab. */
const INDEX_BITS = 8;

/** Items of each slab that one type asked for, added up. */
const countItems = (t: Timeline, type: number, into: Int32Array): void => {
  for (const h of t.sim.holdings.values()) {
    if (h.kind !== 'malloc' || h.owner !== type) continue;
    const items = h.items.a;
    const end = h.ends.get(1);
    for (let i = h.ends.get(0); i < end; i += 1) {
      const slab = (items[i] as number) >>> INDEX_BITS;
      into[slab] = (into[slab] as number) + 1;
    }
  }
};

const typesHeld = (t: Timeline): readonly number[] => {
  const found = new Set<number>();
  for (const h of t.sim.holdings.values()) if (h.kind === 'malloc') found.add(h.owner);
  return [...found].sort((a, b) => a - b);
};

/** Number of the type by slab; 0 = none is recorded. Of equals the older type. */
export const slabAskers = (t: Timeline): Int32Array => {
  const slabs = t.sim.kernel.uma.slab.page.a.length;
  const best = new Int32Array(slabs);
  const most = new Int32Array(slabs);
  const own = new Int32Array(slabs);
  for (const type of typesHeld(t)) {
    own.fill(0);
    countItems(t, type, own);
    for (let s = 1; s < slabs; s += 1)
      if ((own[s] as number) > (most[s] as number)) {
        most[s] = own[s] as number;
        best[s] = type;
      }
  }
  return best;
};

/** Type of each item of a slab that the run records; 0 = none is recorded. */
export const typesInSlab = (t: Timeline, slab: number): Uint16Array => {
  const found = new Uint16Array(1 << INDEX_BITS);
  for (const h of t.sim.holdings.values()) {
    if (h.kind !== 'malloc') continue;
    const end = h.ends.get(1);
    for (let i = h.ends.get(0); i < end; i += 1) {
      const item = h.items.a[i] as number;
      if (item >>> INDEX_BITS === slab) found[item & ((1 << INDEX_BITS) - 1)] = h.owner;
    }
  }
  return found;
};

/** Items of one slab by type, most first. */
export const askersOfSlab = (
  t: Timeline,
  slab: number,
): readonly (readonly [type: string, items: number])[] => {
  const counts = typesHeld(t).map((type) => {
    const into = new Int32Array(t.sim.kernel.uma.slab.page.a.length);
    countItems(t, type, into);
    return [t.sim.kernel.malloc.names[type] ?? '', into[slab] ?? 0] as const;
  });
  return counts.filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
};
