/**
 * Taking, freeing, wiring and holding pages.
 * FreeBSD 6.2 sys/vm/vm_page.c: vm_page_alloc(), _free_toq(), _wire(), _unwire(), _hold(), _unhold(),
 * _activate(), _deactivate(), _cache().
 */
import { KernelPanic } from '../state/panic';
import {
  ACT_INIT,
  DEFICIT,
  F_DIRTY,
  F_LAUNDERED,
  F_UNMANAGED,
  NEEDED,
  Q_ACTIVE,
  Q_CACHE,
  Q_FREE,
  Q_HOLD,
  Q_INACTIVE,
  WIRED,
  available,
  dequeue,
  enqueueHead,
  enqueueTail,
  freeCount,
  queued,
} from './frames';
import type { Phys } from './frames';
import { insertPage, namePage, removePage } from './object-pages';

/** Who asks: `VM_ALLOC_NORMAL`, `_SYSTEM`, `_INTERRUPT`. */
export type PageClass = 'normal' | 'system' | 'interrupt';

/** `VM_ALLOC_WIRED`. */
export const ALLOC_WIRED = 1;
/** The caller marks it `PG_UNMANAGED` at once: a page of the kernel itself. */
export const ALLOC_UNMANAGED = 2;

/** Asks for the page daemon (`pagedaemon_wakeup`). */
const wakeDaemon = (p: Phys): void => {
  p.count.set(NEEDED, 1);
};

/** `vm_paging_needed()`: whether the daemon should be awake. */
export const pagingNeeded = (p: Phys): boolean => available(p) < p.marks.wake;

/** `vm_page_count_min()`: whether sleepers for memory stay asleep. */
export const belowMin = (p: Phys): boolean => available(p) < p.marks.min;

/** `vm_page_count_severe()`: whether faults are refused pages. */
export const isSevere = (p: Phys): boolean => available(p) < p.marks.severe;

/** Whether the class may take from the free queue as it stands. */
const mayTakeFree = (p: Phys, cls: PageClass): boolean => {
  const free = freeCount(p);
  if (free > p.marks.reserved) return true;
  if (cls === 'interrupt') return free > 0;
  return cls === 'system' && queued(p, Q_CACHE) === 0 && free > p.marks.interruptFreeMin;
};

const refuse = (p: Phys): number => {
  p.count.add(DEFICIT, 1);
  wakeDaemon(p);
  return 0;
};

/**
 * A page for `object`, or 0 where the class may not have one (vm_page_alloc()). Callers outside
 * interrupts turn cache pages into free ones on the way.
 * @param how `ALLOC_WIRED`, `ALLOC_UNMANAGED`, both or 0
 */
export const allocPage = (
  p: Phys,
  owner: { readonly object: number; readonly pindex: number },
  cls: PageClass,
  how: number,
): number => {
  while (!mayTakeFree(p, cls)) {
    const cached = p.queue.head.get(Q_CACHE);
    if (cls === 'interrupt' || cached === 0) return refuse(p);
    freePage(p, cached);
  }
  const f = p.queue.head.get(Q_FREE);
  dequeue(p, f);
  const { frame } = p;
  const isOwn = (how & ALLOC_UNMANAGED) !== 0;
  frame.flags.set(f, isOwn ? F_UNMANAGED : 0);
  (isOwn ? namePage : insertPage)(p, f, owner.object, owner.pindex);
  frame.act.set(f, 0);
  frame.wire.set(f, how & ALLOC_WIRED);
  p.count.add(WIRED, how & ALLOC_WIRED);
  if (pagingNeeded(p)) wakeDaemon(p);
  return f;
};

/**
 * Frees a page (vm_page_free_toq()). A held page waits on the hold queue until it is let go.
 * @throws KernelPanic as the kernel does for a free or a wired page
 */
export const freePage = (p: Phys, f: number): void => {
  const { frame } = p;
  if (frame.queue.get(f) === Q_FREE) throw new KernelPanic('vm_page_free: freeing free page');
  if (frame.wire.get(f) !== 0) throw new KernelPanic('vm_page_free: freeing wired page');
  dequeue(p, f);
  removePage(p, f);
  frame.flags.set(f, 0);
  enqueueHead(p, frame.hold.get(f) === 0 ? Q_FREE : Q_HOLD, f);
};

/** Wires a page once more; the first time takes it off its queue. */
export const wirePage = (p: Phys, f: number): void => {
  if (p.frame.wire.get(f) === 0) {
    if ((p.frame.flags.get(f) & F_UNMANAGED) === 0) dequeue(p, f);
    p.count.add(WIRED, 1);
  }
  p.frame.wire.add(f, 1);
};

