/**
 * Writes of neighbouring blocks in one go. FreeBSD 6.2 sys/kern/vfs_bio.c vfs_bio_awrite(),
 * sys/kern/vfs_cluster.c cluster_wbuild(). Every file lies on the disk in one piece, so blocks that
 * are neighbours in the file are so on the disk. Left out: the pager buffer that carries the cluster.
 */
import { FILE_REG } from '../file/state';
import type { Kernel } from '../kernel/types';
import { bremfree, bufHas, incore } from './queue';
import { BQ_NONE, B_CLUSTEROK, B_DELWRI } from './state';
import { bawrite } from './write';

/** `MAXPHYS`: bytes of the largest transfer, and so of a cluster. */
export const MAXPHYS = 131_072;

/** log2 of the block size of a vnode's file system. */
export const shiftOf = (k: Kernel, v: number): number =>
  k.file.file.bshift.get(k.file.vnode.file.get(v));

/** Whether a buffer is a delayed write that nobody works on. */
export const isIdleDirty = (k: Kernel, n: number): boolean =>
  k.buf.buf.queue.get(n) !== BQ_NONE && bufHas(k, n, B_DELWRI);

/** Whether a block is a whole delayed write that may go with its neighbour (vfs_bio_clcheck()). */
const joins = (k: Kernel, v: number, lbn: number): boolean => {
  const n = incore(k, v, lbn);
  if (n === 0 || !isIdleDirty(k, n) || !bufHas(k, n, B_CLUSTEROK)) return false;
  return k.buf.buf.bufsize.get(n) === 1 << shiftOf(k, v);
};

/** Writes the delayed writes among `count` blocks from `lbn` on (cluster_wbuild()). */
export const clusterWbuild = (k: Kernel, v: number, lbn: number, count: number): void => {
  for (let i = 0; i < count; i += 1) {
    const n = incore(k, v, lbn + i);
    if (n !== 0 && isIdleDirty(k, n)) bawrite(k, n);
  }
};

/** Writes a delayed write and the neighbours that fit into one transfer (vfs_bio_awrite()). */
export const awrite = (k: Kernel, n: number): void => {
  const { vnode, file } = k.file;
  const v = k.buf.buf.vnode.get(n);
  const lbn = k.buf.buf.lbn.get(n);
  const isRegular = file.type.get(vnode.file.get(v)) === FILE_REG;
  if (!isRegular || !bufHas(k, n, B_CLUSTEROK)) {
    bremfree(k, n);
    bawrite(k, n);
    return;
  }
  const most = MAXPHYS >> shiftOf(k, v);
  let ahead = 1;
  while (ahead < most && joins(k, v, lbn + ahead)) ahead += 1;
  let back = 0;
  while (ahead + back < most && joins(k, v, lbn - back - 1)) back += 1;
  clusterWbuild(k, v, lbn - back, ahead + back);
};
