/** UMA's own rules, one by one, on booted kernels. Expected figures follow from uma_core.c by hand. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../../base/units';
import { makeMachine } from '../../boot/machine';
import { bootKernel } from '../../kernel/boot';
import type { Kernel } from '../../kernel/types';
import { M_KERNEL, M_KMEM, mapOf } from '../../kernel/types';
import { mallocAlloc, mallocFree, mallocType, typeFigures } from '../../malloc/malloc';
import { ALLOC_WIRED, allocPage } from '../../phys/page';
import { freeCount } from '../../phys/frames';
import { umaZcreate, umaZoneSetMax } from './create';
import { umaReclaim, umaTimeout } from './drain';
import { zoneFigures } from './figures';
import { umaFaults } from './invariants';
import { zallocInternal } from './slab';
import { M_NOWAIT, M_WAITOK, itemAddress, zoneNumber } from './state';
import { umaZalloc, umaZfree } from './zalloc';

let k: Kernel;
beforeEach(() => {
  const made = bootKernel(makeMachine({ ram: bytes(64 * MIB) }), 1);
  if (!made.ok) throw new Error(made.error);
  k = made.value;
});

const zone = (name: string): number => zoneNumber(k.uma, name);
const row = (name: string) => zoneFigures(k.uma, zone(name));
const slabs = (name: string): number => {
  const keg = k.uma.zone.keg.get(zone(name));
  return k.uma.keg.pages.get(keg) / k.uma.keg.ppera.get(keg);
};
const take = (name: string, n: number, flags = M_WAITOK): number[] =>
  Array.from({ length: n }, () => umaZalloc(k.uma, zone(name), flags));
const give = (name: string, items: readonly number[]): void => {
  for (const item of items) umaZfree(k.uma, zone(name), item);
};
const mapSize = (): number => k.kmem.maps.map.size.get(mapOf(k, M_KMEM));
/** Leaves `n` pages free. */
const starve = (n: number): void => {
  while (freeCount(k.phys) > n)
    allocPage(k.phys, { object: 99, pindex: 0 }, 'interrupt', ALLOC_WIRED);
};
const spec = (name: string, size: number, more = {}) => ({
  name,
  size: bytes(size),
  align: 4,
  refcnt: false,
  malloc: false,
  internal: false,
  vm: false,
  nofree: false,
  ownObject: false,
  ...more,
});

describe('buckets', () => {
  it('are asked to hold one more item at each miss, within the bucket that exists', () => {
    umaZcreate(k.uma, spec('five', 800), 'i386');
    const count = () => k.uma.zone.count.get(zone('five'));
    // ipers 5: fills of 6, 7 … 13 make 76; the 77th item asks for 14.
    take('five', 76);
    expect(count()).toBe(13);
    take('five', 1);
    expect(count()).toBe(14);
    // 14, 15 and 16 make 121; from then on the 16 slots are the limit, and ten more fills make 281.
    take('five', 280 - 77);
    expect(count()).toBe(26);
    expect([row('five').used, row('five').free, slabs('five')]).toEqual([280, 5, 57]);
  });
  it('of 16 slots serve a zone that began small, and fill to the brim', () => {
    const before = row('16 Bucket').used;
    take('NAMEI', 1);
    // uz_count starts at ipers 4 and the first miss makes it 5.
    expect([row('NAMEI').used, row('NAMEI').free]).toEqual([1, 7]);
    expect(row('16 Bucket').used - before).toBe(1);
  });
  it('start at 128 slots where the zone says so', () => {
    take('mbuf', 1);
    expect(row('mbuf').used + row('mbuf').free).toBe(9 * 15);
    expect(row('128 Bucket').used).toBe(1);
  });
  it('swap: what was freed last comes first once the other bucket is empty', () => {
    const items = take('PIPE', 3);
    give('PIPE', items);
    // ipers 9, so the first fill had 10: 7 are left, then the free bucket's turn comes.
    expect(take('PIPE', 9).slice(7)).toEqual([items[2], items[1]]);
  });
  it('are not handed out while free pages are below v_free_min, from the next timeout on', () => {
    starve(k.phys.marks.min - 1);
    const before = row('64 Bucket').used;
    take('KNOTE', 1);
    expect(row('64 Bucket').used - before).toBe(1);
    umaTimeout(k.uma);
    take('divcb', 1);
    expect([row('divcb').used, row('divcb').free, slabs('divcb')]).toEqual([1, 21, 1]);
    expect(k.uma.bucket.count.get(k.uma.cache.alloc.get(zone('divcb')))).toBe(0);
    expect(k.uma.cache.alloc.get(zone('divcb'))).toBe(0);
    expect(row('32 Bucket').failures).toBe(0);
  });
  it('of UMA_ZONE_VM zones never ask the VM', () => {
    while (row('64 Bucket').free > 0) zallocInternal(k.uma, zone('64 Bucket'), M_WAITOK);
    const bucketSlabs = slabs('64 Bucket');
    take('DP fakepg', 1, M_NOWAIT);
    expect(row('64 Bucket').failures).toBe(1);
    expect([row('DP fakepg').used, slabs('64 Bucket') - bucketSlabs]).toEqual([1, 0]);
    take('KNOTE', 1, M_NOWAIT);
    expect(slabs('64 Bucket') - bucketSlabs).toBe(1);
  });
});

