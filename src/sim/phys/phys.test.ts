/** Thresholds of every release, allocation classes at their edges, and a naive accountant. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootLayout } from '../boot/layout';
import { SEED_MACHINE } from '../boot/machine';
import {
  DEFICIT,
  F_DIRTY,
  NEEDED,
  Q_ACTIVE,
  Q_CACHE,
  Q_FREE,
  Q_HOLD,
  Q_INACTIVE,
  WIRED,
  freeCount,
  makePhys,
  queued,
} from './frames';
import {
  ALLOC_WIRED,
  activatePage,
  allocPage,
  belowMin,
  cachePage,
  deactivatePage,
  findRun,
  freePage,
  holdPage,
  isSevere,
  pagingNeeded,
  unholdPage,
  unwirePage,
  wirePage,
} from './page';
import type { PageClass } from './page';
import { frameFaults } from './invariants';
import { thresholds } from './thresholds';

const PAGES = 61_095;
let pages = 0;
/** The next page of an object; none is asked for twice. */
const owner = () => ({ object: 9, pindex: (pages += 1) });

describe('thresholds of a machine with 61,095 pages', () => {
  it.each([
    ['6.2', [2, 34, 161, 313, 465, 2021, 2021, 4042, 3031, 2182, 4042, 2021]],
    ['7', [2, 34, 129, 281, 433, 1861, 1861, 3722, 2791, 1990, 3722, 1861]],
    ['10', [2, 34, 129, 281, 433, 1345, null, null, 2017, 473, 1345, null]],
    ['12', [2, 34, 129, 281, 433, 1345, null, null, 2017, 1206, 1345, null]],
  ] as const)('%s', (era, marks) => {
    expect(Object.values(thresholds(era, PAGES))).toEqual(marks);
  });
  it('are those of the boot layout', () => {
    const made = bootLayout(SEED_MACHINE);
    if (!made.ok) throw new Error(made.error.message);
    const n = (id: string) => made.value.values[id]?.value;
    const t = thresholds('6.2', Number(n('v_page_count')));
    expect([t.reserved, t.severe, t.min, t.target, t.inactiveTarget, t.wake, t.goal]).toEqual(
      [
        'v_free_reserved',
        'v_free_severe',
        'v_free_min',
        'v_free_target',
        'v_inactive_target',
        'pageout_wakeup',
        'pageout_goal',
      ].map(n),
    );
  });
});

describe('thresholds of small machines', () => {
  const marks = (pages: number, free: number): number[] => {
    const t = thresholds('6.2', pages, free);
    return [t.target, t.cacheMin ?? -1, t.cacheMax ?? -1, t.inactiveTarget, t.wake, t.goal];
  };
  it.each([
    // free pages when the daemon starts: target, cache_min, cache_max, inactive_target, wake, goal
    [7000, 6145, [587, 587, 1174, 880, 678, 1174]],
    [7000, 6144, [339, 339, 678, 508, 430, 678]],
    [7000, 2049, [339, 339, 678, 508, 430, 678]],
    [7000, 2048, [339, 0, 0, 512, 91, 339]],
    [PAGES, 9093, [2021, 2021, 4042, 3031, 2182, 4042]],
    [PAGES, 9092, [2021, 2021, 4042, 3030, 2182, 4042]],
  ] as const)('of %i pages with %i free', (pages, free, wanted) => {
    expect(marks(pages, free)).toEqual(wanted);
  });
  it.each([
    // v_free_reserved, v_free_severe, v_free_min
    [1024, [75, 77, 79]],
    [1223, [75, 77, 79]],
    [1224, [75, 77, 80]],
    [1999, [76, 80, 84]],
    [2000, [84, 88, 92]],
  ] as const)('of %i pages: floors and the size of a cluster', (pages, wanted) => {
    const t = thresholds('6.2', pages);
    expect([t.reserved, t.severe, t.min]).toEqual(wanted);
  });
});

/** A small machine with the marks of the large one, `free` pages free and the rest taken. */
const withFree = (free: number, cached = 0) => {
  const p = makePhys(5000, thresholds('6.2', PAGES));
  const taken: number[] = [];
  while (freeCount(p) > free + cached || (freeCount(p) > free && taken.length < 5000 - free))
    taken.push(allocPage(p, owner(), 'interrupt', 0));
  for (let i = 0; i < cached; i += 1) cachePage(p, taken[i]!);
  p.count.set(NEEDED, 0);
  p.count.set(DEFICIT, 0);
  return p;
};

