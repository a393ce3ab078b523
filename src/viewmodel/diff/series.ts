/** Rows of the same name through all samples. */
import type { CleanRow } from '../explain/zone-rows';
import type { MallocRow } from '../../import';
import type { Point, RowKind, Sample, Series } from './types';

const zonePoint = (sample: number, r: CleanRow): Point => ({
  sample,
  line: r.line,
  live: r.used * r.size,
  kept: r.free * r.size,
  requests: r.requests,
  limit: r.limit,
  used: r.used,
  unit: 0,
});

const MOST = Number.MAX_SAFE_INTEGER;
/** A count that can be one; a counter below zero is printed as a huge number. */
const sane = (n: number): number => (Number.isFinite(n) && n >= 0 && n < MOST ? n : 0);

const typePoint = (sample: number, r: MallocRow): Point => ({
  sample,
  line: r.line,
  live: sane(r.memUse),
  kept: 0,
  requests: sane(r.requests),
  limit: 0,
  used: sane(r.inUse),
  unit: r.memUseUnit <= 1 ? 0 : r.memUseUnit,
});

const wiredPoint = (sample: number, w: NonNullable<Sample['wired']>): Point => ({
  sample,
  line: w.line,
  live: w.bytes,
  kept: 0,
  requests: 0,
  limit: 0,
  used: 0,
  unit: w.unit,
});

interface Growing {
  readonly kind: RowKind;
  readonly name: string;
  readonly size: number;
  sizes: readonly number[];
  readonly points: Point[];
}

/**
 * One series a zone and type, and one of the wired pages, in order of first appearance. A zone whose
 * SIZE changed is another zone.
 */
export const seriesOf = (samples: readonly Sample[]): readonly Series[] => {
  const all = new Map<string, Growing>();
  const at = (kind: RowKind, name: string, size: number): Growing => {
    const key = JSON.stringify([kind, name, size]);
    const had = all.get(key);
    if (had !== undefined) return had;
    const made: Growing = { kind, name, size, sizes: [], points: [] };
    all.set(key, made);
    return made;
  };
  for (const [i, s] of samples.entries()) {
    for (const r of s.zones) at('zone', r.name, r.size).points.push(zonePoint(i, r));
    for (const r of s.types) {
      const series = at('type', r.type, 0);
      series.points.push(typePoint(i, r));
      if (r.sizes.some((n) => !series.sizes.includes(n)))
        series.sizes = [...new Set([...series.sizes, ...r.sizes])].sort((a, b) => a - b);
    }
    if (s.wired !== null) at('wired', 'Wired', 0).points.push(wiredPoint(i, s.wired));
  }
  return [...all.values()];
};
