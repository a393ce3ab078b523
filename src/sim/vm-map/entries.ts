/**
 * Entries of a map: made, linked into list and tree, taken out, given back.
 * FreeBSD 6.2 sys/vm/vm_map.c: vm_map_entry_create(), _dispose(), _link(), _unlink(), _resize_free().
 */
import { KernelPanic } from '../state/panic';
import { insertNode, refreshNode, removeNode } from './tree';
import { FIRST_OBJECT, dropRecord, newRecord } from './types';
import type { VmMaps } from './types';

/** Moves the end of an entry. */
export const setEnd = (s: VmMaps, map: number, e: number, end: number): void => {
  s.entry.end.set(e, end);
  refreshGap(s, map, e);
};

/** Recomputes the hole behind `e` (`vm_map_entry_resize_free`). */
export const refreshGap = (s: VmMaps, map: number, e: number): void => {
  const next = s.entry.next.get(e);
  const until = next === 0 ? s.map.max.get(map) : s.entry.start.get(next);
  s.entry.adjFree.set(e, until - s.entry.end.get(e));
  refreshNode(s, s.map.root.get(map), e);
};

/** Free pages that a call may use up between making sure of entries and having them: two large pipes. */
const SPARE = 64;

/**
 * Makes sure of `entries` new entries before a call changes anything that it could not take back. A map
 * of the system has them without a sleep, or the kernel dies; others sleep for them (`M_WAITOK`).
 * @param spare pages that the call may take before it has had its entries
 * @returns false where the caller sleeps first; nothing has changed, and the wait says for what
 */
export const vmMapReady = (s: VmMaps, map: number, entries: number, spare = SPARE): boolean =>
  s.map.system.get(map) === 1 || s.zone.ready(entries, spare);

/**
 * `vm_map_entry_create`: an entry of either zone.
 * @throws KernelPanic the kernel's own, for a map of the system. For others `vmMapReady` came first.
 */
export const createEntry = (s: VmMaps, map: number): number => {
  const item = s.zone.take(s.map.system.get(map) === 1);
  if (item === 0) throw new KernelPanic('vm_map_entry_create: kernel resources exhausted');
  const e = newRecord(s);
  s.entry.item.set(e, item);
  return e;
};

/** Puts an entry behind another, in list and tree. */
export const link = (s: VmMaps, map: number, after: number, e: number): void => {
  const { prev, next } = s.entry;
  const behind = next.get(after);
  next.set(after, e);
  prev.set(e, after);
  next.set(e, behind);
  if (behind !== 0) prev.set(behind, e);
  const until = behind === 0 ? s.map.max.get(map) : s.entry.start.get(behind);
  s.entry.adjFree.set(e, until - s.entry.end.get(e));
  s.map.root.set(map, insertNode(s, s.map.root.get(map), e));
  refreshGap(s, map, after);
  s.map.entries.add(map, 1);
};

/** Takes `e` out of list and tree and gives its item back. The caller accounts for `size`. */
export const unlink = (s: VmMaps, map: number, e: number): void => {
  const { prev, next } = s.entry;
  const before = prev.get(e);
  const behind = next.get(e);
  s.map.root.set(map, removeNode(s, s.map.root.get(map), e));
  next.set(before, behind);
  if (behind !== 0) prev.set(behind, before);
  refreshGap(s, map, before);
  s.map.entries.add(map, -1);
};

/** Gives an entry back. `pages` of its object are shown no more; a merged entry gives up none. */
export const dispose = (s: VmMaps, map: number, e: number, pages = 0): void => {
  const { item, object, offset } = s.entry;
  const [stored, shown, from] = [item.get(e), object.get(e), offset.get(e)];
  dropRecord(s, e);
  s.zone.give(stored, s.map.system.get(map) === 1);
  if (shown >= FIRST_OBJECT) s.objects.drop(shown, from, pages);
};
