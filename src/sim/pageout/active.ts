/**
 * The active queue, where pages grow old.
 * FreeBSD 6.2 sys/vm/vm_pageout.c: vm_pageout_scan(), its second half; vm_pageout_page_stats().
 */
import type { Kernel } from '../kernel/types';
import { F_REFERENCED, Q_ACTIVE, Q_INACTIVE, available, queued } from '../phys/frames';
import { cachePage, deactivatePage, requeuePage } from '../phys/page';
import { pmapRemoveAll, pmapTsReferenced } from '../vm/pmap';
import { ACT_ADVANCE, clearFlag, isHeld } from './inactive';
import { testDirty } from './launder';
import { ALGORITHM, FULL_INTERVAL, PDPAGES } from './state';
import type { Tally } from './tally';

/** `ACT_DECLINE`, `ACT_MAX`. */
const ACT_DECLINE = 1;
const ACT_MAX = 64;
/** `vm_pageout_stats_interval` and the full one, in seconds. */
export const STATS_INTERVAL = 5;
const FULL_STATS_INTERVAL = 20;

/** `vm_paging_target()`: pages that free and cache lack, less than 0 where they have more. */
export const pagingTarget = (k: Kernel): number => k.phys.marks.goal - available(k.phys);

/** Counts how often a page was used since it was last looked at, and makes it so much younger. */
const rejuvenate = (k: Kernel, f: number): boolean => {
  const { act, flags } = k.phys.frame;
  const soft = (flags.get(f) & F_REFERENCED) === 0 ? 0 : 1;
  const refs = soft + pmapTsReferenced(k, f);
  clearFlag(k, f, F_REFERENCED);
  if (refs > 0) act.set(f, Math.min(act.get(f) + ACT_ADVANCE + refs, ACT_MAX));
  return refs > 0;
};

const growOlder = (k: Kernel, f: number): void => {
  const { act } = k.phys.frame;
  act.set(f, Math.max(act.get(f) - ACT_DECLINE, 0));
};

/** An old page goes to the inactive queue; one that nobody holds may go at once. */
const retire = (k: Kernel, f: number): void => {
  if (!isHeld(k, f)) {
    pmapRemoveAll(k, f);
    if (!testDirty(k, f)) {
      cachePage(k.phys, f);
      return;
    }
  }
  deactivatePage(k.phys, f);
};

/** One active page. True where it left the queue. */
const visit = (k: Kernel, f: number, t: Tally): boolean => {
  const held = isHeld(k, f);
  if (held && rejuvenate(k, f)) {
    requeuePage(k.phys, f);
    t.aged += 1;
    return false;
  }
  clearFlag(k, f, F_REFERENCED);
  growOlder(k, f);
  if (held && k.pageout.cell.get(ALGORITHM) === 0 && k.phys.frame.act.get(f) > 0) {
    requeuePage(k.phys, f);
    t.aged += 1;
    return false;
  }
  retire(k, f);
  t.deactivated += 1;
  return true;
};

/**
 * Goes through the active queue, oldest first, until enough pages are inactive.
 * @param extra pages that could not be judged, and the deficit
 */
export const scanActive = (k: Kernel, t: Tally, extra: number): void => {
  const { frame, marks, queue } = k.phys;
  let shortage = pagingTarget(k) + marks.inactiveTarget - queued(k.phys, Q_INACTIVE) + extra;
  let left = queued(k.phys, Q_ACTIVE);
  let f = queue.head.get(Q_ACTIVE);
  while (f !== 0 && left > 0 && shortage > 0) {
    const next = frame.next.get(f);
    left -= 1;
    if (frame.hold.get(f) !== 0) requeuePage(k.phys, f);
    else {
      k.pageout.cell.add(PDPAGES, 1);
      if (visit(k, f, t)) shortage -= 1;
    }
    f = next;
  }
};

/** How many active pages a look goes through: a share, and all of them every 20 s. */
const pagesToSee = (k: Kernel): number => {
  const { cell } = k.pageout;
  const active = queued(k.phys, Q_ACTIVE);
  cell.add(FULL_INTERVAL, STATS_INTERVAL);
  if (cell.get(FULL_INTERVAL) < FULL_STATS_INTERVAL)
    return Math.min(active, Math.floor((k.phys.marks.target * active) / k.phys.pages));
  cell.set(FULL_INTERVAL, 0);
  return active;
};

const look = (k: Kernel, f: number): void => {
  const { frame } = k.phys;
  if (frame.hold.get(f) !== 0 || rejuvenate(k, f)) {
    requeuePage(k.phys, f);
    return;
  }
  if (frame.act.get(f) > 0) {
    growOlder(k, f);
    requeuePage(k.phys, f);
    return;
  }
  pmapRemoveAll(k, f);
  deactivatePage(k.phys, f);
};

/** Whether pages are scarce enough that the ages of active ones are worth a look. */
export const wantsStats = (k: Kernel): boolean => {
  const { marks } = k.phys;
  const enough = marks.inactiveTarget + (marks.cacheMax ?? 0) + marks.min;
  return enough > available(k.phys) + queued(k.phys, Q_INACTIVE);
};

/**
 * `vm_pageout_page_stats`: a look at active pages every 5 s while memory suffices, so that their ages
 * mean something when it does not.
 */
export const pageStats = (k: Kernel): void => {
  if (!wantsStats(k)) return;
  const { frame, queue } = k.phys;
  const pages = pagesToSee(k);
  let f = queue.head.get(Q_ACTIVE);
  for (let i = 0; i < pages && f !== 0; i += 1) {
    const next = frame.next.get(f);
    look(k, f);
    f = next;
  }
};
