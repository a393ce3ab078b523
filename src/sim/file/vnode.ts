/**
 * Vnodes: had for a file that is looked at, kept, and taken back.
 * FreeBSD 6.2 sys/kern/vfs_subr.c: getnewvnode(), vgonel(), vput(), vinactive(), vnlru_free();
 * sys/ufs/ffs/ffs_vfsops.c ffs_vget(); sys/ufs/ufs/ufs_inode.c ufs_inactive(), ufs_reclaim();
 * sys/vm/vnode_pager.c vnode_create_vobject_off().
 */
import { bread } from '../buf/block';
import { bdwrite } from '../buf/delayed';
import { vinvalbuf } from '../buf/flush';
import { bqrelse } from '../buf/release';
import { Z_VNODE } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { takeRecord } from '../state/pool';
import { M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { objectAllocate, objectDeallocate } from '../vm/object';
import { OBJT_VNODE } from '../vm/state';
import { BSHIFT, dropFile, filePages, inodeBlock } from './disk';
import { cachePurge } from './names';
import { joinMount, leaveMount } from './mount-list';
import { cleanObject } from './pager';
import { flagVnode, vdrop, vhold, vnodeHas, vref } from './refs';
import {
  DESIRED,
  DISK,
  FILE_DISK,
  FREEVNODES,
  FREE_HEAD,
  NUMVNODES,
  OWED,
  RECYCLED,
  VNLRU_SIG,
  VNODES,
  VNODE_POOL,
  V_DOOMED,
  V_MODIFIED,
  V_OWEINACT,
  WANTFREE,
  Z_DINODE,
  Z_INODE,
} from './state';

/** A vnode owes no inactivation any more. */
const forgive = (k: Kernel, v: number): void => {
  if (vnodeHas(k, v, V_OWEINACT)) k.file.cell.add(OWED, -1);
  flagVnode(k, v, V_OWEINACT, false);
};

/**
 * Takes an unused vnode back (vgonel()): its dirty data go to the file, its buffers, pages, inode and
 * name go. The caller holds it; the item goes with the last hold.
 * @returns false where a changed page could not be written now
 */
export const vgone = (k: Kernel, v: number, save: boolean): boolean => {
  const { vnode, file, cell } = k.file;
  const object = vnode.object.get(v);
  if (save && object !== 0 && !cleanObject(k, object)) return false;
  flagVnode(k, v, V_DOOMED, true);
  vinvalbuf(k, v, save);
  if (object !== 0) {
    vnode.object.set(v, 0);
    k.vm.object.handle.set(object, 0);
    objectDeallocate(k, object);
  }
  leaveMount(k, v);
  cachePurge(k, v);
  forgive(k, v);
  flagVnode(k, v, V_MODIFIED, false);
  umaZfree(k.uma, cell.get(Z_INODE), vnode.inode.get(v));
  umaZfree(k.uma, cell.get(Z_DINODE), vnode.dinode.get(v));
  vnode.inode.set(v, 0);
  vnode.dinode.set(v, 0);
  file.vnode.set(vnode.file.get(v), 0);
  return true;
};

/** Takes back up to `count` vnodes from the head of the free list (vnlru_free()). */
export const vnlruFree = (k: Kernel, count: number): number => {
  const { cell } = k.file;
  let done = 0;
  for (let i = 0; i < count && cell.get(FREE_HEAD) !== 0; i += 1) {
    const v = cell.get(FREE_HEAD);
    vhold(k, v);
    if (vgone(k, v, true)) done += 1;
    vdrop(k, v);
  }
  cell.add(RECYCLED, done);
  return done;
};

/** Whether a new vnode has to wait for vnlru, which is asked for once; false = it may be had. */
const waitsForVnlru = (k: Kernel): boolean => {
  const { cell } = k.file;
  if (cell.get(FREEVNODES) > cell.get(WANTFREE)) vnlruFree(k, 1);
  if (cell.get(NUMVNODES) <= cell.get(DESIRED) || cell.get(VNLRU_SIG) === 1) return false;
  cell.set(VNLRU_SIG, 1);
  k.wait.on = 'vlruwk';
  return true;
};

/** A vnode of the zone with one user; the rest is the caller's. 0 = asleep. */
const getnewvnode = (k: Kernel, f: number): number => {
  const { vnode, file, cell } = k.file;
  const item = umaZalloc(k.uma, k.cell.get(Z_VNODE), M_WAITOK);
  if (item === 0) return 0;
  const v = takeRecord(vnode, { cell, top: VNODES, free: VNODE_POOL });
  vnode.item.set(v, item);
  vnode.file.set(v, f);
  vnode.use.set(v, 1);
  vnode.hold.set(v, 1);
  file.vnode.set(f, v);
  cell.add(NUMVNODES, 1);
  return v;
};

const takeInode = (k: Kernel): readonly [inode: number, dinode: number] => {
  const { cell } = k.file;
  const inode = umaZalloc(k.uma, cell.get(Z_INODE), M_WAITOK);
  const dinode = inode === 0 ? 0 : umaZalloc(k.uma, cell.get(Z_DINODE), M_WAITOK);
  if (inode !== 0 && dinode === 0) umaZfree(k.uma, cell.get(Z_INODE), inode);
  return [inode, dinode];
};

/**
 * The vnode of a file with one more user; read from the disk where there is none (ffs_vget()).
 * @returns its number, or 0 where the caller sleeps
 */
export const vget = (k: Kernel, f: number): number => {
  const { vnode, file, cell } = k.file;
  const known = file.vnode.get(f);
  if (known !== 0) {
    vref(k, known);
    return known;
  }
  if (file.type.get(f) === FILE_DISK) return getnewvnode(k, f);
  if (waitsForVnlru(k)) return 0;
  const n = bread(k, file.vnode.get(cell.get(DISK)), inodeBlock(f), 1 << BSHIFT);
  if (n === 0) return 0;
  bqrelse(k, n);
  const [inode, dinode] = takeInode(k);
  if (dinode === 0) return 0;
  const v = getnewvnode(k, f);
  if (v === 0) {
    umaZfree(k.uma, cell.get(Z_INODE), inode);
    umaZfree(k.uma, cell.get(Z_DINODE), dinode);
    return 0;
  }
  vnode.inode.set(v, inode);
  vnode.dinode.set(v, dinode);
  joinMount(k, v);
  return v;
};

/** Gives a vnode the VM object of its file (open(2), mmap(2)). False = asleep. */
export const needObject = (k: Kernel, v: number): boolean => {
  const { vnode } = k.file;
  if (vnode.object.get(v) !== 0) return true;
  const object = objectAllocate(k, OBJT_VNODE, filePages(k, vnode.file.get(v)));
  if (object === 0) return false;
  k.vm.object.handle.set(object, v);
  vnode.object.set(v, object);
  return true;
};

/** Writes a changed inode into its block of the disk, as a delayed write (ffs_update()). */
export const inodeUpdate = (k: Kernel, v: number): void => {
  const { vnode, file, cell } = k.file;
  if (!vnodeHas(k, v, V_MODIFIED)) return;
  const disk = file.vnode.get(cell.get(DISK));
  const n = bread(k, disk, inodeBlock(vnode.file.get(v)), 1 << BSHIFT);
  if (n === 0) {
    // The syncer tries again.
    k.wait.on = '';
    return;
  }
  bdwrite(k, n);
  flagVnode(k, v, V_MODIFIED, false);
};

/** The last user is gone (ufs_inactive()): a changed inode is written, an unlinked file goes. */
export const inactive = (k: Kernel, v: number): void => {
  const { vnode, file } = k.file;
  forgive(k, v);
  inodeUpdate(k, v);
  const f = vnode.file.get(v);
  if (file.nlink.get(f) !== 0) return;
  vgone(k, v, false);
  dropFile(k, f);
};

/** One user less, with inactivation after the last (vput()). */
export const vput = (k: Kernel, v: number): void => {
  k.file.vnode.use.add(v, -1);
  if (k.file.vnode.use.get(v) === 0) inactive(k, v);
  vdrop(k, v);
};

/** Inactivates the vnodes that owe it: those that a mapping was the last to use. */
export const settleOwed = (k: Kernel): void => {
  const { vnode, cell } = k.file;
  for (let v = 1; v < cell.get(VNODES) && cell.get(OWED) > 0; v += 1) {
    if (!vnodeHas(k, v, V_OWEINACT)) continue;
    vhold(k, v);
    if (vnode.use.get(v) === 0) inactive(k, v);
    else forgive(k, v);
    vdrop(k, v);
  }
};
