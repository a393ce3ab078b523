/**
 * Writing and dropping all buffers of a vnode.
 * FreeBSD 6.2 sys/ufs/ffs/ffs_vnops.c ffs_syncvnode(); sys/kern/vfs_subr.c vinvalbuf(), vtruncbuf().
 */
import type { Kernel } from '../kernel/types';
import { awrite, isIdleDirty } from './cluster';
import { bremfree, setFlags } from './queue';
import { brelse } from './release';
import { B_INVAL, B_NOCACHE, B_RELBUF } from './state';

/** The first dirty buffer of a vnode that nobody works on, or 0. */
export const firstDirty = (k: Kernel, v: number): number => {
  let n = k.file.vnode.dirty.get(v);
  while (n !== 0 && !isIdleDirty(k, n)) n = k.buf.buf.vnext.get(n);
  return n;
};

/** Writes every dirty buffer of a vnode that nobody works on, in the order of blocks. */
export const fsync = (k: Kernel, v: number): void => {
  for (let n = firstDirty(k, v); n !== 0; n = firstDirty(k, v)) awrite(k, n);
};

/** Throws a buffer away with what is in it. */
const toss = (k: Kernel, n: number, flags: number): void => {
  bremfree(k, n);
  setFlags(k, n, flags);
  brelse(k, n);
};

/** Gives all buffers of a vnode up; `save` writes the dirty ones first (`V_SAVE`). */
export const vinvalbuf = (k: Kernel, v: number, save: boolean): void => {
  const { clean, dirty } = k.file.vnode;
  if (save) fsync(k, v);
  for (const list of [clean, dirty])
    for (let n = list.get(v); n !== 0; n = list.get(v)) toss(k, n, B_INVAL | B_NOCACHE | B_RELBUF);
};

/** Throws away the buffers of a vnode from block `lbn` on, dirty or not (vtruncbuf()). */
export const vtruncbuf = (k: Kernel, v: number, lbn: number): void => {
  const { clean, dirty } = k.file.vnode;
  const { buf } = k.buf;
  for (const list of [clean, dirty])
    for (let n = list.get(v), next = 0; n !== 0; n = next) {
      next = buf.vnext.get(n);
      if (buf.lbn.get(n) >= lbn) toss(k, n, B_INVAL | B_RELBUF);
    }
};