describe('allocation classes', () => {
  it.each<[PageClass, number, number, boolean]>([
    ['normal', 162, 0, true],
    ['normal', 161, 0, false],
    ['normal', 161, 1, true],
    ['system', 161, 0, true],
    ['system', 3, 0, true],
    ['system', 2, 0, false],
    ['system', 2, 500, true],
    ['interrupt', 1, 0, true],
    ['interrupt', 0, 0, false],
    ['interrupt', 0, 500, false],
  ])('%s with %i free and %i cached', (cls, free, cached, granted) => {
    const p = withFree(free, cached);
    expect([freeCount(p), queued(p, Q_CACHE)]).toEqual([free, cached]);
    expect(allocPage(p, owner(), cls, ALLOC_WIRED) !== 0).toBe(granted);
    expect(p.count.get(DEFICIT)).toBe(granted ? 0 : 1);
    expect(frameFaults(p)).toEqual([]);
  });
  it('frees cache pages until the reserve is whole again, then takes', () => {
    const p = withFree(10, 500);
    allocPage(p, owner(), 'system', ALLOC_WIRED);
    expect([freeCount(p), queued(p, Q_CACHE)]).toEqual([161, 348]);
  });
  it('wakes the daemon below 2,182 and not at it', () => {
    const p = withFree(2183);
    allocPage(p, owner(), 'normal', 0);
    expect([pagingNeeded(p), p.count.get(NEEDED)]).toEqual([false, 0]);
    allocPage(p, owner(), 'normal', 0);
    expect([pagingNeeded(p), p.count.get(NEEDED)]).toEqual([true, 1]);
  });
  it('asks then for 1,861 pages', () => {
    const { goal, wake } = thresholds('6.2', PAGES);
    expect(goal - (wake - 1)).toBe(1861);
  });
  it.each([
    [465, false, false],
    [464, true, false],
    [313, true, false],
    [312, true, true],
  ])('with %i available: min %s, severe %s', (free, min, severe) => {
    const p = withFree(free);
    expect([belowMin(p), isSevere(p)]).toEqual([min, severe]);
  });
  it('the router of the thread, with 94 MB free, lets the daemon sleep', () => {
    const p = makePhys(PAGES, thresholds('6.2', PAGES));
    while (freeCount(p) > 24_064) allocPage(p, owner(), 'normal', ALLOC_WIRED);
    expect([pagingNeeded(p), p.count.get(NEEDED)]).toEqual([false, 0]);
  });
});

describe('a page', () => {
  it('that is held when freed waits, and is free once let go', () => {
    const p = withFree(100);
    const f = allocPage(p, owner(), 'system', 0);
    holdPage(p, f);
    holdPage(p, f);
    freePage(p, f);
    expect(p.frame.queue.get(f)).toBe(Q_HOLD);
    unholdPage(p, f);
    expect(p.frame.queue.get(f)).toBe(Q_HOLD);
    unholdPage(p, f);
    expect(p.frame.queue.get(f)).toBe(Q_FREE);
  });
  it('that is wired cannot be freed, one that is free neither, one that is not wired not unwired', () => {
    const p = withFree(100);
    const f = allocPage(p, owner(), 'system', ALLOC_WIRED);
    expect(() => {
      freePage(p, f);
    }).toThrow('freeing wired page');
    unwirePage(p, f, false);
    expect(() => {
      unwirePage(p, f, false);
    }).toThrow('invalid wire count: 0');
    freePage(p, f);
    expect(() => {
      freePage(p, f);
    }).toThrow('freeing free page');
  });
  it('that is dirty is not cached', () => {
    const p = withFree(100);
    const f = allocPage(p, owner(), 'system', 0);
    p.frame.flags.set(f, F_DIRTY);
    expect(() => {
      cachePage(p, f);
    }).toThrow('vm_page_cache');
  });
});

