/**
 * Where malloc(9) of FreeBSD 6.x takes a request from, and what it charges for it.
 * sys/kern/kern_malloc.c, malloc() and kmeminit(): up to 4,096 B a zone named after its item
 * size; above that whole pages straight from kmem_map, with a slab header from UMA Slabs.
 * The type is charged the bucket or the rounded pages, never the size that was asked for.
 */
import { PAGE_SIZE, roundUp } from '../../base/units';
import { sourceRef } from '../../base/sources';
import type { Derivation } from '../../base/derivation';

/** The zones behind malloc(9), by item size (`kmemzones[]`). */
export const MALLOC_BUCKETS = [16, 32, 64, 128, 256, 512, 1024, 2048, 4096] as const;
/** Largest request that comes from a zone (`KMEM_ZMAX`). */
export const KMEM_ZMAX = PAGE_SIZE;

/** Where a request is served. */
export interface MallocPlace {
  /** name of the zone, or null where the request takes whole pages */
  readonly zone: string | null;
  /** pages taken from kmem_map; 0 where a zone serves it */
  readonly pages: number;
  /** bytes charged to the malloc type */
  readonly charged: Derivation;
}

const made = (size: number, charged: number, formula: string, fn: string): Derivation => ({
  id: `malloc.${size}.charged`,
  label: `Bytes charged for a request of ${size} B`,
  value: charged,
  unit: 'B',
  formula,
  inputs: [{ name: 'request', value: size, unit: 'B' }],
  source: sourceRef('r62', 'sys/kern/kern_malloc.c', fn),
  grade: 'exact',
});

/**
 * Finds the bucket or the pages that serve a request.
 * @param size bytes asked for; fractions are rounded up, anything below 1 counts as 1
 * @returns the zone's name or the pages, with the charge under `malloc.<size>.charged`
 */
export const mallocBucket = (size: number): MallocPlace => {
  const asked = Number.isFinite(size) ? Math.max(Math.ceil(size), 1) : 1;
  const bucket = MALLOC_BUCKETS.find((b) => asked <= b);
  if (bucket !== undefined) {
    const formula = 'the smallest of 16, 32, 64 … 4,096 that is not below the request';
    return { zone: `${bucket}`, pages: 0, charged: made(asked, bucket, formula, 'malloc()') };
  }
  const charged = roundUp(asked, PAGE_SIZE);
  return {
    zone: null,
    pages: charged / PAGE_SIZE,
    charged: made(asked, charged, 'request rounded up to pages of 4,096 B', 'malloc()'),
  };
};

/** Requests above 4,096 B that round to that many bytes of pages: `16,384` → 12,289 to 16,384. */
export const largeRequestRange = (charged: number): readonly [number, number] => [
  charged - PAGE_SIZE + 1,
  charged,
];
