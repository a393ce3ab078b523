/**
 * bufdaemon: writes delayed writes until few enough are left.
 * FreeBSD 6.2 sys/kern/vfs_bio.c: buf_daemon(), flushbufqueues(). Left out: dependencies of soft
 * updates; the naps of 1 s and 100 ms, since it runs when it is asked for and when time passes.
 */
import type { Kernel } from '../kernel/types';
import { awrite } from './cluster';
import { bremfree, queueTail } from './queue';
import { BD_REQUEST, BQ_DIRTY, LODIRTY, NUMDIRTY } from './state';

/** Writes as many clusters as buffers are too many, from the head of the dirty queue on. */
const flushbufqueues = (k: Kernel): number => {
  const { cell, queue } = k.buf;
  const target = cell.get(NUMDIRTY) - cell.get(LODIRTY);
  for (let flushed = 0; flushed < target; flushed += 1) {
    const n = queue.head.get(BQ_DIRTY);
    if (n === 0) return flushed;
    bremfree(k, n);
    queueTail(k.buf, BQ_DIRTY, n);
    awrite(k, n);
  }
  return target;
};

/**
 * Runs bufdaemon.
 * @returns how many buffers it wrote
 */
export const bufDaemon = (k: Kernel): number => {
  const { cell } = k.buf;
  const before = cell.get(NUMDIRTY);
  cell.set(BD_REQUEST, 0);
  while (cell.get(NUMDIRTY) > cell.get(LODIRTY)) if (flushbufqueues(k) === 0) break;
  return before - cell.get(NUMDIRTY);
};
