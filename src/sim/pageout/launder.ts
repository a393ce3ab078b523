/**
 * Cleaning dirty pages.
 * FreeBSD 6.2 sys/vm/vm_pageout.c: vm_pageout_clean(), vm_pageout_flush().
 * Simplified: what is written is clean at once, where the kernel waits for the disk.
 */
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_UNMANAGED, Q_INACTIVE } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { activatePage, cachePage, isSevere } from '../phys/page';
import { pagerPutPages } from '../vm/pager';
import { pmapClearModify, pmapIsModified, pmapProtect, pmapRemoveAll } from '../vm/pmap';

/** `vm_pageout_page_count`: pages of a cluster; half of them on a machine with less than 2,000. */
const clusterOf = (k: Kernel): number => (k.phys.pages < 2000 ? 8 : 16);

/** Writes what mappings know of a page on the page (`vm_page_test_dirty`). */
export const testDirty = (k: Kernel, f: number): boolean => {
  const { flags } = k.phys.frame;
  if ((flags.get(f) & F_DIRTY) === 0 && pmapIsModified(k, f)) flags.set(f, flags.get(f) | F_DIRTY);
  return (flags.get(f) & F_DIRTY) !== 0;
};

/** Whether a neighbour may go along: there, inactive, dirty, neither wired nor held. */
const mayJoin = (k: Kernel, object: number, pindex: number): boolean => {
  const { frame } = k.phys;
  const f = pindex < 0 ? 0 : lookupPage(k.phys, object, pindex);
  return (
    f !== 0 &&
    frame.queue.get(f) === Q_INACTIVE &&
    frame.wire.get(f) === 0 &&
    frame.hold.get(f) === 0 &&
    testDirty(k, f)
  );
};

/** First and last page of the cluster around a page: back to a boundary, forward, then further back. */
const cluster = (k: Kernel, object: number, pindex: number): readonly [number, number] => {
  const most = clusterOf(k);
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

const finish = (k: Kernel, f: number): void => {
  const { flags, hold, wire, queue } = k.phys.frame;
  pmapClearModify(k, f);
  flags.set(f, flags.get(f) & ~F_DIRTY);
  const isBound = hold.get(f) !== 0 || wire.get(f) !== 0 || queue.get(f) !== Q_INACTIVE;
  if (!isSevere(k.phys) || isBound) return;
  // vm_page_try_to_cache(): below v_free_severe a clean page goes at once.
  pmapRemoveAll(k, f);
  if ((flags.get(f) & F_DIRTY) === 0) cachePage(k.phys, f);
};

/**
 * Writes a dirty inactive page and its dirty inactive neighbours.
 * @returns pages written; 0 where the page is held or nothing found room. Pages without room are
 *   activated, so that they do not clog the queue.
 */
export const launder = (k: Kernel, f: number): number => {
  const { frame } = k.phys;
  if (frame.hold.get(f) !== 0 || (frame.flags.get(f) & F_UNMANAGED) !== 0) return 0;
  const object = frame.object.get(f);
  const [first, last] = cluster(k, object, frame.pindex.get(f));
  const pages: number[] = [];
  for (let i = first; i <= last; i += 1) pages.push(lookupPage(k.phys, object, i));
  for (const page of pages) pmapProtect(k, page);
  const written = pagerPutPages(k, object, first, pages.length);
  pages.forEach((page, i) => {
    if (i < written) finish(k, page);
    else activatePage(k.phys, page);
  });
  return written;
};
