/**
 * The kernel's own memory functions over maps.
 * FreeBSD 6.2 sys/vm/vm_kern.c: kmem_malloc(), kmem_alloc(), kmem_alloc_nofault(), kmem_suballoc(),
 * kmem_alloc_wait(), kmem_free(), kmem_free_wakeup(); sys/vm/vm_contig.c for contigmalloc()'s range.
 * Simplified: a request that sleeps for a page gives back what it holds and is made anew when woken. One
 * that sleeps for a map entry (MAP ENTRY, in maps that are not the system's) has taken nothing yet.
 */
import { PAGE_SIZE } from '../../base/units';
import { KernelPanic } from '../state/panic';
import type { Wait } from '../state/wait';
import {
  vmMapClip,
  vmMapCreate,
  vmMapDelete,
  vmMapFindspace,
  vmMapInsert,
  vmMapLookup,
  vmMapSimplify,
} from './vm-map';
import { ENTRY_NOFAULT, ENTRY_SUBMAP, KERNEL_OBJECT, KMEM_OBJECT, NO_OBJECT } from './types';
import type { VmMaps } from './types';

/** Page classes of vm_page_alloc(). */
export type PageClass = 'normal' | 'system' | 'interrupt';

/** Where wired pages come from and go to: the physical side. */
export interface WiredPages {
  /** wires a page behind kernel page `at`; false where the class may not have one */
  take: (object: number, at: number, cls: PageClass) => boolean;
  /** gives back what is behind kernel page `at`, if anything */
  give: (at: number) => void;
  /** physically contiguous run; false where there is none */
  takeRun: (at: number, length: number) => boolean;
}

/** What the functions here work on. */
export interface Kmem {
  readonly maps: VmMaps;
  readonly pages: WiredPages;
  readonly wait: Wait;
  /** object offsets count from here (`VM_MIN_KERNEL_ADDRESS`), as a page number */
  readonly base: number;
}

/** `M_NOWAIT` and `M_USE_RESERVE` as malloc(9) knows them; neither means `M_WAITOK`. */
export interface WaitFlags {
  readonly nowait: boolean;
  readonly useReserve: boolean;
}

const toPages = (bytes: number): number => Math.ceil(bytes / PAGE_SIZE);

const giveRange = (k: Kmem, start: number, count: number): void => {
  for (let i = 0; i < count; i += 1) k.pages.give(start + i);
};

/** Backs [at, at + length) with wired pages, all or none. */
const wireAll = (k: Kmem, object: number, at: number, n: readonly [number, PageClass]): boolean => {
  const [length, cls] = n;
  for (let i = 0; i < length; i += 1)
    if (!k.pages.take(object, at + i, cls)) {
      giveRange(k, at, i);
      return false;
    }
  return true;
};

const tooSmall = (k: Kmem, map: number, length: number): KernelPanic =>
  new KernelPanic(
    `kmem_malloc(${length * PAGE_SIZE}): kmem_map too small: ` +
      `${k.maps.map.size.get(map) * PAGE_SIZE} total allocated`,
  );

/**
 * Wired memory for slabs and large blocks.
 * @param size bytes; rounded up to pages
 * @returns first page, or 0: no address space (only with nowait), no page (nowait), or the caller
 *   would sleep and `wait.on` says so
 * @throws KernelPanic `kmem_malloc(n): kmem_map too small: m total allocated` where no hole is large
 *   enough and the caller may wait. 6.2 neither reclaims nor sleeps first.
 */
export const kmemMalloc = (k: Kmem, map: number, size: number, flags: WaitFlags): number => {
  const length = toPages(size);
  const at = vmMapFindspace(k.maps, map, length);
  if (at < 0) {
    if (!flags.nowait) throw tooSmall(k, map, length);
    return 0;
  }
  const offset = at - k.base;
  const entry = { start: at, end: at + length, object: KMEM_OBJECT, offset, flags: 0 };
  if (vmMapInsert(k.maps, map, entry) === 0) return 0;
  const cls = flags.nowait && !flags.useReserve ? 'interrupt' : 'system';
  if (!wireAll(k, KMEM_OBJECT, at, [length, cls])) {
    // An entry with an object is inserted as it is: there is nothing to cut, and so no sleep.
    vmMapDelete(k.maps, map, at, at + length);
    if (!flags.nowait) k.wait.on = 'vmwait';
    return 0;
  }
  wired(k, map, at);
  return at;
};

const wired = (k: Kmem, map: number, at: number): void => {
  const e = vmMapLookup(k.maps, map, at);
  k.maps.entry.wired.set(e, 1);
  vmMapSimplify(k.maps, map, e);
};

