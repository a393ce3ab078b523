/**
 * Records of the buffer cache. Record 0 is none; buffers are numbered 1 … nbuf.
 * FreeBSD 6.2 sys/sys/buf.h (struct buf), sys/kern/vfs_bio.c (its counters and queues).
 * The pages of a buffer are those behind its address space, so there is no `b_pages`.
 */
import { I32, U8 } from '../state/columns';

/** Flags of a buffer, as sys/sys/buf.h names them. */
export const B_DELWRI = 1;
export const B_CACHE = 2;
export const B_INVAL = 4;
export const B_VMIO = 8;
export const B_MALLOC = 16;
export const B_RELBUF = 32;
export const B_NOCACHE = 64;
export const B_CLUSTEROK = 128;
export const B_ASYNC = 256;
/** it is on its vnode's list of dirty buffers */
export const BX_VNDIRTY = 512;

/** Queues of buffers; one that is in use is on none. */
export const BQ_NONE = 0;
export const BQ_CLEAN = 1;
export const BQ_DIRTY = 2;
export const BQ_EMPTYKVA = 3;
export const BQ_EMPTY = 4;
export const BUF_QUEUES = 5;

/** `BKVASIZE`: address space is had in units of this many bytes. */
export const BKVASIZE = 16_384;

/** Cells of column `cell`: the marks that bufinit() sets once, then what moves. */
export const NBUF = 0;
export const HIBUFSPACE = 1;
export const LOBUFSPACE = 2;
export const MAXBUFMALLOC = 3;
export const HIDIRTY = 4;
export const LODIRTY = 5;
export const DIRTYTHRESH = 6;
/** `bufspace`: bytes of address space that buffers have */
export const BUFSPACE = 7;
export const BUFMALLOC = 8;
export const NUMDIRTY = 9;
/** `flushingbufs` of getnewbuf() */
export const FLUSHING = 10;
/** `bd_request`: bufdaemon has been asked for */
export const BD_REQUEST = 11;
/** `bufdefragcnt`, `buffreekvacnt`, `bufreusecnt`, `getnewbufcalls`, `getnewbufrestarts` */
export const DEFRAGCNT = 12;
export const FREEKVACNT = 13;
export const REUSECNT = 14;
export const NEWBUFCALLS = 15;
export const RESTARTS = 16;
/** `dirtybufferflushes`, `altbufferflushes` */
export const DIRTYFLUSHES = 17;
export const ALTFLUSHES = 18;
/** blocks read from and written to the disk; ours, for the log */
export const READS = 19;
export const WRITES = 20;
const CELLS = 24;

/** Chains of the hash over (vnode, block). */
export const BUF_CHAINS = 1 << 11;

const bufColumns = () => ({
  queue: new U8(),
  qnext: new I32(),
  qprev: new I32(),
  flags: new I32(),
  /** its vnode and block (`b_vp`, `b_lblkno`) */
  vnode: new I32(),
  lbn: new I32(),
  /** first page of its address space and how many pages it has (`b_kvabase`, `b_kvasize`) */
  kva: new I32(),
  kvaPages: new I32(),
  /** bytes of data (`b_bcount`), the same in whole sectors or pages (`b_bufsize`), and its pages */
  bcount: new I32(),
  bufsize: new I32(),
  npages: new I32(),
  /** block of M_BIOBUF that holds the data of a small one */
  item: new I32(),
  /** on its vnode's list of clean or dirty buffers, and on the chain of the hash */
  vnext: new I32(),
  vprev: new I32(),
  hnext: new I32(),
});

/** The buffer cache. */
export interface BufState {
  readonly buf: ReturnType<typeof bufColumns>;
  readonly queue: { readonly head: I32; readonly tail: I32; readonly length: I32 };
  readonly hash: I32;
  readonly cell: I32;
}

/** No buffers before bufinit(). */
export const bufState = (): BufState => ({
  buf: bufColumns(),
  queue: { head: new I32(BUF_QUEUES), tail: new I32(BUF_QUEUES), length: new I32(BUF_QUEUES) },
  hash: new I32(BUF_CHAINS),
  cell: new I32(CELLS),
});
