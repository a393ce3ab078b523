/**
 * Brings the zones of a booted kernel to the rows of a paste: slabs first, then items, spread by chance,
 * then buckets, blocks above a page, and counters. Which item lies where is not in a paste: it is ours.
 * Rests on FreeBSD 6.2 sys/vm/uma_core.c: USED + FREE of a keg is slabs × ipers.
 */
import type { Steps } from '../../base/steps';
import { UMA_SLAB_SIZE } from '../uma/constants';
import { newHolding, put } from '../engine/holdings';
import type { Sim } from '../engine/sim';
import { M_KMEM, mapOf } from '../kernel/types';
import { mallocAlloc, mallocType } from '../malloc/malloc';
import { below, randomState } from '../state/random';
import { bucketAlloc, bucketCacheDrain, bucketEnable, pushBucket } from '../uma/live/bucket';
import { umaTimeout } from '../uma/live/drain';
import { isSecondary, zoneFigures } from '../uma/live/figures';
import {
  FREED,
  slabAlloc,
  slabLink,
  slabZalloc,
  zallocInternal,
  zfreeInternal,
  zoneSlab,
} from '../uma/live/slab';
import {
  BUCKET_DISABLE,
  BUCKET_MAX,
  INTERNAL,
  L_FREE,
  M_NOVM,
  M_NOWAIT,
  OWN_OBJECT,
  kegHas,
  zoneCount,
  zoneNumber,
} from '../uma/live/state';
import type { Uma } from '../uma/live/state';
import type { LoadRow } from './rows';

/** What the paste tells beside its rows. */
export interface LoadMore {
  /** pages of kmem_map that are handed out; null = not known, blocks above a page get two pages each */
  readonly mapPages: number | null;
}

/** Their items take items of others as they are made: they come first. */
const FIRST = ['PROC', 'THREAD', 'KSEGRP', 'VMSPACE', 'mbuf_packet', 'mbuf'];
/** Filled by what the others do: they come last. */
const LAST = ['VM OBJECT', 'UMA RCntSlabs', 'UMA Slabs', 'KMAP ENTRY'];
const isBucketZone = (name: string): boolean => /^\d+ Bucket$/.test(name);
const isMalloc = (name: string): boolean => /^\d+$/.test(name);

const turn = (name: string): number => {
  if (FIRST.includes(name)) return FIRST.indexOf(name);
  if (LAST.includes(name)) return 40 + LAST.indexOf(name);
  return isBucketZone(name) ? 30 : isMalloc(name) ? 20 : 10;
};

/** All caches back into their slabs: what boot happened to cache is not in the paste. */
const emptyCaches = (u: Uma): void => {
  for (let z = 1; z <= zoneCount(u); z += 1) {
    for (const side of [u.cache.alloc, u.cache.free])
      for (let c = z * u.cpus; c < (z + 1) * u.cpus; c += 1) {
        const b = side.get(c);
        side.set(c, 0);
        if (b !== 0) pushBucket(u, u.zone.full, z, b);
      }
    bucketCacheDrain(u, z);
  }
  u.cell.set(BUCKET_DISABLE, 1);
};

/** Slabs, and items, after which the work may be laid down: a step then takes a few ms. */
const SLABS_A_STEP = 1000;
const ITEMS_A_STEP = 8000;

/** Free slabs until the keg has that many items. */
function* growTo(u: Uma, keg: number, items: number): Steps<void> {
  const ipers = u.keg.ipers.get(keg);
  const slabs = Math.ceil(items / ipers);
  for (let n = 1; u.keg.pages.get(keg) / u.keg.ppera.get(keg) < slabs; n += 1) {
    const slab = slabZalloc(u, keg, M_NOWAIT);
    if (slab === 0) return;
    slabLink(u, slab, L_FREE);
    if (n % SLABS_A_STEP === 0) yield;
  }
}

