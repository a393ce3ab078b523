/**
 * vm_map: reserve, split and merge stretches of address space.
 * FreeBSD 6.2 sys/vm/vm_map.c: vm_map_create(), _findspace(), _insert(), _simplify_entry(),
 * _delete() and the clips. Left out: protection, inheritance, copies, locks (one thread at a time).
 */
import { createEntry, dispose, link, refreshGap, setEnd, unlink, vmMapReady } from './entries';
import { firstFit, floorNode, insertNode } from './tree';
import {
  ENTRY_SUBMAP,
  FIRST_OBJECT,
  NO_OBJECT,
  dropMapId,
  dropRecord,
  newMapId,
  newRecord,
} from './types';
import type { VmMaps } from './types';

export { vmMapReady } from './entries';

/** What `vmMapInsert` needs to know about a new entry. */
export interface NewEntry {
  readonly start: number;
  readonly end: number;
  readonly object: number;
  readonly offset: number;
  readonly flags: number;
}

/**
 * A new empty map over [min, max).
 * @param system `system_map`: entries come from KMAP ENTRY and nothing in it is pageable
 */
export const vmMapCreate = (s: VmMaps, min: number, max: number, system: boolean): number => {
  const id = newMapId(s);
  const head = newRecord(s);
  s.entry.start.set(head, min);
  s.entry.end.set(head, min);
  s.entry.adjFree.set(head, max - min);
  s.map.min.set(id, min);
  s.map.max.set(id, max);
  s.map.head.set(id, head);
  s.map.system.set(id, system ? 1 : 0);
  s.map.root.set(id, insertNode(s, 0, head));
  return id;
};

/** Gives an empty map back; entries must have been deleted (`vm_map_free`). */
export const vmMapDestroy = (s: VmMaps, map: number): void => {
  dropRecord(s, s.map.head.get(map));
  dropMapId(s, map);
};

/** The entry that holds `page`, or 0 (`vm_map_lookup_entry`). O(log n). */
export const vmMapLookup = (s: VmMaps, map: number, page: number): number => {
  const e = floorNode(s, s.map.root.get(map), page);
  return e !== 0 && page < s.entry.end.get(e) ? e : 0;
};

/**
 * First fit by lowest address (`vm_map_findspace`). O(log n).
 * @returns first page of the hole, or −1 where no hole is large enough
 */
export const vmMapFindspace = (
  s: VmMaps,
  map: number,
  length: number,
  from = s.map.min.get(map),
): number => {
  const start = Math.max(from, s.map.min.get(map));
  const e = firstFit(s, s.map.root.get(map), length, start);
  return e === 0 ? -1 : Math.max(s.entry.end.get(e), start);
};

/** Pages of the largest hole. O(1). */
export const largestHole = (s: VmMaps, map: number): number =>
  s.entry.maxFree.get(s.map.root.get(map));

const alike = (s: VmMaps, a: number, b: number): boolean => {
  const e = s.entry;
  const length = e.end.get(a) - e.start.get(a);
  return (
    e.end.get(a) === e.start.get(b) &&
    e.object.get(a) === e.object.get(b) &&
    (e.object.get(a) === NO_OBJECT || e.offset.get(a) + length === e.offset.get(b)) &&
    e.flags.get(a) === e.flags.get(b) &&
    e.wired.get(a) === e.wired.get(b)
  );
};

/** Merges `e` with both neighbours where nothing tells them apart. `e` stays valid. */
export const vmMapSimplify = (s: VmMaps, map: number, e: number): void => {
  const { start, end, offset, flags, prev, next } = s.entry;
  if ((flags.get(e) & ENTRY_SUBMAP) !== 0) return;
  const before = prev.get(e);
  if (before !== s.map.head.get(map) && alike(s, before, e)) {
    // The node keeps its place in the order: nothing lies between the two.
    unlink(s, map, before);
    start.set(e, start.get(before));
    offset.set(e, offset.get(before));
    refreshGap(s, map, prev.get(e));
    dispose(s, map, before);
  }
  const behind = next.get(e);
  if (behind !== 0 && alike(s, e, behind)) {
    const until = end.get(behind);
    unlink(s, map, behind);
    setEnd(s, map, e, until);
    dispose(s, map, behind);
  }
};

