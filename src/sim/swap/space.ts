/**
 * Blocks of swap devices, taken and given back.
 * FreeBSD 6.2 sys/vm/swap_pager.c: swp_pager_getswapspace(), swp_pager_freeswapspace(),
 * swp_sizecheck().
 */
import type { Kernel } from '../kernel/types';
import { KernelPanic } from '../state/panic';
import { blistAlloc, blistFree } from './blist';
import {
  DEVICES,
  LEAF_BLOCKS,
  NEXT_DEVICE,
  SWAP_ALMOST_FULL,
  SWAP_AVAIL,
  SWAP_FULL,
} from './state';

/** `nswap_lowat` and `nswap_hiwat`: pages at which the kernel warns, and forgets the warning. */
export const LOW_WATER = 128;
const HIGH_WATER = 512;

/** `swp_sizecheck`: says that swap space runs out, or takes it back. */
export const checkSize = (k: Kernel): void => {
  const { cell } = k.swap;
  const avail = cell.get(SWAP_AVAIL);
  if (avail < LOW_WATER) {
    if (cell.get(SWAP_ALMOST_FULL) === 0) {
      k.console.push('swap_pager: out of swap space');
      cell.set(SWAP_ALMOST_FULL, 1);
    }
    return;
  }
  cell.set(SWAP_FULL, 0);
  if (avail > HIGH_WATER) cell.set(SWAP_ALMOST_FULL, 0);
};

/** Takes a run from one device. 0 = it has none, or is being taken away. */
const takeFrom = (k: Kernel, d: number, n: number): number => {
  const { device, free, cell } = k.swap;
  if (device.closing.get(d) !== 0) return 0;
  const leaf = device.leaf.get(d);
  const at = blistAlloc(free, leaf, device.leaves.get(d), n);
  if (at < 0) return 0;
  device.used.add(d, n);
  cell.add(SWAP_AVAIL, -n);
  checkSize(k);
  return device.first.get(d) + at - leaf * LEAF_BLOCKS;
};

/**
 * Takes `n` blocks in a row, 1 … 32, from the devices in turn.
 * @returns the first, or 0 where no device has such a run, which sets `swap_pager_full`
 */
export const getSwapSpace = (k: Kernel, n: number): number => {
  const { cell } = k.swap;
  const devices = cell.get(DEVICES);
  const start = Math.max(cell.get(NEXT_DEVICE) - 1, 0);
  for (let i = 0; i < devices; i += 1) {
    const d = (start + i) % devices;
    const block = takeFrom(k, d, n);
    if (block === 0) continue;
    cell.set(NEXT_DEVICE, d + 1 < devices ? d + 2 : 0);
    return block;
  }
  cell.set(NEXT_DEVICE, 0);
  if (cell.get(SWAP_FULL) !== 2) {
    k.console.push(`swap_pager_getswapspace(${n}): failed`);
    cell.set(SWAP_FULL, 2);
    cell.set(SWAP_ALMOST_FULL, 1);
  }
  return 0;
};

/**
 * The device that a block lies on (`swp_pager_isondev`).
 * @throws KernelPanic where it lies on none
 */
export const deviceOf = (k: Kernel, block: number): number => {
  const { device, cell } = k.swap;
  for (let d = 0; d < cell.get(DEVICES); d += 1) {
    const first = device.first.get(d);
    if (block >= first && block < first + device.nblks.get(d)) return d;
  }
  throw new KernelPanic('Swapdev not found');
};

/** Gives one block back; those of a device that is being taken away are not handed out again. */
export const freeSwapSpace = (k: Kernel, block: number): void => {
  const { device, free, cell } = k.swap;
  const d = deviceOf(k, block);
  device.used.add(d, -1);
  if (device.closing.get(d) !== 0) return;
  blistFree(free, device.leaf.get(d) * LEAF_BLOCKS + block - device.first.get(d), 1);
  cell.add(SWAP_AVAIL, 1);
  checkSize(k);
};
