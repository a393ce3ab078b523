/** The inactive queue: what a pass takes, marks, writes and leaves. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel/types';
import {
  DEFICIT,
  F_DIRTY,
  F_LAUNDERED,
  F_REFERENCED,
  F_VALID,
  Q_INACTIVE,
  available,
  queued,
} from '../phys/frames';
import { allocPage, deactivatePage, holdPage, unholdPage } from '../phys/page';
import { pmapEnter, pmapMayWrite, pmapTouch } from '../vm/pmap';
import { swapOn } from '../swap/device';
import { SWAP_OUT, swapStatus } from '../swap/state';
import { swapBlock, swapPutPages } from '../swap/swap-pager';
import { fork } from '../proc/proc';
import { DEFER_SWAP, DISABLE_SWAP, MAX_LAUNDER } from './state';
import { boot, framesOn, kernelOf, newObject, pageOf, pass, want, whereIs } from './testkit';

let k: Kernel;
let object: number;
beforeEach(() => {
  k = kernelOf(boot(24));
  swapOn(k, 20_000);
  object = newObject(k, 20_000);
  // SWAPMETA has its first slab, so that no pass has to take a page for it.
  swapPutPages(k, newObject(k, 1), 0, 1);
  k.swap.cell.set(SWAP_OUT, 0);
});

/** Pages from..from+n−1 of the object, all dirty. */
const dirtyRun = (from: number, n: number, o = object): number[] =>
  Array.from({ length: n }, (_, i) => pageOf(k, { object: o, pindex: from + i, dirty: true }));
/** Dirty pages that have no neighbour. */
const loners = (n: number): number[] =>
  Array.from({ length: n }, (_, i) => pageOf(k, { object, pindex: 2 * i, dirty: true }));
const flagsOf = (f: number): number => k.phys.frame.flags.get(f);

describe('a clean page that nobody used', () => {
  it('becomes a cache page, as many as are wanted, oldest first', () => {
    const f = [0, 1, 2, 3].map((pindex) => pageOf(k, { object, pindex }));
    want(k, 3);
    expect(pass(k, 0)).toMatchObject({ wanted: 3, cached: 3, laundered: 0 });
    expect(f.map((x) => whereIs(k, x))).toEqual(['cache', 'cache', 'cache', 'inactive']);
  });
  it('and that holds nothing becomes free', () => {
    const f = allocPage(k.phys, { object, pindex: 0 }, 'normal', 0);
    deactivatePage(k.phys, f);
    want(k, 1);
    expect(pass(k, 0)).toMatchObject({ freed: 1, cached: 0 });
    expect(whereIs(k, f)).toBe('free');
  });
  it('is wanted as often as pages were refused since the last pass', () => {
    for (let pindex = 0; pindex < 9; pindex += 1) pageOf(k, { object, pindex });
    want(k, 3);
    k.phys.count.set(DEFICIT, 4);
    expect(pass(k, 0)).toMatchObject({ wanted: 7, cached: 7 });
    expect(k.phys.count.get(DEFICIT)).toBe(0);
  });
});

describe('a page that was used', () => {
  /** Mapped by so many processes, all of which read it. */
  const mapped = (f: number, times: number): void => {
    for (let i = 0; i < times; i += 1) {
      const p = fork(k);
      pmapEnter(k, p, 0x8048, f);
      pmapTouch(k, p, 0x8048, false);
    }
  };
  it.each([
    [1, 0, 5 + 1 + 3],
    [3, 0, 5 + 3 + 3],
    [7, 0, 5 + 5 + 3],
    [0, F_REFERENCED, 5 + 0 + 4],
    [2, F_REFERENCED, 5 + 2 + 4],
  ])('through %i mappings, flags %i, goes back to the active queue with %i', (maps, flags, act) => {
    const f = pageOf(k, { object, pindex: 0, flags });
    mapped(f, maps);
    k.phys.frame.act.set(f, 0);
    want(k, 1);
    // Enough is inactive: the same pass does not age the page that it has activated.
    k.phys.marks = { ...k.phys.marks, inactiveTarget: -9 };
    expect(pass(k, 0)).toMatchObject({ activated: 1, cached: 0 });
    expect([whereIs(k, f), k.phys.frame.act.get(f)]).toEqual(['active', act]);
    expect(flagsOf(f) & F_REFERENCED).toBe(0);
  });
  it('does not count where nobody holds its object', () => {
    const f = pageOf(k, { object, pindex: 0, flags: F_REFERENCED });
    k.vm.object.refs.set(object, 0);
    mapped(f, 1);
    want(k, 1);
    expect(pass(k, 0)).toMatchObject({ activated: 0, cached: 1 });
  });
});

