/** Random reservations and removals against a map that scans pages one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelPanic } from '../state/panic';
import { mapFaults } from './invariants';
import { kmemAlloc, kmemAllocNofault, kmemAllocWait, kmemFree, kmemMalloc } from './kmem';
import { NaiveMap, bareKmem } from './testkit';
import type { Kind } from './testkit';
import { largestHole, vmMapCreate, vmMapFindspace, vmMapLookup, vmMapMayDelete } from './vm-map';

const PAGES = 96;
const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom<Kind>('kmem', 'nofault', 'plain'),
      pages: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({
      do: fc.constant('free' as const),
      at: fc.nat({ max: PAGES - 1 }),
      pages: fc.integer({ min: 1, max: 12 }),
    }),
  ),
  { maxLength: 120 },
);

describe('a map', () => {
  it('agrees with a scan of its pages after every step', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 20, max: 200 }), (list, ram) => {
        const purse = { pages: ram, items: 1000 };
        const k = bareKmem(purse);
        const map = vmMapCreate(k.maps, 0, PAGES, true);
        const naive = new NaiveMap(PAGES);
        let resident = 0;
        for (const step of list) {
          if (step.do === 'free') {
            const pages = Math.min(step.pages, PAGES - step.at);
            resident -= naive.kind
              .slice(step.at, step.at + pages)
              .filter((x) => x === 'kmem').length;
            kmemFree(k, map, step.at, pages * 4096);
            naive.remove(step.at, pages);
          } else {
            const bytes = step.pages * 4096 - 5;
            const want = naive.find(step.pages);
            const nowait = { nowait: true, useReserve: false };
            const short = step.do === 'kmem' && ram - resident < step.pages;
            const got =
              step.do === 'kmem'
                ? kmemMalloc(k, map, bytes, nowait)
                : step.do === 'nofault'
                  ? kmemAllocNofault(k, map, bytes)
                  : kmemAllocWait(k, map, bytes);
            expect(got).toBe(want < 0 || short ? 0 : want);
            if (want >= 0 && !short) {
              naive.insert(want, step.pages, step.do);
              if (step.do === 'kmem') resident += step.pages;
            }
          }
          expect(mapFaults(k.maps)).toEqual([]);
          expect(k.maps.map.size.get(map)).toBe(naive.size);
          expect(largestHole(k.maps, map)).toBe(naive.largestHole);
          expect(k.maps.map.entries.get(map)).toBe(naive.entries);
          expect(purse.items).toBe(1000 - naive.entries);
          expect(purse.pages).toBe(ram - resident);
        }
        for (let at = 0; at < PAGES; at += 1)
          expect(vmMapLookup(k.maps, map, at) !== 0).toBe(naive.kind[at] !== null);
      }),
      { numRuns: 300 },
    );
  });

  it('finds from any address what a scan finds', () => {
    fc.assert(
      fc.property(
        steps,
        fc.nat({ max: PAGES }),
        fc.integer({ min: 1, max: 30 }),
        (list, from, n) => {
          const k = bareKmem({ pages: 1000, items: 1000 });
          const map = vmMapCreate(k.maps, 0, PAGES, true);
          const naive = new NaiveMap(PAGES);
          for (const step of list) {
            if (step.do === 'free')
              kmemFree(k, map, step.at, Math.min(step.pages, PAGES - step.at) * 4096);
            else kmemAllocNofault(k, map, step.pages * 4096);
          }
          for (let at = 0; at < PAGES; at += 1)
            if (vmMapLookup(k.maps, map, at) !== 0) naive.kind[at] = 'nofault';
          naive.kind.fill('plain', 0, from);
          expect(vmMapFindspace(k.maps, map, n, from)).toBe(naive.find(n));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('kmem_malloc', () => {
  const full = () => {
    const k = bareKmem({ pages: 1000, items: 100 });
    const map = vmMapCreate(k.maps, 256, 256 + 20, true);
    kmemMalloc(k, map, 17 * 4096, { nowait: true, useReserve: false });
    return { k, map };
  };
  it('panics in the kernel’s words where it may wait and no hole is large enough', () => {
    const { k, map } = full();
    const waitok = { nowait: false, useReserve: false };
    expect(() => kmemMalloc(k, map, 16_000, waitok)).toThrow(
      new KernelPanic('kmem_malloc(16384): kmem_map too small: 69632 total allocated'),
    );
    expect(kmemMalloc(k, map, 12_288, waitok)).toBe(273);
  });
  it('returns NULL where it may not wait', () => {
    const { k, map } = full();
    expect(kmemMalloc(k, map, 16_384, { nowait: true, useReserve: false })).toBe(0);
    expect(k.maps.map.size.get(map)).toBe(17);
  });
  it('asks to sleep for a page, and keeps nothing', () => {
    const purse = { pages: 3, items: 100 };
    const k = bareKmem(purse);
    const map = vmMapCreate(k.maps, 0, 20, true);
    expect(kmemMalloc(k, map, 5 * 4096, { nowait: false, useReserve: false })).toBe(0);
    expect(k.wait.on).toBe('vmwait');
    expect([purse.pages, k.maps.map.size.get(map)]).toEqual([3, 0]);
  });
  it('takes class interrupt only with M_NOWAIT alone', () => {
    const classes: string[] = [];
    const k = bareKmem({ pages: 9, items: 9 });
    const spy = {
      ...k,
      pages: { ...k.pages, take: (_o: number, _a: number, c: string) => classes.push(c) > 0 },
    };
    const map = vmMapCreate(k.maps, 0, 20, true);
    for (const [nowait, useReserve] of [
      [true, false],
      [true, true],
      [false, false],
    ] as const)
      kmemMalloc(spy, map, 4096, { nowait, useReserve });
    expect(classes).toEqual(['interrupt', 'system', 'system']);
  });
});

describe('the other ways in', () => {
  it('kmem_alloc_wait waits for room that may come, not for room that cannot', () => {
    const k = bareKmem({ pages: 9, items: 9 });
    const map = vmMapCreate(k.maps, 0, 10, false);
    expect(kmemAllocWait(k, map, 11 * 4096)).toBe(0);
    expect(k.wait.on).toBe('');
    kmemAllocWait(k, map, 6 * 4096);
    expect(kmemAllocWait(k, map, 6 * 4096)).toBe(0);
    expect(k.wait.on).toBe('vmmaps');
    expect(k.maps.map.needsWakeup.get(map)).toBe(1);
  });
  it('in a map of anybody else its user sleeps for an entry, and nothing changes', () => {
    const purse = { pages: 9, items: 1 };
    const k = bareKmem(purse);
    const map = vmMapCreate(k.maps, 0, 10, false);
    expect(kmemAllocWait(k, map, 6 * 4096)).toBe(0);
    const size = (): readonly number[] => [k.maps.map.size.get(map), k.maps.map.entries.get(map)];
    expect(size()).toEqual([6, 1]);
    expect(vmMapMayDelete(k.maps, map, 0, 6)).toBe(true);
    expect(k.wait.on).toBe('');
    expect(vmMapMayDelete(k.maps, map, 2, 4)).toBe(false);
    expect(k.wait.on).toBe('vmwait');
    expect(kmemAlloc(k, map, 4096)).toBe(0);
    expect(kmemAllocNofault(k, map, 4096)).toBe(0);
    expect([purse.pages, ...size()]).toEqual([9, 6, 1]);
  });
  it('an entry zone that runs dry ends the kernel', () => {
    const k = bareKmem({ pages: 9, items: 0 });
    const map = vmMapCreate(k.maps, 0, 10, true);
    expect(() => kmemAllocNofault(k, map, 4096)).toThrow('kernel resources exhausted');
  });
});
