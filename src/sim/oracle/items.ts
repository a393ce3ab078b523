/** What holdings say is live must have bytes of its own, and be what vmstat counts. */
import type { Holding } from '../engine/holdings';
import type { Sim } from '../engine/sim';
import { M_KMEM } from '../kernel/types';
import { TYPES } from './core-commands';
import { entriesOf } from './byte-map';

const PAGE = 4096;
/** Zones of which only commands take items. */
const OWN_ZONES = ['VNODEPOLL', 'KNOTE', 'hostcache'] as const;

const eachOf = (h: Holding, visit: (item: number, i: number) => void): void => {
  for (let i = h.ends.get(0); i < h.ends.get(1); i += 1) visit(h.items.get(i), i);
};

/** Bytes [from, to) of every live item, by address. */
const liveRanges = (s: Sim): (readonly [from: number, to: number])[] => {
  const { slab, keg } = s.kernel.uma;
  const ranges: (readonly [number, number])[] = [];
  for (const h of s.holdings.values())
    if (h.kind === 'malloc' || h.kind === 'zone')
      eachOf(h, (item) => {
        const n = item >>> 8;
        const its = slab.keg.get(n);
        const from = slab.page.get(n) * PAGE + (item & 255) * keg.rsize.get(its);
        ranges.push([from, from + (its === 0 ? slab.pages.get(n) * PAGE : keg.size.get(its))]);
      });
  return ranges.sort((a, b) => a[0] - b[0]);
};

/** Live bytes overlap, lie outside every entry of kmem_map, or have no RAM behind them. */
export const byteFaults = (s: Sim): string[] => {
  const k = s.kernel;
  const map = k.cell.get(M_KMEM) - 1;
  const [low, high] = [k.kmem.maps.map.min.get(map), k.kmem.maps.map.max.get(map)];
  const inEntry = new Uint8Array(high - low);
  for (const [start, end] of entriesOf(k, map)) inEntry.fill(1, start - low, end - low);
  const faults: string[] = [];
  let reached = 0;
  for (const [from, to] of liveRanges(s)) {
    if (from < reached) faults.push(`bytes at ${from} belong to two items`);
    reached = to;
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page += 1) {
      if (page < low || page >= high) continue;
      if (inEntry[page - low] === 0) faults.push(`bytes at ${from} are in no entry`);
      if (k.frameAt.get(page - k.kmem.base) === 0) faults.push(`bytes at ${from} have no RAM`);
    }
  }
  return faults;
};

const heldIn = (s: Sim, name: string): number => {
  const h = s.holdings.get(name);
  return h === undefined ? 0 : h.ends.get(1) - h.ends.get(0);
};

/** What vmstat counts as used must be what the commands still hold. */
export const countFaults = (s: Sim): string[] => {
  const { uma, malloc } = s.kernel;
  const zones = OWN_ZONES.filter((name) => {
    const z = uma.names.indexOf(name);
    return uma.zone.allocs.get(z) - uma.zone.frees.get(z) !== heldIn(s, name);
  });
  const types = TYPES.filter((name) => {
    const t = malloc.names.indexOf(name);
    return t > 0 && malloc.type.allocs.get(t) - malloc.type.frees.get(t) !== heldIn(s, name);
  });
  return [...zones, ...types].map((n) => `${n} miscounts`);
};
