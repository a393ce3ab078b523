/**
 * System calls on files. FreeBSD 6.2 sys/kern/vfs_syscalls.c: open(2), lstat(2), unlink(2), fsync(2);
 * sys/kern/kern_descrip.c falloc(); sys/ufs/ufs/ufs_vnops.c ufs_open(), ufs_readdir();
 * sys/ufs/ufs/ufs_lookup.c ufs_dirremove(). All return false where the caller sleeps, and then have
 * changed nothing that a second try would count twice.
 */
import { bread } from '../buf/block';
import { bdwrite } from '../buf/delayed';
import { fsync } from '../buf/flush';
import { bqrelse } from '../buf/release';
import type { Kernel } from '../kernel/types';
import { M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { objectReference } from '../vm/object';
import { blockBytes, fileBlocks } from './disk';
import { nameBlock, namei } from './lookup';
import { cachePurge } from './names';
import { cleanObject } from './pager';
import { flagVnode } from './refs';
import { V_MODIFIED, V_OBJDIRTY, Z_FILES } from './state';
import { inodeUpdate, needObject, vput } from './vnode';

/** lstat(2): the name is looked up and the inode read; nothing stays in use. */
export const statFile = (k: Kernel, f: number): boolean => {
  const v = namei(k, f);
  if (v !== 0) vput(k, v);
  return v !== 0;
};

/** Whether a file is open. */
export const isOpen = (k: Kernel, f: number): boolean => k.file.file.open.get(f) !== 0;

/** open(2): its vnode stays in use and has a VM object; the descriptor is an item of Files. */
export const openFile = (k: Kernel, f: number): boolean => {
  const v = namei(k, f);
  if (v === 0) return false;
  const item = needObject(k, v) ? umaZalloc(k.uma, k.file.cell.get(Z_FILES), M_WAITOK) : 0;
  if (item === 0) {
    vput(k, v);
    return false;
  }
  k.file.file.open.set(f, item);
  return true;
};

/** close(2) of an open file. */
export const closeFile = (k: Kernel, f: number): void => {
  const { file, cell } = k.file;
  umaZfree(k.uma, cell.get(Z_FILES), file.open.get(f));
  file.open.set(f, 0);
  vput(k, file.vnode.get(f));
};

/** opendir(3), readdir(3), closedir(3) of a directory: its blocks come into the buffer cache. */
export const readDirectory = (k: Kernel, dir: number): boolean => {
  const v = namei(k, dir);
  if (v === 0) return false;
  let n = needObject(k, v) ? 1 : 0;
  for (let lbn = 0; n !== 0 && lbn < fileBlocks(k, dir); lbn += 1) {
    n = bread(k, v, lbn, blockBytes(k, dir, lbn));
    if (n !== 0) bqrelse(k, n);
  }
  vput(k, v);
  return n !== 0;
};

/**
 * unlink(2): the name goes from its directory, whose block is a delayed write. The file itself goes,
 * with all its data in memory, dirty or not, once nobody has it open or mapped.
 */
export const unlinkFile = (k: Kernel, f: number): boolean => {
  const { file } = k.file;
  const v = namei(k, f);
  if (v === 0) return false;
  const [lbn, size] = nameBlock(k, f);
  const n = bread(k, file.vnode.get(file.dir.get(f)), lbn, size);
  if (n !== 0) {
    bdwrite(k, n);
    cachePurge(k, v);
    file.nlink.set(f, 0);
    flagVnode(k, v, V_MODIFIED, true);
  }
  vput(k, v);
  return n !== 0;
};

/** fsync(2): pages changed by mappings, then delayed writes, then the inode. */
export const fsyncFile = (k: Kernel, f: number): boolean => {
  const v = namei(k, f);
  if (v === 0) return false;
  const object = k.file.vnode.object.get(v);
  if (object !== 0) cleanObject(k, object);
  fsync(k, v);
  inodeUpdate(k, v);
  vput(k, v);
  return true;
};

/**
 * The VM object of a file for a mapping of it, with a reference for the map to keep; the vnode stays in
 * use as long as the map has it.
 * @returns its number, or 0 where the caller sleeps
 */
export const fileObject = (k: Kernel, f: number): number => {
  const v = namei(k, f);
  if (v === 0) return 0;
  const isThere = needObject(k, v);
  const object = k.file.vnode.object.get(v);
  if (isThere) {
    objectReference(k, object);
    flagVnode(k, v, V_OBJDIRTY, true);
  }
  vput(k, v);
  return isThere ? object : 0;
};
