/**
 * The swap pager: which block holds which page of an object.
 * FreeBSD 6.2 sys/vm/swap_pager.c: swap_pager_putpages(), swap_pager_getpages(),
 * swap_pager_haspage(), swap_pager_freespace(), swp_pager_meta_build(), swp_pager_meta_free_all().
 * Simplified: the disk answers at once, and a read brings in the one page that was asked for.
 */
import { Z_SWAPMETA } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { giveRecord, takeRecord } from '../state/pool';
import { M_NOWAIT } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { OBJT_SWAP } from '../vm/state';
import { freeSwapSpace, getSwapSpace } from './space';
import { META_PAGES, SWAP_CHAINS, SWAP_IN, SWAP_OUT, SWBLOCKS, SWBLOCK_POOL } from './state';

/** `nsw_cluster_max`: pages of the largest write. */
export const CLUSTER_MAX = 16;
/** A run shorter than this is not looked for: swap would be cut to pieces. */
const CLUSTER_MIN = 4;

const pool = (k: Kernel) => ({ cell: k.swap.cell, top: SWBLOCKS, free: SWBLOCK_POOL });
const chainOf = (object: number, index: number): number =>
  (Math.imul(object, 0x9e3779b1) + index) & (SWAP_CHAINS - 1);

/** The swblock over a page, or 0 (`swp_pager_hash`). */
const find = (k: Kernel, object: number, pindex: number): number => {
  const { swblock, hash } = k.swap;
  const index = Math.floor(pindex / META_PAGES);
  let s = hash.get(chainOf(object, index));
  while (s !== 0 && (swblock.object.get(s) !== object || swblock.index.get(s) !== index))
    s = swblock.chain.get(s);
  return s;
};

const slotOf = (s: number, pindex: number): number => s * META_PAGES + (pindex % META_PAGES);

/** Block that holds a page, or 0 (`swp_pager_meta_ctl`). */
export const swapBlock = (k: Kernel, object: number, pindex: number): number => {
  const s = find(k, object, pindex);
  return s === 0 ? 0 : k.swap.slots.get(slotOf(s, pindex));
};

/** A swblock over a page, made where there is none. 0 = zone SWAPMETA has no item. */
const need = (k: Kernel, object: number, pindex: number): number => {
  const { swblock, hash, slots } = k.swap;
  const known = find(k, object, pindex);
  if (known !== 0) return known;
  const item = umaZalloc(k.uma, k.cell.get(Z_SWAPMETA), M_NOWAIT);
  if (item === 0) return 0;
  const s = takeRecord(swblock, pool(k));
  slots.need((s + 1) * META_PAGES);
  const index = Math.floor(pindex / META_PAGES);
  const chain = chainOf(object, index);
  swblock.object.set(s, object);
  swblock.index.set(s, index);
  swblock.item.set(s, item);
  swblock.chain.set(s, hash.get(chain));
  hash.set(chain, s);
  k.vm.object.swblocks.add(object, 1);
  return s;
};

const drop = (k: Kernel, s: number): void => {
  const { swblock, hash } = k.swap;
  const object = swblock.object.get(s);
  const chain = chainOf(object, swblock.index.get(s));
  let at = hash.get(chain);
  if (at === s) hash.set(chain, swblock.chain.get(s));
  else {
    while (swblock.chain.get(at) !== s) at = swblock.chain.get(at);
    swblock.chain.set(at, swblock.chain.get(s));
  }
  k.vm.object.swblocks.add(object, -1);
  const item = swblock.item.get(s);
  giveRecord(swblock, pool(k), s);
  umaZfree(k.uma, k.cell.get(Z_SWAPMETA), item);
};

/** Gives back the block of a page, if it has one (`swap_pager_freespace` of one page). */
export const swapFreePage = (k: Kernel, object: number, pindex: number): void => {
  const s = find(k, object, pindex);
  if (s === 0) return;
  const slot = slotOf(s, pindex);
  const block = k.swap.slots.get(slot);
  if (block === 0) return;
  freeSwapSpace(k, block);
  k.swap.slots.set(slot, 0);
  k.swap.swblock.count.add(s, -1);
  if (k.swap.swblock.count.get(s) === 0) drop(k, s);
};

/** Gives back every block of an object (`swp_pager_meta_free_all`). */
export const swapFreeObject = (k: Kernel, object: number): void => {
  const last = k.vm.object.size.get(object);
  for (let at = 0; at < last && k.vm.object.swblocks.get(object) > 0; at += META_PAGES) {
    if (find(k, object, at) === 0) continue;
    for (let i = 0; i < META_PAGES; i += 1) swapFreePage(k, object, at + i);
  }
};

/** Enters a block for a page; an older one goes (`swp_pager_meta_build`). */
const build = (k: Kernel, object: number, pindex: number, block: number): boolean => {
  const s = need(k, object, pindex);
  if (s === 0) return false;
  const slot = slotOf(s, pindex);
  const old = k.swap.slots.get(slot);
  if (old === 0) k.swap.swblock.count.add(s, 1);
  else freeSwapSpace(k, old);
  k.swap.slots.set(slot, block);
  return true;
};

/**
 * Writes pages `first` … `first + count − 1` of an object. It becomes a swap object, in large runs of
 * blocks while there are any.
 * @returns how many pages found a block, from the first on; 0 where swap space or SWAPMETA is out
 */
export const swapPutPages = (k: Kernel, object: number, first: number, count: number): number => {
  k.vm.object.type.set(object, OBJT_SWAP + 1);
  for (let i = 0; i < count;) {
    let n = Math.min(count - i, CLUSTER_MAX);
    let block = getSwapSpace(k, n);
    while (block === 0 && n > CLUSTER_MIN) {
      n >>= 1;
      block = getSwapSpace(k, n);
    }
    if (block === 0) return i;
    for (let j = 0; j < n; j += 1) {
      if (build(k, object, first + i + j, block + j)) continue;
      for (let rest = j; rest < n; rest += 1) freeSwapSpace(k, block + rest);
      return i + j;
    }
    k.swap.cell.add(SWAP_OUT, n);
    i += n;
  }
  return count;
};

/** Counts a page that is read back; its block stays until the page is dirtied by a fault. */
export const swapGetPage = (k: Kernel): void => {
  k.swap.cell.add(SWAP_IN, 1);
};
