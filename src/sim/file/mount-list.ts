/**
 * The vnodes of the mounted file system in the order in which vnlru looks at them.
 * FreeBSD 6.2 sys/kern/vfs_subr.c: insmntque(), delmntque(); `mnt_nvnodelist`.
 */
import type { Kernel } from '../kernel/types';
import { MOUNT_HEAD, MOUNT_LENGTH, MOUNT_TAIL } from './state';

/** Puts a vnode at the end. */
export const joinMount = (k: Kernel, v: number): void => {
  const { vnode, cell } = k.file;
  const tail = cell.get(MOUNT_TAIL);
  vnode.mprev.set(v, tail);
  if (tail === 0) cell.set(MOUNT_HEAD, v);
  else vnode.mnext.set(tail, v);
  cell.set(MOUNT_TAIL, v);
  cell.add(MOUNT_LENGTH, 1);
};

/** Takes a vnode off. */
export const leaveMount = (k: Kernel, v: number): void => {
  const { vnode, cell } = k.file;
  const [next, prev] = [vnode.mnext.get(v), vnode.mprev.get(v)];
  if (prev === 0) cell.set(MOUNT_HEAD, next);
  else vnode.mnext.set(prev, next);
  if (next === 0) cell.set(MOUNT_TAIL, prev);
  else vnode.mprev.set(next, prev);
  vnode.mnext.set(v, 0);
  vnode.mprev.set(v, 0);
  cell.add(MOUNT_LENGTH, -1);
};
