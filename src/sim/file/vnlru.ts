/**
 * vnlru takes vnodes back by their number, never because RAM is short.
 * FreeBSD 6.2 sys/kern/vfs_subr.c: vnlru_proc(), vlrureclaim(), vntblinit().
 */
import { layoutNumber } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { residentCount } from '../phys/object-pages';
import { vdrop, vhold } from './refs';
import {
  DESIRED,
  FREEVNODES,
  MOUNT_HEAD,
  MOUNT_LENGTH,
  NUMVNODES,
  RECYCLED,
  VNLRU_SIG,
  WANTFREE,
} from './state';
import { joinMount, leaveMount } from './mount-list';
import { vgone, vnlruFree } from './vnode';

/** vntblinit(): how many vnodes there may be, and how many of them free. */
export const vntblinit = (k: Kernel): void => {
  const desired = layoutNumber(k.layout, 'desiredvnodes');
  k.file.cell.set(DESIRED, desired);
  k.file.cell.set(WANTFREE, Math.floor(desired / 4));
};

/** Whether vnlru may take a vnode: nobody uses it, no name lies in it, and few of its pages are in RAM. */
const isIdle = (k: Kernel, v: number, trigger: number): boolean => {
  const { vnode } = k.file;
  if (vnode.use.get(v) !== 0 || vnode.names.get(v) !== 0) return false;
  return residentCount(k.phys, vnode.object.get(v)) <= trigger || vnode.object.get(v) === 0;
};

/** Looks at a tenth of the vnodes, oldest first (vlrureclaim()). Returns how many it took. */
const vlrureclaim = (k: Kernel): number => {
  const { cell } = k.file;
  const trigger = Math.floor((k.phys.pages * 2) / Math.max(cell.get(DESIRED), 1));
  let done = 0;
  for (let i = Math.floor(cell.get(MOUNT_LENGTH) / 10) + 1; i > 0; i -= 1) {
    const v = cell.get(MOUNT_HEAD);
    if (v === 0) break;
    leaveMount(k, v);
    joinMount(k, v);
    if (!isIdle(k, v, trigger)) continue;
    vhold(k, v);
    if (vgone(k, v, true)) done += 1;
    vdrop(k, v);
  }
  cell.add(RECYCLED, done);
  return done;
};

/**
 * Runs vnlru until at most nine tenths of the vnodes that may be are there, or none can be taken.
 * @returns how many it took
 */
export const vnlru = (k: Kernel): number => {
  const { cell } = k.file;
  const enough = Math.floor((cell.get(DESIRED) * 9) / 10);
  let taken = 0;
  for (;;) {
    const excess = cell.get(FREEVNODES) - cell.get(WANTFREE);
    if (excess > 0) taken += vnlruFree(k, excess);
    if (cell.get(NUMVNODES) <= enough) {
      cell.set(VNLRU_SIG, 0);
      return taken;
    }
    const done = vlrureclaim(k);
    taken += done;
    if (done === 0) return taken;
  }
};
