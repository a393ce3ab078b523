/**
 * Zones and kegs come to be.
 * FreeBSD 6.2 sys/vm/uma_core.c: uma_startup(), uma_zcreate(), uma_zsecond_create(), keg_ctor(),
 * zone_ctor(), uma_zone_set_max(), uma_zone_set_obj(), uma_prealloc().
 */
import { bytes } from '../../../base/units';
import type { Arch } from '../../boot/types';
import { BUCKET_SLOTS, headerZoneSizes } from '../header-zones';
import { kegLayout } from '../keg';
import { UMA_HASH_SIZE_INIT, UMA_SLAB_SIZE } from '../constants';
import type { KegSpec } from '../types';
import { slabLink, slabZalloc, zallocInternal } from './slab';
import {
  BOOTED,
  BOOT_PAGES,
  BUCKET_MAX,
  CACHEONLY,
  HASH,
  INTERNAL,
  L_FREE,
  MALLOC,
  MAXBUCKET,
  M_WAITOK,
  NOFREE,
  OFFPAGE,
  OWN_OBJECT,
  REFCNT,
  SECONDARY,
  STARTUP,
  Z_BUCKETS,
  Z_HASH,
  Z_KEGS,
  Z_RCNT,
  Z_SLABS,
  Z_ZONES,
  newKeg,
  newZone,
} from './state';
import type { Uma } from './state';

/** A zone as its creator asks for it, with what the model needs beyond. */
export interface ZoneSpec extends KegSpec {
  /** `UMA_ZONE_MAXBUCKET` */
  readonly maxBucket?: boolean;
  /** init and fini of its items; 0 = none */
  readonly hook?: number;
}

const flagsOf = (s: ZoneSpec): number =>
  (s.malloc ? MALLOC : 0) |
  (s.refcnt ? REFCNT : 0) |
  (s.internal ? INTERNAL : 0) |
  (s.vm ? CACHEONLY : 0) |
  (s.nofree ? NOFREE : 0) |
  (s.maxBucket === true ? MAXBUCKET : 0);

/** keg_ctor(): cuts the slabs and asks for the first hash table. */
const kegCtor = (u: Uma, zone: number, spec: ZoneSpec, arch: Arch): void => {
  const k = newKeg(u);
  const cut = kegLayout(spec, arch);
  const keg = u.keg;
  keg.size.set(k, cut.spec.size);
  keg.rsize.set(k, cut.rsize.value);
  keg.ipers.set(k, cut.ipers.value);
  keg.ppera.set(k, cut.ppera.value);
  const early = cut.ppera.value === 1 && u.cell.get(BOOTED) === 0;
  const where = (cut.offpage ? OFFPAGE : 0) | (cut.hash ? HASH : 0) | (early ? STARTUP : 0);
  keg.flags.set(k, flagsOf(spec) | where);
  keg.slabZone.set(k, cut.offpage ? u.cell.get(spec.refcnt ? Z_RCNT : Z_SLABS) : 0);
  keg.firstZone.set(k, zone);
  u.zone.keg.set(zone, k);
  if (!cut.hash) return;
  keg.hashItem.set(k, zallocInternal(u, u.cell.get(Z_HASH), M_WAITOK));
  keg.hashSize.set(k, UMA_HASH_SIZE_INIT);
};

/** zone_ctor()'s end: how many slots the first bucket is asked to have. */
const setCount = (u: Uma, zone: number): void => {
  const keg = u.zone.keg.get(zone);
  const flags = u.keg.flags.get(keg);
  if ((flags & INTERNAL) !== 0) return;
  const ipers = u.keg.ipers.get(keg);
  u.zone.count.set(zone, (flags & MAXBUCKET) !== 0 ? BUCKET_MAX : Math.min(ipers, BUCKET_MAX));
};

const zoneCtor = (u: Uma, spec: ZoneSpec, arch: Arch): number => {
  const zone = newZone(u, spec.name);
  u.zone.hook.set(zone, spec.hook ?? 0);
  kegCtor(u, zone, spec, arch);
  setCount(u, zone);
  return zone;
};

/** `uma_zcreate`: takes a zone head from `UMA Zones` and a keg from `UMA Kegs`. */
export const umaZcreate = (u: Uma, spec: ZoneSpec, arch: Arch): number => {
  zallocInternal(u, u.cell.get(Z_ZONES), M_WAITOK);
  zallocInternal(u, u.cell.get(Z_KEGS), M_WAITOK);
  return zoneCtor(u, spec, arch);
};

