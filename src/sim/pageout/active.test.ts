/** The active queue and the rest of a pass: ages, caches, reserves, pv entries, who is told first. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel/types';
import {
  F_DIRTY,
  F_REFERENCED,
  Q_ACTIVE,
  Q_CACHE,
  Q_INACTIVE,
  freeCount,
  queued,
} from '../phys/frames';
import { allocPage, cachePage, holdPage } from '../phys/page';
import { fork } from '../proc/proc';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { M_NOWAIT, zoneNumber } from '../uma/live/state';
import { zoneFigures } from '../uma/live/figures';
import { pmapEnter, pmapTouch } from '../vm/pmap';
import { PV_HIGH_WATER } from '../vm/state';
import { pageStats, wantsStats } from './active';
import { ALGORITHM, FULL_INTERVAL, PV_WAKEN, PV_WARNINGS } from './state';
import { boot, framesOn, kernelOf, newObject, pageOf, pass, want, whereIs } from './testkit';

let k: Kernel;
let object: number;
beforeEach(() => {
  k = kernelOf(boot(24));
  object = newObject(k, 5000);
});

const age = (f: number): number => k.phys.frame.act.get(f);
/** The daemon wants so many inactive pages, and no free ones. */
const wantInactive = (pages: number): void => {
  want(k, 0);
  k.phys.marks = { ...k.phys.marks, inactiveTarget: pages };
};
/** Reads the page through so many mappings. */
const readBy = (f: number, times: number): void => {
  for (let i = 0; i < times; i += 1) {
    const p = fork(k);
    pmapEnter(k, p, 0x8048, f);
    pmapTouch(k, p, 0x8048, false);
  }
};

describe('an active page', () => {
  it('that nobody uses needs five visits to become inactive', () => {
    const f = pageOf(k, { object, pindex: 0, act: 5 });
    wantInactive(1);
    const ages = [1, 2, 3, 4].map(() => {
      expect(pass(k, 0)).toMatchObject({ deactivated: 0, aged: 1 });
      return age(f);
    });
    expect([ages, whereIs(k, f)]).toEqual([[4, 3, 2, 1], 'active']);
    expect(pass(k, 0)).toMatchObject({ deactivated: 1 });
    expect([age(f), whereIs(k, f)]).toEqual([0, 'inactive']);
  });
  it.each([
    [1, 0, 10, 10 + 3 + 1],
    [3, F_REFERENCED, 10, 10 + 3 + 4],
    [0, F_REFERENCED, 10, 10 + 3 + 1],
    [9, 0, 10, 10 + 3 + 5],
    [2, 0, 60, 64],
  ])('read through %i mappings, flags %i, age %i, gets %i', (maps, flags, act, then) => {
    const f = pageOf(k, { object, pindex: 0, act, flags });
    readBy(f, maps);
    wantInactive(1);
    pass(k, 0);
    expect([age(f), whereIs(k, f)]).toEqual([then, 'active']);
  });
  it('goes to the end when it was looked at', () => {
    const f = [0, 1, 2].map((pindex) => pageOf(k, { object, pindex, act: pindex === 1 ? 1 : 9 }));
    wantInactive(1);
    pass(k, 0);
    // The second was deactivated, which was enough; the third was not looked at.
    expect(framesOn(k, Q_ACTIVE)).toEqual([f[2], f[0]]);
    expect(f.map(age)).toEqual([8, 0, 9]);
  });
  it('that is held is passed over, older by nothing', () => {
    const f = pageOf(k, { object, pindex: 0, act: 1 });
    const g = pageOf(k, { object, pindex: 1, act: 9 });
    holdPage(k.phys, f);
    wantInactive(1);
    pass(k, 0);
    expect([age(f), framesOn(k, Q_ACTIVE)]).toEqual([1, [f, g]]);
  });
  it('of an object that nobody holds goes at once: clean to cache, dirty to inactive', () => {
    k.vm.object.refs.set(object, 0);
    const clean = pageOf(k, { object, pindex: 0, act: 60, flags: F_REFERENCED });
    const dirty = pageOf(k, { object, pindex: 1, act: 60, dirty: true });
    wantInactive(2);
    expect(pass(k, 0)).toMatchObject({ deactivated: 2 });
    expect([whereIs(k, clean), whereIs(k, dirty)]).toEqual(['cache', 'inactive']);
  });
  it('with vm.pageout_algorithm goes at its first idle visit', () => {
    const idle = pageOf(k, { object, pindex: 0, act: 60 });
    const used = pageOf(k, { object, pindex: 1, act: 60, flags: F_REFERENCED });
    k.pageout.cell.set(ALGORITHM, 1);
    wantInactive(2);
    pass(k, 0);
    expect([whereIs(k, idle), age(idle), whereIs(k, used)]).toEqual(['inactive', 59, 'active']);
  });
  it('is wanted for what free, cache and inactive pages lack', () => {
    for (let i = 0; i < 20; i += 1) pageOf(k, { object, pindex: i, act: 1 });
    for (let i = 0; i < 3; i += 1) pageOf(k, { object, pindex: 100 + i, dirty: true });
    want(k, 4);
    k.phys.marks = { ...k.phys.marks, inactiveTarget: 6 };
    // 4 wanted + 6 − 3 inactive.
    expect(pass(k, 0)).toMatchObject({ deactivated: 7 });
  });
});

