/**
 * The records of UMA: kegs, zones, per-CPU caches, slabs, buckets.
 * FreeBSD 6.2 sys/vm/uma_int.h. Zone 0, keg 0, slab 0 and bucket 0 are none; keg 0 also marks the
 * slab header of a block that malloc(9) took in whole pages.
 */
import { F64, I32, U8, needAll } from '../../state/columns';
import type { Wait } from '../../state/wait';

/** Keg flags, ours; the names are the kernel's without their prefix. */
export const OFFPAGE = 1;
export const HASH = 2;
export const MALLOC = 4;
export const REFCNT = 8;
export const INTERNAL = 16;
export const CACHEONLY = 32;
export const NOFREE = 64;
export const SECONDARY = 128;
export const FULL = 256;
export const MAXBUCKET = 512;
/** `uk_allocf` is startup_alloc(): boot pages first */
export const STARTUP = 1024;
/** `uk_allocf` is obj_alloc(): one page at a time into KVA reserved by uma_zone_set_obj() */
export const OWN_OBJECT = 2048;

/** Request flags. No flag is `M_WAITOK`. */
export const M_WAITOK = 0;
export const M_NOWAIT = 1;
export const M_USE_RESERVE = 2;
export const M_NOVM = 4;

/** Lists that a slab can be on. */
export const L_NONE = 0;
export const L_PART = 1;
export const L_FREE = 2;
export const L_FULL = 3;

/** Slab flags: where its pages came from. */
export const SLAB_KMEM = 1;
export const SLAB_BOOT = 2;
export const SLAB_PRIV = 4;
/** `UMA_SLAB_MALLOC`: a large block of malloc(9) */
export const SLAB_LARGE = 8;

/** `BUCKET_MAX`: slots of the largest bucket. */
export const BUCKET_MAX = 128;

const kegColumns = () => ({
  size: new I32(),
  rsize: new I32(),
  ipers: new I32(),
  ppera: new I32(),
  flags: new I32(),
  pages: new I32(),
  free: new I32(),
  maxpages: new I32(),
  part: new I32(),
  empty: new I32(),
  full: new I32(),
  recurse: new I32(),
  /** zone of the off-page headers */
  slabZone: new I32(),
  firstZone: new I32(),
  hashSize: new I32(),
  hashItem: new I32(),
  /** first page of KVA reserved by uma_zone_set_obj(), its object, pages filled so far */
  kva: new I32(),
  object: new I32(),
  filled: new I32(),
  /** slab records of this keg that are not in use */
  pool: new I32(),
});

const zoneColumns = () => ({
  keg: new I32(),
  /** `uz_count`: slots that the next bucket is asked to have */
  count: new I32(),
  allocs: new F64(),
  frees: new F64(),
  fails: new F64(),
  /** lists of full and of idle buckets (`uz_full_bucket`, `uz_free_bucket`) */
  full: new I32(),
  idle: new I32(),
  /** next zone of the same keg */
  next: new I32(),
  /** which init and fini run for its items; 0 = none */
  hook: new I32(),
});

const slabColumns = () => ({
  keg: new I32(),
  free: new I32(),
  first: new I32(),
  list: new U8(),
  next: new I32(),
  prev: new I32(),
  /** first page of its memory */
  page: new I32(),
  flags: new U8(),
  /** item that stores an off-page header */
  header: new I32(),
  /** where its index bytes begin */
  base: new I32(),
  /** pages, of a large block */
  pages: new I32(),
});

const bucketColumns = () => ({
  count: new I32(),
  entries: new I32(),
  next: new I32(),
  /** item of a bucket zone that stores it */
  item: new I32(),
});

/** Cells of column `cell`. */
export const KEGS = 0;
export const ZONES = 1;
export const SLABS = 2;
export const BUCKETS = 3;
export const BUCKET_POOL = 4;
export const INDEX_TOP = 5;
export const BUCKET_DISABLE = 6;
export const BOOTED = 7;
export const BOOT_PAGES = 8;
export const CPU = 9;
export const LARGE_POOL = 10;
/** zone numbers of UMA's own zones */
export const Z_KEGS = 11;
export const Z_ZONES = 12;
export const Z_SLABS = 13;
export const Z_RCNT = 14;
export const Z_HASH = 15;
/** the four bucket zones follow */
export const Z_BUCKETS = 16;
const CELLS = 20;

