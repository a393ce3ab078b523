/**
 * The buffer of a block of a file. FreeBSD 6.2 sys/kern/vfs_bio.c: getblk(), bread().
 */
import type { Kernel } from '../kernel/types';
import { getnewbuf } from './getnewbuf';
import { allocbuf } from './memory';
import { bgetvp, bremfree, bufHas, clearFlags, incore, setFlags } from './queue';
import { bqrelse, brelse } from './release';
import { B_CACHE, B_DELWRI, B_INVAL, B_NOCACHE, B_RELBUF, B_VMIO, READS } from './state';
import { bawrite, fillPages, unmapPages } from './write';

/** Gives a new buffer up that got no memory; the caller sleeps for it. */
const failed = (k: Kernel, n: number): 0 => {
  if (!bufHas(k, n, B_VMIO)) allocbuf(k, n, 0);
  setFlags(k, n, B_INVAL);
  brelse(k, n);
  return 0;
};

/** Makes a known buffer larger or smaller. Where it gets no memory it stays what it was. */
const resize = (k: Kernel, n: number, size: number): boolean => {
  const old = k.buf.buf.bcount.get(n);
  const cached = k.buf.buf.flags.get(n) & B_CACHE;
  if (allocbuf(k, n, size)) return true;
  allocbuf(k, n, old);
  setFlags(k, n, cached);
  bqrelse(k, n);
  return false;
};

/** A new buffer for a block: of the vnode's object where it has one (B_VMIO). 0 = asleep. */
const newBlock = (k: Kernel, v: number, lbn: number, size: number): number => {
  const { vnode, file } = k.file;
  const bsize = 1 << file.bshift.get(vnode.file.get(v));
  const n = getnewbuf(k, Math.max(size, bsize));
  if (n === 0) return 0;
  bgetvp(k, v, lbn, n);
  if (vnode.object.get(v) !== 0) setFlags(k, n, B_VMIO);
  return allocbuf(k, n, size) ? n : failed(k, n);
};

/** A known buffer whose size or contents do not serve is written or thrown away. */
const isOfNoUse = (k: Kernel, n: number, size: number): boolean => {
  const { buf } = k.buf;
  const isWrongSize = buf.bcount.get(n) !== size && !bufHas(k, n, B_VMIO);
  if (isWrongSize || size > buf.kvaPages.get(n) * 4096) {
    if (bufHas(k, n, B_DELWRI)) {
      setFlags(k, n, B_NOCACHE);
      bawrite(k, n);
    } else {
      setFlags(k, n, B_RELBUF);
      brelse(k, n);
    }
    return true;
  }
  return false;
};

/**
 * The buffer of block `lbn` of a vnode, in use and `size` bytes large (getblk()). `B_CACHE` says whether
 * it holds data.
 * @returns its number, or 0 where the caller sleeps and `wait.on` says on what
 */
export const getblk = (k: Kernel, v: number, lbn: number, size: number): number => {
  for (;;) {
    const n = incore(k, v, lbn);
    if (n === 0) return newBlock(k, v, lbn, size);
    bremfree(k, n);
    if (!bufHas(k, n, B_VMIO)) setFlags(k, n, B_CACHE);
    if (isOfNoUse(k, n, size)) continue;
    if (k.buf.buf.bcount.get(n) !== size && !resize(k, n, size)) return 0;
    if (bufHas(k, n, B_CACHE) || !bufHas(k, n, B_DELWRI)) return n;
    // A delayed write that lost part of its data to a larger size goes out before anybody reads.
    setFlags(k, n, B_NOCACHE);
    bawrite(k, n);
  }
};

/**
 * The same, read from the disk where it holds no data (bread()). A read takes user mappings off its
 * pages.
 * @returns its number, or 0 where the caller sleeps
 */
export const bread = (k: Kernel, v: number, lbn: number, size: number): number => {
  const n = getblk(k, v, lbn, size);
  if (n === 0 || bufHas(k, n, B_CACHE)) return n;
  clearFlags(k, n, B_INVAL);
  unmapPages(k, n);
  fillPages(k, n);
  setFlags(k, n, B_CACHE);
  k.buf.cell.add(READS, 1);
  return n;
};
