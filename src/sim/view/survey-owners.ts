/** What decides who holds a frame, besides the frame itself: objects, kegs and submaps. */
import type { Kernel } from '../kernel/types';
import { THREADS } from '../proc/state';
import { FIRST_OBJECT, PAGE_TABLE_OBJECT } from '../vm-map/types';
import { OBJT_VNODE } from '../vm/state';
import {
  H_BUFFERS,
  H_EXEC,
  H_KERNEL,
  H_LARGE,
  H_PIPES,
  H_STACKS,
  H_TABLES,
  H_USER,
  H_ZONES,
} from './holders';

const SUBMAP_HOLDERS: Readonly<Record<string, number>> = {
  buffer_map: H_BUFFERS,
  pager_map: H_BUFFERS,
  exec_map: H_EXEC,
  pipe_map: H_PIPES,
};

/** Objects that entries of a submap show: pipe buffers and arguments of programs. */
const markShown = (k: Kernel, by: Uint8Array): void => {
  const { map, entry } = k.kmem.maps;
  k.mapNames.forEach((name, m) => {
    const holder = SUBMAP_HOLDERS[name];
    if (holder === undefined) return;
    for (let e = entry.next.get(map.head.get(m)); e !== 0; e = entry.next.get(e)) {
      const object = entry.object.get(e);
      if (object >= FIRST_OBJECT) by[object] = holder;
    }
  });
};

/** Submaps that decide where nothing else does: first page, page behind the last, holder. */
const submapRanges = (k: Kernel): Owners['ranges'] => {
  const { min, max } = k.kmem.maps.map;
  return k.mapNames.flatMap((name, m) => {
    const holder = SUBMAP_HOLDERS[name];
    const from = min.get(m) - k.kmem.base;
    return holder === undefined ? [] : [[from, max.get(m) - k.kmem.base, holder] as const];
  });
};

/** Marks the pages of files in `byObject`: a wired one is a buffer's, any other the file's. */
export const BY_WIRE = 255;

/** Holder of the pages of each object that are no kernel's own. */
const objectHolders = (k: Kernel): Uint8Array => {
  const type = k.vm.object.type.a;
  const by = new Uint8Array(Math.max(type.length, FIRST_OBJECT)).fill(H_KERNEL, 0, FIRST_OBJECT);
  by[PAGE_TABLE_OBJECT] = H_TABLES;
  for (let o = FIRST_OBJECT; o < by.length; o += 1)
    by[o] = type[o] === OBJT_VNODE + 1 ? BY_WIRE : H_USER;
  markShown(k, by);
  const { thread } = k.proc;
  for (let t = 1; t < k.proc.cell.get(THREADS); t += 1)
    if (thread.item.get(t) !== 0) by[thread.object.get(t)] = H_STACKS;
  return by;
};

/** Holder of each keg's slabs; keg 0 is the large blocks'. */
const kegHolders = (k: Kernel): Uint16Array =>
  Uint16Array.from(k.uma.keg.firstZone.a, (zone, keg) => (keg === 0 ? H_LARGE : H_ZONES + zone));

/** Who holds a frame of the kernel itself, in no slab. */
export const plainHolder = (object: number, page: number, ranges: Owners['ranges']): number => {
  if (object >= FIRST_OBJECT) return H_STACKS;
  for (const [from, to, holder] of ranges) if (page >= from && page < to) return holder;
  return H_KERNEL;
};

/** See the head of the file. */
export interface Owners {
  /** by object; BY_WIRE for a file */
  readonly byObject: Uint8Array;
  readonly byKeg: Uint16Array;
  readonly ranges: readonly (readonly [from: number, to: number, holder: number])[];
}

/** Reads the owners of the present state. */
export const ownersOf = (k: Kernel): Owners => ({
  byObject: objectHolders(k),
  byKeg: kegHolders(k),
  ranges: submapRanges(k),
});

/** Whether kegs and submaps are those of before; a keg more makes no difference to old slabs. */
export const isLike = (now: Owners, before: Owners): boolean =>
  before.byKeg.every((holder, keg) => now.byKeg[keg] === holder) &&
  String(before.ranges) === String(now.ranges);

/**
 * Calls with the frames of each object that is another's now. Their pages are on its list; what the
 * kernel has of its own does not change hands this way.
 */
export const framesThatMoved = (
  k: Kernel,
  now: Owners,
  before: Owners,
  moved: (frame: number) => void,
): void => {
  const { head } = k.phys.owned;
  const { onext } = k.phys.frame;
  const old = before.byObject;
  for (let o = FIRST_OBJECT; o < old.length; o += 1) {
    if (old[o] === now.byObject[o] || o >= head.a.length) continue;
    for (let f = head.get(o); f !== 0; f = onext.get(f)) moved(f);
  }
};