/**
 * `uma_zsecond_create`: a second zone on the keg of `master`, with an init and fini of its own.
 * @returns the zone's number
 */
export const umaZsecondCreate = (u: Uma, name: string, master: number, hook: number): number => {
  zallocInternal(u, u.cell.get(Z_ZONES), M_WAITOK);
  const zone = newZone(u, name);
  const keg = u.zone.keg.get(master);
  u.zone.keg.set(zone, keg);
  u.zone.hook.set(zone, hook);
  u.keg.flags.set(keg, u.keg.flags.get(keg) | SECONDARY);
  let last = master;
  while (u.zone.next.get(last) !== 0) last = u.zone.next.get(last);
  u.zone.next.set(last, zone);
  setCount(u, zone);
  return zone;
};

/** `uma_zone_set_max`: caps the slabs of the keg so that `items` fit. 0 lifts the cap. */
export const umaZoneSetMax = (u: Uma, zone: number, items: number): void => {
  const keg = u.zone.keg.get(zone);
  const ipers = u.keg.ipers.get(keg);
  const ppera = u.keg.ppera.get(keg);
  let most = ppera > 1 ? items * ppera : Math.floor(items / ipers);
  if (most * ipers < items) most += 1;
  u.keg.maxpages.set(keg, most);
};

/**
 * `uma_zone_set_obj`: reserves address space for `items` at once; pages follow one by one, for ever.
 * @returns false where kernel_map has no room
 */
export const umaZoneSetObj = (u: Uma, zone: number, items: number): boolean => {
  const keg = u.zone.keg.get(zone);
  const pages = Math.ceil(items / u.keg.ipers.get(keg));
  const kva = u.hooks.reserve(pages * UMA_SLAB_SIZE);
  if (kva === 0) return false;
  u.keg.kva.set(keg, kva);
  u.keg.object.set(keg, u.hooks.newObject());
  u.keg.maxpages.set(keg, pages);
  u.keg.flags.set(keg, (u.keg.flags.get(keg) & ~STARTUP) | OWN_OBJECT | NOFREE);
  return true;
};

/** `uma_prealloc`: free slabs for `items`. Stops where the caller would sleep. */
export const umaPrealloc = (u: Uma, zone: number, items: number): void => {
  const keg = u.zone.keg.get(zone);
  for (let slabs = Math.ceil(items / u.keg.ipers.get(keg)); slabs > 0; slabs -= 1) {
    const slab = slabZalloc(u, keg, M_WAITOK);
    if (slab === 0) return;
    slabLink(u, slab, L_FREE);
  }
};

/** `sizeof(struct uma_keg)` with 6.2's 36-byte mutex, as the thread's dump prints it. */
const KEG_SIZE = 140;
const HEADER_ALIGN = 32;

const internal = (name: string, size: number, align: number): ZoneSpec => ({
  name,
  size: bytes(size),
  align,
  refcnt: false,
  malloc: false,
  internal: true,
  vm: false,
  nofree: false,
  ownObject: false,
});

/**
 * `uma_startup`: the zones that UMA itself stands on, from `bootPages` pages taken before the VM.
 * The first two zone heads and the first keg are static: they are not in any zone.
 */
export const umaStartup = (u: Uma, bootPages: number, arch: Arch, smp: boolean): void => {
  const sizes = headerZoneSizes(arch, u.cpus, smp);
  const size = (name: string): number => sizes.get(name)?.value ?? 0;
  u.cell.set(BOOT_PAGES, bootPages);
  u.cell.set(Z_KEGS, zoneCtor(u, internal('UMA Kegs', KEG_SIZE, HEADER_ALIGN), arch));
  zallocInternal(u, u.cell.get(Z_KEGS), M_WAITOK);
  u.cell.set(Z_ZONES, zoneCtor(u, internal('UMA Zones', size('UMA Zones'), HEADER_ALIGN), arch));
  const make = (name: string): number => umaZcreate(u, internal(name, size(name), 4), arch);
  u.cell.set(Z_SLABS, make('UMA Slabs'));
  u.cell.set(Z_RCNT, make('UMA RCntSlabs'));
  u.cell.set(Z_HASH, make('UMA Hash'));
  const buckets = BUCKET_SLOTS.map((slots) => make(`${slots} Bucket`));
  u.cell.set(Z_BUCKETS, buckets[0] ?? 0);
};
