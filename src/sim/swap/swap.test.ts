/** Swap devices, their blocks, and the metadata that says which page is where. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { bootKernel } from '../kernel/boot';
import type { Kernel } from '../kernel/types';
import { typeFigures } from '../malloc/malloc';
import { F_DIRTY, F_VALID, Q_ACTIVE, Q_INACTIVE, available } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { activatePage, allocPage, freePage } from '../phys/page';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';
import { staticObject } from '../vm/object';
import { OBJT_DEFAULT, OBJT_SWAP } from '../vm/state';
import { swapOff, swapOn } from './device';
import { swapFaults } from './invariants';
import { freeSwapSpace, getSwapSpace } from './space';
import { SWAP_ALMOST_FULL, SWAP_AVAIL, SWAP_FULL, SWAP_OUT, swapStatus } from './state';
import { swapBlock, swapFreeObject, swapFreePage, swapPutPages } from './swap-pager';

const boot = (): Kernel => {
  const ram = bytes(24 * MIB);
  const k = bootKernel(makeMachine({ ram, tunables: { 'vm.kmem_size': 12 * MIB } }), 1);
  if (!k.ok) throw new Error(k.error);
  return k.value;
};
const withSwap = (...devices: number[]): Kernel => {
  const k = boot();
  for (const pages of devices) swapOn(k, pages);
  return k;
};
const objectOf = (k: Kernel, pages: number): number => staticObject(k, OBJT_DEFAULT, pages);
const metas = (k: Kernel): number => zoneFigures(k.uma, zoneNumber(k.uma, 'SWAPMETA')).used;
const flags = (k: Kernel): number[] => [
  k.swap.cell.get(SWAP_FULL),
  k.swap.cell.get(SWAP_ALMOST_FULL),
];
const blocksOf = (k: Kernel, object: number, pages: number): number[] =>
  Array.from({ length: pages }, (_, i) => swapBlock(k, object, i));
const inUse = (k: Kernel, type: string): number =>
  typeFigures(k.malloc, k.malloc.names.indexOf(type)).bytes;

describe('a machine without swap', () => {
  it('is full from the start, and says nothing when it finds out', () => {
    const k = boot();
    expect(flags(k)).toEqual([2, 1]);
    expect(getSwapSpace(k, 1)).toBe(0);
    expect(k.console).toEqual([]);
    expect(swapFaults(k)).toEqual([]);
  });
});

describe('swapon', () => {
  it('keeps two blocks for a label, and counts them as available all the same', () => {
    const k = withSwap(1000);
    expect(k.swap.cell.get(SWAP_AVAIL)).toBe(1000);
    expect(getSwapSpace(k, 16)).toBe(2);
    expect(swapStatus(k.swap)).toEqual({ total: 1000, used: 16 });
    expect(swapFaults(k)).toContain('swap device 0 is miscounted');
  });
  it('asks malloc(9) for a device, a blist and its nodes', () => {
    const k = withSwap(1000);
    // 1,000 blocks: a root, two nodes of 512, 32 leaves but for one, and ends; 16 B each.
    expect([inUse(k, 'VM pgdata'), inUse(k, 'SWAP')]).toEqual([64, 64 + 1024]);
    expect(swapOff(k, 0)).toBe('done');
    expect([inUse(k, 'VM pgdata'), inUse(k, 'SWAP')]).toEqual([0, 0]);
  });
  it.each([
    [127, 2, 1],
    [128, 0, 1],
    [512, 0, 1],
    [513, 0, 0],
  ])('of %i pages leaves swap_pager_full %i, almost full %i', (pages, full, almost) => {
    expect(flags(withSwap(pages))).toEqual([full, almost]);
  });
  it('of a second device leaves a block between them, and both give in turn', () => {
    const k = withSwap(100, 100);
    expect([1, 2, 3, 4].map(() => getSwapSpace(k, 8))).toEqual([2, 103, 10, 111]);
  });
});

describe('space', () => {
  it('warns once below 128 pages, and again only after there were more than 512', () => {
    const k = withSwap(600);
    const taken: number[] = [];
    while (k.swap.cell.get(SWAP_AVAIL) > 128) taken.push(getSwapSpace(k, 1));
    expect(k.console).toEqual([]);
    taken.push(getSwapSpace(k, 1));
    expect(k.console.splice(0)).toEqual(['swap_pager: out of swap space']);
    while (k.swap.cell.get(SWAP_AVAIL) < 512) freeSwapSpace(k, taken.pop()!);
    while (k.swap.cell.get(SWAP_AVAIL) > 120) taken.push(getSwapSpace(k, 1));
    expect(k.console).toEqual([]);
    while (k.swap.cell.get(SWAP_AVAIL) < 513) freeSwapSpace(k, taken.pop()!);
    while (k.swap.cell.get(SWAP_AVAIL) > 127) taken.push(getSwapSpace(k, 1));
    expect(k.console).toEqual(['swap_pager: out of swap space']);
  });
  it('that is refused is full until 128 pages are free', () => {
    const k = withSwap(600);
    const taken: number[] = [];
    for (let b = getSwapSpace(k, 1); b !== 0; b = getSwapSpace(k, 1)) taken.push(b);
    expect(taken).toHaveLength(598);
    expect(k.console.splice(0)).toEqual([
      'swap_pager: out of swap space',
      'swap_pager_getswapspace(1): failed',
    ]);
    expect([getSwapSpace(k, 4), flags(k), k.console]).toEqual([0, [2, 1], []]);
    while (k.swap.cell.get(SWAP_AVAIL) < 127) freeSwapSpace(k, taken.pop()!);
    expect(flags(k)[0]).toBe(2);
    freeSwapSpace(k, taken.pop()!);
    expect(flags(k)).toEqual([0, 1]);
  });
  it('on no device is a panic', () => {
    const k = withSwap(100);
    expect(() => {
      freeSwapSpace(k, 100);
    }).toThrow('Swapdev not found');
  });
});

describe('pages on swap', () => {
  it('lie in one run, and 32 of them share a SWAPMETA', () => {
    const k = withSwap(1000);
    const o = objectOf(k, 100);
    expect(k.vm.object.type.get(o) - 1).toBe(OBJT_DEFAULT);
    expect(swapPutPages(k, o, 24, 16).every((s) => s === 'ok')).toBe(true);
    expect(k.vm.object.type.get(o) - 1).toBe(OBJT_SWAP);
    expect(blocksOf(k, o, 41).slice(23)).toEqual([
      0,
      ...Array.from({ length: 16 }, (_, i) => 2 + i),
      0,
    ]);
    expect([metas(k), k.vm.object.swblocks.get(o), k.swap.cell.get(SWAP_OUT)]).toEqual([2, 2, 16]);
    expect(swapFaults(k)).toEqual([]);
  });
  it('move to a new block when written again', () => {
    const k = withSwap(1000);
    const o = objectOf(k, 8);
    swapPutPages(k, o, 0, 8);
    swapPutPages(k, o, 0, 4);
    expect(blocksOf(k, o, 8)).toEqual([10, 11, 12, 13, 6, 7, 8, 9]);
    expect([swapStatus(k.swap).used, metas(k)]).toEqual([8, 1]);
    expect(swapFaults(k)).toEqual([]);
  });
  it('give their blocks back page by page, the last one with its SWAPMETA', () => {
    const k = withSwap(1000);
    const o = objectOf(k, 64);
    swapPutPages(k, o, 30, 4);
    for (const page of [30, 32, 33]) swapFreePage(k, o, page);
    expect([metas(k), swapStatus(k.swap).used]).toEqual([1, 1]);
    swapFreePage(k, o, 31);
    swapFreePage(k, o, 31);
    expect([metas(k), swapStatus(k.swap).used, k.vm.object.swblocks.get(o)]).toEqual([0, 0, 0]);
    expect(swapFaults(k)).toEqual([]);
  });
  it('go all with their object, and nobody else’s', () => {
    const k = withSwap(1000);
    const [a, b] = [objectOf(k, 200), objectOf(k, 200)];
    for (const o of [a, b]) for (const at of [0, 70, 190]) swapPutPages(k, o, at, 10);
    swapFreeObject(k, a);
    expect(swapStatus(k.swap).used).toBe(30);
    expect(k.vm.object.swblocks.get(a)).toBe(0);
    expect(blocksOf(k, b, 200).filter((x) => x !== 0)).toHaveLength(30);
    expect(swapFaults(k)).toEqual([]);
  });
  it('take shorter runs where there is no long one: 16, 8, 4 and no shorter', () => {
    const k = withSwap(128);
    const all: number[] = [];
    for (let b = getSwapSpace(k, 1); b !== 0; b = getSwapSpace(k, 1)) all.push(b);
    const give = (from: number, n: number): void => {
      for (let i = 0; i < n; i += 1) freeSwapSpace(k, from + i);
    };
    give(40, 8);
    give(60, 4);
    give(70, 3);
    k.console.length = 0;
    const o = objectOf(k, 32);
    // 16 → 8 found; 8 left → 4 found; 4 left → none, and a run of 3 is not looked for.
    expect(swapPutPages(k, o, 0, 16)).toEqual([
      ...new Array<string>(12).fill('ok'),
      ...new Array<string>(4).fill('fail'),
    ]);
    expect(blocksOf(k, o, 12)).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 60, 61, 62, 63]);
    // 7 halve to 3, which fit.
    expect(swapPutPages(k, o, 20, 7)).toEqual(['ok', 'ok', 'ok', 'fail', 'fail', 'fail', 'fail']);
  });
  it('stay where they are, with their blocks given back, when SWAPMETA has no item', () => {
    const k = withSwap(1000);
    const o = objectOf(k, 64);
    const free: number[] = [];
    // The zone takes its pages as an interrupt would, so it fails when not a single one is free.
    for (;;) {
      const f = allocPage(k.phys, { object: o, pindex: 1000 + free.length }, 'interrupt', 0);
      if (f === 0) break;
      activatePage(k.phys, f);
      free.push(f);
    }
    const slab = zoneFigures(k.uma, zoneNumber(k.uma, 'SWAPMETA')).free;
    expect(slab).toBe(0);
    expect(swapPutPages(k, o, 0, 3)).toEqual(['again', 'again', 'again']);
    expect([swapStatus(k.swap).used, metas(k)]).toEqual([0, 0]);
    expect(swapFaults(k)).toEqual([]);
    freePage(k.phys, free[0]!);
    expect(swapPutPages(k, o, 0, 3)).toEqual(['ok', 'ok', 'ok']);
  });
});

describe('swapoff', () => {
  it('brings every page back, dirty, and leaves the label’s blocks in the count', () => {
    const k = withSwap(200, 500);
    const o = objectOf(k, 40);
    const here = allocPage(k.phys, { object: o, pindex: 3 }, 'normal', 0);
    k.phys.frame.flags.set(here, k.phys.frame.flags.get(here) | F_VALID);
    activatePage(k.phys, here);
    swapPutPages(k, o, 0, 16);
    swapPutPages(k, o, 16, 16);
    expect(swapOff(k, 0)).toBe('done');
    expect(blocksOf(k, o, 40).filter((b) => b !== 0)).toHaveLength(16);
    for (let page = 0; page < 16; page += 1) {
      const f = lookupPage(k.phys, o, page);
      expect([page, k.phys.frame.queue.get(f)]).toEqual([page, page === 3 ? Q_ACTIVE : Q_INACTIVE]);
      expect(k.phys.frame.flags.get(f) & (F_DIRTY | F_VALID)).toBe(F_DIRTY | F_VALID);
    }
    expect(swapStatus(k.swap)).toEqual({ total: 500, used: 16 });
    expect(k.swap.cell.get(SWAP_AVAIL)).toBe(500 - 16 + 2);
    expect(swapFaults(k)).toEqual([]);
    expect(swapOff(k, 0)).toBe('done');
    expect(flags(k)).toEqual([2, 1]);
  });
  it('is refused where RAM and other devices could not take what there is, less 128 pages', () => {
    const k = withSwap(1000);
    const o = objectOf(k, 5000);
    const room = () => available(k.phys) + k.swap.cell.get(SWAP_AVAIL) - 1000 - 128;
    for (let i = 0; room() >= 0; i += 1)
      allocPage(k.phys, { object: o, pindex: i }, 'interrupt', 0);
    expect(swapOff(k, 0)).toBe('full');
    expect(swapStatus(k.swap).total).toBe(1000);
    freePage(k.phys, lookupPage(k.phys, o, 0));
    expect(room()).toBe(0);
    expect(swapOff(k, 0)).toBe('done');
  });
});
