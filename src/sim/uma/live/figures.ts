/**
 * A zone in the figures that `vmstat -z -M core` prints.
 * FreeBSD 6.2 lib/libmemstat/memstat_uma.c, memstat_kvm_uma(): cached items count as free, those in
 * slabs only for the first zone of a keg; the cap is pages × items, or pages alone above one page.
 */
import { BUCKET_MAX, INTERNAL, SECONDARY, kegHas } from './state';
import type { Uma } from './state';

/** One row. */
export interface ZoneFigures {
  readonly name: string;
  readonly size: number;
  readonly limit: number;
  readonly used: number;
  readonly free: number;
  readonly requests: number;
  readonly failures: number;
}

/** Items in the full buckets of a zone and in the buckets of its CPUs. */
export const cachedItems = (u: Uma, zone: number): number => {
  let n = 0;
  for (let b = u.zone.full.get(zone); b !== 0; b = u.bucket.next.get(b)) n += u.bucket.count.get(b);
  if (kegHas(u, u.zone.keg.get(zone), INTERNAL)) return n;
  for (let cpu = 0; cpu < u.cpus; cpu += 1) {
    const c = zone * u.cpus + cpu;
    // Bucket 0 is none and counts nothing.
    n += u.bucket.count.get(u.cache.alloc.get(c)) + u.bucket.count.get(u.cache.free.get(c));
  }
  return n;
};

/** Whether a zone is not the first of its keg. */
export const isSecondary = (u: Uma, zone: number): boolean => {
  const keg = u.zone.keg.get(zone);
  return kegHas(u, keg, SECONDARY) && u.keg.firstZone.get(keg) !== zone;
};

/** The row of one zone. */
export const zoneFigures = (u: Uma, zone: number): ZoneFigures => {
  const keg = u.zone.keg.get(zone);
  const ipers = u.keg.ipers.get(keg);
  const most = u.keg.maxpages.get(keg);
  return {
    name: u.names[zone] ?? '',
    size: u.keg.size.get(keg),
    limit: u.keg.ppera.get(keg) > 1 ? Math.floor(most / ipers) : most * ipers,
    used: u.zone.allocs.get(zone) - u.zone.frees.get(zone),
    free: cachedItems(u, zone) + (isSecondary(u, zone) ? 0 : u.keg.free.get(keg)),
    requests: u.zone.allocs.get(zone),
    failures: u.zone.fails.get(zone),
  };
};

/** Visits every item that some bucket of the zone holds. */
export const eachBucketItem = (u: Uma, zone: number, visit: (item: number) => void): void => {
  const inBucket = (b: number): void => {
    for (let i = 0; i < u.bucket.count.get(b); i += 1) visit(u.slots.get(b * BUCKET_MAX + i));
  };
  for (let b = u.zone.full.get(zone); b !== 0; b = u.bucket.next.get(b)) inBucket(b);
  for (let cpu = 0; cpu < u.cpus; cpu += 1) {
    const c = zone * u.cpus + cpu;
    // Bucket 0 is none and holds nothing.
    inBucket(u.cache.alloc.get(c));
    inBucket(u.cache.free.get(c));
  }
};
