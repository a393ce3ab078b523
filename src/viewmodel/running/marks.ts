/** Which frames belong to what is selected, so that every picture marks the same ones. */
import { STRETCH, framesOfHolder, mapExtent, mapNumber } from '../../sim';
import type { Kernel, Survey, Timeline } from '../../sim';
import { askedNow } from './askers';
import type { Asked } from './askers';
import type { Selected } from './place';
import { framesNow } from './thing-place';

/** The array for the marks of a machine: the one given, emptied, or a new one. */
const roomFor = (k: Kernel, into: Uint8Array): Uint8Array => {
  if (into.length !== k.phys.pages + 1) return new Uint8Array(k.phys.pages + 1);
  into.fill(0);
  return into;
};

const markMap = (k: Kernel, name: string, marks: Uint8Array): void => {
  const map = mapNumber(k, name);
  if (map < 0) return;
  const { start, end } = mapExtent(k, map);
  for (let p = start - k.kmem.base; p < end - k.kmem.base; p += 1) {
    const f = k.frameAt.get(p);
    if (f !== 0) marks[f] = 1;
  }
};

const markHolder = ({ holder }: Survey, wanted: number, marks: Uint8Array): void => {
  for (let f = 1; f < marks.length; f += 1) if (holder[f] === wanted) marks[f] = 1;
};

/** The holder whose frames, and no others, a selection marks; −1 where they are of no one holder. */
export const markedHolder = ({ kind, holder, thing }: Selected): number =>
  kind === 'none' || kind === 'map' || thing !== null || holder === null ? -1 : holder.holder;

/** Marks of all frames of one holder, kept in step with a survey. */
interface Kept {
  readonly of: Survey;
  readonly holder: number;
  readonly version: number;
}

/** What each array of marks says, as long as nobody else writes to it. */
const kept = new WeakMap<Uint8Array, Kept>();

/** Brings marks that are a holder's up to date: only stretches that changed hands are looked at. */
const refresh = (s: Survey, { version }: Kept, wanted: number, marks: Uint8Array): void => {
  s.changed.forEach((when, n) => {
    if (when <= version) return;
    const to = Math.min((n + 1) * STRETCH, marks.length);
    for (let f = Math.max(n * STRETCH, 1); f < to; f += 1)
      marks[f] = s.holder[f] === wanted ? 1 : 0;
  });
};

/** Marks all frames of a holder, in the array of before where that says the same of an older state. */
const holderMarks = (k: Kernel, s: Survey, wanted: number, into: Uint8Array): Uint8Array => {
  const old = kept.get(into);
  const isKept = old?.of === s && old.holder === wanted && into.length === k.phys.pages + 1;
  const marks = isKept ? into : roomFor(k, into);
  if (isKept) refresh(s, old, wanted, marks);
  else markHolder(s, wanted, marks);
  kept.set(marks, { of: s, holder: wanted, version: s.version });
  return marks;
};

/**
 * Marks the frames of a selection: all of a holder's, also where one slab, item or frame of it is
 * chosen; those of a thing; those behind a map.
 * @param into reused where it has the right length
 * @returns the marks by frame, or null where nothing that has frames is selected
 */
export const frameMarks = (
  k: Kernel,
  s: Survey,
  selected: Selected,
  into: Uint8Array,
): Uint8Array | null => {
  const { kind, thing, map } = selected;
  if (kind === 'none' || kind === 'asker' || (kind === 'map' && mapNumber(k, map) < 0)) return null;
  const wanted = markedHolder(selected);
  if (wanted >= 0) return holderMarks(k, s, wanted, into);
  const marks = roomFor(k, into);
  kept.delete(marks);
  if (kind === 'map') markMap(k, map, marks);
  else if (thing !== null) for (const f of framesNow(k, thing)) marks[f] = 1;
  return marks;
};

/** Marks the frames that somebody asked for. */
const askerMarks = ({ holders, survey }: Asked, id: string, marks: Uint8Array): Uint8Array => {
  kept.delete(marks);
  const view = holders.byId(id);
  if (view !== undefined) markHolder(survey, view.holder, marks);
  return marks;
};

/** The same in a run, which also knows who asked. */
export const marksIn = (
  t: Timeline,
  s: Survey,
  selected: Selected,
  into: Uint8Array,
): Uint8Array | null => {
  const k = t.sim.kernel;
  const { kind, id } = selected;
  return kind === 'asker'
    ? askerMarks(askedNow(t, s), id, roomFor(k, into))
    : frameMarks(k, s, selected, into);
};

/** How many frames are marked. */
export const countMarks = (marks: Uint8Array | null): number => {
  if (marks === null) return 0;
  const known = kept.get(marks);
  if (known !== undefined && known.version === known.of.version)
    return framesOfHolder(known.of, known.holder);
  let n = 0;
  for (const m of marks) n += m;
  return n;
};