/** Where memory comes from. Pages are page numbers; 0 is failure. */
export interface UmaHooks {
  /** kmem_malloc() on kmem_map */
  kmemMalloc: (bytes: number, flags: number) => number;
  kmemFree: (page: number, pages: number) => void;
  /** kmem_alloc_nofault() on kernel_map */
  reserve: (bytes: number) => number;
  /** a wired page of a zone's own object at that kernel page */
  objectPage: (object: number, at: number) => boolean;
  /** number of a new object */
  newObject: () => number;
  /** page number of boot page n */
  bootPage: (n: number) => number;
  /** free pages, and the mark below which no buckets are handed out */
  freePages: () => number;
  freeMin: () => number;
  /** malloc(M_UMAHASH, M_NOWAIT) and its free */
  hashMalloc: (bytes: number) => number;
  hashFree: (item: number) => void;
  /** init and fini of items, by hook number */
  init: (hook: number, item: number, flags: number) => boolean;
  fini: (hook: number, item: number) => void;
}

/** All of UMA. */
export interface Uma {
  readonly keg: ReturnType<typeof kegColumns>;
  readonly zone: ReturnType<typeof zoneColumns>;
  /** by zone × CPUs + CPU: alloc bucket and free bucket */
  readonly cache: { readonly alloc: I32; readonly free: I32 };
  readonly slab: ReturnType<typeof slabColumns>;
  readonly bucket: ReturnType<typeof bucketColumns>;
  /** items in buckets, 128 slots each */
  readonly slots: I32;
  /** next free item of each item, one byte each, by `slab.base` + index */
  readonly index: U8;
  /** what a hook keeps for an item, by `slab.base` + index */
  readonly payload: I32;
  readonly cell: I32;
  readonly names: string[];
  readonly hooks: UmaHooks;
  readonly wait: Wait;
  readonly cpus: number;
}

/** Empty records for a machine with that many CPUs. */
export const umaState = (hooks: UmaHooks, wait: Wait, cpus: number): Uma => {
  const u: Uma = {
    keg: kegColumns(),
    zone: zoneColumns(),
    cache: { alloc: new I32(), free: new I32() },
    slab: slabColumns(),
    bucket: bucketColumns(),
    slots: new I32(),
    index: new U8(),
    payload: new I32(),
    cell: new I32(CELLS),
    names: [''],
    hooks,
    wait,
    cpus,
  };
  for (const cell of [KEGS, ZONES, SLABS, BUCKETS]) u.cell.set(cell, 1);
  u.cell.set(BUCKET_DISABLE, 1);
  return u;
};

/** Numbers the next keg, zone, slab or bucket. */
export const nextNumber = (u: Uma, cell: number): number => {
  const n = u.cell.get(cell);
  u.cell.set(cell, n + 1);
  return n;
};

/** A fresh zone record. */
export const newZone = (u: Uma, name: string): number => {
  const z = nextNumber(u, ZONES);
  needAll(u.zone, z + 1);
  needAll(u.cache, (z + 1) * u.cpus);
  u.names[z] = name;
  return z;
};

/** A fresh keg record. */
export const newKeg = (u: Uma): number => {
  const k = nextNumber(u, KEGS);
  needAll(u.keg, k + 1);
  return k;
};

/** How many zones there are; they are numbered from 1 in order of creation. */
export const zoneCount = (u: Uma): number => u.cell.get(ZONES) - 1;

/** Number of the zone of that name, or 0. */
export const zoneNumber = (u: Uma, name: string): number => Math.max(u.names.indexOf(name), 0);

/** Whether a keg has a flag. */
export const kegHas = (u: Uma, keg: number, flag: number): boolean =>
  (u.keg.flags.get(keg) & flag) !== 0;

/** Address of an item as a byte offset: page number × 4,096 + place. */
export const itemAddress = (u: Uma, item: number): number => {
  const slab = item >>> 8;
  return u.slab.page.get(slab) * 4096 + (item & 255) * u.keg.rsize.get(u.slab.keg.get(slab));
};
