/** What is carried on: zones whose live items grew in every step of a comparison, or as a reader says. */
import type { Derivation } from '../../base/derivation';
import { REPOSITORIES } from '../../base/sources';
import type { Diff } from '../diff/types';
import { computed, createNotebook, given } from '../explain/notebook';
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
  /** said by the reader, not measured */
  readonly isByHand?: true;
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

/** A growth that the reader says; null where the paste has no such zone. */
export const growthByHand = ({ rows }: Loadable, zone: string, perHour: number): Growth | null => {
  const row = rows.find((r) => r.name === zone);
  if (row === undefined || !(perHour > 0) || !Number.isFinite(perHour)) return null;
  return { zone, size: row.size, perHour, low: perHour, high: perHour, type: null, isByHand: true };
};

/** Zones that UMA fills itself: nobody asks for their items. */
const isInternal = (name: string): boolean => name.startsWith('UMA ') || / Bucket$/.test(name);

/** Zones that can be said to grow, those with most live bytes first. */
export const zonesToGrow = ({ rows }: Loadable): readonly string[] =>
  rows
    .filter((r) => !isInternal(r.name))
    .sort((a, b) => b.used * b.size - a.used * a.size)
    .map((r) => r.name);

/** Items an hour of what was measured, with what they come from. */
export const growthFigure = ({ zone, size, perHour, low, high }: Growth): Derivation =>
  computed(createNotebook(), {
    id: `load.growth.${zone}`,
    label: `Growth of ${zone} in items an hour`,
    value: perHour,
    unit: 'items',
    formula: 'growth in bytes an hour ÷ SIZE',
    inputs: [
      given('growth in an hour', perHour * size, 'B'),
      given('at least', low * size, 'B'),
      given('at most', high * size, 'B'),
      given('SIZE', size, 'B'),
    ],
    source: {
      repository: REPOSITORIES.paste,
      file: 'all samples',
      function: 'difference quotient',
    },
  });
