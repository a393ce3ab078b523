/**
 * malloc(9), free(9) and the statistics by type.
 * FreeBSD 6.2 sys/kern/kern_malloc.c: malloc(), free(), malloc_init(), kmeminit(),
 * malloc_type_zone_allocated(), malloc_type_freed().
 */
import { bytes } from '../../base/units';
import { F64, I32, needAll } from '../state/columns';
import { umaZcreate } from '../uma/live/create';
import { umaLargeFree, umaLargeMalloc } from '../uma/live/drain';
import { M_WAITOK } from '../uma/live/state';
import type { Uma } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { KMEM_ZMAX, MALLOC_BUCKETS } from '../uma/malloc';

const typeColumns = () => ({
  allocs: new F64(),
  frees: new F64(),
  /** bytes ever charged and given back */
  bytesIn: new F64(),
  bytesOut: new F64(),
  /** bit n: a block of 16 << n bytes was ever had (`mts_size`) */
  sizes: new I32(),
  /** item of mt_zone that stores the statistics */
  item: new I32(),
});

/** All malloc types. Type 0 is none. */
export interface Malloc {
  readonly type: ReturnType<typeof typeColumns>;
  /** zone and bit by request in units of 16 B (`kmemsize[]`) */
  readonly zoneOf: I32;
  readonly bitOf: I32;
  readonly cell: I32;
  readonly names: string[];
  readonly uma: Uma;
}

const TYPES = 0;
const MT_ZONE = 1;
/** `KMEM_ZSHIFT`: requests are looked up in units of 16 B. */
const ZSHIFT = 4;
/** `sizeof(struct malloc_type_internal)` of a uniprocessor kernel. */
const MT_SIZE = { up: 64, smp: 64 * 16 } as const;

/** No types and no zones yet. */
export const mallocState = (uma: Uma): Malloc => {
  const units = (KMEM_ZMAX >> ZSHIFT) + 1;
  const m: Malloc = {
    type: typeColumns(),
    zoneOf: new I32(units),
    bitOf: new I32(units),
    cell: new I32(2),
    names: [''],
    uma,
  };
  m.cell.set(TYPES, 1);
  return m;
};

/** kmeminit()'s second half: mt_zone and the nine bucket zones. */
export const mallocZones = (m: Malloc, smp: boolean): void => {
  const spec = (name: string, size: number) => ({
    name,
    size: bytes(size),
    align: 4,
    refcnt: false,
    malloc: true,
    internal: false,
    vm: false,
    nofree: false,
    ownObject: false,
  });
  m.cell.set(MT_ZONE, umaZcreate(m.uma, spec('mt_zone', smp ? MT_SIZE.smp : MT_SIZE.up), 'i386'));
  let unit = 0;
  MALLOC_BUCKETS.forEach((size, bit) => {
    const zone = umaZcreate(m.uma, spec(`${size}`, size), 'i386');
    for (; unit <= size >> ZSHIFT; unit += 1) {
      m.zoneOf.set(unit, zone);
      m.bitOf.set(unit, bit);
    }
  });
};

/** malloc_init(): registers a type. Returns its number; a known name keeps its own. */
export const mallocType = (m: Malloc, name: string): number => {
  const known = m.names.indexOf(name);
  if (known > 0) return known;
  const t = m.cell.get(TYPES);
  needAll(m.type, t + 1);
  const item = umaZalloc(m.uma, m.cell.get(MT_ZONE), M_WAITOK);
  if (item === 0) return 0;
  m.type.item.set(t, item);
  m.cell.set(TYPES, t + 1);
  m.names[t] = name;
  return t;
};

/** How many types there are; they are numbered from 1. */
export const typeCount = (m: Malloc): number => m.cell.get(TYPES) - 1;

/**
 * malloc(9).
 * @param size bytes; at least 1
 * @returns an item for `mallocFree`, or 0: refused, or asleep where `uma.wait.on` says so
 * @throws KernelPanic where kmem_map has no room and the caller may wait
 */
export const mallocAlloc = (m: Malloc, type: number, size: number, flags: number): number => {
  if (size > KMEM_ZMAX) return allocLarge(m, type, size, flags);
  const unit = (size + 15) >> ZSHIFT;
  const zone = m.zoneOf.get(unit);
  const item = umaZalloc(m.uma, zone, flags);
  const bit = m.bitOf.get(unit);
  if (item !== 0) {
    m.type.allocs.add(type, 1);
    m.type.bytesIn.add(type, 16 << bit);
  }
  // The kernel notes the size even of a request that it refused.
  if (m.uma.wait.on === '') m.type.sizes.set(type, m.type.sizes.get(type) | (1 << bit));
  return item;
};

const allocLarge = (m: Malloc, type: number, size: number, flags: number): number => {
  const pages = Math.ceil(size / 4096);
  const item = umaLargeMalloc(m.uma, pages * 4096, flags);
  if (item !== 0) {
    m.type.allocs.add(type, 1);
    m.type.bytesIn.add(type, pages * 4096);
  }
  return item;
};

/** free(9). The type is the caller's word, as in the kernel. */
export const mallocFree = (m: Malloc, type: number, item: number): void => {
  const u = m.uma;
  const keg = u.slab.keg.get(item >>> 8);
  let size: number;
  if (keg === 0) size = umaLargeFree(u, item);
  else {
    size = u.keg.size.get(keg);
    umaZfree(u, u.keg.firstZone.get(keg), item);
  }
  m.type.frees.add(type, 1);
  m.type.bytesOut.add(type, size);
};

/** One row of `vmstat -m`. */
export interface TypeFigures {
  readonly name: string;
  readonly inUse: number;
  readonly bytes: number;
  readonly requests: number;
  readonly sizes: number;
}

/** The row of one type. */
export const typeFigures = (m: Malloc, t: number): TypeFigures => ({
  name: m.names[t] ?? '',
  inUse: m.type.allocs.get(t) - m.type.frees.get(t),
  bytes: m.type.bytesIn.get(t) - m.type.bytesOut.get(t),
  requests: m.type.allocs.get(t),
  sizes: m.type.sizes.get(t),
});
