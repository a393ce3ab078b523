/**
 * The tree over a map's entries: ordered by start, balanced by a fixed scramble of the record
 * number (a treap), each node knowing the largest hole below it. The kernel keeps the same two
 * figures in a splay tree (6.2 sys/vm/vm_map.c, vm_map_entry_splay(), vm_map_entry_set_max_free());
 * a treap gives the same answers without being rebuilt by every look-up.
 */
import type { VmMaps } from './types';

/** Priority of a node: a scramble of its number, so that the order of insertion does not matter. */
const priority = (e: number): number => {
  let z = Math.imul(e, 0x9e3779b1);
  z = Math.imul(z ^ (z >>> 15), 0x85ebca6b);
  return (z ^ (z >>> 13)) >>> 0;
};

const pull = ({ entry: e }: VmMaps, n: number): void => {
  let most = e.adjFree.get(n);
  const left = e.left.get(n);
  const right = e.right.get(n);
  if (left !== 0) most = Math.max(most, e.maxFree.get(left));
  if (right !== 0) most = Math.max(most, e.maxFree.get(right));
  e.maxFree.set(n, most);
};

/** Splits at `key`: nodes that start below it, and the others. */
const split = (s: VmMaps, n: number, key: number): readonly [number, number] => {
  if (n === 0) return [0, 0];
  const e = s.entry;
  if (e.start.get(n) < key) {
    const [low, high] = split(s, e.right.get(n), key);
    e.right.set(n, low);
    pull(s, n);
    return [n, high];
  }
  const [low, high] = split(s, e.left.get(n), key);
  e.left.set(n, high);
  pull(s, n);
  return [low, n];
};

const join = (s: VmMaps, low: number, high: number): number => {
  if (low === 0) return high;
  if (high === 0) return low;
  const e = s.entry;
  if (priority(low) > priority(high)) {
    e.right.set(low, join(s, e.right.get(low), high));
    pull(s, low);
    return low;
  }
  e.left.set(high, join(s, low, e.left.get(high)));
  pull(s, high);
  return high;
};

/** Adds node `n`; returns the new root. The head (no length) sorts before an entry at its start. */
export const insertNode = (s: VmMaps, root: number, n: number): number => {
  const e = s.entry;
  if (root === 0 || priority(n) > priority(root)) {
    const [low, high] = split(s, root, e.start.get(n) + (e.end.get(n) > e.start.get(n) ? 1 : 0));
    e.left.set(n, low);
    e.right.set(n, high);
    pull(s, n);
    return n;
  }
  if (goesRight(s, root, n)) e.right.set(root, insertNode(s, e.right.get(root), n));
  else e.left.set(root, insertNode(s, e.left.get(root), n));
  pull(s, root);
  return root;
};

/** Whether `n` belongs right of `root`: by start, the head first. */
const goesRight = ({ entry: e }: VmMaps, root: number, n: number): boolean => {
  const a = e.start.get(root);
  const b = e.start.get(n);
  return a < b || (a === b && e.end.get(root) === a);
};

/** Takes node `n` out; returns the new root. */
export const removeNode = (s: VmMaps, root: number, n: number): number => {
  const e = s.entry;
  if (root === n) return join(s, e.left.get(n), e.right.get(n));
  if (goesRight(s, root, n)) e.right.set(root, removeNode(s, e.right.get(root), n));
  else e.left.set(root, removeNode(s, e.left.get(root), n));
  pull(s, root);
  return root;
};

/** Recomputes the largest holes on the way from the root to `n`, whose `adjFree` changed. */
export const refreshNode = (s: VmMaps, root: number, n: number): void => {
  const e = s.entry;
  if (root !== n) refreshNode(s, goesRight(s, root, n) ? e.right.get(root) : e.left.get(root), n);
  pull(s, root);
};

/** The last node that starts at or below `page`; the head counts. */
export const floorNode = ({ entry: e }: VmMaps, root: number, page: number): number => {
  let n = root;
  let best = 0;
  while (n !== 0) {
    if (e.start.get(n) <= page) {
      best = n;
      n = e.right.get(n);
    } else n = e.left.get(n);
  }
  return best;
};

/** The lowest node behind which `length` pages are free at or above `from`; 0 = none. O(log n). */
export const firstFit = (s: VmMaps, root: number, length: number, from: number): number => {
  const e = s.entry;
  if (root === 0 || e.maxFree.get(root) < length) return 0;
  if (e.start.get(root) > from) {
    const left = firstFit(s, e.left.get(root), length, from);
    if (left !== 0) return left;
  }
  const hole = e.end.get(root);
  const free = hole + e.adjFree.get(root) - Math.max(hole, from);
  if (free >= length) return root;
  return firstFit(s, e.right.get(root), length, from);
};
