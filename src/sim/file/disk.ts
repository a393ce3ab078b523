/**
 * What lies on the disk: files, directories and inodes. It takes no memory of the kernel.
 * FreeBSD 6.2 sys/ufs/ffs/fs.h (blksize(), fragments of an eighth of a block, 12 direct blocks),
 * sys/ufs/ufs/dir.h (DIRSIZ(), DIRBLKSIZ). Left out: indirect blocks, cylinder groups, free space.
 */
import type { Kernel } from '../kernel/types';
import { giveRecord, takeRecord } from '../state/pool';
import { DISK, FILES, FILE_DIR, FILE_DISK, FILE_POOL, FILE_REG, ROOT } from './state';

/** log2 of a file system's block size where nothing else is said: 16 KB. */
export const BSHIFT = 14;
/** `NDADDR`: blocks below this may end in fragments. */
const NDADDR = 12;
const SECTOR = 512;
/** Bytes of an inode on the disk of UFS2, and so inodes a block. */
const INODES_A_BLOCK = (1 << BSHIFT) / 256;
/** Bytes of a directory's entry with a name of 12 letters, and with one of 60. */
const SHORT_ENTRY = 24;
const LONG_ENTRY = 72;

const pool = (k: Kernel) => ({ cell: k.file.cell, top: FILES, free: FILE_POOL });

/** What a new file is to be. */
export interface NewFile {
  readonly type: number;
  /** directory; 0 only for the disk and the root */
  readonly dir: number;
  readonly sectors: number;
  readonly bshift: number;
  readonly longName: boolean;
}

const entriesASector = (isLong: boolean): number =>
  Math.floor(SECTOR / (isLong ? LONG_ENTRY : SHORT_ENTRY));

/** Sector of its directory in which a file's name stands; `.` and `..` stand before the first. */
export const nameSector = (k: Kernel, f: number): number => {
  const { file } = k.file;
  return Math.floor((file.slot.get(f) + 1) / entriesASector(file.longName.get(f) === 1));
};

/** Pages of a file, the last one begun. */
export const filePages = (k: Kernel, f: number): number =>
  Math.ceil(k.file.file.sectors.get(f) / 8);

/** Makes a file `sectors` long, and its object with it (vnode_pager_setsize() for a larger one). */
export const growFile = (k: Kernel, f: number, sectors: number): void => {
  const { file, vnode } = k.file;
  if (sectors <= file.sectors.get(f)) return;
  file.sectors.set(f, sectors);
  const object = vnode.object.get(file.vnode.get(f));
  if (object !== 0) k.vm.object.size.set(object, filePages(k, f));
};

/** Puts a file on the disk, with a name in its directory. */
export const newFile = (k: Kernel, made: NewFile): number => {
  const { file } = k.file;
  const f = takeRecord(file, pool(k));
  file.type.set(f, made.type);
  file.sectors.set(f, made.sectors);
  file.bshift.set(f, made.bshift);
  file.nlink.set(f, 1);
  file.dir.set(f, made.dir);
  file.longName.set(f, made.longName ? 1 : 0);
  if (made.dir === 0) return f;
  file.slot.set(f, file.entries.get(made.dir));
  file.entries.add(made.dir, 1);
  growFile(k, made.dir, nameSector(k, f) + 1);
  return f;
};

/** Takes a file off the disk. Its vnode must be gone. */
export const dropFile = (k: Kernel, f: number): void => {
  giveRecord(k.file.file, pool(k), f);
};

/** A directory with nothing in it but itself and its parent. */
export const newDirectory = (k: Kernel, dir: number, bshift = BSHIFT): number =>
  newFile(k, { type: FILE_DIR, dir, sectors: 1, bshift, longName: false });

/** Makes the disk and its root directory, once. Returns the root. */
export const needRoot = (k: Kernel): number => {
  const { cell } = k.file;
  if (cell.get(ROOT) !== 0) return cell.get(ROOT);
  const disk = { type: FILE_DISK, dir: 0, sectors: 0, bshift: BSHIFT, longName: false };
  cell.set(DISK, newFile(k, disk));
  cell.set(ROOT, newDirectory(k, 0));
  return cell.get(ROOT);
};

/** Bytes of block `lbn` of a file of `sectors` (sblksize()): whole, or as many fragments as needed. */
export const sizedBlock = (lbn: number, sectors: number, bshift: number): number => {
  const whole = 1 << bshift;
  const end = (lbn + 1) * (whole / SECTOR);
  if (lbn >= NDADDR || sectors >= end) return whole;
  const rest = (sectors % (whole / SECTOR)) * SECTOR;
  const fragment = Math.max(whole / 8, SECTOR);
  return Math.ceil(rest / fragment) * fragment;
};

/** Bytes of block `lbn` of a file as it is (blksize()). A block of the disk is always whole. */
export const blockBytes = (k: Kernel, f: number, lbn: number): number => {
  const { file } = k.file;
  if (file.type.get(f) === FILE_DISK) return 1 << BSHIFT;
  return sizedBlock(lbn, file.sectors.get(f), file.bshift.get(f));
};

/** Blocks of a file, the last one begun. */
export const fileBlocks = (k: Kernel, f: number): number => {
  const { file } = k.file;
  return Math.ceil(file.sectors.get(f) / ((1 << file.bshift.get(f)) / SECTOR));
};

/** Block of the disk that holds the inode of a file; a file's number is its inode's. */
export const inodeBlock = (f: number): number => Math.floor(f / INODES_A_BLOCK);

/** Whether there is a regular file of that number. */
export const isRegular = (k: Kernel, f: number): boolean => k.file.file.type.get(f) === FILE_REG;
