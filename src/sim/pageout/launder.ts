/**
 * Cleaning dirty pages.
 * FreeBSD 6.2 sys/vm/vm_pageout.c: vm_pageout_clean(), vm_pageout_flush().
 * Simplified: a disk needs the rest of the pass for what it is given, and no longer.
 */
import type { Kernel } from '../kernel/types';
import { F_BUSY, F_DIRTY, F_UNMANAGED, Q_CACHE, Q_INACTIVE } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { activatePage, cachePage, isSevere } from '../phys/page';
import { clusterPages } from '../phys/thresholds';
import type { PutStatus } from '../swap/swap-pager';
import { pagerPutPages } from '../vm/pager';
import { pmapClearModify, pmapIsModified, pmapProtect, pmapRemoveAll } from '../vm/pmap';

/** Writes what mappings know of a page on the page (`vm_page_test_dirty`). */
export const testDirty = (k: Kernel, f: number): boolean => {
  const { flags } = k.phys.frame;
  if ((flags.get(f) & F_DIRTY) === 0 && pmapIsModified(k, f)) flags.set(f, flags.get(f) | F_DIRTY);
  return (flags.get(f) & F_DIRTY) !== 0;
};

/** Whether a neighbour may go along: there, inactive, dirty, neither wired nor held nor on its way. */
const mayJoin = (k: Kernel, object: number, pindex: number): boolean => {
  const { frame } = k.phys;
  const f = pindex < 0 ? 0 : lookupPage(k.phys, object, pindex);
  return (
    f !== 0 &&
    frame.queue.get(f) === Q_INACTIVE &&
    frame.wire.get(f) === 0 &&
    frame.hold.get(f) === 0 &&
    (frame.flags.get(f) & F_BUSY) === 0 &&
    testDirty(k, f)
  );
};

/** First and last page of the cluster around a page: back to a boundary, forward, then further back. */
const cluster = (k: Kernel, object: number, pindex: number): readonly [number, number] => {
  const most = clusterPages(k.phys.pages);
  let first = pindex;
  let last = pindex;
  let mayGoBack = true;
  const back = (toBoundary: boolean): void => {
    while (mayGoBack && last - first + 1 < most) {
      mayGoBack = mayJoin(k, object, first - 1);
      if (!mayGoBack) return;
      first -= 1;
      if (toBoundary && first % most === 0) return;
    }
  };
  back(true);
  const end = k.vm.object.size.get(object);
  while (last - first + 1 < most && last + 1 < end && mayJoin(k, object, last + 1)) last += 1;
  back(false);
  return [first, last];
};

const isLoose = (k: Kernel, f: number): boolean =>
  k.phys.frame.hold.get(f) === 0 &&
  k.phys.frame.wire.get(f) === 0 &&
  k.phys.frame.queue.get(f) !== Q_CACHE;

/** Below v_free_severe a clean page goes at once (`vm_page_try_to_cache`). */
const tryToCache = (k: Kernel, f: number): void => {
  const { flags } = k.phys.frame;
  if ((flags.get(f) & F_DIRTY) !== 0 || !isLoose(k, f)) return;
  pmapRemoveAll(k, f);
  if ((flags.get(f) & F_DIRTY) === 0) cachePage(k.phys, f);
};

/** The disk has written these frames: they are clean (`swp_pager_async_iodone`). */
export const finishWrites = (k: Kernel, frames: readonly number[]): void => {
  const { flags } = k.phys.frame;
  for (const f of frames) {
    // A process that was killed meanwhile took its pages with it.
    if ((flags.get(f) & F_BUSY) === 0) continue;
    pmapClearModify(k, f);
    flags.set(f, flags.get(f) & ~(F_DIRTY | F_BUSY));
    if (isSevere(k.phys)) tryToCache(k, f);
  }
};

const settle = (k: Kernel, f: number, status: PutStatus): boolean => {
  const { flags } = k.phys.frame;
  if (status === 'ok') flags.set(f, flags.get(f) | F_BUSY);
  // VM_PAGER_FAIL: so that the page does not clog the inactive queue.
  else if (status === 'fail') activatePage(k.phys, f);
  if (status !== 'ok' && isSevere(k.phys)) tryToCache(k, f);
  return status === 'ok';
};

/**
 * Writes a dirty inactive page and its dirty inactive neighbours. They are busy until the end of the
 * pass (`finishWrites`).
 * @returns frames on their way; none where the page is held or nothing found room
 */
export const launder = (k: Kernel, f: number): readonly number[] => {
  const { frame } = k.phys;
  if (frame.hold.get(f) !== 0 || (frame.flags.get(f) & F_UNMANAGED) !== 0) return [];
  const object = frame.object.get(f);
  const [first, last] = cluster(k, object, frame.pindex.get(f));
  const pages: number[] = [];
  for (let i = first; i <= last; i += 1) pages.push(lookupPage(k.phys, object, i));
  for (const page of pages) pmapProtect(k, page);
  const status = pagerPutPages(k, object, first, pages.length);
  return pages.filter((page, i) => settle(k, page, status[i] ?? 'again'));
};
