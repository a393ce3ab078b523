/** What of a comparison is carried on: zones whose live items grew in every step. */
import type { Diff } from '../diff/types';
import type { Loadable } from './loadable';

/** A zone that grows, in items an hour. */
export interface Growth {
  readonly zone: string;
  /** bytes of an item */
  readonly size: number;
  readonly perHour: number;
  /** bounds of the measurement; `low` may be 0 or less */
  readonly low: number;
  readonly high: number;
  /** malloc type that is behind it, where one explains it */
  readonly type: string | null;
}

/**
 * Zones that may leak, with their rates. Types are left out: their blocks lie in the zones. Rows without
 * times have no rate and are left out too.
 */
export const growthsOf = (diff: Diff, loadable: Loadable): readonly Growth[] => {
  const known = new Set(loadable.rows.map((r) => `${r.name} ${String(r.size)}`));
  return diff.rows.flatMap(({ kind, name, series, verdict, rate, owners }): Growth[] => {
    const { size } = series;
    if (kind !== 'zone' || verdict.kind !== 'leak' || rate === null || size <= 0) return [];
    if (rate.perHour.value <= 0 || !known.has(`${name} ${String(size)}`)) return [];
    return [
      {
        zone: name,
        size,
        perHour: rate.perHour.value / size,
        low: rate.low.value / size,
        high: rate.high.value / size,
        type: owners[0]?.name ?? null,
      },
    ];
  });
};
