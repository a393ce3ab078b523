/**
 * Who holds every frame and on which queue it stands, in two arrays that a picture reads.
 * A survey is brought up to date as a whole: what it says depends on the state alone, not on the way
 * that led there.
 */
import type { Kernel } from '../kernel/types';
import { F_UNMANAGED, Q_FREE, Q_NONE } from '../phys/frames';
import { SLAB_LARGE } from '../uma/live/state';
import { FIRST_OBJECT, PAGE_TABLE_OBJECT } from '../vm-map/types';
import { THREADS } from '../proc/state';
import { OBJT_VNODE } from '../vm/state';
import {
  H_BUFFERS,
  H_EXEC,
  H_FILES,
  H_FREE,
  H_KERNEL,
  H_LARGE,
  H_PIPES,
  H_STACKS,
  H_TABLES,
  H_USER,
  H_ZONES,
} from './holders';

/** Where a frame stands: wired, or on one of the queues, by the numbers of PLACES. */
export const PLACES = ['wired', 'free', 'cache', 'inactive', 'active', 'hold'] as const;
export type Place = (typeof PLACES)[number];

/** By frame (0 is none) and by kernel page, counted from the start of kernel_map. */
export interface Survey {
  /** holder of each frame */
  readonly holder: Uint16Array;
  /** index into PLACES of each frame */
  readonly place: Uint8Array;
  /** slab at each kernel page, 0 = none */
  readonly slabAt: Int32Array;
  /** where each slab was when last looked at, and how long */
  seen: Int32Array;
  seenLength: Int32Array;
  /** holders by object that is shown by an entry of a submap */
  shown: Uint8Array;
}

/** An empty survey for a kernel. */
export const newSurvey = (k: Kernel): Survey => ({
  holder: new Uint16Array(k.phys.pages + 1),
  place: new Uint8Array(k.phys.pages + 1),
  slabAt: new Int32Array(k.frameAt.a.length),
  seen: new Int32Array(0),
  seenLength: new Int32Array(0),
  shown: new Uint8Array(0),
});

const grownTo = (a: Int32Array, length: number): Int32Array => {
  if (a.length >= length) return a;
  const next = new Int32Array(length);
  next.set(a);
  return next;
};

const clearSlab = (s: Survey, slab: number): void => {
  const from = s.seen[slab] as number;
  const to = from + (s.seenLength[slab] as number);
  for (let p = from; p < to; p += 1) if (s.slabAt[p] === slab) s.slabAt[p] = 0;
};

/** Notes where slabs are now. Only those that moved cost anything. */
const updateSlabs = (k: Kernel, s: Survey): void => {
  const { page, keg, flags, pages } = k.uma.slab;
  const base = k.kmem.base;
  const count = Math.max(page.a.length, s.seen.length);
  s.seen = grownTo(s.seen, count);
  s.seenLength = grownTo(s.seenLength, count);
  for (let slab = 1; slab < count; slab += 1) {
    const at = slab < page.a.length ? (page.a[slab] as number) : 0;
    const from = at === 0 ? 0 : at - base;
    if (from === s.seen[slab]) continue;
    if (s.seen[slab] !== 0) clearSlab(s, slab);
    s.seen[slab] = from;
    const isLarge = at !== 0 && (flags.get(slab) & SLAB_LARGE) !== 0;
    const length = isLarge ? pages.get(slab) : k.uma.keg.ppera.get(keg.get(slab));
    s.seenLength[slab] = at === 0 ? 0 : length;
    if (at !== 0) s.slabAt.fill(slab, from, from + length);
  }
};

const SUBMAP_HOLDERS: Readonly<Record<string, number>> = {
  buffer_map: H_BUFFERS,
  pager_map: H_BUFFERS,
  exec_map: H_EXEC,
  pipe_map: H_PIPES,
};

