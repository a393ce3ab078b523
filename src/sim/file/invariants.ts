/** What must hold of files and vnodes after every command. */
import { bufHas } from '../buf/queue';
import { BX_VNDIRTY } from '../buf/state';
import type { Kernel } from '../kernel/types';
import { filePages } from './disk';
import { vnodeHas } from './refs';
import {
  FILES,
  FILE_NONE,
  FREEVNODES,
  FREE_HEAD,
  MOUNT_HEAD,
  MOUNT_LENGTH,
  NUMVNODES,
  OWED,
  SYNCER_SLOTS,
  VNODES,
  V_DOOMED,
  V_FREE,
  V_OWEINACT,
} from './state';

const isVnode = (k: Kernel, v: number): boolean => k.file.vnode.item.get(v) !== 0;

/** How many are on a list that begins at `head` and goes on by `next`; -1 for a ring. */
const lengthOf = (k: Kernel, head: number, next: { get: (i: number) => number }): number => {
  let count = 0;
  for (let v = head; v !== 0; v = next.get(v)) {
    count += 1;
    if (count > k.file.cell.get(VNODES)) return -1;
  }
  return count;
};

const listFaults = (k: Kernel): string[] => {
  const { vnode, cell, wheel } = k.file;
  const faults: string[] = [];
  let [vnodes, free, owed, waiting] = [0, 0, 0, 0];
  for (let v = 1; v < cell.get(VNODES); v += 1) {
    if (!isVnode(k, v)) continue;
    vnodes += 1;
    if (vnodeHas(k, v, V_FREE)) free += 1;
    if (vnodeHas(k, v, V_OWEINACT)) owed += 1;
    if (vnode.slot.get(v) !== 0) waiting += 1;
  }
  let onWheel = 0;
  for (let slot = 0; slot < SYNCER_SLOTS; slot += 1)
    onWheel += lengthOf(k, wheel.get(slot), vnode.snext);
  if (vnodes !== cell.get(NUMVNODES)) faults.push('numvnodes is wrong');
  if (free !== cell.get(FREEVNODES)) faults.push('freevnodes is wrong');
  if (lengthOf(k, cell.get(FREE_HEAD), vnode.fnext) !== free) faults.push('free list is broken');
  if (owed !== cell.get(OWED)) faults.push('owed inactivations are miscounted');
  if (onWheel !== waiting) faults.push("the syncer's wheel is broken");
  // The disk's vnode belongs to no mounted file system.
  const mounted = lengthOf(k, cell.get(MOUNT_HEAD), vnode.mnext);
  if (mounted !== cell.get(MOUNT_LENGTH) || mounted < vnodes - 1)
    faults.push('vnodes of the mount point are miscounted');
  return faults;
};

/** Buffers and dirty buffers of each vnode, as the buffers themselves say. */
const bufferCounts = (k: Kernel): Map<number, { all: number; dirty: number }> => {
  const { buf } = k.buf;
  const counts = new Map<number, { all: number; dirty: number }>();
  for (let n = 1; n < buf.vnode.a.length; n += 1) {
    const v = buf.vnode.get(n);
    if (v === 0) continue;
    const of = counts.get(v) ?? { all: 0, dirty: 0 };
    of.all += 1;
    if (bufHas(k, n, BX_VNDIRTY)) of.dirty += 1;
    counts.set(v, of);
  }
  return counts;
};

/** Names that are cached in each directory. */
const nameCounts = (k: Kernel): Map<number, number> => {
  const { vnode, file, cell } = k.file;
  const counts = new Map<number, number>();
  for (let v = 1; v < cell.get(VNODES); v += 1) {
    if (vnode.name.get(v) === 0) continue;
    const dir = file.vnode.get(file.dir.get(vnode.file.get(v)));
    counts.set(dir, (counts.get(dir) ?? 0) + 1);
  }
  return counts;
};

const holdFaults = (k: Kernel): string[] => {
  const { vnode, cell } = k.file;
  const faults: string[] = [];
  const buffers = bufferCounts(k);
  const names = nameCounts(k);
  for (let v = 1; v < cell.get(VNODES); v += 1) {
    if (!isVnode(k, v)) continue;
    const { all, dirty } = buffers.get(v) ?? { all: 0, dirty: 0 };
    const holds = vnode.use.get(v) + all + (names.has(v) ? 1 : 0);
    if (vnode.hold.get(v) !== holds) faults.push(`vnode ${v} is held ${holds} times, says other`);
    if (dirty !== vnode.dirtyCount.get(v)) faults.push(`vnode ${v} miscounts its dirty buffers`);
    if ((names.get(v) ?? 0) !== vnode.names.get(v)) faults.push(`vnode ${v} miscounts its names`);
    if (vnodeHas(k, v, V_FREE) !== (holds === 0)) faults.push(`vnode ${v} is free or held`);
    if (vnodeHas(k, v, V_DOOMED)) faults.push(`vnode ${v} is reclaimed and still there`);
    if (dirty > 0 !== (vnode.slot.get(v) !== 0))
      faults.push(`vnode ${v} is dirty or on the syncer's wheel, not both`);
  }
  return faults;
};

/** A vnode and its file, and its object, know each other. */
const identityFaults = (k: Kernel): string[] => {
  const { vnode, file, cell } = k.file;
  const { object } = k.vm;
  const faults: string[] = [];
  for (let v = 1; v < cell.get(VNODES); v += 1) {
    if (!isVnode(k, v)) continue;
    const f = vnode.file.get(v);
    if (file.vnode.get(f) !== v) faults.push(`vnode ${v} and file ${f} do not know each other`);
    const o = vnode.object.get(v);
    if (o === 0) continue;
    if (object.handle.get(o) !== v) faults.push(`object ${o} is not that of vnode ${v}`);
    if (object.size.get(o) !== filePages(k, f))
      faults.push(`object ${o} is not as long as its file`);
    if (vnode.use.get(v) < object.refs.get(o) - 1)
      faults.push(`vnode ${v} is mapped more often than used`);
  }
  for (let f = 1; f < cell.get(FILES); f += 1) {
    const v = file.vnode.get(f);
    if (file.type.get(f) === FILE_NONE || v === 0) continue;
    if (!isVnode(k, v)) faults.push(`file ${f} has a vnode that is gone`);
  }
  return faults;
};

/** All faults of files and vnodes. */
export const fileFaults = (k: Kernel): string[] => [
  ...listFaults(k),
  ...holdFaults(k),
  ...identityFaults(k),
];
