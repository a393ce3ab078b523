/**
 * Delayed writes and the writing behind a sequential writer.
 * FreeBSD 6.2 sys/kern/vfs_bio.c bdwrite(); sys/kern/vfs_cluster.c cluster_write().
 * Left out: reallocation of blocks, since every file lies in one piece.
 */
import type { Kernel } from '../kernel/types';
import { isSevere } from '../phys/page';
import { MAXPHYS, awrite, clusterWbuild, shiftOf } from './cluster';
import { firstDirty, fsync } from './flush';
import { bdWakeup } from './getnewbuf';
import { setFlags } from './queue';
import { bqrelse } from './release';
import { ALTFLUSHES, B_CACHE, DIRTYFLUSHES, DIRTYTHRESH } from './state';
import { bawrite, bdLevel, bdirty, cleanPages } from './write';

/** A vnode with more dirty buffers than this over the mark is written whole. */
const WILDLY_OVER = 10;

/** Keeps one vnode from having too many dirty buffers. */
const holdBack = (k: Kernel, v: number): void => {
  const { cell } = k.buf;
  const over = k.file.vnode.dirtyCount.get(v) - cell.get(DIRTYTHRESH);
  if (over > WILDLY_OVER) {
    fsync(k, v);
    cell.add(ALTFLUSHES, 1);
  } else if (over > 0) {
    awrite(k, firstDirty(k, v));
    cell.add(DIRTYFLUSHES, 1);
  }
};

/**
 * Releases a buffer as a delayed write (bdwrite()): it stays wired on the dirty queue until bufdaemon,
 * the syncer or an fsync writes it.
 */
export const bdwrite = (k: Kernel, n: number): void => {
  holdBack(k, k.buf.buf.vnode.get(n));
  bdirty(k, n);
  setFlags(k, n, B_CACHE);
  cleanPages(k, n);
  bqrelse(k, n);
  bdWakeup(k, bdLevel(k));
};

/** A block that does not follow the last one: begins a cluster there. */
const beginCluster = (k: Kernel, v: number, n: number, sequential: boolean): void => {
  const { cstart, clen, lastw } = k.file.vnode;
  const last = lastw.get(v) - 1;
  if (clen.get(v) !== 0 && sequential) clusterWbuild(k, v, cstart.get(v), last - cstart.get(v) + 1);
  clen.set(v, (MAXPHYS >> shiftOf(k, v)) - 1);
  cstart.set(v, k.buf.buf.lbn.get(n));
  bdwrite(k, n);
};

/**
 * Releases a whole block that was written (cluster_write()): a sequential writer's goes out with its
 * cluster of up to 128 KB as soon as that is full, others wait as delayed writes.
 * @param seqcount the descriptor's count of sequential blocks (`f_seqcount`)
 */
export const clusterWrite = (k: Kernel, n: number, seqcount: number): void => {
  const { cstart, clen, lastw } = k.file.vnode;
  const v = k.buf.buf.vnode.get(n);
  const lbn = k.buf.buf.lbn.get(n);
  if (lbn === 0) for (const column of [cstart, clen, lastw]) column.set(v, 0);
  if (clen.get(v) === 0 || lbn !== lastw.get(v)) beginCluster(k, v, n, seqcount > 0);
  else if (lbn === cstart.get(v) + clen.get(v)) {
    bdwrite(k, n);
    if (seqcount > 1) clusterWbuild(k, v, cstart.get(v), clen.get(v) + 1);
    clen.set(v, 0);
    cstart.set(v, lbn + 1);
  } else if (isSevere(k.phys)) bawrite(k, n);
  else bdwrite(k, n);
  lastw.set(v, lbn + 1);
};
