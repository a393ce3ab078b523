/**
 * Who needs a vnode, and the list of those that nobody needs.
 * FreeBSD 6.2 sys/kern/vfs_subr.c: vholdl(), vdropl(), vfree(), vbusy(), vdestroy(), v_incr_usecount(),
 * vrele(). A vnode is held by each of its users, by each of its buffers, and by the names cached in it.
 */
import { Z_VNODE } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { giveRecord } from '../state/pool';
import { umaZfree } from '../uma/live/zalloc';
import {
  FREEVNODES,
  FREE_HEAD,
  FREE_TAIL,
  NUMVNODES,
  OWED,
  VNODES,
  VNODE_POOL,
  V_DOOMED,
  V_FREE,
  V_MODIFIED,
  V_OWEINACT,
} from './state';

/** Whether a vnode has a flag. */
export const vnodeHas = (k: Kernel, v: number, flag: number): boolean =>
  (k.file.vnode.flags.get(v) & flag) !== 0;

/** Sets or clears a flag of a vnode. */
export const flagVnode = (k: Kernel, v: number, flag: number, on: boolean): void => {
  const { flags } = k.file.vnode;
  flags.set(v, on ? flags.get(v) | flag : flags.get(v) & ~flag);
};

/** Takes a vnode off the free list (vbusy()). */
const busy = (k: Kernel, v: number): void => {
  const { vnode, cell } = k.file;
  const [next, prev] = [vnode.fnext.get(v), vnode.fprev.get(v)];
  if (prev === 0) cell.set(FREE_HEAD, next);
  else vnode.fnext.set(prev, next);
  if (next === 0) cell.set(FREE_TAIL, prev);
  else vnode.fprev.set(next, prev);
  vnode.fnext.set(v, 0);
  vnode.fprev.set(v, 0);
  cell.add(FREEVNODES, -1);
  flagVnode(k, v, V_FREE, false);
};

/** Puts a vnode at the end of the free list (vfree()). */
const free = (k: Kernel, v: number): void => {
  const { vnode, cell } = k.file;
  const tail = cell.get(FREE_TAIL);
  vnode.fprev.set(v, tail);
  if (tail === 0) cell.set(FREE_HEAD, v);
  else vnode.fnext.set(tail, v);
  cell.set(FREE_TAIL, v);
  cell.add(FREEVNODES, 1);
  flagVnode(k, v, V_FREE, true);
};

/** Gives a reclaimed vnode back to its zone (vdestroy()). */
const destroy = (k: Kernel, v: number): void => {
  const { vnode, cell } = k.file;
  const item = vnode.item.get(v);
  giveRecord(vnode, { cell, top: VNODES, free: VNODE_POOL }, v);
  cell.add(NUMVNODES, -1);
  umaZfree(k.uma, k.cell.get(Z_VNODE), item);
};

/** One more who needs it (vholdl()); takes it off the free list. */
export const vhold = (k: Kernel, v: number): void => {
  k.file.vnode.hold.add(v, 1);
  if (vnodeHas(k, v, V_FREE)) busy(k, v);
};

/** One less (vdropl()). The last one frees a reclaimed vnode and lists another one as free. */
export const vdrop = (k: Kernel, v: number): void => {
  const { vnode } = k.file;
  vnode.hold.add(v, -1);
  if (vnode.hold.get(v) !== 0) return;
  if (vnodeHas(k, v, V_DOOMED)) destroy(k, v);
  else free(k, v);
};

/** One more user (vref()). */
export const vref = (k: Kernel, v: number): void => {
  k.file.vnode.use.add(v, 1);
  vhold(k, v);
};

/**
 * One user less, without inactivation: a vnode whose inode has to be written or freed owes it
 * (`VI_OWEINACT`) and gets it when the daemons run.
 */
export const vrele = (k: Kernel, v: number): void => {
  const { vnode, file, cell } = k.file;
  vnode.use.add(v, -1);
  if (vnode.use.get(v) === 0 && !vnodeHas(k, v, V_OWEINACT)) {
    const isGone = file.nlink.get(vnode.file.get(v)) === 0;
    if (isGone || vnodeHas(k, v, V_MODIFIED)) {
      flagVnode(k, v, V_OWEINACT, true);
      cell.add(OWED, 1);
    }
  }
  vdrop(k, v);
};

/** An entry of a map shows a file's object once more (vm_object_reference() of OBJT_VNODE). */
export const vnodePagerReference = (k: Kernel, object: number): void => {
  const v = k.vm.object.handle.get(object);
  if (v !== 0) vref(k, v);
};

/** An entry of a map shows a file's object no more (vm_object_vndeallocate()). */
export const vnodePagerDereference = (k: Kernel, object: number): void => {
  const v = k.vm.object.handle.get(object);
  if (v !== 0) vrele(k, v);
};
