/** Where slabs lie among the pages of the kernel, and which frames changed hands with them. */
import type { Kernel } from '../kernel/types';
import { SLAB_LARGE } from '../uma/live/state';

/** Slabs as they were when last looked at. */
export interface SlabsSeen {
  /** slab at each kernel page, 0 = none */
  readonly slabAt: Int32Array;
  /** where each slab was, how long, and of which keg */
  seen: Int32Array;
  seenLength: Int32Array;
  seenKeg: Int32Array;
}

const grownTo = (a: Int32Array, length: number): Int32Array => {
  if (a.length >= length) return a;
  const next = new Int32Array(length);
  next.set(a);
  return next;
};

/** Calls with the frame behind each page of a stretch. */
type Moved = (frame: number) => void;

const clearSlab = (k: Kernel, s: SlabsSeen, slab: number, moved: Moved): void => {
  const from = s.seen[slab] as number;
  const to = from + (s.seenLength[slab] as number);
  for (let p = from; p < to; p += 1)
    if (s.slabAt[p] === slab) {
      s.slabAt[p] = 0;
      moved(k.frameAt.get(p));
    }
};

const putSlab = (k: Kernel, s: SlabsSeen, slab: number, moved: Moved): void => {
  const { keg, flags, pages } = k.uma.slab;
  const from = s.seen[slab] as number;
  const isLarge = (flags.get(slab) & SLAB_LARGE) !== 0;
  const length = isLarge ? pages.get(slab) : k.uma.keg.ppera.get(keg.get(slab));
  s.seenLength[slab] = length;
  s.slabAt.fill(slab, from, from + length);
  for (let p = from; p < from + length; p += 1) moved(k.frameAt.get(p));
};

/** Whether a slab that is where it was is still the same: its record may have been used again. */
const isSame = (k: Kernel, s: SlabsSeen, slab: number): boolean => {
  const { keg, pages } = k.uma.slab;
  const now = keg.a[slab] as number;
  if (now !== s.seenKeg[slab]) return false;
  return now !== 0 || pages.a[slab] === s.seenLength[slab];
};

/**
 * Notes where slabs are now. Only those that moved, or that another keg has taken, cost anything.
 * @param moved called with each frame whose slab is another now; 0 where a page has none
 */
export const updateSlabs = (k: Kernel, s: SlabsSeen, moved: Moved): void => {
  const page = k.uma.slab.page.a;
  const keg = k.uma.slab.keg.a;
  const { base } = k.kmem;
  const count = Math.max(page.length, s.seen.length);
  s.seen = grownTo(s.seen, count);
  s.seenLength = grownTo(s.seenLength, count);
  s.seenKeg = grownTo(s.seenKeg, count);
  for (let slab = 1; slab < count; slab += 1) {
    const at = slab < page.length ? (page[slab] as number) : 0;
    const from = at === 0 ? 0 : at - base;
    if (from === s.seen[slab] && (from === 0 || isSame(k, s, slab))) continue;
    if (s.seen[slab] !== 0) clearSlab(k, s, slab, moved);
    s.seen[slab] = from;
    s.seenKeg[slab] = from === 0 ? 0 : (keg[slab] as number);
    if (from === 0) s.seenLength[slab] = 0;
    else putSlab(k, s, slab, moved);
  }
};
