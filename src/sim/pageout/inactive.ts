/**
 * The inactive queue, where a pass takes pages from.
 * FreeBSD 6.2 sys/vm/vm_pageout.c vm_pageout_scan(), its first half.
 */
import type { Kernel } from '../kernel/types';
import {
  F_BUSY,
  F_LAUNDERED,
  F_REFERENCED,
  F_VALID,
  Q_INACTIVE,
  placeMarker,
  queued,
  takeMarker,
} from '../phys/frames';
import { activatePage, belowMin, cachePage, freePage, requeuePage } from '../phys/page';
import { pmapClearReference, pmapRemoveAll, pmapTsReferenced } from '../vm/pmap';
import { OBJT_VNODE } from '../vm/state';
import { launder, testDirty } from './launder';
import { DEFER_SWAP, DFREE, DISABLE_SWAP, MAX_LAUNDER, PDPAGES } from './state';
import type { Tally } from './tally';

/** `ACT_ADVANCE`. */
export const ACT_ADVANCE = 3;
/** Clusters that a pass after the first may write. */
const ALL_OUT = 10_000;
/** `act_count` is a byte. */
const ACT_BYTE = 256;

/** Whether anybody holds the object of a page (`ref_count`). */
export const isHeld = (k: Kernel, f: number): boolean =>
  k.vm.object.refs.get(k.phys.frame.object.get(f)) !== 0;

/** Takes a flag off a frame. */
export const clearFlag = (k: Kernel, f: number, flag: number): void => {
  const { flags } = k.phys.frame;
  flags.set(f, flags.get(f) & ~flag);
};

/** An inactive page that was used after all goes back to the active queue. */
const wasUsed = (k: Kernel, f: number): boolean => {
  const { flags, act } = k.phys.frame;
  if (!isHeld(k, f)) {
    clearFlag(k, f, F_REFERENCED);
    pmapClearReference(k, f);
    return false;
  }
  const soft = (flags.get(f) & F_REFERENCED) === 0 ? 0 : 1;
  const refs = pmapTsReferenced(k, f);
  if (soft + refs === 0) return false;
  clearFlag(k, f, F_REFERENCED);
  activatePage(k.phys, f);
  act.set(f, (act.get(f) + refs + ACT_ADVANCE + soft) % ACT_BYTE);
  return true;
};

/** Whether the knobs let a dirty page go where it would go. */
const mayWrite = (k: Kernel, f: number): boolean => {
  if (k.vm.object.type.get(k.phys.frame.object.get(f)) - 1 === OBJT_VNODE) return true;
  const { cell } = k.pageout;
  if (cell.get(DISABLE_SWAP) !== 0) return false;
  return cell.get(DEFER_SWAP) === 0 || belowMin(k.phys);
};

/** Where a scan stands: the frame that it looks at next, and clusters that it may still write. */
interface Walk {
  next: number;
  clusters: number;
}

/** What became of an inactive page: nothing, or one towards the goal. */
type Fate = 'stays' | 'taken';

/** Writes a page with its neighbours. That moves pages of files about: the marker keeps the place. */
const write = (k: Kernel, f: number, t: Tally, w: Walk): Fate => {
  placeMarker(k.phys, f);
  const written = launder(k, f);
  w.next = takeMarker(k.phys);
  t.laundered += written.length;
  t.busy.push(...written);
  if (written.length === 0) return 'stays';
  w.clusters -= 1;
  return 'taken';
};

/** A dirty page: at its second turn, or in a later pass, it is written. */
const judgeDirty = (k: Kernel, f: number, t: Tally, w: Walk): Fate => {
  const { flags } = k.phys.frame;
  if (t.pass === 0 && (flags.get(f) & F_LAUNDERED) === 0) {
    flags.set(f, flags.get(f) | F_LAUNDERED);
    requeuePage(k.phys, f);
    t.aged += 1;
    return 'stays';
  }
  if (w.clusters <= 0) return 'stays';
  if (mayWrite(k, f)) return write(k, f, t, w);
  return 'stays';
};

/** What a page that nobody used is worth. */
const judge = (k: Kernel, f: number, t: Tally, w: Walk): Fate => {
  const isDirty = testDirty(k, f);
  const isValid = (k.phys.frame.flags.get(f) & F_VALID) !== 0;
  if (isDirty && isValid) return judgeDirty(k, f, t, w);
  pmapRemoveAll(k, f);
  if (isValid) {
    cachePage(k.phys, f);
    t.cached += 1;
    return 'taken';
  }
  freePage(k.phys, f);
  k.pageout.cell.add(DFREE, 1);
  t.freed += 1;
  return 'taken';
};

/** One inactive page. `extra` = it could not be judged, and somebody else must stand in. */
const visit = (k: Kernel, f: number, t: Tally, w: Walk): Fate | 'extra' => {
  const { frame } = k.phys;
  if (frame.hold.get(f) !== 0) {
    requeuePage(k.phys, f);
    return 'extra';
  }
  if ((frame.flags.get(f) & F_BUSY) !== 0) return 'extra';
  if (!wasUsed(k, f)) return judge(k, f, t, w);
  t.activated += 1;
  return 'stays';
};

/**
 * Goes through the inactive queue, oldest first, until the goal is met or as many were seen as there
 * were.
 * @returns pages that could not be judged (`addl_page_shortage`, without the deficit)
 */
export const scanInactive = (k: Kernel, t: Tally): number => {
  const { frame, queue } = k.phys;
  const most = t.pass === 0 ? Math.max(k.pageout.cell.get(MAX_LAUNDER), 1) : ALL_OUT;
  const w: Walk = { next: queue.head.get(Q_INACTIVE), clusters: most };
  let shortage = t.wanted;
  let extra = 0;
  for (let left = queued(k.phys, Q_INACTIVE); w.next !== 0 && left > 0 && shortage > 0; left -= 1) {
    const f = w.next;
    w.next = frame.next.get(f);
    k.pageout.cell.add(PDPAGES, 1);
    const fate = visit(k, f, t, w);
    if (fate === 'extra') extra += 1;
    if (fate === 'taken') shortage -= 1;
  }
  return extra;
};
