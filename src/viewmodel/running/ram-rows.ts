/** The picture of RAM as rows: each holder, on each queue where the picture is by queue, and its frames. */
import type { Owner } from '../../base/owner';
import { PLACES } from '../../sim';
import type { Kernel, Place, Survey } from '../../sim';
import { liveId } from './derive-zone';
import type { Asked } from './askers';
import { holdersOf } from './holders';

/** One row. Frames on each queue; together they are all of the holder. */
export interface RamRow {
  readonly id: string;
  readonly label: string;
  readonly owner: Owner;
  readonly shade: 0 | 1 | 2;
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

/**
 * The frames of a survey by holder and place.
 * @param asked by who asked instead, where the colour says that
 */
export const ramRows = (k: Kernel, held: Survey, asked: Asked | null = null): readonly RamRow[] => {
  const h = asked?.holders ?? holdersOf(k);
  const s = asked?.survey ?? held;
  const kind = asked === null ? 'holder' : 'asker';
  return h.list
    .map((view) => {
      const places = { ...NO_PLACES };
      PLACES.forEach((place, i) => {
        places[place] = s.tally[view.holder * PLACES.length + i] ?? 0;
      });
      const frames = Object.values(places).reduce((a, b) => a + b, 0);
      const { id, label, owner, shade } = view;
      return { id, label, owner, shade, frames, places, why: liveId(kind, id, '') };
    })
    .filter((row) => row.frames > 0);
};
