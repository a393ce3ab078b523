/**
 * From a name to a vnode. FreeBSD 6.2 sys/kern/vfs_lookup.c namei(), sys/ufs/ufs/ufs_lookup.c,
 * sys/kern/vfs_cache.c vfs_cache_lookup(), sys/ufs/ffs/ffs_vfsops.c ffs_mountfs().
 * Left out: the hash of large directories (DIRHASH); a miss reads the one block that has the name.
 */
import { bread } from '../buf/block';
import { bqrelse } from '../buf/release';
import type { Kernel } from '../kernel/types';
import { M_WAITOK, zoneNumber } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { blockBytes, nameSector, needRoot } from './disk';
import { cacheEnter } from './names';
import { vref } from './refs';
import {
  DELAYNO,
  DISK,
  ROOT,
  SYNCER_SLOTS,
  SYNC_SLOT,
  Z_DINODE,
  Z_FILES,
  Z_INODE,
  Z_LONG,
  Z_NAMEI,
  Z_SHORT,
} from './state';
import { needObject, vget, vput } from './vnode';

const ZONES = [
  [Z_INODE, 'FFS inode'],
  [Z_DINODE, 'FFS2 dinode'],
  [Z_SHORT, 'S VFS Cache'],
  [Z_LONG, 'L VFS Cache'],
  [Z_NAMEI, 'NAMEI'],
  [Z_FILES, 'Files'],
] as const;

/** Half a turn of the wheel: when the first file system is first written (vfs_allocate_syncvnode()). */
const FIRST_SYNC = SYNCER_SLOTS / 2;

/**
 * Mounts the root file system, once: the disk's vnode with its object, which inodes are read through,
 * and the root directory's. The first command that works on files does it.
 * @returns false where the caller sleeps
 */
export const mountRoot = (k: Kernel): boolean => {
  const { file, cell } = k.file;
  const root = needRoot(k);
  const disk = cell.get(DISK);
  for (const [at, name] of ZONES) cell.set(at, zoneNumber(k.uma, name));
  if (file.vnode.get(disk) === 0 && vget(k, disk) === 0) return false;
  if (!needObject(k, file.vnode.get(disk))) return false;
  if (file.vnode.get(root) !== 0) return true;
  if (vget(k, root) === 0) return false;
  const slot = (cell.get(DELAYNO) + FIRST_SYNC) & (SYNCER_SLOTS - 1);
  cell.set(SYNC_SLOT, slot + 1);
  return true;
};

/** Block of its directory in which a file's name stands, and how large that block is. */
export const nameBlock = (k: Kernel, f: number): readonly [lbn: number, size: number] => {
  const { file } = k.file;
  const dir = file.dir.get(f);
  const lbn = Math.floor(nameSector(k, f) / 2 ** (file.bshift.get(dir) - 9));
  return [lbn, blockBytes(k, dir, lbn)];
};

/** Finds a file in its directory, whose vnode is in use. 0 = asleep. */
const search = (k: Kernel, dir: number, f: number): number => {
  const { vnode, file } = k.file;
  const [lbn, size] = nameBlock(k, f);
  if (vnode.name.get(file.vnode.get(f)) === 0) {
    const n = bread(k, dir, lbn, size);
    if (n === 0) return 0;
    bqrelse(k, n);
  }
  const v = vget(k, f);
  if (v === 0 || vnode.name.get(v) !== 0 || cacheEnter(k, v, dir)) return v;
  vput(k, v);
  return 0;
};

const walk = (k: Kernel, f: number): number => {
  const { file, cell } = k.file;
  if (f === cell.get(ROOT)) {
    const v = file.vnode.get(f);
    vref(k, v);
    return v;
  }
  const dir = walk(k, file.dir.get(f));
  if (dir === 0) return 0;
  const v = search(k, dir, f);
  vput(k, dir);
  return v;
};

/**
 * Looks a file up from the root (namei()): each directory on the way comes into memory, and each name
 * into the name cache. The path lies in a NAMEI buffer meanwhile.
 * @returns its vnode with one more user, or 0 where the caller sleeps
 */
export const namei = (k: Kernel, f: number): number => {
  if (!mountRoot(k)) return 0;
  const zone = k.file.cell.get(Z_NAMEI);
  const path = umaZalloc(k.uma, zone, M_WAITOK);
  if (path === 0) return 0;
  const v = walk(k, f);
  umaZfree(k.uma, zone, path);
  return v;
};
