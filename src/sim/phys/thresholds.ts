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
/** MAXBSIZE ÷ PAGE_SIZE: one page array of the largest buffer. */
const PAGEOUT_PAGE_COUNT = 16;
/** `PQ_L2_SIZE` of an i386 kernel without options. */
const PQ_L2_SIZE = 32;

/**
 * The marks for a machine.
 * @param pages `v_page_count`
 * @param free free pages when the daemon starts; clamps the inactive target only on tiny machines
 */
export const thresholds = (era: PagingEra, pages: number, free = pages): Thresholds => {
  const colours = era === '6.2' ? PQ_L2_SIZE : 0;
  const reserved = PAGEOUT_FREE_MIN + PAGEOUT_PAGE_COUNT + Math.floor(pages / 768) + colours;
  const base = 4 + (pages > 1024 ? Math.floor((pages - 1024) / 200) : 0);
  const min = base + reserved;
  const hasCache = era === '6.2' || era === '7';
  const target = 4 * (hasCache ? min : base) + reserved;
  const wakeLater = era === '10' ? Math.floor(min / 10) * 11 : Math.floor(target / 10) * 9;
  return {
    interruptFreeMin: INTERRUPT_FREE_MIN,
    pageoutFreeMin: PAGEOUT_FREE_MIN,
    reserved,
    severe: Math.floor(base / 2) + reserved,
    min,
    target,
    cacheMin: hasCache ? target : null,
    cacheMax: hasCache ? 2 * target : null,
    inactiveTarget: Math.min(Math.floor((3 * target) / 2), Math.floor(free / 3)),
    wake: hasCache ? reserved + target : wakeLater,
    goal: hasCache ? 2 * target : target,
    swapOut: hasCache ? target : null,
  };
};
