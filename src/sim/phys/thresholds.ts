/**
 * The marks of the page daemon, by release.
 * 6.2 sys/vm/vm_pageout.c, vm_pageout(); predicates in sys/sys/vmmeter.h. 7.x drops the term of the
 * page colours; 10.x lowers the target and has no cache marks; 12.x wakes at a share of the target.
 */

/** Releases that compute the marks differently. */
export type PagingEra = '6.2' | '7' | '10' | '12';

/** Page counts; see vm_pageout(). A mark that a release does not have is null. */
export interface Thresholds {
  readonly interruptFreeMin: number;
  readonly pageoutFreeMin: number;
  readonly reserved: number;
  readonly severe: number;
  readonly min: number;
  readonly target: number;
  readonly cacheMin: number | null;
  readonly cacheMax: number | null;
  readonly inactiveTarget: number;
  /** the daemon wakes when free + cache falls below */
  readonly wake: number;
  /** a scan wants free + cache to reach this */
  readonly goal: number;
  /** processes are swapped out below this; null where the release does not */
  readonly swapOut: number | null;
}

const INTERRUPT_FREE_MIN = 2;
/** 2 × MAXBSIZE ÷ PAGE_SIZE, and the interrupt reserve. */
const PAGEOUT_FREE_MIN = 34;
/** `PQ_L2_SIZE` of an i386 kernel without options. */
const PQ_L2_SIZE = 32;
/** A machine with fewer pages than this writes clusters half as large. */
const SMALL_MACHINE = 2000;
/** More free pages than this when the daemon starts: the target is 4 × v_free_min, else 2 ×. */
const LARGE_FREE = 6144;
/** More free pages than this: there are cache marks. */
const CACHE_FREE = 2048;

/** `vm_pageout_page_count`: pages of the largest cluster that the daemon writes at once. */
export const clusterPages = (pages: number): number => (pages < SMALL_MACHINE ? 8 : 16);

/** Marks that look at the free pages of the moment in which the daemon starts. */
const targets = (hasCache: boolean, m: Floors, free: number) => {
  if (!hasCache) {
    const target = 4 * m.base + m.reserved;
    return { target, cacheMin: null, cacheMax: null, inactive: Math.floor((3 * target) / 2) };
  }
  const target = (free > LARGE_FREE ? 4 : 2) * m.min + m.reserved;
  return free > CACHE_FREE
    ? { target, cacheMin: target, cacheMax: 2 * target, inactive: Math.floor((3 * target) / 2) }
    : { target, cacheMin: 0, cacheMax: 0, inactive: Math.floor(free / 4) };
};

interface Floors {
  readonly base: number;
  readonly reserved: number;
  readonly min: number;
}

const floors = (era: PagingEra, pages: number): Floors => {
  const colours = era === '6.2' ? PQ_L2_SIZE : 0;
  const reserved = clusterPages(pages) + PAGEOUT_FREE_MIN + Math.floor(pages / 768) + colours;
  const base = 4 + (pages > 1024 ? Math.floor((pages - 1024) / 200) : 0);
  return { base, reserved, min: base + reserved };
};

/** Below how many available pages the daemon wakes. */
const wakeMark = (era: PagingEra, m: Floors, target: number, cacheMin: number): number => {
  if (era === '10') return Math.floor(m.min / 10) * 11;
  if (era === '12') return Math.floor(target / 10) * 9;
  return m.reserved + cacheMin;
};

/**
 * The marks for a machine.
 * @param pages `v_page_count`
 * @param free free pages when the daemon starts (`v_free_count`); matters on small machines only
 */
export const thresholds = (era: PagingEra, pages: number, free = pages): Thresholds => {
  const m = floors(era, pages);
  const hasCache = era === '6.2' || era === '7';
  const { target, cacheMin, cacheMax, inactive } = targets(hasCache, m, free);
  return {
    interruptFreeMin: INTERRUPT_FREE_MIN,
    pageoutFreeMin: PAGEOUT_FREE_MIN,
    reserved: m.reserved,
    severe: Math.floor(m.base / 2) + m.reserved,
    min: m.min,
    target,
    cacheMin,
    cacheMax,
    inactiveTarget: Math.min(inactive, Math.floor(free / 3)),
    wake: wakeMark(era, m, target, cacheMin ?? 0),
    goal: target + (cacheMin ?? 0),
    swapOut: hasCache ? target : null,
  };
};
