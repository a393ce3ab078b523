/**
 * Memory on its way back, and the periodic growth of hash tables.
 * FreeBSD 6.2 sys/vm/uma_core.c: zone_drain(), uma_reclaim(), uma_timeout(), zone_timeout(),
 * hash_alloc(), hash_free(), uma_large_malloc(), uma_large_free(), uma_startup2().
 */
import { PAGE_SIZE } from '../../../base/units';
import { UMA_ARCH, UMA_HASH_SIZE_INIT } from '../constants';
import { bucketCacheDrain, bucketEnable } from './bucket';
import {
  FAILED,
  FREED,
  dropRecord,
  slabRecord,
  slabRelease,
  slabUnlink,
  zallocInternal,
  zfreeInternal,
} from './slab';
import {
  BOOTED,
  HASH,
  KEGS,
  NOFREE,
  SLAB_BOOT,
  SLAB_KMEM,
  SLAB_LARGE,
  Z_BUCKETS,
  Z_HASH,
  Z_RCNT,
  Z_SLABS,
  kegHas,
} from './state';
import type { Uma } from './state';

/** Every zone, newest keg first, as the kernel's list has them (`zone_foreach`). */
const forEachZone = (u: Uma, visit: (zone: number) => void): void => {
  for (let keg = u.cell.get(KEGS) - 1; keg > 0; keg -= 1)
    for (let z = u.keg.firstZone.get(keg); z !== 0; z = u.zone.next.get(z)) visit(z);
};

/** Wholly free slabs that may go, out of all lists and counts, in the order in which they go. */
const takeFreeSlabs = (u: Uma, keg: number): number[] => {
  const gone: number[] = [];
  for (let slab = u.keg.empty.get(keg); slab !== 0;) {
    const next = u.slab.next.get(slab);
    if ((u.slab.flags.get(slab) & SLAB_BOOT) === 0) {
      slabUnlink(u, slab);
      u.keg.pages.add(keg, -u.keg.ppera.get(keg));
      u.keg.free.add(keg, -u.keg.ipers.get(keg));
      gone.push(slab);
    }
    slab = next;
  }
  return gone.reverse();
};

/** `zone_drain`: full buckets back to slabs, free slabs back to the map. Not for NOFREE zones. */
export const zoneDrain = (u: Uma, zone: number): void => {
  const keg = u.zone.keg.get(zone);
  if (kegHas(u, keg, NOFREE)) return;
  bucketCacheDrain(u, zone);
  if (u.keg.free.get(keg) === 0) return;
  const hook = u.zone.hook.get(u.keg.firstZone.get(keg));
  for (const slab of takeFreeSlabs(u, keg)) {
    if (hook !== 0)
      for (let i = 0; i < u.keg.ipers.get(keg); i += 1) u.hooks.fini(hook, (slab << 8) | i);
    slabRelease(u, slab);
  }
};

/** `uma_reclaim`: what the page daemon asks for when RAM is short, and nobody else in 6.2. */
export const umaReclaim = (u: Uma): void => {
  bucketEnable(u);
  forEachZone(u, (z) => {
    zoneDrain(u, z);
  });
  zoneDrain(u, u.cell.get(Z_SLABS));
  zoneDrain(u, u.cell.get(Z_RCNT));
  for (let i = 0; i < 4; i += 1) zoneDrain(u, u.cell.get(Z_BUCKETS) + i);
};

/** `uma_startup2`: the VM stands; buckets may be handed out. */
export const umaStartup2 = (u: Uma): void => {
  u.cell.set(BOOTED, 1);
  bucketEnable(u);
};

const hashFree = (u: Uma, size: number, item: number): void => {
  if (size === UMA_HASH_SIZE_INIT) zfreeInternal(u, u.cell.get(Z_HASH), item, FREED);
  else u.hooks.hashFree(item);
};

/** `zone_timeout`: a keg with at least as many slabs as hash slots gets a table twice as large. */
const growHash = (u: Uma, zone: number, pointer: number): void => {
  const keg = u.zone.keg.get(zone);
  const size = u.keg.hashSize.get(keg);
  if (!kegHas(u, keg, HASH) || u.keg.pages.get(keg) / u.keg.ppera.get(keg) < size) return;
  const item = u.hooks.hashMalloc(size * 2 * pointer);
  if (item === 0) return;
  const old = u.keg.hashItem.get(keg);
  u.keg.hashItem.set(keg, item);
  u.keg.hashSize.set(keg, size * 2);
  hashFree(u, size, old);
};

/** Seconds between two timeouts (`UMA_TIMEOUT`). */
export const UMA_TIMEOUT = 20;

/** `uma_timeout`: runs every 20 seconds. */
export const umaTimeout = (u: Uma): void => {
  bucketEnable(u);
  forEachZone(u, (z) => {
    growHash(u, z, UMA_ARCH.i386.pointer);
  });
};

/** `uma_large_malloc`: whole pages with a header from `UMA Slabs`, taken first. 0 on failure. */
export const umaLargeMalloc = (u: Uma, bytes: number, flags: number): number => {
  const header = zallocInternal(u, u.cell.get(Z_SLABS), flags);
  if (header === 0) return 0;
  const page = u.hooks.kmemMalloc(bytes, flags);
  if (page === 0) {
    const how = u.wait.on === '' ? FREED | FAILED : FREED;
    zfreeInternal(u, u.cell.get(Z_SLABS), header, how);
    return 0;
  }
  const slab = slabRecord(u, 0);
  u.slab.page.set(slab, page);
  u.slab.pages.set(slab, Math.ceil(bytes / PAGE_SIZE));
  u.slab.header.set(slab, header);
  u.slab.flags.set(slab, SLAB_KMEM | SLAB_LARGE);
  return slab << 8;
};

/** `uma_large_free`. Returns the bytes given back. */
export const umaLargeFree = (u: Uma, item: number): number => {
  const slab = item >>> 8;
  const pages = u.slab.pages.get(slab);
  const header = u.slab.header.get(slab);
  u.hooks.kmemFree(u.slab.page.get(slab), pages);
  u.slab.flags.set(slab, 0);
  u.slab.pages.set(slab, 0);
  u.slab.header.set(slab, 0);
  dropRecord(u, slab);
  zfreeInternal(u, u.cell.get(Z_SLABS), header, FREED);
  return pages * PAGE_SIZE;
};
