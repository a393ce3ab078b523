/**
 * Dirty buffers and how they reach the disk, which answers at once.
 * FreeBSD 6.2 sys/kern/vfs_bio.c: bdirty(), bundirty(), bufwrite(), bawrite(), vfs_busy_pages(),
 * vfs_clean_pages(), bufdone(), bwillwrite(). Left out: runningbufspace, since no write is under way.
 */
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_VALID } from '../phys/frames';
import { pmapClearModify, pmapRemoveAll } from '../vm/pmap';
import { bdWakeup } from './getnewbuf';
import { bufFrame } from './memory';
import { bremfree, bufHas, clearFlags, reassignbuf, setFlags } from './queue';
import { bqrelse, brelse } from './release';
import {
  B_ASYNC,
  B_CACHE,
  B_DELWRI,
  B_INVAL,
  B_NOCACHE,
  B_RELBUF,
  B_VMIO,
  HIDIRTY,
  LODIRTY,
  NUMDIRTY,
  WRITES,
} from './state';

/** Where bufdaemon is asked for: half-way between its goal and where writers block. */
export const bdLevel = (k: Kernel): number =>
  (k.buf.cell.get(LODIRTY) + k.buf.cell.get(HIDIRTY)) >> 1;

/** The pages of a buffer hold data, and the buffer is what has to be written, not they. */
export const cleanPages = (k: Kernel, n: number): void => {
  const { frame } = k.phys;
  if (!bufHas(k, n, B_VMIO)) return;
  for (let i = 0; i < k.buf.buf.npages.get(n); i += 1) {
    const f = bufFrame(k, n, i);
    pmapClearModify(k, f);
    frame.flags.set(f, (frame.flags.get(f) | F_VALID) & ~F_DIRTY);
  }
};

/** A read fills the pages that held no data; the others keep theirs (`bogus_page` in the kernel). */
export const fillPages = (k: Kernel, n: number): void => {
  const { flags } = k.phys.frame;
  if (!bufHas(k, n, B_VMIO)) return;
  for (let i = 0; i < k.buf.buf.npages.get(n); i += 1) {
    const f = bufFrame(k, n, i);
    if ((flags.get(f) & F_VALID) === 0) flags.set(f, (flags.get(f) | F_VALID) & ~F_DIRTY);
  }
};

/** Takes user mappings off the pages of a buffer before I/O (vfs_busy_pages()). */
export const unmapPages = (k: Kernel, n: number): void => {
  if (!bufHas(k, n, B_VMIO)) return;
  for (let i = 0; i < k.buf.buf.npages.get(n); i += 1) pmapRemoveAll(k, bufFrame(k, n, i));
};

/** Makes a buffer in use a delayed write (bdirty()). */
export const bdirty = (k: Kernel, n: number): void => {
  clearFlags(k, n, B_RELBUF);
  if (bufHas(k, n, B_DELWRI)) return;
  setFlags(k, n, B_DELWRI);
  reassignbuf(k, n);
  k.buf.cell.add(NUMDIRTY, 1);
  bdWakeup(k, bdLevel(k));
};

/** A buffer in use has nothing to be written any more (bundirty()). */
const bundirty = (k: Kernel, n: number): void => {
  if (!bufHas(k, n, B_DELWRI)) return;
  clearFlags(k, n, B_DELWRI);
  reassignbuf(k, n);
  k.buf.cell.add(NUMDIRTY, -1);
};

/**
 * Writes a buffer to its file and releases it (bawrite(), and bwrite(), which differ only in who
 * waits). The write of a file never goes to swap.
 */
export const bawrite = (k: Kernel, n: number): void => {
  bremfree(k, n);
  if (bufHas(k, n, B_INVAL)) {
    brelse(k, n);
    return;
  }
  bundirty(k, n);
  setFlags(k, n, B_CACHE | B_ASYNC);
  unmapPages(k, n);
  cleanPages(k, n);
  k.buf.cell.add(WRITES, 1);
  if (bufHas(k, n, B_NOCACHE | B_INVAL | B_RELBUF)) brelse(k, n);
  else bqrelse(k, n);
};

/**
 * Whether a writer must first sleep (`flswai`) until bufdaemon has written some of the dirty buffers:
 * asked before write(2) touches a file (bwillwrite()).
 */
export const bwillwrite = (k: Kernel): boolean => {
  if (k.buf.cell.get(NUMDIRTY) < k.buf.cell.get(HIDIRTY)) return false;
  bdWakeup(k, 1);
  k.wait.on = 'flswai';
  return true;
};
