/**
 * read(2) and write(2) of a block. FreeBSD 6.2 sys/ufs/ffs/ffs_vnops.c: ffs_read(), ffs_write();
 * sys/ufs/ffs/ffs_balloc.c ffs_balloc_ufs2(); sys/kern/vfs_vnops.c vn_write().
 * Left out: read-ahead (sys/kern/vfs_cluster.c cluster_read()), indirect blocks, O_DIRECT.
 */
import { bread, getblk } from '../buf/block';
import { bdwrite, clusterWrite } from '../buf/delayed';
import { allocbuf } from '../buf/memory';
import { setFlags } from '../buf/queue';
import { bqrelse } from '../buf/release';
import { B_CACHE, B_CLUSTEROK, HIDIRTY, NUMDIRTY } from '../buf/state';
import { bawrite, bwillwrite, fillPages } from '../buf/write';
import type { Kernel } from '../kernel/types';
import { isSevere } from '../phys/page';
import { blockBytes, fileBlocks, growFile, sizedBlock } from './disk';
import { isOpen } from './calls';
import { namei } from './lookup';
import { flagVnode } from './refs';
import { V_MODIFIED } from './state';
import { needObject, vget, vput } from './vnode';

/** Pages of one block that are read or written together. */
export interface Span {
  /** first page of the file */
  readonly page: number;
  readonly pages: number;
  /** `f_seqcount`: blocks that the descriptor took one after the other */
  readonly seqcount: number;
  /** the first of a command, for which the file is looked up */
  readonly first: boolean;
}

/** The vnode of a file that is read or written, with an object. 0 = asleep. */
const useVnode = (k: Kernel, f: number, first: boolean): number => {
  const isThere = k.file.file.vnode.get(f) !== 0 && (!first || isOpen(k, f));
  const v = isThere ? vget(k, f) : namei(k, f);
  if (v === 0 || needObject(k, v)) return v;
  vput(k, v);
  return 0;
};

/** Pages a block. */
const blockPages = (k: Kernel, f: number): number => 2 ** (k.file.file.bshift.get(f) - 12);

/** Reads a block through the buffer cache. What lies behind the end is not read. False = asleep. */
export const readBlock = (k: Kernel, f: number, { page, first }: Span): boolean => {
  const lbn = Math.floor(page / blockPages(k, f));
  if (lbn >= fileBlocks(k, f)) return true;
  const v = useVnode(k, f, first);
  if (v === 0) return false;
  const n = bread(k, v, lbn, blockBytes(k, f, lbn));
  if (n !== 0) bqrelse(k, n);
  vput(k, v);
  return n !== 0;
};

/** A file that grows past a last block of fragments gets that block whole, and written. */
const fillLast = (k: Kernel, v: number, f: number, lbn: number): boolean => {
  const { file } = k.file;
  const whole = 1 << file.bshift.get(f);
  const last = Math.floor(file.sectors.get(f) / (whole / 512));
  const bytes = blockBytes(k, f, last);
  if (last >= lbn || bytes === 0 || bytes === whole) return true;
  const n = bread(k, v, last, bytes);
  if (n === 0) return false;
  if (!allocbuf(k, n, whole)) {
    allocbuf(k, n, bytes);
    setFlags(k, n, B_CACHE);
    bqrelse(k, n);
    return false;
  }
  growFile(k, f, (last + 1) * (whole / 512));
  fillPages(k, n);
  bawrite(k, n);
  return true;
};

/** The buffer of a block that is about to be written, as large as the file will need. 0 = asleep. */
const balloc = (k: Kernel, v: number, f: number, s: Span): number => {
  const { file } = k.file;
  const per = blockPages(k, f);
  const lbn = Math.floor(s.page / per);
  const sectors = Math.max(file.sectors.get(f), (s.page + s.pages) * 8);
  const size = sizedBlock(lbn, sectors, file.bshift.get(f));
  const old = lbn < fileBlocks(k, f) ? blockBytes(k, f, lbn) : 0;
  if (old === 0 || s.pages === per) return getblk(k, v, lbn, size);
  // A write of a part reads the block first.
  const n = bread(k, v, lbn, old);
  if (n === 0 || old === size || allocbuf(k, n, size)) return n;
  allocbuf(k, n, old);
  setFlags(k, n, B_CACHE);
  bqrelse(k, n);
  return 0;
};

/** Releases a written block: at once to the disk where memory or buffers are short, else later. */
const releaseWritten = (k: Kernel, n: number, isWhole: boolean, seqcount: number): void => {
  const { cell } = k.buf;
  setFlags(k, n, B_CLUSTEROK);
  fillPages(k, n);
  if (isSevere(k.phys) || cell.get(NUMDIRTY) >= cell.get(HIDIRTY)) bawrite(k, n);
  else if (isWhole) clusterWrite(k, n, seqcount);
  else bdwrite(k, n);
};

/**
 * Writes pages of one block of a file, which grows where they lie behind its end. They must lie in one
 * block. The data become a delayed write or go to the file, never to swap.
 * @returns false where the caller sleeps: on `flswai` where too many buffers are dirty
 */
export const writeBlock = (k: Kernel, f: number, s: Span): boolean => {
  if (bwillwrite(k)) return false;
  const v = useVnode(k, f, s.first);
  if (v === 0) return false;
  const per = blockPages(k, f);
  const isReady = fillLast(k, v, f, Math.floor(s.page / per));
  const n = isReady ? balloc(k, v, f, s) : 0;
  if (n !== 0) {
    growFile(k, f, (s.page + s.pages) * 8);
    releaseWritten(k, n, s.pages === per, s.seqcount);
    flagVnode(k, v, V_MODIFIED, true);
  }
  vput(k, v);
  return n !== 0;
};
