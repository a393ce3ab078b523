/**
 * Who stands behind a malloc(9) zone: `vmstat -m` names types, `vmstat -z` the bucket that they share.
 * A type with one size has all its memory in that zone; one with several is told only where its
 * growth is at most the zone's.
 */
import type { GrowthRow, Series } from './types';
import { isMallocZone } from './verdict';

const growthOf = ({ points }: Series): number =>
  (points.at(-1)?.live ?? 0) - (points[0]?.live ?? 0);

const spansSame = (a: Series, b: Series): boolean =>
  a.points[0]?.sample === b.points[0]?.sample &&
  a.points.at(-1)?.sample === b.points.at(-1)?.sample;

/** Looks up the other table for every malloc zone and every type, largest growth first. */
export const ownersIn = (all: readonly Series[]): ((s: Series) => GrowthRow['owners']) => {
  const types = all.filter((s) => s.kind === 'type' && growthOf(s) > 0);
  const zones = all.filter((s) => s.kind === 'zone' && isMallocZone(s.name) && growthOf(s) > 0);
  const named = (found: readonly Series[]): GrowthRow['owners'] =>
    found
      .map((s) => ({ name: s.name, bytes: growthOf(s) }))
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, 5);
  return (s) => {
    if (growthOf(s) <= 0) return [];
    if (s.kind === 'type')
      return named(zones.filter((z) => s.sizes.includes(z.size) && spansSame(z, s)));
    if (s.kind !== 'zone' || !isMallocZone(s.name)) return [];
    return named(
      types.filter(
        (t) =>
          t.sizes.includes(s.size) &&
          spansSame(t, s) &&
          (t.sizes.length === 1 || growthOf(t) <= growthOf(s)),
      ),
    );
  };
};
