/** What must hold for any keg whatever: the cut fits, and no byte is counted twice or lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../base/units';
import { kegLayout, slabCost } from './keg';
import { mallocBucket } from './malloc';
import { zoneLimit } from './limit';
import type { KegSpec } from './types';

const RUNS = { numRuns: 1000 };
const specs: fc.Arbitrary<KegSpec> = fc.record({
  name: fc.constant('any'),
  size: fc.integer({ min: 1, max: 100_000 }).map(bytes),
  align: fc.integer({ min: 0, max: 12 }).map((n) => 2 ** n),
  refcnt: fc.boolean(),
  malloc: fc.boolean(),
  internal: fc.boolean(),
  vm: fc.boolean(),
  nofree: fc.boolean(),
  ownObject: fc.boolean(),
});
const archs = fc.constantFrom('i386' as const, 'amd64' as const);

describe('any keg', () => {
  it('fits its slab, with header and index where they share the page', () => {
    fc.assert(
      fc.property(specs, archs, (spec, arch) => {
        const k = kegLayout(spec, arch);
        const { header, perItem } = slabCost(spec, arch);
        const slab = k.ppera.value * 4096;
        expect(k.ipers.value).toBeGreaterThanOrEqual(1);
        expect(k.rsize.value).toBeGreaterThanOrEqual(spec.size);
        const need = k.offpage
          ? k.ipers.value * k.rsize.value
          : k.ipers.value * (k.rsize.value + perItem) + header;
        expect(need).toBeLessThanOrEqual(slab);
      }),
      RUNS,
    );
  });

  it('splits a slab into live, free and overhead without a remainder', () => {
    fc.assert(
      fc.property(specs, archs, fc.nat({ max: 255 }), (spec, arch, n) => {
        const k = kegLayout(spec, arch);
        const live = Math.min(n, k.ipers.value) * spec.size;
        const free = (k.ipers.value - Math.min(n, k.ipers.value)) * spec.size;
        expect(k.overhead.value).toBeGreaterThanOrEqual(0);
        expect(live + free + k.overhead.value).toBe(k.ppera.value * 4096);
      }),
      RUNS,
    );
  });

  it('moves a header off the page only where more items fit then', () => {
    fc.assert(
      fc.property(specs, archs, (spec, arch) => {
        const k = kegLayout(spec, arch);
        if (!k.offpage || k.ppera.value > 1) return;
        const { header, perItem } = slabCost(spec, arch);
        const beside = Math.floor((4096 - header) / (k.rsize.value + perItem));
        expect(k.ipers.value).toBeGreaterThan(beside);
        expect(k.hash).toBe(!spec.malloc);
      }),
      RUNS,
    );
  });

  it('rounds a limit up by less than a slab', () => {
    fc.assert(
      fc.property(specs, fc.nat({ max: 1_000_000 }), (spec, n) => {
        const k = kegLayout(spec, 'i386');
        const wanted = { ...k.ipers, id: 'wanted', value: n };
        const limit = zoneLimit(wanted, k).value;
        expect(limit).toBeGreaterThanOrEqual(n);
        expect(limit - n).toBeLessThan(k.ipers.value);
        expect(limit % k.ipers.value).toBe(0);
      }),
      RUNS,
    );
  });

  it('never charges less than was asked, and at most twice as much above 16 B', () => {
    fc.assert(
      fc.property(fc.integer({ min: 17, max: 1_000_000 }), (size) => {
        const { charged } = mallocBucket(size);
        expect(charged.value).toBeGreaterThanOrEqual(size);
        expect(charged.value).toBeLessThan(size * 2);
      }),
      RUNS,
    );
  });
});