/**
 * Puts an entry into a hole that the caller found (`vm_map_insert`). An entry without object that
 * continues its unwired neighbour extends it instead.
 * @returns the entry that now holds the range, or 0 where the range is not free, or where the caller
 *   sleeps for an entry first (not in a map of the system): nothing has changed then
 */
export const vmMapInsert = (s: VmMaps, map: number, n: NewEntry): number => {
  const { entry } = s;
  if (n.start < s.map.min.get(map) || n.end > s.map.max.get(map) || n.start >= n.end) return 0;
  const before = floorNode(s, s.map.root.get(map), n.start);
  const behind = entry.next.get(before);
  if (entry.end.get(before) > n.start || (behind !== 0 && entry.start.get(behind) < n.end))
    return 0;
  if (
    n.object === NO_OBJECT &&
    before !== s.map.head.get(map) &&
    entry.flags.get(before) === n.flags &&
    entry.end.get(before) === n.start &&
    entry.wired.get(before) === 0 &&
    entry.object.get(before) === NO_OBJECT
  ) {
    setEnd(s, map, before, n.end);
    s.map.size.add(map, n.end - n.start);
    vmMapSimplify(s, map, before);
    return before;
  }
  if (!vmMapReady(s, map, 1)) return 0;
  const e = createEntry(s, map);
  s.map.size.add(map, n.end - n.start);
  entry.start.set(e, n.start);
  entry.end.set(e, n.end);
  entry.object.set(e, n.object);
  entry.offset.set(e, n.offset);
  entry.flags.set(e, n.flags);
  link(s, map, before, e);
  return e;
};

/** Whether an entry reaches over `page`, so that a range that begins or ends there cuts it. */
const isCut = (s: VmMaps, map: number, page: number): boolean => {
  const e = vmMapLookup(s, map, page);
  return e !== 0 && s.entry.start.get(e) !== page;
};

/**
 * Splits the entry that holds `page` so that one begins there (`vm_map_clip_start`, `_end`). Of maps that
 * are not the system's, `vmMapDelete` alone cuts entries, and has made sure of new ones.
 */
export const vmMapClip = (s: VmMaps, map: number, page: number): void => {
  const e = vmMapLookup(s, map, page);
  const { entry } = s;
  if (e === 0 || entry.start.get(e) === page) return;
  const rest = createEntry(s, map);
  entry.start.set(rest, page);
  entry.end.set(rest, entry.end.get(e));
  entry.object.set(rest, entry.object.get(e));
  entry.offset.set(rest, entry.offset.get(e) + page - entry.start.get(e));
  entry.flags.set(rest, entry.flags.get(e));
  entry.wired.set(rest, entry.wired.get(e));
  if (entry.object.get(e) >= FIRST_OBJECT) s.objects.keep(entry.object.get(e));
  entry.end.set(e, page);
  link(s, map, e, rest);
};

/**
 * Makes sure of the entries that are made where the edges of [start, end) cut others.
 * @returns false where the caller sleeps for them first; never in a map of the system, nor for a range
 *   that no entry reaches out of
 */
export const vmMapMayDelete = (s: VmMaps, map: number, start: number, end: number): boolean => {
  const cuts = [start, end].filter((page) => isCut(s, map, page)).length;
  return cuts === 0 || vmMapReady(s, map, cuts);
};

/**
 * Removes every entry in [start, end), splitting those that reach over an edge.
 * Pages behind it are the caller's affair, and so is `vmMapMayDelete` before it.
 * @returns pages that entries held
 */
export const vmMapDelete = (s: VmMaps, map: number, start: number, end: number): number => {
  vmMapClip(s, map, start);
  vmMapClip(s, map, end);
  let gone = 0;
  let e = floorNode(s, s.map.root.get(map), start);
  if (s.entry.start.get(e) < start || e === s.map.head.get(map)) e = s.entry.next.get(e);
  while (e !== 0 && s.entry.start.get(e) < end) {
    const after = s.entry.next.get(e);
    const pages = s.entry.end.get(e) - s.entry.start.get(e);
    unlink(s, map, e);
    s.map.size.add(map, -pages);
    dispose(s, map, e, pages);
    gone += pages;
    e = after;
  }
  return gone;
};