/** Objects that entries of a submap show: pipe buffers and arguments of programs. */
const updateShown = (k: Kernel, s: Survey): void => {
  const { map, entry } = k.kmem.maps;
  if (s.shown.length < k.vm.object.type.a.length)
    s.shown = new Uint8Array(k.vm.object.type.a.length);
  else s.shown.fill(0);
  k.mapNames.forEach((name, m) => {
    const holder = SUBMAP_HOLDERS[name];
    if (holder === undefined) return;
    for (let e = entry.next.get(map.head.get(m)); e !== 0; e = entry.next.get(e)) {
      const object = entry.object.get(e);
      if (object >= FIRST_OBJECT) s.shown[object] = holder;
    }
  });
};

/** Submaps that decide where nothing else does: first page, page behind the last, holder. */
const submapRanges = (k: Kernel): readonly (readonly [number, number, number])[] => {
  const { min, max } = k.kmem.maps.map;
  return k.mapNames.flatMap((name, m) => {
    const holder = SUBMAP_HOLDERS[name];
    const from = min.get(m) - k.kmem.base;
    return holder === undefined ? [] : [[from, max.get(m) - k.kmem.base, holder] as const];
  });
};

/** Marks the pages of files in `byObject`: a wired one is a buffer's, any other the file's. */
const BY_WIRE = 255;

/** Holder of the pages of each object that are no kernel's own. */
const objectHolders = (k: Kernel, s: Survey): Uint8Array => {
  const { type } = k.vm.object;
  const by = new Uint8Array(Math.max(type.a.length, FIRST_OBJECT));
  for (let o = 0; o < by.length; o += 1) {
    const isFile = o < type.a.length && type.a[o] === OBJT_VNODE + 1;
    const own = o < FIRST_OBJECT ? H_KERNEL : isFile ? BY_WIRE : H_USER;
    const shown = s.shown[o] ?? 0;
    by[o] = o === PAGE_TABLE_OBJECT ? H_TABLES : shown === 0 ? own : shown;
  }
  const { thread } = k.proc;
  for (let t = 1; t < k.proc.cell.get(THREADS); t += 1)
    if (thread.item.get(t) !== 0) by[thread.object.get(t)] = H_STACKS;
  return by;
};

/** Holder of each keg's slabs; keg 0 is the large blocks'. */
const kegHolders = (k: Kernel): Uint16Array =>
  Uint16Array.from(k.uma.keg.firstZone.a, (zone, keg) => (keg === 0 ? H_LARGE : H_ZONES + zone));

/** Who holds a frame of the kernel itself, in no slab. */
const plainHolder = (
  object: number,
  page: number,
  ranges: readonly (readonly [number, number, number])[],
): number => {
  if (object >= FIRST_OBJECT) return H_STACKS;
  for (const [from, to, holder] of ranges) if (page >= from && page < to) return holder;
  return H_KERNEL;
};

/**
 * Brings a survey up to the present state. Linear in frames, and a frame costs a few reads: this runs
 * before every picture of a machine of a million frames.
 */
export const updateSurvey = (k: Kernel, s: Survey): void => {
  updateSlabs(k, s);
  updateShown(k, s);
  const { frame } = k.phys;
  const [queue, flags, object] = [frame.queue.a, frame.flags.a, frame.object.a];
  const [pindex, wire, slabKeg] = [frame.pindex.a, frame.wire.a, k.uma.slab.keg.a];
  const { holder, place, slabAt } = s;
  const byObject = objectHolders(k, s);
  const byKeg = kegHolders(k);
  const ranges = submapRanges(k);
  for (let f = 1; f <= k.phys.pages; f += 1) {
    const q = queue[f] as number;
    place[f] = q;
    if (q === Q_FREE) {
      holder[f] = H_FREE;
      continue;
    }
    const o = object[f] as number;
    if (q === Q_NONE && ((flags[f] as number) & F_UNMANAGED) !== 0 && o !== PAGE_TABLE_OBJECT) {
      const page = pindex[f] as number;
      const slab = slabAt[page] ?? 0;
      holder[f] =
        slab === 0 ? plainHolder(o, page, ranges) : (byKeg[slabKeg[slab] as number] as number);
      continue;
    }
    const by = byObject[o] as number;
    holder[f] = by === BY_WIRE ? ((wire[f] as number) > 0 ? H_BUFFERS : H_FILES) : by;
  }
};
