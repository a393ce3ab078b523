/** Where the frames are: one bar of all, by queue and owner, and one against the daemon's marks. */
import type { Owner } from '../../base/owner';
import { OWNERS } from '../../base/owner';
import { PLACES, daemonMarks } from '../../sim';
import type { Kernel, Place, Survey } from '../../sim';
import { holdersOf } from './holders';

/** A part of a bar, in frames. */
export interface Part {
  readonly owner: Owner;
  readonly size: number;
}

/** One queue, or the wired frames. */
export interface QueueBar {
  readonly place: Place;
  readonly size: number;
  readonly parts: readonly Part[];
}

/** A mark of the page daemon on the bar of free and cache. */
export interface QueueMark {
  readonly id: 'severe' | 'min' | 'wake' | 'goal';
  readonly at: number;
}

/** See the head of the file. */
export interface QueuesView {
  readonly total: number;
  readonly bars: readonly QueueBar[];
  /** free + cache, what the daemon looks at */
  readonly available: number;
  readonly free: number;
  /** end of the scale of the second bar */
  readonly scale: number;
  readonly marks: readonly QueueMark[];
}

const ORDER: readonly Place[] = ['wired', 'active', 'inactive', 'cache', 'hold', 'free'];
/** The second bar ends at so many times the goal; what is beyond is said in words. */
const BEYOND_GOAL = 2;

/** Sums the frames of a survey up by queue and owner. */
export const queuesView = (k: Kernel, s: Survey): QueuesView => {
  const h = holdersOf(k);
  const counts = new Int32Array(PLACES.length * OWNERS.length);
  for (const { holder, owner } of h.list)
    for (let place = 0; place < PLACES.length; place += 1) {
      const at = place * OWNERS.length + OWNERS.indexOf(owner);
      counts[at] = (counts[at] as number) + (s.tally[holder * PLACES.length + place] ?? 0);
    }
  const bars = ORDER.map((place) => {
    const base = PLACES.indexOf(place) * OWNERS.length;
    const parts = OWNERS.map((owner, i) => ({ owner, size: counts[base + i] as number })).filter(
      (p) => p.size > 0,
    );
    return { place, size: parts.reduce((sum, p) => sum + p.size, 0), parts };
  });
  const size = (place: Place): number => bars.find((b) => b.place === place)?.size ?? 0;
  const { severe, min, wake, goal } = daemonMarks(k);
  return {
    total: k.phys.pages,
    bars,
    free: size('free'),
    available: size('free') + size('cache'),
    scale: goal * BEYOND_GOAL,
    marks: [
      { id: 'severe', at: severe },
      { id: 'min', at: min },
      { id: 'wake', at: wake },
      { id: 'goal', at: goal },
    ],
  };
};