describe('a dirty page', () => {
  it('is marked and sent to the end first, written at its second turn, cached at its third', () => {
    const f = pageOf(k, { object, pindex: 0, dirty: true });
    const other = pageOf(k, { object: newObject(k, 1), pindex: 0, dirty: true });
    want(k, 5);
    expect(pass(k, 0)).toMatchObject({ laundered: 0, aged: 2 });
    expect([framesOn(k, Q_INACTIVE), flagsOf(f) & F_LAUNDERED]).toEqual([[f, other], F_LAUNDERED]);
    expect(pass(k, 0)).toMatchObject({ laundered: 2, cached: 0 });
    expect([whereIs(k, f), flagsOf(f) & F_DIRTY]).toEqual(['inactive', 0]);
    expect(swapBlock(k, object, 0)).not.toBe(0);
    expect(pass(k, 0)).toMatchObject({ cached: 2 });
  });
  it('is written at once by a later pass', () => {
    const f = pageOf(k, { object, pindex: 0, dirty: true });
    want(k, 1);
    expect(pass(k, 1)).toMatchObject({ laundered: 1, aged: 0 });
    expect(whereIs(k, f)).toBe('inactive');
  });
  it('loses its mark when it has been active again', () => {
    const f = pageOf(k, { object, pindex: 0, dirty: true });
    want(k, 1);
    pass(k, 0);
    k.phys.frame.flags.set(f, flagsOf(f) | F_REFERENCED);
    pass(k, 0);
    expect(whereIs(k, f)).toBe('active');
    deactivatePage(k.phys, f);
    expect(flagsOf(f) & F_LAUNDERED).toBe(0);
  });
  it('that only its mapping knows of is found out, and may not be written behind the pager’s back', () => {
    const f = pageOf(k, { object, pindex: 0 });
    const p = fork(k);
    pmapEnter(k, p, 0x8048, f);
    pmapTouch(k, p, 0x8048, true);
    k.vm.object.refs.set(object, 0);
    want(k, 1);
    expect(pass(k, 1)).toMatchObject({ laundered: 1, cached: 0 });
    expect([pmapMayWrite(k, p, 0x8048), flagsOf(f) & F_DIRTY]).toEqual([false, 0]);
  });
  it('that swap has no room for goes to the active queue', () => {
    const t = boot(24);
    const bare = kernelOf(t);
    const o = newObject(bare, 4);
    const f = pageOf(bare, { object: o, pindex: 0, dirty: true });
    want(bare, 1);
    expect(pass(bare, 1)).toMatchObject({ laundered: 0 });
    expect([whereIs(bare, f), bare.phys.frame.flags.get(f) & F_DIRTY]).toEqual(['active', F_DIRTY]);
  });
});

describe('how much is written', () => {
  it('is 32 clusters by the first pass', () => {
    const f = loners(40);
    for (const x of f) k.phys.frame.flags.set(x, flagsOf(x) | F_LAUNDERED);
    want(k, 100);
    expect(pass(k, 0).laundered).toBe(32);
    expect(f.filter((x) => (flagsOf(x) & F_DIRTY) !== 0)).toEqual(f.slice(32));
  });
  it.each([
    [3, 3],
    [1, 1],
    [0, 1],
  ])('follows vm.max_launder: %i allows %i', (limit, clusters) => {
    for (const x of loners(40)) k.phys.frame.flags.set(x, flagsOf(x) | F_LAUNDERED);
    k.pageout.cell.set(MAX_LAUNDER, limit);
    want(k, 100);
    expect(pass(k, 0).laundered).toBe(clusters);
  });
  it('is up to 10,000 by later passes, and the goal counts clusters', () => {
    loners(600);
    want(k, 500);
    expect(pass(k, 1).laundered).toBe(500);
  });
  it('of neighbours is 16 a cluster, which counts as one page towards the goal', () => {
    dirtyRun(0, 64);
    want(k, 2);
    expect(pass(k, 1)).toMatchObject({ laundered: 32 });
    expect(k.swap.cell.get(SWAP_OUT)).toBe(32);
  });
});

