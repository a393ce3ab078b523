/**
 * Sizes that UMA of FreeBSD 6.x is built from, per architecture.
 * Pinned to 6.2-RELEASE sys/vm/uma_int.h and sys/vm/uma.h; 7.x to 9.x use the same numbers
 * for slab headers, later releases do not.
 * The structure sizes are the compiler's: each row says how it adds up.
 */
import { PAGE_SIZE } from '../../base/units';
import { sourceRef } from '../../base/sources';
import type { Source } from '../../base/derivation';
import type { Arch } from '../boot/types';

/** Bytes in a slab of a small keg (`UMA_SLAB_SIZE`). */
export const UMA_SLAB_SIZE = PAGE_SIZE;
/** Wasted bytes from which a header is worth moving off the page (`UMA_MAX_WASTE`, a tenth). */
export const UMA_MAX_WASTE = Math.floor(UMA_SLAB_SIZE / 10);
/** Smallest item (`UMA_SMALLEST_UNIT`): a slab counts its items in one byte. */
export const UMA_SMALLEST_UNIT = UMA_SLAB_SIZE / 256;
/** Pages taken from physical memory before the VM exists (`UMA_BOOT_PAGES`). */
export const UMA_BOOT_PAGES = 48;
/** `vm.boot_pages` range that the reference worked through, for the sensitivity note. */
export const UMA_BOOT_PAGES_RANGE = [30, 64] as const;
/** Slots in the first hash table of a keg (`UMA_HASH_SIZE_INIT`). */
export const UMA_HASH_SIZE_INIT = 32;
/** Entries that vm_map_startup() preallocates in `KMAP ENTRY` (`MAX_KMAPENT`). */
export const MAX_KMAPENT = 128;

/** What the header and the free list cost in one kind of slab. */
export interface SlabCost {
  /** `sizeof(struct uma_slab)` or `sizeof(struct uma_slab_refcnt)`, one free-list entry included */
  readonly header: number;
  /** that, less `sizeof(struct uma_slab_head)`: what one more item is charged (`UMA_FRITM_SZ`) */
  readonly perItem: number;
}

/** Structure sizes of one architecture. */
export interface UmaArch {
  readonly pointer: number;
  /** pointers 4 × 4 + size union 4 + three bytes, padded: 24; amd64: 43 padded to 48 */
  readonly plain: SlabCost;
  readonly refcnt: SlabCost;
  /** `struct uma_bucket` without its slots */
  readonly bucketHeader: number;
  /** `struct uma_cache`, one per CPU at the end of a zone */
  readonly cache: number;
  /** `sizeof(struct uma_zone)`, the one cache that it declares included */
  readonly zone: number;
}

/**
 * By architecture. amd64 bucket header: 16 link + 2 + 2 counters, padded to 24. Zone head:
 * three pointers, link, two list heads, four functions, three 64-bit counters, two short ones,
 * one cache: 72 + 24 on i386, 120 + 32 on amd64.
 */
export const UMA_ARCH: Readonly<Record<Arch, UmaArch>> = {
  i386: {
    pointer: 4,
    plain: { header: 28, perItem: 4 },
    refcnt: { header: 32, perItem: 8 },
    bucketHeader: 12,
    cache: 24,
    zone: 96,
  },
  amd64: {
    pointer: 8,
    plain: { header: 56, perItem: 8 },
    refcnt: { header: 56, perItem: 8 },
    bucketHeader: 24,
    cache: 32,
    zone: 152,
  },
};

/** A place in `sys/vm/uma_core.c` of 6.2. */
export const umaCore = (fn: string): Source => sourceRef('r62', 'sys/vm/uma_core.c', fn);
/** A place in `sys/vm/uma_int.h` of 6.2. */
export const umaInt = (what: string): Source => sourceRef('r62', 'sys/vm/uma_int.h', what);
