/**
 * Who holds every frame and on which queue it stands, in two arrays that a picture reads.
 * What a survey says depends on the state alone, not on the way that led there; but only the frames
 * that were written since it was last brought up to date are looked at again.
 */
import type { Kernel } from '../kernel/types';
import { F_UNMANAGED, Q_FREE, Q_NONE } from '../phys/frames';
import { SHIFT, lookAt } from '../state/tracked';
import { PAGE_TABLE_OBJECT } from '../vm-map/types';
import { H_BUFFERS, H_FILES, H_FREE, H_ZONES } from './holders';
import { BY_WIRE, framesThatMoved, isLike, ownersOf, plainHolder } from './survey-owners';
import type { Owners } from './survey-owners';
import { updateSlabs } from './survey-slabs';
import type { SlabsSeen } from './survey-slabs';

/** Where a frame stands: wired, or on one of the queues, by the numbers of PLACES. */
export const PLACES = ['wired', 'free', 'cache', 'inactive', 'active', 'hold'] as const;
export type Place = (typeof PLACES)[number];

/** Frames of a stretch that is looked at as one. */
export const STRETCH = 1 << SHIFT;

/** By frame (0 is none) and by kernel page, counted from the start of kernel_map. */
export interface Survey extends SlabsSeen {
  /** holder of each frame */
  readonly holder: Uint16Array;
  /** index into PLACES of each frame */
  readonly place: Uint8Array;
  /** frames by holder × place: `holder * PLACES.length + place` */
  tally: Int32Array;
  /** grows with each update */
  version: number;
  /** by stretch of frames: the version in which one of them last changed hands or place */
  readonly changed: Uint32Array;
  /** what decided in the last update; null before the first */
  owners: Owners | null;
}

const PLACES_COUNT = PLACES.length;

/** An empty survey for a kernel: all frames are holder 0's, wired. */
export const newSurvey = (k: Kernel): Survey => {
  const tally = new Int32Array(H_ZONES * PLACES_COUNT);
  tally[0] = k.phys.pages;
  return {
    holder: new Uint16Array(k.phys.pages + 1),
    place: new Uint8Array(k.phys.pages + 1),
    slabAt: new Int32Array(k.frameAt.a.length),
    tally,
    version: 0,
    changed: new Uint32Array((k.phys.pages >>> SHIFT) + 1),
    seen: new Int32Array(0),
    seenLength: new Int32Array(0),
    seenKeg: new Int32Array(0),
    owners: null,
  };
};

/** The survey that last looked at a kernel: what was written since is known to it alone. */
const lookers = new WeakMap<Kernel, Survey>();

/** Stretches of frames that must be looked at again. */
const staleStretches = (k: Kernel, s: Survey, now: Owners): Uint8Array => {
  const stale = new Uint8Array(s.changed.length);
  const moved = (frame: number): void => {
    stale[frame >>> SHIFT] = 1;
  };
  updateSlabs(k, s, moved);
  const before = s.owners;
  const isKnown = lookers.get(k) === s && before !== null && isLike(now, before);
  if (isKnown) framesThatMoved(k, now, before, moved);
  else stale.fill(1);
  const { queue, flags, object, pindex, wire } = k.phys.frame;
  for (const column of [queue, flags, object, pindex, wire])
    for (let n = 0; n < stale.length; n += 1) if (lookAt(column, n)) stale[n] = 1;
  return stale;
};

/** Counts a frame elsewhere. */
const recount = (tally: Int32Array, from: number, to: number): void => {
  tally[from] = (tally[from] as number) - 1;
  tally[to] = (tally[to] as number) + 1;
};

/** Looks at the frames `first` … `last`. @returns whether one is held by another, or elsewhere, now */
const look = (k: Kernel, s: Survey, first: number, last: number): boolean => {
  const { frame } = k.phys;
  const queue = frame.queue.a;
  const { holder, place, tally } = s;
  const who = holderFinder(k, s);
  let isChanged = false;
  for (let f = first; f <= last; f += 1) {
    const q = queue[f] as number;
    const now = q === Q_FREE ? H_FREE : who(f, q);
    if (holder[f] === now && place[f] === q) continue;
    const old = (holder[f] as number) * PLACES_COUNT + (place[f] as number);
    recount(tally, old, now * PLACES_COUNT + q);
    holder[f] = now;
    place[f] = q;
    isChanged = true;
  }
  return isChanged;
};

/** Tells who holds a frame that is not free: a few reads. */
const holderFinder = (k: Kernel, s: Survey): ((f: number, q: number) => number) => {
  const { frame } = k.phys;
  const [flags, object, pindex, wire] = [
    frame.flags.a,
    frame.object.a,
    frame.pindex.a,
    frame.wire.a,
  ];
  const { byObject, byKeg, ranges } = s.owners as Owners;
  const slabKeg = k.uma.slab.keg.a;
  const { slabAt } = s;
  return (f, q) => {
    const o = object[f] as number;
    if (q === Q_NONE && ((flags[f] as number) & F_UNMANAGED) !== 0 && o !== PAGE_TABLE_OBJECT) {
      const page = pindex[f] as number;
      const slab = slabAt[page] ?? 0;
      return slab === 0 ? plainHolder(o, page, ranges) : (byKeg[slabKeg[slab] as number] as number);
    }
    const by = byObject[o] as number;
    return by === BY_WIRE ? ((wire[f] as number) > 0 ? H_BUFFERS : H_FILES) : by;
  };
};

const growTally = (s: Survey, kegs: Uint16Array): void => {
  const wanted = (Math.max(H_ZONES, ...kegs) + 1) * PLACES_COUNT;
  if (s.tally.length >= wanted) return;
  const tally = new Int32Array(wanted);
  tally.set(s.tally);
  s.tally = tally;
};

/**
 * Brings a survey up to the present state. This runs before every picture of a machine of a million
 * frames: it costs what was written, not what there is.
 */
export const updateSurvey = (k: Kernel, s: Survey): void => {
  const owners = ownersOf(k);
  const stale = staleStretches(k, s, owners);
  s.owners = owners;
  s.version += 1;
  growTally(s, owners.byKeg);
  for (let n = 0; n < stale.length; n += 1) {
    if (stale[n] === 0) continue;
    const last = Math.min(((n + 1) << SHIFT) - 1, k.phys.pages);
    if (look(k, s, Math.max(n << SHIFT, 1), last)) s.changed[n] = s.version;
  }
  lookers.set(k, s);
};

/** Frames of a holder, wherever they stand. */
export const framesOfHolder = ({ tally }: Survey, holder: number): number => {
  let n = 0;
  for (let p = 0; p < PLACES_COUNT; p += 1) n += tally[holder * PLACES_COUNT + p] ?? 0;
  return n;
};