describe('a cluster', () => {
  /** Pages of the object that are clean after the page `at` was written, all others having been dirty. */
  const writtenAround = (at: number): number[] => {
    const f = k.phys.queue.head.get(Q_INACTIVE);
    expect(k.phys.frame.pindex.get(f)).toBe(at);
    want(k, 1);
    pass(k, 1);
    return framesOn(k, Q_INACTIVE)
      .filter((x) => (flagsOf(x) & F_DIRTY) === 0)
      .map((x) => k.phys.frame.pindex.get(x))
      .sort((a, b) => a - b);
  };
  const range = (from: number, n: number): number[] =>
    Array.from({ length: n }, (_, i) => from + i);
  /** Puts pages on the inactive queue, `at` first. */
  const queueFrom = (at: number, pages: number[]): void => {
    for (const pindex of [at, ...pages.filter((x) => x !== at)])
      pageOf(k, { object, pindex, dirty: true });
  };

  it('goes back to a boundary of 16, then forward to fill up', () => {
    queueFrom(21, range(0, 64));
    expect(writtenAround(21)).toEqual(range(16, 16));
  });
  it('goes further back where there is nothing ahead', () => {
    queueFrom(21, range(0, 24));
    expect(writtenAround(21)).toEqual(range(8, 16));
  });
  it('begins at page 0 where there are none before', () => {
    queueFrom(3, range(0, 64));
    expect(writtenAround(3)).toEqual(range(0, 16));
  });
  it('ends where a page is missing, active, wired, held or clean', () => {
    queueFrom(20, [17, 18, 19, 20, 21]);
    const clean = pageOf(k, { object, pindex: 22 });
    expect(writtenAround(20)).toEqual([...range(17, 5), 22]);
    expect(flagsOf(clean) & F_VALID).toBe(F_VALID);
  });
  it('ends with its object', () => {
    k.vm.object.size.set(object, 23);
    queueFrom(20, range(20, 6));
    expect(writtenAround(20)).toEqual([20, 21, 22]);
  });
  it('is 8 pages on a machine of less than 2,000', () => {
    k = kernelOf(boot(18));
    expect(k.phys.pages).toBeLessThan(2000);
    swapOn(k, 1000);
    object = newObject(k, 100);
    queueFrom(13, range(0, 64));
    expect(writtenAround(13)).toEqual(range(8, 8));
  });
  // Active pages short: wanted − 1 cached − 4 inactive + 3 busy.
  it.each([
    [2, 'active'],
    [3, 'inactive'],
  ])('is busy to the end of the pass and counts as short: wanted %i, idle page %s', (n, queue) => {
    const f = dirtyRun(0, 4);
    const clean = pageOf(k, { object: newObject(k, 1), pindex: 0 });
    const idle = pageOf(k, { object: newObject(k, 1), pindex: 0, act: 1 });
    want(k, n);
    k.phys.marks = { ...k.phys.marks, inactiveTarget: 0 };
    expect(pass(k, 1)).toMatchObject({ laundered: 4, cached: 1 });
    expect([f[1]!, clean, idle].map((x) => whereIs(k, x))).toEqual(['inactive', 'cache', queue]);
  });
});

describe('a held page', () => {
  it('goes to the end of the queue, and another must stand in', () => {
    const f = pageOf(k, { object, pindex: 0 });
    const next = pageOf(k, { object, pindex: 1 });
    holdPage(k.phys, f);
    want(k, 1);
    expect(pass(k, 0)).toMatchObject({ cached: 1 });
    expect([framesOn(k, Q_INACTIVE), whereIs(k, next)]).toEqual([[f], 'cache']);
    unholdPage(k.phys, f);
    expect(pass(k, 0)).toMatchObject({ wanted: 0 });
  });
  it('is short in the active queue: one more grows old', () => {
    k.phys.marks = { ...k.phys.marks, inactiveTarget: 0 };
    const held = pageOf(k, { object, pindex: 0 });
    holdPage(k.phys, held);
    const old = [1, 2, 3].map((pindex) => pageOf(k, { object, pindex, act: 1 }));
    // Wanted 2, one inactive and held: 2 − 1 + 1 are to be deactivated.
    want(k, 2);
    expect(pass(k, 0)).toMatchObject({ deactivated: 2 });
    expect(old.map((f) => whereIs(k, f))).toEqual(['inactive', 'inactive', 'active']);
  });
});

describe('knobs', () => {
  it('vm.disable_swapspace_pageouts keeps dirty pages in RAM', () => {
    dirtyRun(0, 8);
    k.pageout.cell.set(DISABLE_SWAP, 1);
    k.pageout.cell.set(DEFER_SWAP, 1);
    want(k, 8);
    expect(pass(k, 1).laundered).toBe(0);
    expect([swapStatus(k.swap).used, queued(k.phys, Q_INACTIVE)]).toEqual([1, 8]);
  });
  it('vm.defer_swapspace_pageouts does so until free + cache is below v_free_min', () => {
    dirtyRun(0, 8);
    k.pageout.cell.set(DEFER_SWAP, 1);
    want(k, 8);
    expect(pass(k, 1).laundered).toBe(0);
    k.phys.marks = { ...k.phys.marks, min: available(k.phys) + 1 };
    expect(pass(k, 1).laundered).toBe(8);
  });
});

describe('below v_free_severe', () => {
  it('what was written is cached at once', () => {
    const f = dirtyRun(0, 8);
    want(k, 1);
    k.phys.marks = { ...k.phys.marks, severe: available(k.phys) + 3 };
    pass(k, 1);
    expect(f.map((x) => whereIs(k, x)).filter((q) => q === 'cache')).toHaveLength(3);
  });
});
