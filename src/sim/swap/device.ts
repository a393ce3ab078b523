/**
 * Swap devices come and go.
 * FreeBSD 6.2 sys/vm/swap_pager.c: swaponsomething(), swapoff_one(), swap_pager_swapoff(),
 * swp_pager_force_pagein(); sys/kern/subr_blist.c blist_create().
 */
import type { Kernel } from '../kernel/types';
import { mallocAlloc, mallocFree, mallocType } from '../malloc/malloc';
import { F_DIRTY, F_VALID, available } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { activatePage, allocPage, deactivatePage } from '../phys/page';
import { M_WAITOK } from '../uma/live/state';
import { needAll } from '../state/columns';
import { blistFill, blistFree, blistNodes, needLeaves } from './blist';
import { LOW_WATER, checkSize, deviceOf } from './space';
import {
  DEVICES,
  GROUP_LEAVES,
  LEAF_BLOCKS,
  META_PAGES,
  NEXT_DEVICE,
  SWAPOFFS,
  SWAP_ALMOST_FULL,
  SWAP_AVAIL,
  SWAP_FULL,
  SWAP_IN,
  SWBLOCKS,
} from './state';
import { swapFreePage } from './swap-pager';

/** Blocks at the front of a device that are never written: a disk label may be there. */
export const LABEL_BLOCKS = 2;
/** `struct swdevt`, `struct blist`, `blmeta_t` on i386, in bytes. */
const SWDEVT = 52;
const BLIST = 44;
const NODE = 16;

const PARTS = ['swdevt', 'blist', 'nodes'] as const;

const typeOf = (k: Kernel, part: (typeof PARTS)[number]): number =>
  mallocType(k.malloc, part === 'swdevt' ? 'VM pgdata' : 'SWAP');

const release = (k: Kernel, d: number): void => {
  for (const part of [...PARTS].reverse()) {
    const item = k.swap.device[part].get(d);
    if (item !== 0) mallocFree(k.malloc, typeOf(k, part), item);
    k.swap.device[part].set(d, 0);
  }
};

const takeParts = (k: Kernel, d: number, pages: number): boolean => {
  const bytes = { swdevt: SWDEVT, blist: BLIST, nodes: NODE * blistNodes(pages) };
  for (const part of PARTS) {
    const type = typeOf(k, part);
    const item = type === 0 ? 0 : mallocAlloc(k.malloc, type, bytes[part], M_WAITOK);
    if (item === 0) {
      release(k, d);
      return false;
    }
    k.swap.device[part].set(d, item);
  }
  return true;
};

/** Behind the last device there is: of blocks with one left out, of leaves in whole groups. */
const behind = (k: Kernel): { readonly first: number; readonly leaf: number } => {
  const { device, cell } = k.swap;
  let first = 0;
  let leaf = 0;
  for (let d = 0; d < cell.get(DEVICES); d += 1) {
    first = Math.max(first, device.first.get(d) + device.nblks.get(d) + 1);
    leaf = Math.max(leaf, device.leaf.get(d) + device.leaves.get(d));
  }
  return { first, leaf: Math.ceil(leaf / GROUP_LEAVES) * GROUP_LEAVES };
};

/**
 * Adds a swap device (swapon(2)).
 * @param pages 3 … MOST_BLOCKS
 * @returns false where malloc(9) would sleep and `wait.on` says so
 */
export const swapOn = (k: Kernel, pages: number): boolean => {
  const { device, free, cell } = k.swap;
  const d = cell.get(DEVICES);
  needAll(device, d + 1);
  if (!takeParts(k, d, pages)) return false;
  const { first, leaf } = behind(k);
  const leaves = Math.ceil(pages / LEAF_BLOCKS);
  device.nblks.set(d, pages);
  device.first.set(d, first);
  device.leaf.set(d, leaf);
  device.leaves.set(d, leaves);
  needLeaves(free, leaf + leaves);
  blistFree(free, leaf * LEAF_BLOCKS + LABEL_BLOCKS, pages - LABEL_BLOCKS);
  cell.add(DEVICES, 1);
  cell.add(SWAP_AVAIL, pages);
  checkSize(k);
  return true;
};

/** Whether RAM and the other devices could take what a device holds; else swapoff(2) is ENOMEM. */
const mayGo = (k: Kernel, d: number): boolean =>
  available(k.phys) + k.swap.cell.get(SWAP_AVAIL) >= k.swap.device.nblks.get(d) + LOW_WATER;

/** Brings one page back and tears it off its block. False = there is no page for it. */
const forcePagein = (k: Kernel, object: number, pindex: number): boolean => {
  const { phys } = k;
  const known = lookupPage(phys, object, pindex);
  const f = known !== 0 ? known : allocPage(phys, { object, pindex }, 'normal', 0);
  if (f === 0) {
    k.wait.on = 'vmwait';
    return false;
  }
  if (known !== 0) activatePage(phys, f);
  else k.swap.cell.add(SWAP_IN, 1);
  phys.frame.flags.set(f, phys.frame.flags.get(f) | F_DIRTY | F_VALID);
  if (known === 0) deactivatePage(phys, f);
  swapFreePage(k, object, pindex);
  return true;
};

/** Brings back all that a device holds. False = asleep; what came back stays. */
const emptyDevice = (k: Kernel, d: number): boolean => {
  const { swblock, slots, cell } = k.swap;
  for (let s = 1; s < cell.get(SWBLOCKS); s += 1)
    for (let i = 0; i < META_PAGES && swblock.object.get(s) !== 0; i += 1) {
      const block = slots.get(s * META_PAGES + i);
      if (block === 0 || deviceOf(k, block) !== d) continue;
      const pindex = swblock.index.get(s) * META_PAGES + i;
      if (!forcePagein(k, swblock.object.get(s), pindex)) return false;
    }
  return true;
};

const removeDevice = (k: Kernel, d: number): void => {
  const { device, cell } = k.swap;
  release(k, d);
  const last = cell.get(DEVICES) - 1;
  for (const column of Object.values(device)) {
    for (let i = d; i < last; i += 1) column.set(i, column.get(i + 1));
    column.set(last, 0);
  }
  cell.set(DEVICES, last);
  const next = cell.get(NEXT_DEVICE) - 1;
  if (next === d) cell.set(NEXT_DEVICE, 0);
  else if (next > d) cell.set(NEXT_DEVICE, next);
  cell.add(SWAPOFFS, 1);
  if (last > 0) return;
  cell.set(SWAP_FULL, 2);
  cell.set(SWAP_ALMOST_FULL, 1);
};

/**
 * Takes a device away (swapoff(2)).
 * @returns `full` where there would not be room, `asleep` where a page has to be waited for
 */
export const swapOff = (k: Kernel, d: number): 'done' | 'full' | 'asleep' => {
  const { device, free, cell } = k.swap;
  if (device.closing.get(d) === 0) {
    if (!mayGo(k, d)) return 'full';
    device.closing.set(d, 1);
    cell.add(SWAP_AVAIL, -blistFill(free, device.leaf.get(d), device.leaves.get(d)));
  }
  if (!emptyDevice(k, d)) return 'asleep';
  removeDevice(k, d);
  return 'done';
};