/**
 * Zeroed wired memory of kernel_object. Sleeps for pages; never panics.
 * @returns first page, or 0 where the map has no hole or the caller would sleep
 */
export const kmemAlloc = (k: Kmem, map: number, size: number): number => {
  const length = toPages(size);
  const at = vmMapFindspace(k.maps, map, length);
  if (at < 0) return 0;
  const offset = at - k.base;
  const entry = { start: at, end: at + length, object: KERNEL_OBJECT, offset, flags: 0 };
  if (vmMapInsert(k.maps, map, entry) === 0) return 0;
  if (!wireAll(k, KERNEL_OBJECT, at, [length, 'normal'])) {
    vmMapDelete(k.maps, map, at, at + length);
    k.wait.on = 'vmwait';
    return 0;
  }
  wired(k, map, at);
  return at;
};

/**
 * Address space alone: no object, no page, a fault is a panic. 0 where the map has no hole, or the caller
 * would sleep for an entry.
 */
export const kmemAllocNofault = (k: Kmem, map: number, size: number): number => {
  const length = toPages(size);
  const at = vmMapFindspace(k.maps, map, length);
  if (at < 0) return 0;
  const end = at + length;
  const entry = { start: at, end, object: NO_OBJECT, offset: 0, flags: ENTRY_NOFAULT };
  return vmMapInsert(k.maps, map, entry) === 0 ? 0 : at;
};

/**
 * Pageable address space of a submap, waiting for room (exec_map).
 * @returns first page; 0 where the map could never hold it, or where the caller would sleep: for room
 *   (`vmmaps`), which marks the map for a wakeup, or for an entry
 */
export const kmemAllocWait = (k: Kmem, map: number, size: number): number => {
  const length = toPages(size);
  const { min, max, needsWakeup } = k.maps.map;
  const at = vmMapFindspace(k.maps, map, length);
  if (at < 0) {
    if (max.get(map) - min.get(map) >= length) {
      needsWakeup.set(map, 1);
      k.wait.on = 'vmmaps';
    }
    return 0;
  }
  const end = at + length;
  const entry = { start: at, end, object: NO_OBJECT, offset: 0, flags: 0 };
  return vmMapInsert(k.maps, map, entry) === 0 ? 0 : at;
};

/** Most entries that are made where a range is cut out of others. */
export const CUTS = 2;

/**
 * Returns a range: pages first, then the entries. In a map that is not the system's the caller has asked
 * `vmMapMayDelete` before, or made sure of `CUTS` entries.
 */
export const kmemFree = (k: Kmem, map: number, at: number, size: number): void => {
  const length = toPages(size);
  giveRange(k, at, length);
  vmMapDelete(k.maps, map, at, at + length);
};

/** As `kmemFree`, for maps whose users wait. Returns whether sleepers are to be woken. */
export const kmemFreeWakeup = (k: Kmem, map: number, at: number, size: number): boolean => {
  kmemFree(k, map, at, size);
  const { needsWakeup } = k.maps.map;
  const wakes = needsWakeup.get(map) === 1;
  needsWakeup.set(map, 0);
  return wakes;
};

/**
 * A submap of `size` bytes inside `parent`. The range goes in as a plain entry, is clipped out of
 * whatever it merged with, and only then becomes a submap (vm_map_submap()).
 * @throws KernelPanic `kmem_suballoc` where the parent has no hole
 */
export const kmemSuballoc = (k: Kmem, parent: number, size: number, system: boolean): number => {
  const length = toPages(size);
  const at = vmMapFindspace(k.maps, parent, length);
  if (at < 0) throw new KernelPanic('kmem_suballoc');
  const end = at + length;
  vmMapInsert(k.maps, parent, { start: at, end, object: NO_OBJECT, offset: 0, flags: 0 });
  const map = vmMapCreate(k.maps, at, end, system);
  vmMapClip(k.maps, parent, at);
  vmMapClip(k.maps, parent, end);
  const e = vmMapLookup(k.maps, parent, at);
  k.maps.entry.flags.set(e, ENTRY_SUBMAP);
  k.maps.entry.submap.set(e, map + 1);
  return map;
};

/** contigmalloc(): a physically contiguous run in `map` (kernel_map). 0 where there is none. */
export const contigmalloc = (k: Kmem, map: number, size: number): number => {
  const length = toPages(size);
  const at = vmMapFindspace(k.maps, map, length);
  if (at < 0 || !k.pages.takeRun(at, length)) return 0;
  const offset = at - k.base;
  const entry = { start: at, end: at + length, object: KERNEL_OBJECT, offset, flags: 0 };
  vmMapInsert(k.maps, map, entry);
  wired(k, map, at);
  return at;
};
