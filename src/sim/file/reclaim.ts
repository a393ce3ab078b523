/**
 * Taking vnodes back. FreeBSD 6.2 sys/kern/vfs_subr.c: vgonel(), vnlru_free();
 * sys/ufs/ufs/ufs_inode.c ufs_reclaim(); sys/vm/vm_object.c vm_object_terminate().
 */
import { vinvalbuf } from '../buf/flush';
import type { Kernel } from '../kernel/types';
import { umaZfree } from '../uma/live/zalloc';
import { objectDeallocate } from '../vm/object';
import { freeDirhash } from './dirhash-memory';
import { leaveMount } from './mount-list';
import { cachePurge } from './names';
import { cleanObject } from './pager';
import { flagVnode, vdrop, vhold, vnodeHas } from './refs';
import {
  FREE_HEAD,
  OWED,
  RECYCLED,
  V_DOOMED,
  V_MODIFIED,
  V_OWEINACT,
  Z_DINODE,
  Z_INODE,
} from './state';

/** A vnode owes no inactivation any more. */
export const forgive = (k: Kernel, v: number): void => {
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
  freeDirhash(k, v);
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
