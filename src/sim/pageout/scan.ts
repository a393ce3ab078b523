/**
 * One pass of the page daemon.
 * FreeBSD 6.2 sys/vm/vm_pageout.c: vm_pageout_scan(), vm_pageout_page_stats().
 * Left out: pages busy with I/O and locks that are taken, since disks answer at once.
 */
import type { Kernel } from '../kernel/types';
import { OBJT_VNODE } from '../vm/state';
import {
  DEFICIT,
  F_LAUNDERED,
  F_REFERENCED,
  F_VALID,
  Q_ACTIVE,
  Q_CACHE,
  Q_INACTIVE,
  available,
  freeCount,
  queued,
} from '../phys/frames';
import {
  activatePage,
  belowMin,
  cachePage,
  deactivatePage,
  freePage,
  requeuePage,
} from '../phys/page';
import { umaReclaim } from '../uma/live/drain';
import { pmapClearReference, pmapRemoveAll, pmapTsReferenced } from '../vm/pmap';
import { launder, testDirty } from './launder';
import {
  ALGORITHM,
  DEFER_SWAP,
  DFREE,
  DISABLE_SWAP,
  FULL_INTERVAL,
  MAX_LAUNDER,
  PDPAGES,
} from './state';

/** `ACT_ADVANCE`, `ACT_DECLINE`, `ACT_MAX`. */
const ACT_ADVANCE = 3;
const ACT_DECLINE = 1;
const ACT_MAX = 64;
/** Pages a pass after the first may write. */
const ALL_OUT = 10_000;
/** `vm_pageout_stats_interval` and the full one, in seconds. */
export const STATS_INTERVAL = 5;
const FULL_STATS_INTERVAL = 20;

/** What a pass did, in pages. */
export interface Scan {
  readonly pass: number;
  readonly wanted: number;
  readonly reclaimed: number;
  readonly cached: number;
  readonly freed: number;
  readonly laundered: number;
  readonly activated: number;
  readonly deactivated: number;
  /** looked at and left where they were, a little older or younger */
  readonly aged: number;
}

type Tally = { -readonly [K in keyof Scan]: Scan[K] };

/** `vm_paging_target()`: pages that free and cache lack, less than 0 where they have more. */
export const pagingTarget = (k: Kernel): number => k.phys.marks.goal - available(k.phys);

/** The frames of a queue as they stand, head first: what a pass goes through, whatever it moves. */
const framesOf = (k: Kernel, q: number): Int32Array => {
  const list = new Int32Array(queued(k.phys, q));
  let f = k.phys.queue.head.get(q);
  for (let i = 0; i < list.length; i += 1) {
    list[i] = f;
    f = k.phys.frame.next.get(f);
  }
  return list;
};

const isUsed = (k: Kernel, f: number): boolean =>
  k.vm.object.refs.get(k.phys.frame.object.get(f)) !== 0;

const clearFlag = (k: Kernel, f: number, flag: number): void => {
  const { flags } = k.phys.frame;
  flags.set(f, flags.get(f) & ~flag);
};

/** An inactive page that was used after all goes back to the active queue. */
const wasUsed = (k: Kernel, f: number): boolean => {
  const { flags, act } = k.phys.frame;
  if (!isUsed(k, f)) {
    clearFlag(k, f, F_REFERENCED);
    pmapClearReference(k, f);
    return false;
  }
  const soft = (flags.get(f) & F_REFERENCED) === 0 ? 0 : 1;
  const refs = pmapTsReferenced(k, f);
  if (soft + refs === 0) return false;
  clearFlag(k, f, F_REFERENCED);
  activatePage(k.phys, f);
  act.set(f, Math.min(act.get(f) + refs + ACT_ADVANCE + soft, 255));
  return true;
};

const maySwap = (k: Kernel, f: number): boolean => {
  if (k.vm.object.type.get(k.phys.frame.object.get(f)) - 1 === OBJT_VNODE) return true;
  const { cell } = k.pageout;
  if (cell.get(DISABLE_SWAP) !== 0) return false;
  return cell.get(DEFER_SWAP) === 0 || belowMin(k.phys);
};

/** What a page that nobody used is worth: a page to the goal or not. */
const reclaimPage = (k: Kernel, f: number, t: Tally, most: number): number => {
  const { flags } = k.phys.frame;
  const isDirty = testDirty(k, f);
  if (!isDirty) pmapRemoveAll(k, f);
  if ((flags.get(f) & F_VALID) === 0) {
    pmapRemoveAll(k, f);
    freePage(k.phys, f);
    k.pageout.cell.add(DFREE, 1);
    t.freed += 1;
    return 1;
  }
  if (!isDirty) {
    cachePage(k.phys, f);
    t.cached += 1;
    return 1;
  }
  if (t.pass === 0 && (flags.get(f) & F_LAUNDERED) === 0) {
    // PG_WINATCFLS: dirty pages cycle through the queue twice before they are written.
    flags.set(f, flags.get(f) | F_LAUNDERED);
    requeuePage(k.phys, f);
    t.aged += 1;
    return 0;
  }
  if (most <= 0) return 0;
  if (!maySwap(k, f)) {
    requeuePage(k.phys, f);
    return 0;
  }
  const written = launder(k, f);
  t.laundered += written;
  return written === 0 ? 0 : 1;
};

