/** Growth of one row in figures: difference, rate, time to its LIMIT. Each is a derivation. */
import type { Derivation, Source } from '../../base/derivation';
import { REPOSITORIES } from '../../base/sources';
import { computed, given, inPaste, read } from '../explain/notebook';
import type { Computed, Notebook } from '../explain/notebook';
import { slopeOf } from './slope';
import type { Timed } from './slope';
import { trendOf } from './trend';
import type { GrowthRow, Point, Rate, Sample, Series, TimeToLimit } from './types';
import { areComparable } from './samples';
import { hasRestarted, verdictOf } from './verdict';

/** What all rows of one diff share. */
export interface Frame {
  readonly book: Notebook;
  readonly samples: readonly Sample[];
  /** owners of the growth of each zone and type, by row id */
  readonly owners: (series: Series) => GrowthRow['owners'];
}

const HOUR = 3600;
const ours = (what: string): Source => ({
  repository: REPOSITORIES.paste,
  file: 'all samples',
  function: what,
});

/** Name space of a row: `diff.zone.128` */
export const rowId = ({ kind, name, size }: Series, twice: boolean): string =>
  `diff.${kind}.${name}${twice ? `.${String(size)}` : ''}`;

/** Hours since the first sample of a point; null where times are not known. */
export const hoursOf = (samples: readonly Sample[], index: number): number | null => {
  const [a, b] = [samples[0]?.moment, samples[index]?.moment];
  if (a === null || b === null || a === undefined || b === undefined) return null;
  return areComparable(samples) ? (b.seconds - a.seconds) / HOUR : null;
};

const timedOf = (
  samples: readonly Sample[],
  points: readonly Point[],
  of: (p: Point) => number,
): Timed[] =>
  points.flatMap((p) => {
    const hours = hoursOf(samples, p.sample);
    const clock = (samples[p.sample]?.moment?.resolution ?? 0) / HOUR;
    return hours === null ? [] : [{ hours, value: of(p), unit: p.unit, clock }];
  });

const FORMULAS = {
  rounding: {
    perHour: 'difference ÷ hours',
    bound: 'the same with figures and clock at the ends of their rounding',
    source: 'difference quotient',
  },
  spread: {
    perHour: 'median of the slopes of all pairs of samples',
    bound: 'slopes of pairs, cut where Kendall’s S leaves 95 %; all of them below six samples',
    source: 'Theil–Sen estimator',
  },
} as const;

/** Bytes per hour with bounds; null where times are not known or the machine was restarted. */
export const rateOf = (
  { book, samples }: Pick<Frame, 'book' | 'samples'>,
  id: string,
  name: string,
  points: readonly { readonly point: Point; readonly value: number }[],
): Rate | null => {
  if (hasRestarted(points.map((p) => p.point))) return null;
  const values = new Map(points.map((p) => [p.point, p.value]));
  const timed = timedOf(
    samples,
    points.map((p) => p.point),
    (p) => values.get(p) ?? 0,
  );
  const slope = slopeOf(timed);
  if (slope === null) return null;
  const words = FORMULAS[slope.basis];
  const make = (what: string, label: string, value: number, formula: string): Derivation =>
    computed(book, {
      id: `${id}.${what}`,
      label,
      value,
      unit: 'B',
      formula,
      inputs: [
        given('samples', timed.length, 'count'),
        given('first', timed[0]?.value ?? 0, 'B'),
        given('last', timed.at(-1)?.value ?? 0, 'B'),
        given('hours', (timed.at(-1)?.hours ?? 0) - (timed[0]?.hours ?? 0), 'none'),
      ],
      source: ours(words.source),
      grade: 'user-data',
      note:
        slope.basis === 'rounding'
          ? 'From two samples: the bounds say how exact the figures are, not how steady the growth is.'
          : undefined,
    });
  return {
    perHour: make('rate', `Growth of ${name} in an hour`, slope.perHour, words.perHour),
    low: make('rate.low', `Growth of ${name} in an hour, at least`, slope.low, words.bound),
    high: make('rate.high', `Growth of ${name} in an hour, at most`, slope.high, words.bound),
    basis: slope.basis,
  };
};

/** What a limit is and how much is left of it. */
export interface Left {
  readonly id: string;
  readonly what: string;
  readonly left: Derivation;
}

/** When a limit is reached at that rate; null where the rate is not above zero. */
export const timeTo = (
  book: Notebook,
  { id, what, left }: Left,
  rate: Rate,
): TimeToLimit | null => {
  if (rate.perHour.value <= 0 || rate.high.value <= 0) return null;
  const make = (end: string, label: string, by: Derivation): Derivation =>
    computed(book, {
      id: `${id}.${end}`,
      label: `${label} until ${what} is reached`,
      value: Math.max(left.value, 0) / by.value,
      unit: 'none',
      formula: 'bytes left ÷ bytes per hour, if growth goes on as measured',
      inputs: [left, by],
      source: ours('growth carried on'),
      grade: 'inferred',
    });
  return {
    what,
    left,
    hours: make('hours', 'Hours', rate.perHour),
    soonest: make('soonest', 'Hours at least', rate.high),
    latest: rate.low.value > 0 ? make('latest', 'Hours at most', rate.low) : null,
  };
};

