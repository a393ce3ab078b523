/**
 * One pass of the page daemon.
 * FreeBSD 6.2 sys/vm/vm_pageout.c: vm_pageout_scan(), vm_pageout_pmap_collect().
 * Left out: locks that are taken, since nobody else runs.
 */
import type { Kernel } from '../kernel/types';
import { DEFICIT, F_BUSY, F_UNMANAGED, Q_CACHE, freeCount } from '../phys/frames';
import { freePage } from '../phys/page';
import { umaReclaim } from '../uma/live/drain';
import { pmapRemoveAll } from '../vm/pmap';
import { pagingTarget, scanActive } from './active';
import { scanInactive } from './inactive';
import { DFREE, PV_WAKEN, PV_WARNINGS } from './state';
import { newTally } from './tally';
import type { Tally } from './tally';

/** The kernel says so five times. */
const MOST_WARNINGS = 5;

/** Where pv entries are short: no page that may be taken away stays mapped. Returns frames unmapped. */
const pmapCollect = (k: Kernel): number => {
  const { cell } = k.pageout;
  const { frame } = k.phys;
  if (cell.get(PV_WAKEN) === 0) return 0;
  if (cell.get(PV_WARNINGS) < MOST_WARNINGS) {
    k.console.push('collecting pv entries -- suggest increasing PMAP_SHPGPERPROC');
    cell.add(PV_WARNINGS, 1);
  }
  let unmapped = 0;
  for (let f = 1; f <= k.phys.pages; f += 1) {
    if (frame.pv.get(f) === 0 || frame.wire.get(f) !== 0 || frame.hold.get(f) !== 0) continue;
    if ((frame.flags.get(f) & (F_BUSY | F_UNMANAGED)) !== 0) continue;
    pmapRemoveAll(k, f);
    unmapped += 1;
  }
  cell.set(PV_WAKEN, 0);
  return unmapped;
};

/** First page of the cache queue that nobody holds, or 0. */
const firstCached = (k: Kernel): number => {
  const { frame, queue } = k.phys;
  let f = queue.head.get(Q_CACHE);
  while (f !== 0 && frame.hold.get(f) !== 0) f = frame.next.get(f);
  return f;
};

/** Some really free pages are kept for interrupts: they cannot take cache pages. */
const cacheToFree = (k: Kernel, t: Tally): void => {
  while (freeCount(k.phys) < k.phys.marks.reserved) {
    const f = firstCached(k);
    if (f === 0) return;
    freePage(k.phys, f);
    k.pageout.cell.add(DFREE, 1);
    t.freed += 1;
  }
};

/**
 * A pass up to, and without, its requests for swapping out and killing. What it writes is busy until
 * `finishWrites`.
 */
export const scan = (k: Kernel, pass: number): Tally => {
  const before = freeCount(k.phys);
  for (const handler of k.lowmem) handler();
  umaReclaim(k.uma);
  const reclaimed = freeCount(k.phys) - before;
  const collected = pmapCollect(k);
  const deficit = k.phys.count.get(DEFICIT);
  k.phys.count.set(DEFICIT, 0);
  const t = newTally(pass, pagingTarget(k) + deficit);
  t.reclaimed = reclaimed;
  t.collected = collected;
  const extra = scanInactive(k, t) + deficit;
  scanActive(k, t, extra);
  cacheToFree(k, t);
  return t;
};