/**
 * Unwires a page; the last time puts it on the active or the inactive queue, unless unmanaged.
 * @throws KernelPanic where it is not wired
 */
export const unwirePage = (p: Phys, f: number, activate: boolean): void => {
  const { frame } = p;
  const wires = frame.wire.get(f);
  if (wires <= 0) throw new KernelPanic(`vm_page_unwire: invalid wire count: ${wires}`);
  frame.wire.set(f, wires - 1);
  if (wires > 1) return;
  p.count.add(WIRED, -1);
  if ((frame.flags.get(f) & F_UNMANAGED) !== 0) return;
  if (!activate) frame.flags.set(f, frame.flags.get(f) & ~F_LAUNDERED);
  enqueueTail(p, activate ? Q_ACTIVE : Q_INACTIVE, f);
};

/** Keeps a page from being reused while someone copies from it. */
export const holdPage = (p: Phys, f: number): void => {
  p.frame.hold.add(f, 1);
};

/** Lets a page go; a page freed meanwhile becomes free now. */
export const unholdPage = (p: Phys, f: number): void => {
  p.frame.hold.add(f, -1);
  if (p.frame.hold.get(f) === 0 && p.frame.queue.get(f) === Q_HOLD) {
    dequeue(p, f);
    enqueueHead(p, Q_FREE, f);
  }
};

/** Moves a page to the end of its queue (`vm_pageq_requeue`). */
export const requeuePage = (p: Phys, f: number): void => {
  const q = p.frame.queue.get(f);
  dequeue(p, f);
  enqueueTail(p, q, f);
};

/** Moves a page to the active queue with at least `ACT_INIT` (vm_page_activate()). */
export const activatePage = (p: Phys, f: number): void => {
  const { frame } = p;
  const loose = frame.wire.get(f) === 0 && (frame.flags.get(f) & F_UNMANAGED) === 0;
  if (frame.queue.get(f) !== Q_ACTIVE) {
    dequeue(p, f);
    if (!loose) return;
    enqueueTail(p, Q_ACTIVE, f);
  }
  frame.act.set(f, Math.max(frame.act.get(f), ACT_INIT));
};

/** Moves an unwired page to the end of the inactive queue. */
export const deactivatePage = (p: Phys, f: number): void => {
  const { frame } = p;
  if (frame.queue.get(f) === Q_INACTIVE || frame.wire.get(f) !== 0) return;
  if ((frame.flags.get(f) & F_UNMANAGED) !== 0) return;
  frame.flags.set(f, frame.flags.get(f) & ~F_LAUNDERED);
  dequeue(p, f);
  enqueueTail(p, Q_INACTIVE, f);
};

/**
 * Moves a clean, unwired, unheld page to the cache queue: it keeps its object and may be taken.
 * @throws KernelPanic where it is dirty or in use
 */
export const cachePage = (p: Phys, f: number): void => {
  const { frame } = p;
  const inUse = frame.wire.get(f) !== 0 || frame.hold.get(f) !== 0;
  if (inUse || (frame.flags.get(f) & (F_DIRTY | F_UNMANAGED)) !== 0)
    throw new KernelPanic('vm_page_cache: attempting to cache busy page');
  if (frame.queue.get(f) === Q_CACHE) return;
  dequeue(p, f);
  enqueueTail(p, Q_CACHE, f);
};

/** First frame of `length` free frames in a row, or 0. Scans all of RAM, as vm_page_alloc_contig does. */
export const findRun = (p: Phys, length: number): number => {
  let run = 0;
  for (let f = 1; f <= p.pages; f += 1) {
    run = p.frame.queue.get(f) === Q_FREE ? run + 1 : 0;
    if (run === length) return f - length + 1;
  }
  return 0;
};

/** Takes one particular free frame, wired and unmanaged, for a contiguous run. */
export const takeFrame = (p: Phys, f: number, object: number, pindex: number): void => {
  dequeue(p, f);
  namePage(p, f, object, pindex);
  p.frame.flags.set(f, F_UNMANAGED);
  p.frame.wire.set(f, 1);
  p.count.add(WIRED, 1);
  if (pagingNeeded(p)) wakeDaemon(p);
};

/** Marks a page as none of the page daemon's business (vm_page_unmanage()). */
export const unmanagePage = (p: Phys, f: number): void => {
  if (p.frame.wire.get(f) === 0) dequeue(p, f);
  p.frame.flags.set(f, p.frame.flags.get(f) | F_UNMANAGED);
};
