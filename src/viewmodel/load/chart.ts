/** The course of an outcome as shares of a picture: hours from left to right, bytes of kmem_map upward. */
import type { Outcome, OutcomeRow } from './outcome';

/** A place in the picture, 0 to 1 from its lower left corner. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}
export type Area = readonly ChartPoint[];

/** One quantity: before the paste, and from the paste on. */
export interface Curve {
  readonly past: Area;
  readonly later: Area;
}

export interface Chart {
  readonly taken: Curve;
  readonly live: Curve;
  /** where the paste stands */
  readonly paste: number;
}

/** The hours of an outcome span the width, its kmem_map the height. */
export const chartOf = ({ rows, map }: Pick<Outcome, 'rows' | 'map'>): Chart => {
  const first = rows[0]?.hour.value ?? 0;
  const span = Math.max((rows.at(-1)?.hour.value ?? 0) - first, Number.EPSILON);
  const xOf = (r: OutcomeRow): number => (r.hour.value - first) / span;
  const curve = (of: (r: OutcomeRow) => number): Curve => {
    const at = (r: OutcomeRow): ChartPoint => ({
      x: xOf(r),
      y: Math.min(of(r) / map.value, 1),
    });
    const hasPast = rows.some((r) => r.kind === 'past');
    return {
      past: hasPast ? rows.filter((r) => r.kind !== 'model').map(at) : [],
      later: rows.filter((r) => r.kind !== 'past').map(at),
    };
  };
  const paste = rows.find((r) => r.kind === 'paste');
  return {
    taken: curve((r) => r.taken.value),
    live: curve((r) => r.live),
    paste: paste === undefined ? 0 : xOf(paste),
  };
};
