/**
 * Which blocks of a swap device are free.
 * FreeBSD 6.2 sys/kern/subr_blist.c: blst_leaf_alloc(), blst_meta_alloc(), blst_leaf_free(),
 * blst_radix_init(). A run lies within a leaf of 32 blocks; the lowest leaf that has one gives its
 * lowest. Simplified: two levels of hints instead of a radix tree; hints only skip what has no run.
 */
import { needAll } from '../state/columns';
import { GROUP_LEAVES, LEAF_BLOCKS } from './state';
import type { SwapState } from './state';

type FreeMap = SwapState['free'];

const maskOf = (count: number): number => (count === LEAF_BLOCKS ? -1 : ~(-1 << count));

/** Makes room for leaves 0 … n − 1. */
export const needLeaves = (map: FreeMap, n: number): void => {
  needAll({ bits: map.bits, hint: map.hint }, n);
  map.group.need(Math.ceil(n / GROUP_LEAVES));
};

/** Lowest run of `count` free blocks in a leaf: first bit, or −1. */
const runIn = (bits: number, count: number): number => {
  const mask = maskOf(count);
  for (let at = 0; at + count <= LEAF_BLOCKS; at += 1)
    if (((bits >>> at) & mask) === mask) return at;
  return -1;
};

const takeFromLeaf = (map: FreeMap, leaf: number, count: number): number => {
  const at = runIn(map.bits.get(leaf), count);
  if (at < 0) {
    map.hint.set(leaf, count - 1);
    return -1;
  }
  map.bits.set(leaf, map.bits.get(leaf) & ~(maskOf(count) << at));
  return leaf * LEAF_BLOCKS + at;
};

/**
 * Takes the lowest run of `count` blocks, 1 … 32 (`blist_alloc`).
 * @param from first leaf of the device; `leaves` how many it has
 * @returns the run's place among all blocks of the map, or −1 where there is none
 */
export const blistAlloc = (map: FreeMap, from: number, leaves: number, count: number): number => {
  for (let first = from; first < from + leaves; first += GROUP_LEAVES) {
    const group = first / GROUP_LEAVES;
    if (map.group.get(group) < count) continue;
    const end = Math.min(first + GROUP_LEAVES, from + leaves);
    for (let leaf = first; leaf < end; leaf += 1) {
      const got = map.hint.get(leaf) < count ? -1 : takeFromLeaf(map, leaf, count);
      if (got >= 0) return got;
    }
    map.group.set(group, count - 1);
  }
  return -1;
};

/** Gives `count` blocks back from place `at` on (`blist_free`). They must be taken. */
export const blistFree = (map: FreeMap, at: number, count: number): void => {
  for (let b = at; b < at + count;) {
    const leaf = Math.floor(b / LEAF_BLOCKS);
    const bit = b % LEAF_BLOCKS;
    const n = Math.min(LEAF_BLOCKS - bit, at + count - b);
    map.bits.set(leaf, map.bits.get(leaf) | (maskOf(n) << bit));
    map.hint.set(leaf, LEAF_BLOCKS);
    map.group.set(Math.floor(leaf / GROUP_LEAVES), LEAF_BLOCKS);
    b += n;
  }
};

const ones = (bits: number): number => {
  let n = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) n += 1;
  return n;
};

/** Free blocks of some leaves. */
export const countFree = (map: FreeMap, from: number, leaves: number): number => {
  let n = 0;
  for (let leaf = from; leaf < from + leaves; leaf += 1) n += ones(map.bits.get(leaf));
  return n;
};

/** Takes all that is still free (`blist_fill`). Returns how many blocks that were. */
export const blistFill = (map: FreeMap, from: number, leaves: number): number => {
  const n = countFree(map, from, leaves);
  for (let leaf = from; leaf < from + leaves; leaf += 1) {
    map.bits.set(leaf, 0);
    map.hint.set(leaf, 0);
  }
  return n;
};

/** Nodes of the kernel's radix tree over `blocks` blocks: what malloc(9) is asked for. */
export const blistNodes = (blocks: number): number => {
  let radix = LEAF_BLOCKS;
  let skip = 0;
  while (radix < blocks) {
    radix *= GROUP_LEAVES;
    skip = (skip + 1) * GROUP_LEAVES;
  }
  return 1 + nodesBelow(radix, skip, blocks);
};

const nodesBelow = (radix: number, skip: number, blocks: number): number => {
  if (radix === LEAF_BLOCKS) return 0;
  const below = radix / GROUP_LEAVES;
  const step = Math.floor(skip / GROUP_LEAVES);
  let nodes = 0;
  let left = blocks;
  let at = 1;
  // A node behind the last one ends the list.
  for (; at <= skip && left > 0; at += step) {
    nodes = at + nodesBelow(below, step - 1, Math.min(left, below));
    left -= below;
  }
  return Math.max(nodes, at);
};
