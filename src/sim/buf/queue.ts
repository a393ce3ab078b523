/**
 * Where a buffer is: its queue, its vnode's lists, the hash over (vnode, block).
 * FreeBSD 6.2 sys/kern/vfs_bio.c bremfreel(); sys/kern/vfs_subr.c bgetvp(), brelvp(), reassignbuf(),
 * gbincore(). Simplified: a hash instead of a splay tree a vnode; clean buffers of a vnode are in no
 * order, dirty ones by block as there.
 */
import { becomeDirty, leaveWorklist } from '../file/worklist';
import { vdrop, vhold } from '../file/refs';
import type { Kernel } from '../kernel/types';
import { BQ_NONE, BUF_CHAINS, BX_VNDIRTY, B_DELWRI } from './state';
import type { BufState } from './state';

/** Whether a buffer has one of some flags. */
export const bufHas = (k: Kernel, n: number, flags: number): boolean =>
  (k.buf.buf.flags.get(n) & flags) !== 0;

/** Sets flags of a buffer. */
export const setFlags = (k: Kernel, n: number, flags: number): void => {
  k.buf.buf.flags.set(n, k.buf.buf.flags.get(n) | flags);
};

/** Clears flags of a buffer. */
export const clearFlags = (k: Kernel, n: number, flags: number): void => {
  k.buf.buf.flags.set(n, k.buf.buf.flags.get(n) & ~flags);
};

/** Takes a buffer off its queue (bremfree()); one that is in use stays as it is. */
export const bremfree = ({ buf: s }: Kernel, n: number): void => {
  const { buf, queue } = s;
  const q = buf.queue.get(n);
  if (q === BQ_NONE) return;
  const [next, prev] = [buf.qnext.get(n), buf.qprev.get(n)];
  if (prev === 0) queue.head.set(q, next);
  else buf.qnext.set(prev, next);
  if (next === 0) queue.tail.set(q, prev);
  else buf.qprev.set(next, prev);
  buf.qnext.set(n, 0);
  buf.qprev.set(n, 0);
  buf.queue.set(n, BQ_NONE);
  queue.length.add(q, -1);
};

/** Puts a buffer that is in use at the end of a queue. */
export const queueTail = ({ buf, queue }: BufState, q: number, n: number): void => {
  const tail = queue.tail.get(q);
  buf.qprev.set(n, tail);
  if (tail === 0) queue.head.set(q, n);
  else buf.qnext.set(tail, n);
  queue.tail.set(q, n);
  buf.queue.set(n, q);
  queue.length.add(q, 1);
};

/** Puts a buffer that is in use at the front of a queue. */
export const queueHead = ({ buf, queue }: BufState, q: number, n: number): void => {
  const head = queue.head.get(q);
  buf.qnext.set(n, head);
  if (head === 0) queue.tail.set(q, n);
  else buf.qprev.set(head, n);
  queue.head.set(q, n);
  buf.queue.set(n, q);
  queue.length.add(q, 1);
};

const chainOf = (v: number, lbn: number): number =>
  (Math.imul(v, 0x9e3779b1) + lbn) & (BUF_CHAINS - 1);

/** The buffer of a block, or 0 (gbincore()). */
export const incore = (k: Kernel, v: number, lbn: number): number => {
  const { buf, hash } = k.buf;
  let n = hash.get(chainOf(v, lbn));
  while (n !== 0 && (buf.vnode.get(n) !== v || buf.lbn.get(n) !== lbn)) n = buf.hnext.get(n);
  return n;
};

const unchain = (k: Kernel, n: number): void => {
  const { buf, hash } = k.buf;
  const chain = chainOf(buf.vnode.get(n), buf.lbn.get(n));
  let at = hash.get(chain);
  if (at === n) hash.set(chain, buf.hnext.get(n));
  else {
    while (buf.hnext.get(at) !== n) at = buf.hnext.get(at);
    buf.hnext.set(at, buf.hnext.get(n));
  }
  buf.hnext.set(n, 0);
};

const listClean = (k: Kernel, v: number, n: number): void => {
  const { vnode } = k.file;
  const { buf } = k.buf;
  const head = vnode.clean.get(v);
  buf.vnext.set(n, head);
  if (head !== 0) buf.vprev.set(head, n);
  vnode.clean.set(v, n);
};

/** Puts a buffer on the dirty list in the order of blocks, looking from the end. */
const listDirty = (k: Kernel, v: number, n: number): void => {
  const { vnode } = k.file;
  const { buf } = k.buf;
  const lbn = buf.lbn.get(n);
  let before = vnode.dirtyTail.get(v);
  while (before !== 0 && buf.lbn.get(before) > lbn) before = buf.vprev.get(before);
  const behind = before === 0 ? vnode.dirty.get(v) : buf.vnext.get(before);
  buf.vprev.set(n, before);
  buf.vnext.set(n, behind);
  if (before === 0) vnode.dirty.set(v, n);
  else buf.vnext.set(before, n);
  if (behind === 0) vnode.dirtyTail.set(v, n);
  else buf.vprev.set(behind, n);
  vnode.dirtyCount.add(v, 1);
  setFlags(k, n, BX_VNDIRTY);
};

/** Takes a buffer off its vnode's list, whichever that is. */
const unlist = (k: Kernel, n: number): void => {
  const { vnode } = k.file;
  const { buf } = k.buf;
  const dirty = bufHas(k, n, BX_VNDIRTY);
  clearFlags(k, n, BX_VNDIRTY);
  const v = buf.vnode.get(n);
  const [next, prev] = [buf.vnext.get(n), buf.vprev.get(n)];
  if (prev !== 0) buf.vnext.set(prev, next);
  else if (dirty) vnode.dirty.set(v, next);
  else vnode.clean.set(v, next);
  if (next !== 0) buf.vprev.set(next, prev);
  else if (dirty) vnode.dirtyTail.set(v, prev);
  if (dirty) vnode.dirtyCount.add(v, -1);
  buf.vnext.set(n, 0);
  buf.vprev.set(n, 0);
};

/** Makes a buffer the one of a block; it is clean (bgetvp()). */
export const bgetvp = (k: Kernel, v: number, lbn: number, n: number): void => {
  const { buf, hash } = k.buf;
  vhold(k, v);
  buf.vnode.set(n, v);
  buf.lbn.set(n, lbn);
  const chain = chainOf(v, lbn);
  buf.hnext.set(n, hash.get(chain));
  hash.set(chain, n);
  listClean(k, v, n);
};

/** A buffer is no longer one of its vnode (brelvp()). */
export const brelvp = (k: Kernel, n: number): void => {
  const { buf } = k.buf;
  const v = buf.vnode.get(n);
  if (v === 0) return;
  unlist(k, n);
  unchain(k, n);
  if (k.file.vnode.dirtyCount.get(v) === 0) leaveWorklist(k, v);
  buf.vnode.set(n, 0);
  buf.lbn.set(n, 0);
  vdrop(k, v);
};

/** Moves a buffer to the list that its `B_DELWRI` says (reassignbuf()). */
export const reassignbuf = (k: Kernel, n: number): void => {
  const v = k.buf.buf.vnode.get(n);
  unlist(k, n);
  if (bufHas(k, n, B_DELWRI)) {
    becomeDirty(k, v);
    listDirty(k, v, n);
    return;
  }
  listClean(k, v, n);
  if (k.file.vnode.dirtyCount.get(v) === 0) leaveWorklist(k, v);
};