describe('a cap', () => {
  it('refuses who may not wait, counts it once, and lets the zone pass its buckets by', () => {
    const got = take('NetGraph items', 600, M_NOWAIT);
    expect(got.filter((x) => x !== 0)).toHaveLength(546);
    expect(row('NetGraph items')).toMatchObject({ used: 546, free: 0, limit: 546, failures: 54 });
    give('NetGraph items', got.slice(0, 3));
    expect(k.uma.keg.free.get(k.uma.zone.keg.get(zone('NetGraph items')))).toBe(3);
  });
  it('puts who may wait to sleep on zonelimit, uncounted', () => {
    const got = take('NetGraph items', 546, M_NOWAIT);
    expect(umaZalloc(k.uma, zone('NetGraph items'), M_WAITOK)).toBe(0);
    expect(k.wait.on).toBe('zonelimit');
    k.wait.on = '';
    expect(row('NetGraph items').failures).toBe(0);
    give('NetGraph items', got.slice(0, 1));
    expect(umaZalloc(k.uma, zone('NetGraph items'), M_WAITOK)).not.toBe(0);
  });
  it('is rounded up to slabs, and in pages for slabs of several', () => {
    umaZoneSetMax(k.uma, zone('PIPE'), 10);
    expect(row('PIPE').limit).toBe(18);
    umaZoneSetMax(k.uma, zone('mbuf_jumbo_9k'), 10);
    expect(row('mbuf_jumbo_9k').limit).toBe(30);
    umaZoneSetMax(k.uma, zone('PIPE'), 0);
    expect(row('PIPE').limit).toBe(0);
  });
});

describe('off-page headers', () => {
  it('are items of UMA Slabs, or of UMA RCntSlabs for clusters', () => {
    take('NAMEI', 40);
    take('mbuf_cluster', 40);
    expect(row('UMA Slabs').used).toBe(slabs('NAMEI'));
    expect(row('UMA RCntSlabs').used).toBe(slabs('mbuf_cluster'));
  });
  it('come first and go back where no page can be had', () => {
    starve(0);
    const before = row('UMA Slabs');
    expect(take('NAMEI', 1, M_NOWAIT)).toEqual([0]);
    expect(row('UMA Slabs').used).toBe(before.used);
    expect(row('NAMEI').failures).toBe(1);
  });
  it('are found through a table that doubles when slabs reach its slots', () => {
    const items = take('NAMEI', 4 * 40);
    const first = row('UMA Hash').used;
    umaTimeout(k.uma);
    expect(row('UMA Hash').used).toBe(first - 1);
    const type = k.malloc.names.indexOf('UMAHash');
    expect(typeFigures(k.malloc, type)).toMatchObject({ inUse: 1, bytes: 64 * 4 });
    give('NAMEI', items);
    umaReclaim(k.uma);
    umaTimeout(k.uma);
    // A table never shrinks.
    expect(typeFigures(k.malloc, type)).toMatchObject({ inUse: 1, bytes: 64 * 4 });
  });
});

describe('reclaim', () => {
  it('returns slabs that are wholly free, with their headers, to the map', () => {
    // Whatever bucket zones a first use brings in stays out of the comparison.
    give('NAMEI', take('NAMEI', 40));
    umaReclaim(k.uma);
    const size = mapSize();
    const [kept, headers] = [slabs('NAMEI'), row('UMA Slabs').used];
    give('NAMEI', take('NAMEI', 400));
    expect(mapSize()).toBeGreaterThan(size + 90);
    umaReclaim(k.uma);
    expect(row('UMA Slabs').used - headers).toBe(slabs('NAMEI') - kept);
    // The two buckets of the CPU stay, at most 32 slots each.
    expect(slabs('NAMEI')).toBeLessThanOrEqual(kept + 64);
    expect(umaFaults(k.uma)).toEqual([]);
  });
  it('leaves NOFREE zones as they are', () => {
    give('VNODE', take('VNODE', 500));
    const before = row('VNODE');
    umaReclaim(k.uma);
    expect(row('VNODE')).toEqual(before);
  });
  it('leaves boot pages where they are', () => {
    const boot = slabs('UMA Kegs');
    umaReclaim(k.uma);
    expect(slabs('UMA Kegs')).toBe(boot);
  });
  it('gives kernel stacks back with their threads', () => {
    const { size } = k.kmem.maps.map;
    const kernelMap = mapOf(k, M_KERNEL);
    give('THREAD', take('THREAD', 1));
    const [before, free] = [size.get(kernelMap), freeCount(k.phys)];
    const threads = row('THREAD').used + row('THREAD').free;
    expect(threads).toBe(20);
    give('THREAD', take('THREAD', 120));
    expect(size.get(kernelMap)).toBeGreaterThan(before + 3 * 100);
    umaReclaim(k.uma);
    const left = row('THREAD').used + row('THREAD').free;
    expect(size.get(kernelMap) - before).toBe(3 * (left - threads));
    expect(freeCount(k.phys)).toBeLessThanOrEqual(free);
  });
});