const holdingFor = (s: Sim, zone: number, name: string) => {
  const as = `paste: ${name}`;
  const type = isMalloc(name) ? mallocType(s.kernel.malloc, 'paste') : 0;
  const kind = type === 0 ? 'zone' : 'malloc';
  const had = s.holdings.get(as) ?? newHolding(kind, type === 0 ? zone : type);
  s.holdings.set(as, had);
  return { holding: had, type };
};

/** Takes all free items of a zone's slabs, keeps `keep` of them by chance and returns the others. */
function* takeSome(
  s: Sim,
  zone: number,
  { name, keep }: { readonly name: string; readonly keep: number },
): Steps<void> {
  const { uma, malloc } = s.kernel;
  if (keep <= 0) return;
  const random = randomState(zone + 1);
  const items: number[] = [];
  const all = isSecondary(uma, zone) ? keep : uma.keg.free.get(uma.zone.keg.get(zone));
  while (items.length < all) {
    const item = zallocInternal(uma, zone, M_NOWAIT | M_NOVM);
    if (item === 0) break;
    items.push(item);
    if (items.length % ITEMS_A_STEP === 0) yield;
  }
  for (let n = items.length; n > keep; n -= 1) {
    const at = below(random, n);
    zfreeInternal(uma, zone, items[at] ?? 0, FREED);
    items[at] = items[n - 1] ?? 0;
    if (n % ITEMS_A_STEP === 0) yield;
  }
  items.length = Math.min(items.length, keep);
  const { holding, type } = holdingFor(s, zone, name);
  for (const item of items) put(holding, item);
  yield;
  if (type === 0) return;
  malloc.type.allocs.add(type, items.length);
  malloc.type.bytesIn.add(type, items.length * uma.keg.size.get(uma.zone.keg.get(zone)));
}

/** Items of a secondary zone are free only in its buckets; returns buckets that were used for it. */
const cachePackets = (u: Uma, zone: number, free: number, pool: number[]): void => {
  for (let left = free; left > 0;) {
    const b = pool.pop();
    if (b === undefined) return;
    let n = 0;
    for (; n < u.bucket.entries.get(b) && left > 0; n += 1, left -= 1) {
      const item = zallocInternal(u, zone, M_NOWAIT | M_NOVM);
      if (item === 0) break;
      u.zone.allocs.add(zone, -1);
      u.slots.set(b * BUCKET_MAX + n, item);
    }
    u.bucket.count.set(b, n);
    pushBucket(u, u.zone.full, zone, b);
    if (n === 0) return;
  }
};

/** Fills a bucket from the zone with the most free items in slabs; it stays empty where none has enough. */
const placeBucket = (u: Uma, b: number): void => {
  const slots = u.bucket.entries.get(b);
  let zone = 0;
  for (let z = 1; z <= zoneCount(u); z += 1) {
    const keg = u.zone.keg.get(z);
    if (kegHas(u, keg, INTERNAL) || isSecondary(u, z)) continue;
    if (zone === 0 || u.keg.free.get(keg) > u.keg.free.get(u.zone.keg.get(zone))) zone = z;
  }
  if (u.keg.free.get(u.zone.keg.get(zone)) < slots) {
    pushBucket(u, u.zone.idle, zone, b);
    return;
  }
  for (let n = 0; n < slots; n += 1) {
    const slab = zoneSlab(u, zone, M_NOWAIT | M_NOVM);
    u.slots.set(b * BUCKET_MAX + n, slabAlloc(u, slab));
  }
  u.bucket.count.set(b, slots);
  pushBucket(u, u.zone.full, zone, b);
};

const makeBuckets = (u: Uma, rows: readonly LoadRow[]): number[] => {
  u.cell.set(BUCKET_DISABLE, 0);
  const made: number[] = [];
  for (const slots of [16, 32, 64, 128]) {
    const used = rows.find((r) => r.name === `${slots} Bucket`)?.used ?? 0;
    for (let i = 0; i < used; i += 1) {
      const b = bucketAlloc(u, slots, M_NOWAIT | M_NOVM);
      if (b !== 0) made.push(b);
    }
  }
  u.cell.set(BUCKET_DISABLE, 1);
  return made;
};

