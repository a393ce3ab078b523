/**
 * Records of files and vnodes. Record 0 of each kind is none.
 * FreeBSD 6.2 sys/sys/vnode.h (struct vnode), sys/ufs/ufs/inode.h, sys/sys/namei.h. A file is what
 * lies on the disk and takes no memory; a vnode is what the kernel keeps of it while it is in use.
 */
import { I32, U8 } from '../state/columns';

/** What a file is. */
export const FILE_NONE = 0;
export const FILE_REG = 1;
export const FILE_DIR = 2;
/** the disk itself: its blocks hold the inodes */
export const FILE_DISK = 3;

const fileColumns = () => ({
  type: new U8(),
  /** bytes, in sectors of 512 */
  sectors: new I32(),
  /** log2 of the block size of its file system */
  bshift: new U8(),
  nlink: new U8(),
  /** the directory that names it, its place there, and whether the name is longer than 31 letters */
  dir: new I32(),
  slot: new I32(),
  longName: new U8(),
  /** entries ever made in a directory */
  entries: new I32(),
  /** its vnode, while there is one */
  vnode: new I32(),
  /** item of Files, while it is open */
  open: new I32(),
  next: new I32(),
});

/** Flags of a vnode: `VI_FREE`, `VI_DOOMED`, `VI_OWEINACT`, `VI_OBJDIRTY`; `IN_MODIFIED` of its inode. */
export const V_FREE = 1;
export const V_DOOMED = 2;
export const V_OWEINACT = 4;
export const V_OBJDIRTY = 8;
export const V_MODIFIED = 16;

const vnodeColumns = () => ({
  file: new I32(),
  /** items of VNODE, FFS inode, FFS2 dinode and of the name cache that store it */
  item: new I32(),
  inode: new I32(),
  dinode: new I32(),
  name: new I32(),
  /** `v_object` */
  object: new I32(),
  use: new I32(),
  hold: new I32(),
  flags: new U8(),
  /** names cached in it (`v_cache_src`) */
  names: new I32(),
  /** on the free list, and on the list of the mount point */
  fnext: new I32(),
  fprev: new I32(),
  mnext: new I32(),
  mprev: new I32(),
  /** its buffers: first clean, first and last dirty, and how many are dirty (`bo_clean`, `bo_dirty`) */
  clean: new I32(),
  dirty: new I32(),
  dirtyTail: new I32(),
  dirtyCount: new I32(),
  /** its place in the syncer's wheel: slot + 1, and neighbours there */
  slot: new U8(),
  snext: new I32(),
  sprev: new I32(),
  /** the cluster of writes that grows: `v_cstart`, `v_clen`, `v_lastw` + 1 */
  cstart: new I32(),
  clen: new I32(),
  lastw: new I32(),
  next: new I32(),
});

/** Cells of column `cell`. */
export const FILES = 0;
export const FILE_POOL = 1;
export const VNODES = 2;
export const VNODE_POOL = 3;
/** `numvnodes`, `freevnodes`, `desiredvnodes`, `wantfreevnodes` */
export const NUMVNODES = 4;
export const FREEVNODES = 5;
export const DESIRED = 6;
export const WANTFREE = 7;
/** `vnlruproc_sig`: vnlru has been asked for */
export const VNLRU_SIG = 8;
export const FREE_HEAD = 9;
export const FREE_TAIL = 10;
export const MOUNT_HEAD = 11;
export const MOUNT_TAIL = 12;
export const MOUNT_LENGTH = 13;
/** vnodes that owe their inactivation */
export const OWED = 14;
/** `syncer_delayno` */
export const DELAYNO = 15;
/** file numbers of the disk and the root directory; 0 = nothing is mounted yet */
export const DISK = 16;
export const ROOT = 17;
/** zones, found when the root is mounted */
export const Z_INODE = 18;
export const Z_DINODE = 19;
export const Z_SHORT = 20;
export const Z_LONG = 21;
export const Z_NAMEI = 22;
export const Z_FILES = 23;
/** vnodes that vnlru and getnewvnode() took back; ours, for the log */
export const RECYCLED = 24;
/** slot of the wheel, plus 1, at which the whole file system is next written */
export const SYNC_SLOT = 25;
/** second since boot up to which the syncer has run */
export const SEEN_UPTIME = 26;
const CELLS = 32;

/** `SYNCER_MAXDELAY`: slots of the syncer's wheel. */
export const SYNCER_SLOTS = 32;

/** Files and vnodes. */
export interface FileState {
  readonly file: ReturnType<typeof fileColumns>;
  readonly vnode: ReturnType<typeof vnodeColumns>;
  /** first vnode of each slot of the syncer's wheel */
  readonly wheel: I32;
  readonly cell: I32;
}

/** No files and no vnodes. */
export const fileState = (): FileState => {
  const s: FileState = {
    file: fileColumns(),
    vnode: vnodeColumns(),
    wheel: new I32(SYNCER_SLOTS),
    cell: new I32(CELLS),
  };
  s.cell.set(FILES, 1);
  s.cell.set(VNODES, 1);
  return s;
};