describe('the packet zone', () => {
  it('shares mbuf’s keg, owns a cluster per packet, and shows its cached packets only', () => {
    take('mbuf_packet', 1);
    expect(row('mbuf_packet')).toMatchObject({ used: 1, free: 127 });
    expect(row('mbuf_cluster').used).toBe(128);
    const sum =
      row('mbuf').used + row('mbuf').free + row('mbuf_packet').used + row('mbuf_packet').free;
    expect(sum).toBe(slabs('mbuf') * 15);
  });
  it('gives clusters back when its packets leave the cache', () => {
    give('mbuf_packet', take('mbuf_packet', 600));
    umaReclaim(k.uma);
    const { used, free } = row('mbuf_packet');
    expect(row('mbuf_cluster').used).toBe(used + free);
  });
  it('holds what clusters allow', () => {
    umaZoneSetMax(k.uma, zone('mbuf_cluster'), 50);
    const got = take('mbuf_packet', 60, M_NOWAIT).filter((x) => x !== 0);
    expect(got).toHaveLength(50);
    expect(row('mbuf_packet')).toMatchObject({ used: 50, free: 0, failures: 10 });
    expect(umaFaults(k.uma)).toEqual([]);
  });
});

describe('large blocks', () => {
  it('take a header and whole pages, charge the pages, and leave nothing cached', () => {
    const t = mallocType(k.malloc, 'large');
    mallocFree(k.malloc, t, mallocAlloc(k.malloc, t, 5000, M_WAITOK));
    const [size, used] = [mapSize(), row('UMA Slabs').used];
    const item = mallocAlloc(k.malloc, t, 10_000, M_WAITOK);
    expect([mapSize() - size, row('UMA Slabs').used - used]).toEqual([3, 1]);
    expect(typeFigures(k.malloc, t)).toMatchObject({ inUse: 1, bytes: 12_288, sizes: 0 });
    mallocFree(k.malloc, t, item);
    expect([mapSize(), row('UMA Slabs').used]).toEqual([size, used]);
    expect(typeFigures(k.malloc, t)).toMatchObject({ inUse: 0, bytes: 0, requests: 2 });
  });
  it('that are refused count as failures of UMA Slabs', () => {
    const t = mallocType(k.malloc, 'large');
    mallocAlloc(k.malloc, t, 5000, M_WAITOK);
    starve(0);
    expect(mallocAlloc(k.malloc, t, 10_000, M_NOWAIT)).toBe(0);
    expect(row('UMA Slabs').failures).toBe(1);
  });
  it('that find no room panic and keep their header', () => {
    const t = mallocType(k.malloc, 'large');
    const used = row('UMA Slabs').used;
    expect(() => mallocAlloc(k.malloc, t, 2 ** 30, M_WAITOK)).toThrow('kmem_map too small');
    expect(row('UMA Slabs').used).toBe(used + 1);
  });
});

describe('own-object zones', () => {
  it('take one page after another from address space reserved at boot', () => {
    const size = mapSize();
    const region = k.layout.regions.find((r) => r.id === 'pv_entry_kva')!;
    const items = take('PV ENTRY', 145 * 3, M_NOWAIT);
    const places = [...new Set(items.map((i) => Math.floor(itemAddress(k.uma, i) / 4096)))];
    const first = Number(region.start / 4096n);
    expect(places.sort((a, b) => a - b).slice(0, 3)).toEqual([first, first + 1, first + 2]);
    // Only the bucket that could be had without the VM may have cost a page.
    expect(mapSize()).toBe(size);
  });
});

describe('malloc(9)', () => {
  it.each([
    [1, '16'],
    [16, '16'],
    [17, '32'],
    [2048, '2048'],
    [2049, '4096'],
    [4096, '4096'],
  ])('takes %i bytes from zone %s', (size, name) => {
    const before = row(name).used;
    mallocAlloc(k.malloc, mallocType(k.malloc, 't'), size, M_WAITOK);
    expect(row(name).used).toBe(before + 1);
  });
  it('registers a type once', () => {
    const used = row('mt_zone').used;
    expect(mallocType(k.malloc, 'once')).toBe(mallocType(k.malloc, 'once'));
    expect(row('mt_zone').used).toBe(used + 1);
  });
});
