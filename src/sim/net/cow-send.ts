/**
 * Sending a process's own pages instead of copies of them.
 * FreeBSD 6.2 sys/kern/uipc_cow.c socow_setup(); socow_iodone() is in `mbuf.ts`.
 */
import type { Kernel } from '../kernel/types';
import { F_UNMANAGED } from '../phys/frames';
import { holdPage, unholdPage, wirePage } from '../phys/page';
import { mappedRuns, spaceOf } from '../proc/proc';
import { cowClear, cowSetup } from '../vm/cow';
import { accessPage } from '../vm/fault';
import { pmapFrame } from '../vm/pmap';
import { getBorrowing, releasePage, setLength } from './mbuf';
import { sfBufReady } from './sf-buf';
import { COW_SUCCESS, MB_COW } from './state';

/** A write to a socket. */
export interface Sending {
  readonly so: number;
  /** whose memory is sent; 0 = nobody's, the contents do not matter */
  readonly process: number;
  /** which of its mapped pages the data begins in, and where in that page */
  readonly from: number;
  readonly offset: number;
  /** a kernel with `options ZERO_COPY_SOCKETS` */
  readonly zeroCopy: boolean;
}

/** The page that holds byte `at` of a sending; −1 = nothing is mapped there. */
export const userPage = (k: Kernel, s: Sending, at: number): number => {
  let left = s.from + Math.floor((s.offset + at) / 4096);
  for (const run of mappedRuns(k, s.process)) {
    if (left < run.pages) return run.at + left;
    left -= run.pages;
  }
  return -1;
};

/** What came of a step towards an mbuf: the mbuf, or why there is none. */
export type Got = { readonly m: number } | 'asleep' | 'fault' | 'cannot';

/** No mbuf: because the caller would sleep, or for another reason. */
export const asleepOr = (k: Kernel, other: 'fault' | 'cannot'): Got =>
  k.wait.on === '' ? other : 'asleep';

/**
 * socow_setup(): the mbuf points to the process's own page, wired and shared copy-on-write.
 * While it would sleep for an sf_buf the page is not wired yet; in the kernel it is.
 */
export const borrowPage = (k: Kernel, s: Sending, at: number): Got => {
  const va = userPage(k, s, at);
  if (va < 0) return 'cannot';
  const space = spaceOf(k, s.process);
  const came = accessPage(k, space, va, false);
  if (came !== 'done') return came === 'asleep' ? 'asleep' : 'cannot';
  const frame = pmapFrame(k, space.pmap, va);
  if ((k.phys.frame.flags.get(frame) & F_UNMANAGED) !== 0) return 'cannot';
  if (!sfBufReady(k, frame)) {
    k.wait.on = 'sfbufa';
    return 'asleep';
  }
  holdPage(k.phys, frame);
  cowSetup(k, frame);
  wirePage(k.phys, frame);
  unholdPage(k.phys, frame);
  const m = getBorrowing(k, MB_COW, frame);
  if (m !== 0) {
    k.net.cell.add(COW_SUCCESS, 1);
    setLength(k, m, 4096 - ((s.offset + at) % 4096), true);
    return { m };
  }
  cowClear(k, frame);
  releasePage(k, frame);
  return asleepOr(k, 'cannot');
};
