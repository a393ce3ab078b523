/**
 * Growth per hour from points that are rounded and clocks that are coarse. Pure arithmetic.
 * Two points: the bounds follow from rounding alone. More: the median of the slopes of all pairs
 * (Theil 1950, Sen 1968) with Sen's interval from the spread of Kendall's S, about 95 %; below six
 * points that interval is all slopes.
 */

/** A figure at an hour. `unit`: it was rounded up to a multiple; `clock`: hours the stamp may be off. */
export interface Timed {
  readonly hours: number;
  readonly value: number;
  readonly unit: number;
  readonly clock: number;
}

export interface Slope {
  readonly perHour: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'rounding' | 'spread';
}

/** More points than these are thinned evenly: their pairs grow with the square. */
export const MOST_POINTS = 64;
/** From here on Sen's interval is narrower than the range of all slopes. */
const ENOUGH = 6;
const NORMAL_95 = 1.96;

/** Two points. Null where the clocks cannot tell which came first. */
const ofTwo = (a: Timed, b: Timed): Slope | null => {
  const hours = b.hours - a.hours;
  const off = a.clock + b.clock;
  if (hours <= off) return null;
  const rise = b.value - a.value;
  const round = Math.max(a.unit, b.unit);
  // Equal units: each value lies in (v − unit, v], so the difference is off by less than one unit.
  const ends = [rise - round, rise + round].flatMap((r) => [r / (hours - off), r / (hours + off)]);
  return {
    perHour: rise / hours,
    low: Math.min(...ends),
    high: Math.max(...ends),
    basis: 'rounding',
  };
};

const thinned = (points: readonly Timed[]): readonly Timed[] => {
  if (points.length <= MOST_POINTS) return points;
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)]).filter(
    (p): p is Timed => p !== undefined,
  );
};

const pairSlopes = (points: readonly Timed[]): number[] => {
  const slopes: number[] = [];
  for (const [i, a] of points.entries())
    for (const b of points.slice(i + 1))
      if (b.hours > a.hours) slopes.push((b.value - a.value) / (b.hours - a.hours));
  return slopes.sort((a, b) => a - b);
};

const median = (sorted: readonly number[]): number => {
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
};

const spreadOf = (slopes: readonly number[], n: number): readonly [number, number] => {
  const most = slopes.length - 1;
  const half = NORMAL_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const low = n < ENOUGH ? 0 : Math.max(Math.floor((slopes.length - half) / 2) - 1, 0);
  const high = n < ENOUGH ? most : Math.min(Math.ceil((slopes.length + half) / 2), most);
  return [slopes[low] ?? 0, slopes[high] ?? 0];
};

/**
 * The slope through points in order of time.
 * @returns null for fewer than two points, or where no two of them lie apart in time
 */
export const slopeOf = (points: readonly Timed[]): Slope | null => {
  const [a, b] = [points[0], points.at(-1)];
  if (a === undefined || b === undefined || points.length < 2) return null;
  const whole = ofTwo(a, b);
  if (whole === null || points.length === 2) return whole;
  const some = thinned(points);
  const slopes = pairSlopes(some);
  const [low, high] = spreadOf(slopes, some.length);
  return { perHour: median(slopes), low, high, basis: 'spread' };
};
