/**
 * Item sizes of UMA's own zones: slab headers, buckets, hash tables, zone heads.
 * FreeBSD 6.2 sys/vm/uma_core.c, uma_startup() and bucket_init(). `vmstat -z` prints them, so
 * they tell whether the model's structure sizes are those of the kernel that wrote the paste.
 * `UMA Kegs` is left out: its size depends on the mutex, which kernel options change.
 */
import type { Derivation, DerivationInput, Source } from '../../base/derivation';
import { sourceRef } from '../../base/sources';
import type { Arch } from '../boot/types';
import {
  UMA_ARCH,
  UMA_HASH_SIZE_INIT,
  UMA_MAX_WASTE,
  UMA_SLAB_SIZE,
  UMA_SMALLEST_UNIT,
  umaCore,
  umaInt,
  type SlabCost,
} from './constants';

/** Slots of the four bucket sizes (`bucket_zones[]`). */
export const BUCKET_SLOTS = [16, 32, 64, 128] as const;
/** `sizeof(struct malloc_type_stats)`: one per CPU that the kernel was built for. */
const MALLOC_TYPE_STATS = 64;
/** `MAXCPU` of a kernel without and with `options SMP`. */
const MAXCPU = { up: 1, smp: 16 } as const;

/**
 * Most items that a slab with an off-page header may have.
 * Tries item sizes upward until one wastes enough to move the header; that size gives the count.
 */
export const maxOffpageItems = (cost: SlabCost): number => {
  const room = UMA_SLAB_SIZE - cost.header;
  let size = UMA_SMALLEST_UNIT;
  while (room % (size + cost.perItem) <= UMA_MAX_WASTE) size += 1;
  return Math.floor(UMA_SLAB_SIZE / size);
};

interface SizeRule {
  readonly zone: string;
  readonly value: number;
  readonly formula: string;
  readonly inputs: readonly DerivationInput[];
  readonly source: Source;
}

const sized = (rule: SizeRule): Derivation => ({
  id: `model.size.${rule.zone}`,
  label: `SIZE of zone ${rule.zone}`,
  value: rule.value,
  unit: 'B',
  formula: rule.formula,
  inputs: rule.inputs,
  source: rule.source,
  grade: 'exact',
});

const inBytes = (name: string, value: number): DerivationInput => ({ name, value, unit: 'B' });
const items = (name: string, value: number): DerivationInput => ({ name, value, unit: 'items' });

const slabHeader = (zone: string, cost: SlabCost): Derivation => {
  const most = maxOffpageItems(cost);
  return sized({
    zone,
    value: cost.header + most * cost.perItem,
    formula: 'header + most items of an off-page slab × index',
    inputs: [
      inBytes('header', cost.header),
      items('most items', most),
      inBytes('index', cost.perItem),
    ],
    source: umaCore('uma_startup()'),
  });
};

const bucket = (slots: number, arch: Arch): Derivation => {
  const { bucketHeader, pointer } = UMA_ARCH[arch];
  return sized({
    zone: `${slots} Bucket`,
    value: bucketHeader + slots * pointer,
    formula: 'bucket header + slots × pointer',
    inputs: [
      inBytes('bucket header', bucketHeader),
      items('slots', slots),
      inBytes('pointer', pointer),
    ],
    source: umaInt('struct uma_bucket'),
  });
};

/**
 * What `vmstat -z` should print as SIZE for UMA's own zones.
 * @param cpus CPUs the kernel counts (`mp_maxid + 1`)
 * @param smp a kernel built with `options SMP`
 * @returns one derivation per zone, by zone name
 */
export const headerZoneSizes = (
  arch: Arch,
  cpus: number,
  smp: boolean,
): ReadonlyMap<string, Derivation> => {
  const a = UMA_ARCH[arch];
  const maxcpu = smp ? MAXCPU.smp : MAXCPU.up;
  const hash = sized({
    zone: 'UMA Hash',
    value: UMA_HASH_SIZE_INIT * a.pointer,
    formula: 'slots of a first hash table × pointer',
    inputs: [items('slots', UMA_HASH_SIZE_INIT), inBytes('pointer', a.pointer)],
    source: umaCore('uma_startup()'),
  });
  const zones = sized({
    zone: 'UMA Zones',
    value: a.zone + cpus * a.cache,
    formula: 'zone head + CPUs × per-CPU cache',
    inputs: [
      inBytes('zone head', a.zone),
      { name: 'CPUs', value: cpus, unit: 'count' },
      inBytes('cache', a.cache),
    ],
    source: umaCore('uma_startup()'),
  });
  const mt = sized({
    zone: 'mt_zone',
    value: MALLOC_TYPE_STATS * maxcpu,
    formula: 'statistics of one malloc type × MAXCPU',
    inputs: [
      inBytes('statistics', MALLOC_TYPE_STATS),
      { name: 'MAXCPU', value: maxcpu, unit: 'count' },
    ],
    source: sourceRef('r62', 'sys/sys/malloc.h', 'struct malloc_type_internal'),
  });
  const all = [
    slabHeader('UMA Slabs', a.plain),
    slabHeader('UMA RCntSlabs', a.refcnt),
    hash,
    zones,
    mt,
    ...BUCKET_SLOTS.map((slots) => bucket(slots, arch)),
  ];
  return new Map(all.map((d) => [d.label.replace('SIZE of zone ', ''), d]));
};

/** CPUs from the printed SIZE of `UMA Zones`; null where it is no whole number of caches. */
export const cpusFromZoneSize = (size: number, arch: Arch): number | null => {
  const cpus = (size - UMA_ARCH[arch].zone) / UMA_ARCH[arch].cache;
  return Number.isInteger(cpus) && cpus >= 1 ? cpus : null;
};
