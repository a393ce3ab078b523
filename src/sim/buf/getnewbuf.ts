/**
 * A buffer for a new block: an empty one, or the one that was longest not used.
 * FreeBSD 6.2 sys/kern/vfs_bio.c getnewbuf(). It never writes: it asks bufdaemon and sleeps.
 */
import type { Kernel } from '../kernel/types';
import { allocbuf, bfreekva, takeKva, vmioRelease } from './memory';
import { bremfree, brelvp, bufHas } from './queue';
import { brelse } from './release';
import {
  BD_REQUEST,
  BQ_CLEAN,
  BQ_EMPTY,
  BQ_EMPTYKVA,
  BUFSPACE,
  B_INVAL,
  B_VMIO,
  DEFRAGCNT,
  FLUSHING,
  HIBUFSPACE,
  LOBUFSPACE,
  NEWBUFCALLS,
  NUMDIRTY,
  RESTARTS,
} from './state';

/** bd_wakeup(): asks for bufdaemon where at least so many buffers are dirty. */
export const bdWakeup = (k: Kernel, level: number): void => {
  const { cell } = k.buf;
  if (cell.get(NUMDIRTY) >= level) cell.set(BD_REQUEST, 1);
};

/**
 * The buffer to take, or 0. EMPTYKVA first; then a clean one while defragmenting or where bufspace has
 * reached the low mark; then an empty one where its address space leaves bufspace below the high mark.
 */
const choose = (k: Kernel, defrag: boolean, maxsize: number): number => {
  const { cell, queue } = k.buf;
  const bufspace = cell.get(BUFSPACE);
  const keeper = queue.head.get(BQ_EMPTYKVA);
  if (keeper !== 0) return keeper;
  const clean = queue.head.get(BQ_CLEAN);
  if ((defrag || bufspace >= cell.get(LOBUFSPACE)) && clean !== 0) return clean;
  const fits = !defrag && bufspace + maxsize < cell.get(HIBUFSPACE);
  return fits ? queue.head.get(BQ_EMPTY) : 0;
};

/** Takes a chosen buffer off its queue and off its file; its address space stays. */
const empty = (k: Kernel, n: number): void => {
  const { buf } = k.buf;
  bremfree(k, n);
  if (bufHas(k, n, B_VMIO)) vmioRelease(k, n);
  brelvp(k, n);
  if (buf.bufsize.get(n) !== 0) allocbuf(k, n, 0);
  buf.flags.set(n, 0);
  buf.bcount.set(n, 0);
};

const discard = (k: Kernel, n: number): void => {
  k.buf.buf.flags.set(n, B_INVAL);
  bfreekva(k, n);
  brelse(k, n);
};

/** Whether bufspace is over the high mark, or was and is not yet below the low one. */
const isFlushing = (k: Kernel, n: number): boolean => {
  const { cell, buf } = k.buf;
  if (cell.get(BUFSPACE) >= cell.get(HIBUFSPACE)) cell.set(FLUSHING, 1);
  if (cell.get(FLUSHING) === 1 && buf.kvaPages.get(n) !== 0) return true;
  if (cell.get(BUFSPACE) < cell.get(LOBUFSPACE)) cell.set(FLUSHING, 0);
  return false;
};

const sleep = (k: Kernel, defrag: boolean): 0 => {
  const { cell } = k.buf;
  const isOver = cell.get(BUFSPACE) >= cell.get(HIBUFSPACE);
  k.wait.on = defrag ? 'nbufkv' : isOver ? 'nbufbs' : 'newbuf';
  bdWakeup(k, 1);
  return 0;
};

/**
 * A buffer in use with address space of at least `maxsize` bytes, in whole units of 16 KB, and nothing
 * in it. Where buffer_map has no hole, one clean buffer after another gives its address space up.
 * @returns its number, or 0: asleep on `nbufkv`, `nbufbs` or `newbuf`
 */
export const getnewbuf = (k: Kernel, maxsize: number): number => {
  const { cell } = k.buf;
  cell.add(NEWBUFCALLS, 1);
  let defrag = false;
  for (;;) {
    const n = choose(k, defrag, maxsize);
    if (n === 0) return sleep(k, defrag);
    empty(k, n);
    if (defrag || isFlushing(k, n)) {
      discard(k, n);
      defrag = false;
    } else if (takeKva(k, n, maxsize)) return n;
    else {
      cell.add(DEFRAGCNT, 1);
      discard(k, n);
      defrag = true;
    }
    cell.add(RESTARTS, 1);
  }
};