describe('contiguous runs', () => {
  it('are the lowest free ones', () => {
    const p = makePhys(50, thresholds('6.2', PAGES));
    const got = Array.from({ length: 20 }, () => allocPage(p, owner(), 'interrupt', 0));
    for (const i of [2, 3, 7, 8, 9]) freePage(p, got[i]!);
    expect([findRun(p, 1), findRun(p, 2), findRun(p, 3), findRun(p, 4)]).toEqual([3, 3, 8, 21]);
    expect(findRun(p, 31)).toBe(0);
  });
});

/** Knows of each page only whether it is free, and what was done to it. */
class Accountant {
  readonly free = new Set(Array.from({ length: 64 }, (_, i) => i + 1));
  readonly wires = new Array<number>(65).fill(0);
  readonly holds = new Array<number>(65).fill(0);
  readonly where = new Map<number, number>();
  readonly p = makePhys(64, { ...thresholds('6.2', PAGES), reserved: 8, wake: 20, min: 12 });

  alloc(wired: boolean): void {
    const got = allocPage(this.p, owner(), 'interrupt', wired ? ALLOC_WIRED : 0);
    expect(got === 0).toBe(this.free.size === 0);
    if (got === 0) return;
    expect(this.free.delete(got)).toBe(true);
    this.where.delete(got);
    this.wires[got] = wired ? 1 : 0;
  }
  unhold(f: number): void {
    unholdPage(this.p, f);
    this.holds[f]! -= 1;
    if (this.holds[f] !== 0 || this.where.get(f) !== Q_HOLD) return;
    this.where.delete(f);
    this.free.add(f);
  }
  release(f: number): void {
    freePage(this.p, f);
    if (this.holds[f]! > 0) this.where.set(f, Q_HOLD);
    else {
      this.where.delete(f);
      this.free.add(f);
    }
  }
  wire(f: number): void {
    wirePage(this.p, f);
    this.wires[f]! += 1;
    this.where.delete(f);
  }
  unwire(f: number): void {
    unwirePage(this.p, f, false);
    this.wires[f]! -= 1;
    if (this.wires[f] === 0) this.where.set(f, Q_INACTIVE);
  }
  move(to: (p: Accountant['p'], f: number) => void, f: number, queue: number): void {
    to(this.p, f);
    if (this.wires[f] === 0) this.where.set(f, queue);
  }
  /** What may be done to a page in use, by verb; anything else is left undone. */
  act(verb: string, f: number): void {
    const wired = this.wires[f]! > 0;
    const held = this.holds[f]! > 0;
    if (verb === 'unhold' && held) this.unhold(f);
    if (this.free.has(f) || this.where.get(f) === Q_HOLD) return;
    if (verb === 'free' && !wired) this.release(f);
    if (verb === 'wire') this.wire(f);
    if (verb === 'unwire' && wired) this.unwire(f);
    if (verb === 'activate') this.move(activatePage, f, Q_ACTIVE);
    if (verb === 'deactivate') this.move(deactivatePage, f, Q_INACTIVE);
    if (verb === 'cache' && !wired && !held) this.move(cachePage, f, Q_CACHE);
    if (verb === 'hold') {
      holdPage(this.p, f);
      this.holds[f]! += 1;
    }
  }
}

describe('any sequence', () => {
  const verbs = [
    'alloc',
    'wired',
    'free',
    'wire',
    'unwire',
    'hold',
    'unhold',
    'activate',
    'deactivate',
    'cache',
  ] as const;
  const script = fc.array(fc.tuple(fc.constantFrom(...verbs), fc.integer({ min: 1, max: 64 })), {
    maxLength: 150,
  });

  it('keeps every page in one place, as an accountant with a list of pages finds', () => {
    fc.assert(
      fc.property(script, (list) => {
        const a = new Accountant();
        for (const [verb, f] of list) {
          if (verb === 'alloc' || verb === 'wired') a.alloc(verb === 'wired');
          else a.act(verb, f);
          // A page taken unwired is on no queue until somebody activates it.
          expect(frameFaults(a.p)).toEqual([]);
          expect(queued(a.p, Q_FREE)).toBe(a.free.size);
          for (const q of [Q_CACHE, Q_INACTIVE, Q_ACTIVE, Q_HOLD])
            expect(queued(a.p, q)).toBe([...a.where.values()].filter((x) => x === q).length);
          expect(a.p.count.get(WIRED)).toBe(a.wires.filter((n) => n > 0).length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
