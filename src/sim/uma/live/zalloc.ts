/**
 * The two calls that everything else makes, with their fast paths.
 * FreeBSD 6.2 sys/vm/uma_core.c: uma_zalloc_arg(), uma_zalloc_bucket(), uma_zfree_arg().
 * Counters go to the zone at once; the kernel lets them wait in the CPU, which nobody can see.
 */
import { bucketAlloc, bucketFree, popBucket, pushBucket } from './bucket';
import {
  FREED,
  SKIP_FINI,
  UNCOUNTED,
  slabAlloc,
  zallocInternal,
  zfreeInternal,
  zoneSlab,
} from './slab';
import { BUCKET_MAX, CACHEONLY, CPU, FULL, M_NOVM, M_NOWAIT, kegHas } from './state';
import type { Uma } from './state';

/**
 * One item of a zone.
 * @returns the item, or 0: refused (`M_NOWAIT`), or the caller would sleep and `wait.on` says where
 * @throws KernelPanic where kmem_map has no room and the caller may wait
 */
export const umaZalloc = (u: Uma, zone: number, flags: number): number => {
  const c = zone * u.cpus + u.cell.get(CPU);
  const { alloc, free } = u.cache;
  const { count } = u.bucket;
  for (;;) {
    let b = alloc.get(c);
    if (b !== 0) {
      let n = count.get(b);
      if (n === 0) {
        const other = free.get(c);
        if (other !== 0) {
          n = count.get(other);
          if (n > 0) {
            free.set(c, b);
            alloc.set(c, other);
            b = other;
          }
        }
      }
      if (n > 0) {
        count.set(b, n - 1);
        u.zone.allocs.add(zone, 1);
        return u.slots.get(b * BUCKET_MAX + n - 1);
      }
    }
    if (!refill(u, zone, c, flags)) break;
  }
  return u.wait.on === '' ? zallocInternal(u, zone, flags) : 0;
};

/** Gets the CPU a full bucket: from the zone's list, or a new filling. */
const refill = (u: Uma, zone: number, c: number, flags: number): boolean => {
  const old = u.cache.alloc.get(c);
  if (old !== 0) {
    pushBucket(u, u.zone.idle, zone, old);
    u.cache.alloc.set(c, 0);
  }
  const full = popBucket(u, u.zone.full, zone);
  if (full !== 0) {
    u.cache.alloc.set(c, full);
    return true;
  }
  if (u.zone.count.get(zone) < BUCKET_MAX) u.zone.count.add(zone, 1);
  return fillBucket(u, zone, flags);
};

const bucketFlags = (u: Uma, zone: number, flags: number): number =>
  kegHas(u, u.zone.keg.get(zone), CACHEONLY) ? flags | M_NOVM : flags;

/** Fills a bucket from slabs and puts it on the zone's list (`uma_zalloc_bucket`). */
const fillBucket = (u: Uma, zone: number, flags: number): boolean => {
  const idle = popBucket(u, u.zone.idle, zone);
  const b = idle === 0 ? bucketAlloc(u, u.zone.count.get(zone), bucketFlags(u, zone, flags)) : idle;
  if (b === 0) return false;
  const max = Math.min(u.bucket.entries.get(b), u.zone.count.get(zone));
  const base = b * BUCKET_MAX;
  let how = flags;
  let n = u.bucket.count.get(b);
  while (n < max) {
    const slab = zoneSlab(u, zone, how);
    if (slab === 0) break;
    for (; n < max && u.slab.free.get(slab) > 0; n += 1) u.slots.set(base + n, slabAlloc(u, slab));
    how |= M_NOWAIT;
  }
  n = initFilled(u, zone, { b, n, flags });
  u.bucket.count.set(b, n);
  if (n > 0) {
    pushBucket(u, u.zone.full, zone, b);
    return true;
  }
  bucketFree(u, b);
  return false;
};

/** Runs a secondary zone's init on what was filled; what fails goes back. Returns how many stay. */
const initFilled = (
  u: Uma,
  zone: number,
  { b, n, flags }: { readonly b: number; readonly n: number; readonly flags: number },
): number => {
  const keg = u.zone.keg.get(zone);
  const hook = u.keg.firstZone.get(keg) === zone ? 0 : u.zone.hook.get(zone);
  if (hook === 0) return n;
  const base = b * BUCKET_MAX;
  let good = 0;
  while (good < n && u.hooks.init(hook, u.slots.get(base + good), flags)) good += 1;
  for (let j = good; j < n; j += 1) {
    zfreeInternal(u, zone, u.slots.get(base + j), UNCOUNTED | SKIP_FINI);
    u.slots.set(base + j, 0);
  }
  return good;
};

/** Returns an item to its zone. Never fails: without a bucket it goes straight to its slab. */
export const umaZfree = (u: Uma, zone: number, item: number): void => {
  const keg = u.zone.keg.get(zone);
  if ((u.keg.flags.get(keg) & FULL) !== 0) {
    zfreeInternal(u, zone, item, FREED);
    return;
  }
  const c = zone * u.cpus + u.cell.get(CPU);
  const { alloc, free } = u.cache;
  const { count, entries } = u.bucket;
  for (;;) {
    let b = free.get(c);
    if (b !== 0) {
      let n = count.get(b);
      if (n === entries.get(b)) {
        const other = alloc.get(c);
        if (other !== 0 && count.get(other) < n) {
          free.set(c, other);
          alloc.set(c, b);
          b = other;
          n = count.get(b);
        }
      }
      if (n < entries.get(b)) {
        u.slots.set(b * BUCKET_MAX + n, item);
        count.set(b, n + 1);
        u.zone.frees.add(zone, 1);
        return;
      }
    }
    if (!newFreeBucket(u, zone, c)) break;
  }
  zfreeInternal(u, zone, item, FREED);
};

/** Puts the full free bucket aside and gets the CPU an empty one. */
const newFreeBucket = (u: Uma, zone: number, c: number): boolean => {
  const old = u.cache.free.get(c);
  if (old !== 0) {
    u.cache.free.set(c, 0);
    pushBucket(u, u.zone.full, zone, old);
  }
  const idle = popBucket(u, u.zone.idle, zone);
  if (idle !== 0) {
    u.cache.free.set(c, idle);
    return true;
  }
  const b = bucketAlloc(u, u.zone.count.get(zone), bucketFlags(u, zone, M_NOWAIT));
  if (b === 0) return false;
  // The kernel lists it as idle and starts over, which then takes it.
  u.cache.free.set(c, b);
  return true;
};
