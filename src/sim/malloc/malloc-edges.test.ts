/** malloc(9) at the borders of its buckets, refused, asleep, and by type. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { bootKernel } from '../kernel/boot';
import type { Kernel } from '../kernel/types';
import { freeCount } from '../phys/frames';
import { ALLOC_WIRED, allocPage } from '../phys/page';
import { zoneFigures } from '../uma/live/figures';
import { M_NOWAIT, M_WAITOK, zoneNumber } from '../uma/live/state';
import { mallocAlloc, mallocFree, mallocType, typeCount, typeFigures } from './malloc';

let k: Kernel;
beforeEach(() => {
  const made = bootKernel(makeMachine({ ram: bytes(64 * MIB) }), 1);
  if (!made.ok) throw new Error(made.error);
  k = made.value;
});
const row = (zone: string) => zoneFigures(k.uma, zoneNumber(k.uma, zone));
/** Takes every page that an interrupt may have. */
const starve = (): void => {
  while (freeCount(k.phys) > 0)
    allocPage(k.phys, { object: 99, pindex: 0 }, 'interrupt', ALLOC_WIRED);
};

describe('a request', () => {
  it.each([
    [1, 16],
    [16, 16],
    [17, 32],
    [32, 32],
    [33, 64],
    [128, 128],
    [129, 256],
    [2048, 2048],
    [2049, 4096],
    [4096, 4096],
  ])('of %i B is a block of %i', (size, block) => {
    const t = mallocType(k.malloc, 'edge');
    const before = row(`${block}`).used;
    expect(mallocAlloc(k.malloc, t, size, M_WAITOK)).toBeGreaterThan(0);
    expect(row(`${block}`).used - before).toBe(1);
    expect(typeFigures(k.malloc, t)).toEqual({
      name: 'edge',
      inUse: 1,
      bytes: block,
      requests: 1,
      sizes: block >> 4,
    });
  });

  it('of 4,097 B is two pages of no zone, and no bit in Size(s)', () => {
    const t = mallocType(k.malloc, 'edge');
    const item = mallocAlloc(k.malloc, t, 4097, M_WAITOK);
    const had = { name: 'edge', inUse: 1, bytes: 8192, requests: 1, sizes: 0 };
    expect(typeFigures(k.malloc, t)).toEqual(had);
    mallocFree(k.malloc, t, item);
    expect(typeFigures(k.malloc, t)).toEqual({ ...had, inUse: 0, bytes: 0 });
  });

  it('that is refused leaves its size behind and nothing else', () => {
    const t = mallocType(k.malloc, 'edge');
    starve();
    const items = Array.from({ length: 600 }, () => mallocAlloc(k.malloc, t, 2048, M_NOWAIT));
    const had = items.filter((item) => item !== 0).length;
    expect(items.at(-1)).toBe(0);
    expect(typeFigures(k.malloc, t)).toMatchObject({ inUse: had, requests: had, sizes: 128 });
    // None of 1024 was ever had, so its bit comes from the refusal alone.
    while (mallocAlloc(k.malloc, t, 1024, M_NOWAIT) !== 0);
    expect(mallocAlloc(k.malloc, t, 8192, M_NOWAIT)).toBe(0);
    expect(typeFigures(k.malloc, t)).toMatchObject({ sizes: 128 | 64 });
    expect(k.uma.wait.on).toBe('');
  });

  it('that sleeps for a page is counted when it comes back, not before', () => {
    const t = mallocType(k.malloc, 'edge');
    while (mallocAlloc(k.malloc, mallocType(k.malloc, 'other'), 512, M_NOWAIT) !== 0) starve();
    expect(mallocAlloc(k.malloc, t, 512, M_WAITOK)).toBe(0);
    expect(k.uma.wait.on).not.toBe('');
    expect(typeFigures(k.malloc, t)).toMatchObject({ inUse: 0, bytes: 0, requests: 0, sizes: 0 });
  });
});

describe('types', () => {
  it('keep their number, count from 1, and have an item of mt_zone each', () => {
    const [types, items] = [typeCount(k.malloc), row('mt_zone').used];
    expect(items).toBe(types);
    const t = mallocType(k.malloc, 'edge');
    expect(t).toBe(types + 1);
    expect(mallocType(k.malloc, 'edge')).toBe(t);
    expect([typeCount(k.malloc), row('mt_zone').used]).toEqual([types + 1, items + 1]);
    expect(typeFigures(k.malloc, t).name).toBe('edge');
    expect(mallocType(k.malloc, 'edge2')).toBe(t + 1);
  });
  it('are not made where their item cannot be had', () => {
    const types = typeCount(k.malloc);
    starve();
    let made = 0;
    for (let i = 0; i < 200 && mallocType(k.malloc, `edge${i}`) !== 0; i += 1) made += 1;
    expect(made).toBeLessThan(200);
    expect(typeCount(k.malloc)).toBe(types + made);
  });
  it('take 64 B on a kernel for one processor', () => {
    expect(row('mt_zone').size).toBe(64);
  });
});