/** Live items that a zone may still hand out under its LIMIT: free ones come first. */
const limitOf = (
  frame: Frame,
  id: string,
  series: Series,
  rate: Rate | null,
): TimeToLimit | null => {
  const last = series.points.at(-1);
  if (last === undefined || rate === null || last.limit === 0 || series.kind !== 'zone')
    return null;
  const left = computed(frame.book, {
    id: `${id}.left`,
    label: `Bytes left under the LIMIT of ${series.name}`,
    value: Math.max(last.limit - last.used, 0) * series.size,
    unit: 'B',
    formula: '(LIMIT − USED) × SIZE, at least 0',
    inputs: [
      given('LIMIT', last.limit, 'items'),
      given('USED', last.used, 'items'),
      given('SIZE', series.size, 'B'),
    ],
    source: inPaste(last.line, `zone ${series.name}`),
  });
  return timeTo(frame.book, { id: `${id}.limit`, what: `LIMIT of ${series.name}`, left }, rate);
};

const difference = (
  book: Notebook,
  d: Pick<Computed, 'id' | 'label' | 'unit'> & {
    readonly inputs: readonly [Derivation, Derivation];
  },
): Derivation =>
  computed(book, {
    ...d,
    value: d.inputs[1].value - d.inputs[0].value,
    formula: 'last sample − first sample',
    source: ours('difference'),
  });

/** Figures of both ends of a row and their difference. */
const ends = (
  { book }: Frame,
  id: string,
  { name, points }: Series,
  what: 'live' | 'kept' | 'requests',
): { readonly first: Derivation; readonly last: Derivation; readonly moved: Derivation } => {
  const label = { live: 'Live bytes', kept: 'Bytes kept for reuse', requests: 'Requests' }[what];
  const unit = what === 'requests' ? 'count' : 'B';
  const at = (end: string, p: Point | undefined): Derivation =>
    read(book, {
      id: `${id}.${what}.${end}`,
      label: `${label} of ${name}, sample ${String((p?.sample ?? 0) + 1)}`,
      value: p?.[what] ?? 0,
      unit,
      line: p?.line ?? 0,
      what: name,
    });
  const first = at('first', points[0]);
  const last = at('last', points.at(-1));
  const moved = difference(book, {
    id: `${id}.${what}`,
    label: `${label} of ${name}: growth`,
    unit,
    inputs: [first, last],
  });
  return { first, last, moved };
};

const heldAt = (p: Point | undefined): number => (p?.live ?? 0) + (p?.kept ?? 0);

/** The most that a row held in any sample. */
const highestOf = ({ book }: Frame, id: string, { name, points }: Series): Derivation => {
  const top = points.reduce((a, b) => (heldAt(b) > heldAt(a) ? b : a));
  return computed(book, {
    id: `${id}.highest`,
    label: `Most that ${name} held, sample ${String(top.sample + 1)} of those compared`,
    value: heldAt(top),
    unit: 'B',
    formula: 'bytes of live items + bytes kept for reuse, in the sample where that is the most',
    inputs: [given('live', top.live, 'B'), given('kept', top.kept, 'B')],
    source: inPaste(top.line, name),
  });
};

/** The row of one series; null where fewer than two samples have it. */
export const growthRow = (frame: Frame, id: string, series: Series): GrowthRow | null => {
  const { points } = series;
  const [a, b] = [points[0], points.at(-1)];
  if (a === undefined || b === undefined || points.length < 2) return null;
  const unit = Math.max(...[a, b].map((p) => p.unit));
  const trend = trendOf(
    points.map((p) => p.live),
    unit,
  );
  const owners = frame.owners(series);
  const live = ends(frame, id, series, 'live');
  const rate = rateOf(
    frame,
    id,
    series.name,
    points.map((point) => ({ point, value: point.live })),
  );
  return {
    id,
    kind: series.kind,
    name: series.name,
    first: live.first,
    last: live.last,
    live: live.moved,
    kept: ends(frame, id, series, 'kept').moved,
    highest: highestOf(frame, id, series),
    requests: hasRestarted(points) ? null : ends(frame, id, series, 'requests').moved,
    rate,
    trend,
    verdict: verdictOf({ series, trend, first: a, last: b, owners }),
    limit: limitOf(frame, id, series, rate),
    owners,
    series,
  };
};
