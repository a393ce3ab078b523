/** What the growth of a row means: leak, cache, load. Rules in the order in which they are asked. */
import { formatBytes, formatCount } from '../../base/format';
import { knownZone } from '../../sim';
import { cacheRule } from './caches';
import type { Point, Series, Trend, Verdict } from './types';

/** What a verdict rests on. */
export interface Evidence {
  readonly series: Series;
  /** of live bytes, through all samples */
  readonly trend: Trend;
  readonly first: Point;
  readonly last: Point;
  /** types that explain this malloc zone's growth, largest first */
  readonly owners: readonly { readonly name: string; readonly bytes: number }[];
}

const MALLOC_ZONE = /^(?:malloc-)?\d+$/;
/** A zone that backs malloc(9) buckets. */
export const isMallocZone = (name: string): boolean => MALLOC_ZONE.test(name);

/** A fall of the counter of requests means another boot, or the wrong order. */
export const hasRestarted = (points: readonly Point[]): boolean =>
  points.some((p, i) => p.requests < (points[i - 1]?.requests ?? 0));

const certain = (kind: Verdict['kind'], text: string): Verdict => ({
  kind,
  text,
  certainty: 'certain',
});
const inferred = (kind: Verdict['kind'], text: string): Verdict => ({
  kind,
  text,
  certainty: 'inferred',
});

const steps = (t: Trend): string => {
  const all = t.ups + t.downs + t.flats;
  return all === 1 ? 'Between the two samples' : `In ${t.ups} of ${all} steps`;
};

const leakText = ({ series, trend, owners, last }: Evidence): string => {
  const many = trend.ups + trend.downs + trend.flats;
  const owner = owners[0];
  const who =
    owner === undefined
      ? ''
      : ` Type ${owner.name} of vmstat -m grew by ${formatBytes(owner.bytes)} in the same time: look there.`;
  const cap =
    last.limit > 0 ? ` Its LIMIT of ${formatCount(last.limit)} items will end the growth.` : '';
  const more =
    many < 3 ? ' Two or three samples cannot tell a leak from load: take more, hours apart.' : '';
  const what = series.kind === 'zone' ? 'live items grew' : 'live memory grew';
  return `${steps(trend)} ${what}, and never fell.${who}${cap}${more}`;
};

const ofGrowth = (e: Evidence): Verdict => {
  const { series, trend } = e;
  const cache = cacheRule(series.name);
  if (cache !== undefined)
    return certain(
      'cache-by-design',
      `A cache: it grows up to ${cache.ceiling}. A leak only if it grows beyond.`,
    );
  if (trend.downs > 0)
    return inferred(
      'load',
      `Live memory rose in ${trend.ups} steps and fell in ${trend.downs}: load. A leak never falls; compare samples of equal load.`,
    );
  return inferred('leak', leakText(e));
};

const ofWired = (e: Evidence): Verdict =>
  e.last.live > e.first.live
    ? inferred(
        'load',
        'Wired pages of the whole machine grew. If the tables above do not grow as much, the rest is outside of UMA: drivers, contigmalloc, the page cache of ZFS, mlock.',
      )
    : certain('steady', 'Wired pages of the whole machine did not grow.');

/** Judges one row. */
export const verdictOf = (e: Evidence): Verdict => {
  const { series, first, last, trend } = e;
  if (hasRestarted(series.points))
    return certain(
      'restart',
      'REQUESTS fell: the machine was restarted between the samples, or they stand in the wrong order. No rate can be given.',
    );
  if (series.kind === 'wired') return ofWired(e);
  const master = series.kind === 'zone' ? knownZone(series.name)?.secondaryOf : undefined;
  if (master !== undefined)
    return certain(
      'counted-elsewhere',
      `A second zone over the slabs of ${master}: its items are counted there.`,
    );
  if (last.live > first.live) return ofGrowth(e);
  if (last.kept > first.kept)
    return certain(
      'cache',
      'Live items did not grow; free items did. They are kept for reuse and uma_reclaim() can give most of their pages back.',
    );
  if (last.live < first.live) return certain('shrinks', 'Live memory fell.');
  return certain(
    'steady',
    trend.shape === 'flat' ? 'Nothing moved.' : 'It moved and came back to where it was.',
  );
};
