/** Which frames belong to what is selected, so that every picture marks the same ones. */
import { mapExtent, mapNumber } from '../../sim';
import type { Kernel, Survey } from '../../sim';
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
  const { kind, holder, thing, map } = selected;
  if (kind === 'none' || (kind === 'map' && mapNumber(k, map) < 0)) return null;
  const marks = roomFor(k, into);
  if (kind === 'map') markMap(k, map, marks);
  else if (thing !== null) for (const f of framesNow(k, thing)) marks[f] = 1;
  else if (holder !== null) markHolder(s, holder.holder, marks);
  return marks;
};

/** How many frames are marked. */
export const countMarks = (marks: Uint8Array | null): number => {
  let n = 0;
  if (marks !== null) for (const m of marks) n += m;
  return n;
};