/** Inactive pages, oldest first, until the goal is met. Returns pages that could not be judged. */
const scanInactive = (k: Kernel, t: Tally): number => {
  const { frame } = k.phys;
  let shortage = t.wanted;
  let left = t.pass === 0 ? Math.max(k.pageout.cell.get(MAX_LAUNDER), 1) : ALL_OUT;
  let extra = 0;
  for (const f of framesOf(k, Q_INACTIVE)) {
    if (shortage <= 0) break;
    k.pageout.cell.add(PDPAGES, 1);
    if (frame.queue.get(f) !== Q_INACTIVE) continue;
    if (frame.hold.get(f) !== 0) {
      requeuePage(k.phys, f);
      extra += 1;
      continue;
    }
    if (wasUsed(k, f)) {
      t.activated += 1;
      continue;
    }
    const before = t.laundered;
    shortage -= reclaimPage(k, f, t, left);
    if (t.laundered > before) left -= 1;
  }
  return extra;
};

/** Ages one active page. True where it was used since it was last looked at. */
const age = (k: Kernel, f: number): boolean => {
  const { act, flags } = k.phys.frame;
  const soft = (flags.get(f) & F_REFERENCED) === 0 ? 0 : 1;
  const refs = soft + pmapTsReferenced(k, f);
  clearFlag(k, f, F_REFERENCED);
  if (refs > 0) act.set(f, Math.min(act.get(f) + ACT_ADVANCE + refs, ACT_MAX));
  return refs > 0;
};

const retire = (k: Kernel, f: number): void => {
  if (isUsed(k, f)) {
    deactivatePage(k.phys, f);
    return;
  }
  pmapRemoveAll(k, f);
  if (testDirty(k, f)) deactivatePage(k.phys, f);
  else cachePage(k.phys, f);
};

/** Active pages, oldest first, until enough are inactive. */
const scanActive = (k: Kernel, t: Tally, extra: number): void => {
  const { frame, marks } = k.phys;
  let shortage = pagingTarget(k) + marks.inactiveTarget - queued(k.phys, Q_INACTIVE) + extra;
  for (const f of framesOf(k, Q_ACTIVE)) {
    if (shortage <= 0) return;
    if (frame.hold.get(f) !== 0) {
      requeuePage(k.phys, f);
      continue;
    }
    k.pageout.cell.add(PDPAGES, 1);
    const used = isUsed(k, f);
    t.aged += 1;
    if (used && age(k, f)) {
      requeuePage(k.phys, f);
      continue;
    }
    clearFlag(k, f, F_REFERENCED);
    frame.act.set(f, Math.max(frame.act.get(f) - ACT_DECLINE, 0));
    if (k.pageout.cell.get(ALGORITHM) !== 0 || !used || frame.act.get(f) === 0) {
      shortage -= 1;
      t.deactivated += 1;
      retire(k, f);
    } else requeuePage(k.phys, f);
  }
};

/** Some really free pages are kept for interrupts: they cannot take cache pages. */
const cacheToFree = (k: Kernel, t: Tally): void => {
  for (const f of framesOf(k, Q_CACHE)) {
    if (freeCount(k.phys) >= k.phys.marks.reserved) return;
    if (k.phys.frame.hold.get(f) !== 0) continue;
    freePage(k.phys, f);
    k.pageout.cell.add(DFREE, 1);
    t.freed += 1;
  }
};

/** A pass up to, and without, its requests for swapping out and killing. */
export const scan = (k: Kernel, pass: number): Scan => {
  const before = freeCount(k.phys);
  for (const handler of k.lowmem) handler();
  umaReclaim(k.uma);
  const reclaimed = freeCount(k.phys) - before;
  const deficit = k.phys.count.get(DEFICIT);
  k.phys.count.set(DEFICIT, 0);
  const wanted = pagingTarget(k) + deficit;
  const none = { cached: 0, freed: 0, laundered: 0, activated: 0, deactivated: 0, aged: 0 };
  const t: Tally = { pass, wanted, reclaimed, ...none };
  const extra = scanInactive(k, t) + deficit;
  scanActive(k, t, extra);
  cacheToFree(k, t);
  return t;
};

/**
 * `vm_pageout_page_stats`: a look at active pages every 5 s while memory suffices, so that their ages
 * mean something when it does not. False where there was no need.
 */
export const pageStats = (k: Kernel): boolean => {
  const { frame, marks } = k.phys;
  const enough = marks.inactiveTarget + (marks.cacheMax ?? 0) + marks.min;
  if (enough <= available(k.phys) + queued(k.phys, Q_INACTIVE)) return false;
  const { cell } = k.pageout;
  let pages = queued(k.phys, Q_ACTIVE);
  cell.add(FULL_INTERVAL, STATS_INTERVAL);
  if (cell.get(FULL_INTERVAL) < FULL_STATS_INTERVAL)
    pages = Math.min(pages, Math.floor((marks.target * pages) / k.phys.pages));
  else cell.set(FULL_INTERVAL, 0);
  for (const f of framesOf(k, Q_ACTIVE).subarray(0, pages)) {
    if (frame.hold.get(f) !== 0 || age(k, f)) requeuePage(k.phys, f);
    else if (frame.act.get(f) === 0) {
      pmapRemoveAll(k, f);
      deactivatePage(k.phys, f);
    } else {
      frame.act.set(f, frame.act.get(f) - ACT_DECLINE);
      requeuePage(k.phys, f);
    }
  }
  return true;
};
