/**
 * Page frames as records, and the queues that link them.
 * FreeBSD 6.2 sys/vm/vm_page.h, struct vm_page and the PQ_ constants; sys/vm/vm_pageq.c.
 */
import { I32, needAll } from '../state/columns';
import { Journal } from '../state/journal';
import { TrackedI32, TrackedU8 } from '../state/tracked';
import type { Thresholds } from './thresholds';

/** Queues. A wired or unmanaged page is on none. */
export const Q_NONE = 0;
export const Q_FREE = 1;
export const Q_CACHE = 2;
export const Q_INACTIVE = 3;
export const Q_ACTIVE = 4;
export const Q_HOLD = 5;
export const QUEUES = 6;

/** Frame flags. */
export const F_UNMANAGED = 1;
export const F_DIRTY = 2;
export const F_REFERENCED = 4;
export const F_VALID = 8;
/** on its object's list; pages of the kernel itself are not */
export const F_LISTED = 16;
/** `PG_WINATCFLS`: dirty, and met once by a scan of the inactive queue */
export const F_LAUNDERED = 32;

/** `ACT_INIT`: activity that a page starts with on the active queue. */
export const ACT_INIT = 5;

const frameColumns = () => ({
  queue: new TrackedU8(),
  next: new TrackedI32(),
  prev: new TrackedI32(),
  /** owning object; 0 = none */
  object: new TrackedI32(),
  /** page of that object */
  pindex: new TrackedI32(),
  wire: new TrackedI32(),
  hold: new TrackedI32(),
  act: new TrackedU8(),
  flags: new TrackedU8(),
  /** neighbours on the object's list of resident pages, and on the chain of the hash over all pages */
  onext: new TrackedI32(),
  oprev: new TrackedI32(),
  hnext: new TrackedI32(),
  /** first mapping (`md.pv_list`); 0 = mapped nowhere that can be taken away */
  pv: new TrackedI32(),
  /** sends in progress that share it copy-on-write (`m->cow`) */
  cow: new TrackedI32(),
});

/** Counters of `struct vmmeter` and the daemon's mailbox, in column `count`. */
export const WIRED = 0;
/** `vm_pageout_deficit`: allocations refused since the last scan */
export const DEFICIT = 1;
/** `vm_pages_needed`: the daemon has been asked for */
export const NEEDED = 2;

/** log2 of the chains of the hash over all (object, page) pairs. */
const HASH_SHIFT = 14;
/** Chains of the hash over all (object, page) pairs. */
export const HASH_CHAINS = 1 << HASH_SHIFT;

/** All page frames of a machine. Frames are numbered from 1; 0 is no frame. */
export interface Phys {
  readonly frame: ReturnType<typeof frameColumns>;
  /** by object: first resident page, and how many there are */
  readonly owned: { readonly head: I32; readonly resident: I32 };
  /** by chain: first frame */
  readonly hash: TrackedI32;
  readonly queue: { readonly head: I32; readonly tail: I32; readonly length: I32 };
  readonly count: I32;
  /** `v_page_count` */
  readonly pages: number;
  readonly marks: Thresholds;
  /** frames that moved since somebody last emptied it; no part of the state */
  readonly journal: Journal;
}

/** A machine with `pages` frames, all free, taken in ascending order. */
export const makePhys = (pages: number, marks: Thresholds): Phys => {
  const queue = { head: new I32(QUEUES), tail: new I32(QUEUES), length: new I32(QUEUES) };
  const p: Phys = {
    frame: frameColumns(),
    owned: { head: new I32(), resident: new I32() },
    hash: new TrackedI32(HASH_CHAINS),
    queue,
    count: new I32(4),
    pages,
    marks,
    journal: new Journal(pages + 1),
  };
  needAll(p.frame, pages + 1);
  for (let f = 1; f <= pages; f += 1) enqueueTail(p, Q_FREE, f);
  p.journal.clear();
  return p;
};

/** Length of a queue. */
export const queued = (p: Phys, q: number): number => p.queue.length.get(q);

/** `v_free_count`. */
export const freeCount = (p: Phys): number => p.queue.length.get(Q_FREE);

/** `v_free_count + v_cache_count`: what most decisions look at. */
export const available = (p: Phys): number =>
  p.queue.length.get(Q_FREE) + p.queue.length.get(Q_CACHE);

/** Puts a frame that is on no queue at the end of one. */
export const enqueueTail = ({ frame, queue, journal }: Phys, q: number, f: number): void => {
  journal.note(f);
  const tail = queue.tail.get(q);
  frame.prev.set(f, tail);
  frame.next.set(f, 0);
  if (tail === 0) queue.head.set(q, f);
  else frame.next.set(tail, f);
  queue.tail.set(q, f);
  frame.queue.set(f, q);
  queue.length.add(q, 1);
};

/** Puts a frame that is on no queue at the front of one. */
export const enqueueHead = ({ frame, queue, journal }: Phys, q: number, f: number): void => {
  journal.note(f);
  const head = queue.head.get(q);
  frame.next.set(f, head);
  frame.prev.set(f, 0);
  if (head === 0) queue.tail.set(q, f);
  else frame.prev.set(head, f);
  queue.head.set(q, f);
  frame.queue.set(f, q);
  queue.length.add(q, 1);
};

/** Takes a frame off its queue, if it is on one. */
export const dequeue = ({ frame, queue, journal }: Phys, f: number): void => {
  const q = frame.queue.get(f);
  if (q === Q_NONE) return;
  journal.note(f);
  const next = frame.next.get(f);
  const prev = frame.prev.get(f);
  if (prev === 0) queue.head.set(q, next);
  else frame.next.set(prev, next);
  if (next === 0) queue.tail.set(q, prev);
  else frame.prev.set(next, prev);
  frame.next.set(f, 0);
  frame.prev.set(f, 0);
  frame.queue.set(f, Q_NONE);
  queue.length.add(q, -1);
};
