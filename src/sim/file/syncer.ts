/**
 * The syncer: writes what has been dirty for 30 seconds.
 * FreeBSD 6.2 sys/kern/vfs_subr.c: sched_sync(), sync_vnode(), sync_fsync(), vfs_msync();
 * sys/ufs/ffs/ffs_vfsops.c ffs_sync(). Left out: the syncer's own vnode, speeding up.
 */
import { fsync } from '../buf/flush';
import type { Kernel } from '../kernel/types';
import { cleanObject } from './pager';
import { flagVnode, vdrop, vhold, vnodeHas } from './refs';
import { DELAYNO, MOUNT_HEAD, SYNCER_SLOTS, SYNC_SLOT, V_MODIFIED, V_OBJDIRTY } from './state';
import { inodeUpdate } from './vnode';
import { SYNC_DELAY, addToWorklist } from './worklist';

/** Pages that mappings changed go to their file; a file that nobody maps any more is not asked again. */
const msync = (k: Kernel, v: number): void => {
  const object = k.file.vnode.object.get(v);
  const isClean = object === 0 || cleanObject(k, object);
  if (isClean && k.vm.object.refs.get(object) <= 1) flagVnode(k, v, V_OBJDIRTY, false);
};

/** Writes one vnode: its buffers and its inode. */
const syncVnode = (k: Kernel, v: number): void => {
  fsync(k, v);
  inodeUpdate(k, v);
};

/** Writes all vnodes of the file system that have anything to write (sync(2), and every 30 s). */
export const syncAll = (k: Kernel): void => {
  const { vnode, cell } = k.file;
  for (let v = cell.get(MOUNT_HEAD); v !== 0; v = vnode.mnext.get(v)) {
    if (vnodeHas(k, v, V_OBJDIRTY)) msync(k, v);
    if (vnode.dirtyCount.get(v) > 0 || vnodeHas(k, v, V_MODIFIED)) syncVnode(k, v);
  }
};

/** One second of the syncer: the vnodes of its slot, and all of them when the file system is due. */
export const syncerTick = (k: Kernel): void => {
  const { vnode, wheel, cell } = k.file;
  const slot = cell.get(DELAYNO);
  cell.set(DELAYNO, (slot + 1) & (SYNCER_SLOTS - 1));
  for (let v = wheel.get(slot); v !== 0; v = wheel.get(slot)) {
    vhold(k, v);
    syncVnode(k, v);
    if (vnode.slot.get(v) !== 0) addToWorklist(k, v, SYNC_DELAY);
    vdrop(k, v);
  }
  if (cell.get(SYNC_SLOT) !== slot + 1) return;
  cell.set(SYNC_SLOT, ((cell.get(DELAYNO) + SYNC_DELAY) & (SYNCER_SLOTS - 1)) + 1);
  syncAll(k);
};