/** As many blocks above a page as headers are left in `UMA Slabs`, as large as the map leaves room. */
const largeBlocks = (s: Sim, used: number, mapPages: number | null): void => {
  const { uma, malloc, kmem } = s.kernel;
  const zone = zoneNumber(uma, 'UMA Slabs');
  const type = mallocType(malloc, 'paste');
  const holding = newHolding('malloc', type);
  const filled = (): number => kmem.maps.map.size.get(mapOf(s.kernel, M_KMEM));
  for (let left = used - zoneFigures(uma, zone).used; left > 0; left -= 1) {
    const spare = mapPages === null ? 2 * left : mapPages - filled();
    const pages = Math.max(2, Math.floor(spare / left));
    const item = mallocAlloc(malloc, type, pages * UMA_SLAB_SIZE, M_NOWAIT);
    if (item === 0) break;
    put(holding, item);
  }
  s.holdings.set('paste: blocks above a page', holding);
};

/** LIMIT, REQUESTS and FAILURES as printed. */
const setCounters = (u: Uma, zone: number, r: LoadRow): void => {
  const keg = u.zone.keg.get(zone);
  const now = zoneFigures(u, zone);
  const requests = Math.max(r.requests, now.used);
  u.zone.frees.set(zone, requests - now.used);
  u.zone.allocs.set(zone, requests);
  u.zone.fails.set(zone, r.failures);
  if (now.limit === r.limit || kegHas(u, keg, OWN_OBJECT)) return;
  u.keg.maxpages.set(keg, Math.ceil(r.limit / u.keg.ipers.get(keg)));
};

/** Slabs for every row, those that share a keg together. */
function* growAll(u: Uma, order: readonly LoadRow[]): Steps<void> {
  for (const r of order) {
    const zone = zoneNumber(u, r.name);
    if (zone === 0 || isSecondary(u, zone)) continue;
    const packets = r.name === 'mbuf' ? order.filter((x) => x.name === 'mbuf_packet') : [];
    const shared = packets.reduce((n, x) => n + x.used + x.free, 0);
    yield* growTo(u, u.zone.keg.get(zone), r.used + r.free + shared);
    yield;
  }
}

/**
 * Loads all rows into a simulation that has just booted, in short steps. What cannot be reached is left as
 * near as it is.
 */
export function* fillSteps(s: Sim, rows: readonly LoadRow[], more: LoadMore): Steps<void> {
  const u = s.kernel.uma;
  // It takes an item of mt_zone, so it must be there before that row is looked at.
  mallocType(s.kernel.malloc, 'paste');
  emptyCaches(u);
  const order = [...rows].sort((a, b) => turn(a.name) - turn(b.name));
  const zoneOf = (r: LoadRow): number => zoneNumber(u, r.name);
  yield* growAll(u, order);
  // Every kind of table doubles once a round; 2^16 slabs need no more.
  for (let i = 0; i < 16; i += 1) {
    umaTimeout(u);
    yield;
  }
  // The tables were malloc'ed, and the timeout had turned buckets on.
  emptyCaches(u);
  const buckets = makeBuckets(u, rows);
  const packets = rows.find((r) => r.name === 'mbuf_packet');
  if (packets !== undefined) cachePackets(u, zoneOf(packets), packets.free, buckets);
  for (const r of order) {
    const zone = zoneOf(r);
    if (zone === 0 || isBucketZone(r.name) || r.name === 'UMA Slabs') continue;
    yield* takeSome(s, zone, { name: r.name, keep: r.used - zoneFigures(u, zone).used });
    yield;
  }
  for (const b of buckets) placeBucket(u, b);
  yield;
  largeBlocks(s, rows.find((r) => r.name === 'UMA Slabs')?.used ?? 0, more.mapPages);
  for (const r of rows) if (zoneOf(r) !== 0) setCounters(u, zoneOf(r), r);
  bucketEnable(u);
}
