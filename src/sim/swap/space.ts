/**
 * Blocks of the swap device.
 * FreeBSD 6.2 sys/vm/swap_pager.c: swaponsomething(), swp_pager_getswapspace(),
 * swp_pager_freeswapspace(), swp_sizecheck().
 * Simplified: one device, lowest run that fits instead of the radix tree of sys/kern/subr_blist.c.
 */
import type { Kernel } from '../kernel/types';
import { SWAP_ALMOST_FULL, SWAP_AVAIL, SWAP_FULL, SWAP_LOW, SWAP_TOTAL } from './state';

/** `nswap_lowat` and `nswap_hiwat`: pages at which the kernel warns, and forgets the warning. */
const LOW_WATER = 128;
const HIGH_WATER = 512;

/** `swp_sizecheck`: says that swap space runs out, or takes it back. */
const checkSize = (k: Kernel): void => {
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

/** Adds a swap device of so many pages (swapon(2)). */
export const swapOn = (k: Kernel, pages: number): void => {
  const { cell, taken } = k.swap;
  const total = cell.get(SWAP_TOTAL) + pages;
  taken.need(total + 1);
  cell.set(SWAP_TOTAL, total);
  cell.add(SWAP_AVAIL, pages);
  if (cell.get(SWAP_LOW) === 0) cell.set(SWAP_LOW, 1);
  checkSize(k);
};

/** First block of the lowest free run of `n`, or 0. */
const findRun = (k: Kernel, n: number): number => {
  const { cell, taken } = k.swap;
  const total = cell.get(SWAP_TOTAL);
  let run = 0;
  for (let b = cell.get(SWAP_LOW); b !== 0 && b <= total; b += 1) {
    run = taken.get(b) === 0 ? run + 1 : 0;
    if (run === n) return b - n + 1;
  }
  return 0;
};

/** Takes `n` blocks in a row. 0 = there is no such run, which sets `swap_pager_full`. */
export const getSwapSpace = (k: Kernel, n: number): number => {
  const { cell, taken } = k.swap;
  const first = cell.get(SWAP_AVAIL) < n ? 0 : findRun(k, n);
  if (first === 0) {
    if (cell.get(SWAP_FULL) !== 2) {
      k.console.push(`swap_pager_getswapspace(${n}): failed`);
      cell.set(SWAP_FULL, 2);
      cell.set(SWAP_ALMOST_FULL, 1);
    }
    return 0;
  }
  for (let b = first; b < first + n; b += 1) taken.set(b, 1);
  cell.add(SWAP_AVAIL, -n);
  if (first === cell.get(SWAP_LOW)) cell.set(SWAP_LOW, first + n);
  checkSize(k);
  return first;
};

/** Gives one block back. */
export const freeSwapSpace = (k: Kernel, block: number): void => {
  const { cell, taken } = k.swap;
  taken.set(block, 0);
  cell.add(SWAP_AVAIL, 1);
  cell.set(SWAP_LOW, Math.min(cell.get(SWAP_LOW), block));
  checkSize(k);
};