describe('the reserve', () => {
  it('is filled from the cache queue, without what is held', () => {
    const f: number[] = [];
    while (freeCount(k.phys) > k.phys.marks.reserved - 5)
      f.push(allocPage(k.phys, { object, pindex: f.length }, 'interrupt', 0));
    for (const x of f.slice(0, 10)) {
      k.phys.frame.flags.set(x, k.phys.frame.flags.get(x) | 8);
      cachePage(k.phys, x);
    }
    for (const x of f.slice(10)) k.phys.frame.flags.set(x, k.phys.frame.flags.get(x) | F_DIRTY);
    holdPage(k.phys, f[1]!);
    k.phys.marks = { ...k.phys.marks, goal: 0, inactiveTarget: -5000 };
    expect(pass(k, 0)).toMatchObject({ freed: 5 });
    expect(f.slice(0, 7).map((x) => whereIs(k, x))).toEqual([
      'free',
      'cache',
      'free',
      'free',
      'free',
      'free',
      'cache',
    ]);
    expect([freeCount(k.phys), queued(k.phys, Q_CACHE)]).toEqual([k.phys.marks.reserved, 5]);
  });
});

describe('before the queues', () => {
  it('everybody is asked for memory, then free slabs come back: on every pass', () => {
    const heard: number[] = [];
    const zone = zoneNumber(k.uma, 'mbuf_cluster');
    k.lowmem.push(() => {
      heard.push(zoneFigures(k.uma, zone).free);
    });
    for (const n of [0, 1, 2]) {
      const items = Array.from({ length: 100 }, () => umaZalloc(k.uma, zone, M_NOWAIT));
      for (const item of items) umaZfree(k.uma, zone, item);
      const free = freeCount(k.phys);
      const t = pass(k, n);
      expect(t.reclaimed).toBe(freeCount(k.phys) - free);
      expect(t.reclaimed).toBeGreaterThan(20);
    }
    expect(heard).toHaveLength(3);
    expect(Math.min(...heard)).toBeGreaterThan(50);
  });
  it('mappings fall where pv entries are short, and the kernel says so five times', () => {
    const p = fork(k);
    const f = [0, 1, 2].map((pindex) => pageOf(k, { object, pindex, act: 30 }));
    k.vm.cell.set(PV_HIGH_WATER, 2);
    const enter = (): void => {
      f.forEach((x, i) => pmapEnter(k, p, 0x8048 + i, x));
    };
    f.slice(0, 2).forEach((x, i) => pmapEnter(k, p, 0x8048 + i, x));
    expect(k.pageout.cell.get(PV_WAKEN)).toBe(0);
    enter();
    expect(k.pageout.cell.get(PV_WAKEN)).toBe(1);
    holdPage(k.phys, f[0]!);
    wantInactive(0);
    for (let i = 0; i < 7; i += 1) {
      enter();
      expect(pass(k, 0).collected).toBe(2);
      expect(f.map((x) => k.phys.frame.pv.get(x) !== 0)).toEqual([true, false, false]);
      expect(k.pageout.cell.get(PV_WAKEN)).toBe(0);
    }
    expect(k.pageout.cell.get(PV_WARNINGS)).toBe(5);
    expect(k.console.filter((w) => w.startsWith('collecting pv entries'))).toHaveLength(5);
  });
});

describe('a look every five seconds', () => {
  /** Free and cache are so short that a look is worth it. */
  const scarce = (): void => {
    k.phys.marks = { ...k.phys.marks, inactiveTarget: 10_000 };
  };
  it('is taken below inactive target + v_cache_max + v_free_min', () => {
    const { inactiveTarget, cacheMax, min } = k.phys.marks;
    const enough = inactiveTarget + cacheMax! + min;
    const have = freeCount(k.phys) + queued(k.phys, Q_INACTIVE) + queued(k.phys, Q_CACHE);
    k.phys.marks = { ...k.phys.marks, inactiveTarget: inactiveTarget + have - enough };
    expect(wantsStats(k)).toBe(false);
    k.phys.marks = { ...k.phys.marks, inactiveTarget: k.phys.marks.inactiveTarget + 1 };
    expect(wantsStats(k)).toBe(true);
  });
  it('goes through a share of the active pages, and through all every fourth time', () => {
    for (let i = 0; i < 1000; i += 1) pageOf(k, { object, pindex: i, act: 40 });
    scarce();
    const share = Math.floor((k.phys.marks.target * 1000) / k.phys.pages);
    const seen = [1, 2, 3, 4].map(() => {
      const before = framesOn(k, Q_ACTIVE).reduce((sum, f) => sum + age(f), 0);
      pageStats(k);
      return before - framesOn(k, Q_ACTIVE).reduce((sum, f) => sum + age(f), 0);
    });
    expect(seen).toEqual([share, share, share, 1000]);
    expect(k.pageout.cell.get(FULL_INTERVAL)).toBe(0);
  });
  it('lets a page be at age 0 once before it goes, and unmaps it', () => {
    const f = pageOf(k, { object, pindex: 0, act: 1 });
    const p = fork(k);
    pmapEnter(k, p, 0x8048, f);
    scarce();
    k.pageout.cell.set(FULL_INTERVAL, 15);
    pageStats(k);
    expect([age(f), whereIs(k, f)]).toEqual([0, 'active']);
    k.pageout.cell.set(FULL_INTERVAL, 15);
    pageStats(k);
    expect([whereIs(k, f), k.phys.frame.pv.get(f)]).toEqual(['inactive', 0]);
  });
  it('makes a used page younger', () => {
    const f = pageOf(k, { object, pindex: 0, act: 0, flags: F_REFERENCED });
    readBy(f, 2);
    scarce();
    k.pageout.cell.set(FULL_INTERVAL, 15);
    pageStats(k);
    expect([age(f), k.phys.frame.flags.get(f) & F_REFERENCED]).toEqual([3 + 3, 0]);
  });
});
