/**
 * The syncer's wheel: 32 slots, one a second, each with the vnodes whose dirty blocks are due then.
 * FreeBSD 6.2 sys/kern/vfs_subr.c: vn_syncer_add_to_worklist(), reassignbuf(), brelvp().
 */
import type { Kernel } from '../kernel/types';
import { DELAYNO, FILE_DIR, FILE_DISK, SYNCER_SLOTS } from './state';

/** `filedelay`, `dirdelay`, `metadelay`, `syncdelay`: seconds. */
const FILE_DELAY = 30;
const DIR_DELAY = 29;
const META_DELAY = 28;
/** Seconds after which a vnode that is still dirty is looked at again. */
export const SYNC_DELAY = 30;

/** Takes a vnode off the wheel, if it is on it. */
export const leaveWorklist = (k: Kernel, v: number): void => {
  const { vnode, wheel } = k.file;
  const slot = vnode.slot.get(v);
  if (slot === 0) return;
  const [next, prev] = [vnode.snext.get(v), vnode.sprev.get(v)];
  if (prev === 0) wheel.set(slot - 1, next);
  else vnode.snext.set(prev, next);
  if (next !== 0) vnode.sprev.set(next, prev);
  for (const column of [vnode.slot, vnode.snext, vnode.sprev]) column.set(v, 0);
};

/** Puts a vnode at the head of the slot `delay` seconds ahead, at most 30. */
export const addToWorklist = (k: Kernel, v: number, delay: number): void => {
  const { vnode, wheel, cell } = k.file;
  leaveWorklist(k, v);
  const ahead = Math.min(delay, SYNCER_SLOTS - 2);
  const slot = (cell.get(DELAYNO) + ahead) & (SYNCER_SLOTS - 1);
  const head = wheel.get(slot);
  vnode.snext.set(v, head);
  if (head !== 0) vnode.sprev.set(head, v);
  wheel.set(slot, v);
  vnode.slot.set(v, slot + 1);
};

/** Puts a vnode that just became dirty on the wheel, unless it is there. */
export const becomeDirty = (k: Kernel, v: number): void => {
  const { vnode, file } = k.file;
  if (vnode.slot.get(v) !== 0) return;
  const type = file.type.get(vnode.file.get(v));
  const delay = type === FILE_DIR ? DIR_DELAY : type === FILE_DISK ? META_DELAY : FILE_DELAY;
  addToWorklist(k, v, delay);
};
