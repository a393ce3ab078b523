/**
 * Letting a buffer go. FreeBSD 6.2 sys/kern/vfs_bio.c: brelse(), bqrelse().
 */
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_VALID } from '../phys/frames';
import { isSevere } from '../phys/page';
import { pmapRemoveAll } from '../vm/pmap';
import { allocbuf, bufFrame, vmioRelease } from './memory';
import { bremfree, brelvp, bufHas, clearFlags, queueHead, queueTail, setFlags } from './queue';
import {
  BQ_CLEAN,
  BQ_DIRTY,
  BQ_EMPTY,
  BQ_EMPTYKVA,
  B_ASYNC,
  B_CACHE,
  B_DELWRI,
  B_INVAL,
  B_NOCACHE,
  B_RELBUF,
  B_VMIO,
  NUMDIRTY,
} from './state';

/** Throws the data of a buffer away; what was to be written is not. */
const scrap = (k: Kernel, n: number): void => {
  setFlags(k, n, B_INVAL);
  if (bufHas(k, n, B_DELWRI)) k.buf.cell.add(NUMDIRTY, -1);
  clearFlags(k, n, B_DELWRI | B_CACHE);
};

/** The pages hold no data any more (vm_page_set_invalid()). */
const invalidatePages = (k: Kernel, n: number): void => {
  const { frame } = k.phys;
  for (let i = 0; i < k.buf.buf.npages.get(n); i += 1) {
    const f = bufFrame(k, n, i);
    pmapRemoveAll(k, f);
    frame.flags.set(f, frame.flags.get(f) & ~(F_VALID | F_DIRTY));
  }
};

/** Gives back what is behind a buffer that is not to be kept. */
const strip = (k: Kernel, n: number): void => {
  if (bufHas(k, n, B_VMIO)) {
    vmioRelease(k, n);
    return;
  }
  allocbuf(k, n, 0);
  brelvp(k, n);
};

/**
 * Releases a buffer and, where it is invalid, `B_RELBUF` or free + cache is below v_free_severe, what
 * is behind it (brelse()). It keeps its address space.
 */
export const brelse = (k: Kernel, n: number): void => {
  const { buf } = k.buf;
  if (bufHas(k, n, B_NOCACHE | B_INVAL) || buf.bufsize.get(n) === 0) scrap(k, n);
  if (bufHas(k, n, B_DELWRI)) clearFlags(k, n, B_RELBUF);
  else if (isSevere(k.phys)) setFlags(k, n, B_RELBUF);
  if (bufHas(k, n, B_NOCACHE) && bufHas(k, n, B_VMIO)) invalidatePages(k, n);
  if (bufHas(k, n, B_INVAL | B_RELBUF)) strip(k, n);
  bremfree(k, n);
  if (buf.bufsize.get(n) === 0) {
    setFlags(k, n, B_INVAL);
    queueHead(k.buf, buf.kvaPages.get(n) === 0 ? BQ_EMPTY : BQ_EMPTYKVA, n);
  } else queueTail(k.buf, bufHas(k, n, B_DELWRI) ? BQ_DIRTY : BQ_CLEAN, n);
  clearFlags(k, n, B_ASYNC | B_NOCACHE | B_RELBUF);
};

/**
 * Releases a buffer that is expected to be used again (bqrelse()): its pages stay wired. Below
 * v_free_severe a clean one is given up all the same.
 */
export const bqrelse = (k: Kernel, n: number): void => {
  const dirty = bufHas(k, n, B_DELWRI);
  if (!dirty && isSevere(k.phys)) {
    brelse(k, n);
    return;
  }
  bremfree(k, n);
  queueTail(k.buf, dirty ? BQ_DIRTY : BQ_CLEAN, n);
  clearFlags(k, n, B_ASYNC | B_NOCACHE | B_RELBUF);
};
