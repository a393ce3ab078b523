/**
 * Buckets: arrays of items that spare a CPU the zone's lock.
 * FreeBSD 6.2 sys/vm/uma_core.c: bucket_enable(), bucket_zone_lookup(), bucket_alloc(),
 * bucket_free(), bucket_drain(), bucket_cache_drain().
 */
import { needAll } from '../../state/columns';
import { FREED, UNCOUNTED, zallocInternal, zfreeInternal } from './slab';
import { BUCKETS, BUCKET_DISABLE, BUCKET_MAX, BUCKET_POOL, Z_BUCKETS, nextNumber } from './state';
import type { Uma } from './state';

/** No buckets while free pages are below `v_free_min`. Looked at by the timeout and by reclaim only. */
export const bucketEnable = (u: Uma): void => {
  u.cell.set(BUCKET_DISABLE, u.hooks.freePages() < u.hooks.freeMin() ? 1 : 0);
};

/** Index of the bucket zone for a wish: the wish rounded up to a multiple of 16 decides. */
const bucketZone = (entries: number): number => {
  const rounded = Math.ceil(entries / 16) * 16;
  return rounded <= 16 ? 0 : rounded <= 32 ? 1 : rounded <= 64 ? 2 : 3;
};

/** An empty bucket with at least `entries` slots, or 0. */
export const bucketAlloc = (u: Uma, entries: number, flags: number): number => {
  if (u.cell.get(BUCKET_DISABLE) !== 0) return 0;
  const zone = bucketZone(entries);
  const item = zallocInternal(u, u.cell.get(Z_BUCKETS) + zone, flags);
  if (item === 0) return 0;
  let b = u.cell.get(BUCKET_POOL);
  if (b === 0) {
    b = nextNumber(u, BUCKETS);
    needAll(u.bucket, b + 1);
    u.slots.need((b + 1) * BUCKET_MAX);
  } else u.cell.set(BUCKET_POOL, u.bucket.next.get(b));
  u.bucket.count.set(b, 0);
  u.bucket.entries.set(b, 16 << zone);
  u.bucket.next.set(b, 0);
  u.bucket.item.set(b, item);
  return b;
};

/** Returns an empty bucket to its zone. */
export const bucketFree = (u: Uma, b: number): void => {
  const zone = u.cell.get(Z_BUCKETS) + bucketZone(u.bucket.entries.get(b));
  const item = u.bucket.item.get(b);
  u.bucket.entries.set(b, 0);
  u.bucket.item.set(b, 0);
  u.bucket.next.set(b, u.cell.get(BUCKET_POOL));
  u.cell.set(BUCKET_POOL, b);
  zfreeInternal(u, zone, item, FREED);
};

/** Returns all items of a bucket to their slabs. */
const bucketDrain = (u: Uma, zone: number, b: number): void => {
  for (let n = u.bucket.count.get(b) - 1; n >= 0; n -= 1) {
    u.bucket.count.set(b, n);
    const slot = b * BUCKET_MAX + n;
    const item = u.slots.get(slot);
    u.slots.set(slot, 0);
    zfreeInternal(u, zone, item, UNCOUNTED);
  }
};

/** Takes the first bucket off a list; 0 where it is empty. */
export const popBucket = (u: Uma, list: Uma['zone']['full'], zone: number): number => {
  const b = list.get(zone);
  if (b !== 0) {
    list.set(zone, u.bucket.next.get(b));
    u.bucket.next.set(b, 0);
  }
  return b;
};

/** Puts a bucket at the front of a list. */
export const pushBucket = (u: Uma, list: Uma['zone']['full'], zone: number, b: number): void => {
  u.bucket.next.set(b, list.get(zone));
  list.set(zone, b);
};

/** Empties and returns the zone's buckets; those of the CPUs stay. */
export const bucketCacheDrain = (u: Uma, zone: number): void => {
  for (let b = popBucket(u, u.zone.full, zone); b !== 0; b = popBucket(u, u.zone.full, zone)) {
    bucketDrain(u, zone, b);
    bucketFree(u, b);
  }
  for (let b = popBucket(u, u.zone.idle, zone); b !== 0; b = popBucket(u, u.zone.idle, zone))
    bucketFree(u, b);
};
