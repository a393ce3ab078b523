/** What must hold for every map after every command. */
import { largestHole } from './vm-map';
import { ENTRY_SUBMAP, isMap, mapCount } from './types';
import type { VmMaps } from './types';

/** Faults of the list: overlap, wrong holes, wrong `map->size`. */
const listFaults = (s: VmMaps, map: number): string[] => {
  const { entry: e, map: m } = s;
  const faults: string[] = [];
  let size = 0;
  let count = 0;
  let most = 0;
  let at = m.head.get(map);
  while (at !== 0) {
    const next = e.next.get(at);
    const until = next === 0 ? m.max.get(map) : e.start.get(next);
    const gap = until - e.end.get(at);
    if (gap < 0) faults.push(`map ${map}: entry ${at} overlaps the next`);
    if (gap !== e.adjFree.get(at)) faults.push(`map ${map}: entry ${at} has a wrong adj_free`);
    if (next !== 0 && e.prev.get(next) !== at) faults.push(`map ${map}: broken list at ${at}`);
    most = Math.max(most, gap);
    if (at !== m.head.get(map)) {
      size += e.end.get(at) - e.start.get(at);
      count += 1;
      if (e.start.get(at) >= e.end.get(at)) faults.push(`map ${map}: entry ${at} is empty`);
    }
    at = next;
  }
  if (size !== m.size.get(map))
    faults.push(`map ${map}: size ${m.size.get(map)} is not the sum of its entries ${size}`);
  if (count !== m.entries.get(map)) faults.push(`map ${map}: entries are miscounted`);
  if (most !== largestHole(s, map)) faults.push(`map ${map}: max_free is wrong`);
  return faults;
};

/** Faults of submaps: each lies exactly in its entry. */
const submapFaults = (s: VmMaps, map: number): string[] => {
  const { entry: e, map: m } = s;
  const faults: string[] = [];
  for (let at = e.next.get(m.head.get(map)); at !== 0; at = e.next.get(at)) {
    if ((e.flags.get(at) & ENTRY_SUBMAP) === 0) continue;
    const sub = e.submap.get(at) - 1;
    if (m.min.get(sub) !== e.start.get(at) || m.max.get(sub) !== e.end.get(at))
      faults.push(`map ${map}: entry ${at} does not fit its submap ${sub}`);
  }
  return faults;
};

/** All faults of all maps; empty when the maps are sound. */
export const mapFaults = (s: VmMaps): string[] => {
  const faults: string[] = [];
  for (let map = 0; map < mapCount(s); map += 1)
    if (isMap(s, map)) faults.push(...listFaults(s, map), ...submapFaults(s, map));
  return faults;
};
