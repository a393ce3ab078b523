/** Frames and address space of a thing or a map, and on which queues its frames are. */
import { PAGE_SIZE } from '../../base/units';
import { PLACES, mapExtent, mapNumber } from '../../sim';
import type { Kernel, Place } from '../../sim';
import { REACH_WORDS as WORDS } from '../../strings/en/pictures';
import { liveId } from './derive-zone';
import type { Made } from './derive-zone';
import { thingPlace } from './thing-place';

/** See the head of the file. A frame that is mapped twice counts once. */
export interface ReachFigures {
  /** pages of the kernel's address space */
  readonly pages: number;
  readonly frames: number;
  readonly places: Readonly<Record<Place, number>>;
}

const framesOfMap = (k: Kernel, map: number): number[] => {
  const { start, end } = mapExtent(k, map);
  const out: number[] = [];
  for (let p = start - k.kmem.base; p < end - k.kmem.base; p += 1) {
    const f = k.frameAt.get(p);
    if (f !== 0) out.push(f);
  }
  return out;
};

const reached = (k: Kernel, id: string): { pages: number; frames: readonly number[] } | null => {
  const [kind = '', name = ''] = id.split(/:(.*)/s);
  if (kind === 'map') {
    const map = mapNumber(k, name);
    const { start, end } = mapExtent(k, Math.max(map, 0));
    // The maps of processes are no part of the kernel's address space.
    if (map < 0 || start < k.kmem.base) return null;
    return { pages: end - start, frames: framesOfMap(k, map) };
  }
  const thing = thingPlace(k, kind, name);
  if (thing === null) return null;
  return { pages: thing.places.reduce((n, p) => n + p.pages, 0), frames: thing.frames };
};

/** @returns null where there is no such thing or map */
export const reachFigures = (k: Kernel, id: string): ReachFigures | null => {
  const found = reached(k, id);
  if (found === null) return null;
  const frames = [...new Set(found.frames)];
  const places = Object.fromEntries(PLACES.map((p) => [p, 0])) as Record<Place, number>;
  for (const f of frames) places[PLACES[k.phys.frame.queue.get(f)] ?? 'wired'] += 1;
  return { pages: found.pages, frames: frames.length, places };
};

/** Id of the derivation of a figure. */
export const reachWhy = (id: string, figure: string): string => liveId('reach', id, figure);

/** Where the n-th stretch of address space of a thing begins. */
const startOf = (k: Kernel, id: string, n: number): Made | null => {
  const [kind = '', name = ''] = id.split(/:(.*)/s);
  const place = thingPlace(k, kind, name)?.places[n];
  const words = WORDS['start'];
  if (place === undefined || words === undefined) return null;
  const [label, formula, file, fn] = words;
  return {
    label: `${label}: ${id}`,
    value: place.start * PAGE_SIZE,
    unit: 'address',
    formula,
    source: [file, fn],
  };
};

/** @returns the figure for its derivation, or null where there is none */
export const reachFigure = (k: Kernel, id: string, figure: string): Made | null => {
  const [, nth] = /^start (\d{1,4})$/.exec(figure) ?? [];
  if (nth !== undefined) return startOf(k, id, Number(nth));
  const found = reachFigures(k, id);
  const words = WORDS[figure];
  if (found === null || words === undefined) return null;
  const places: Readonly<Record<string, number>> = found.places;
  const value = figure === 'pages' || figure === 'frames' ? found[figure] : (places[figure] ?? 0);
  const [label, formula, file, fn] = words;
  return { label: `${label}: ${id}`, value, unit: 'pages', formula, source: [file, fn] };
};
