/** The picture of RAM as rows: each holder, on each queue where the picture is by queue, and its frames. */
import type { Owner } from '../../base/owner';
import { PLACES } from '../../sim';
import type { Kernel, Place, Survey } from '../../sim';
import { liveId } from './derive-zone';
import { holdersOf } from './holders';

/** One row. Frames on each queue; together they are all of the holder. */
export interface RamRow {
  readonly id: string;
  readonly label: string;
  readonly owner: Owner;
  readonly frames: number;
  readonly places: Readonly<Record<Place, number>>;
  /** id of the derivation of `frames` */
  readonly why: string;
}

const NO_PLACES: Readonly<Record<Place, number>> = {
  wired: 0,
  free: 0,
  cache: 0,
  inactive: 0,
  active: 0,
  hold: 0,
};

/** The frames of a survey by holder and place. */
export const ramRows = (k: Kernel, s: Survey): readonly RamRow[] => {
  const h = holdersOf(k);
  return h.list
    .map((view) => {
      const places = { ...NO_PLACES };
      PLACES.forEach((place, i) => {
        places[place] = s.tally[view.holder * PLACES.length + i] ?? 0;
      });
      const frames = Object.values(places).reduce((a, b) => a + b, 0);
      const { id, label, owner } = view;
      return { id, label, owner, frames, places, why: liveId('holder', id, '') };
    })
    .filter((row) => row.frames > 0);
};
