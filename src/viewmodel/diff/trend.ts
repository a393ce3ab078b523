/** How a figure moves from sample to sample. */
import type { Trend } from './types';

/**
 * Ups, downs and runs. Steps below `unit` in either direction are flat: rounding makes them.
 * @param unit what the figures were rounded to; 0 = exact
 */
export const trendOf = (values: readonly number[], unit: number): Trend => {
  let [ups, downs, flats, run, longestRise] = [0, 0, 0, 0, 0];
  for (const [i, value] of values.entries()) {
    if (i === 0) continue;
    const step = value - (values[i - 1] ?? value);
    // A rounded figure that moves by one unit or more has moved; K columns move in whole units.
    const isFlat = step === 0 || Math.abs(step) < unit;
    run = !isFlat && step > 0 ? run + 1 : 0;
    longestRise = Math.max(longestRise, run);
    if (isFlat) flats += 1;
    else if (step > 0) ups += 1;
    else downs += 1;
  }
  const shape = ups > 0 && downs > 0 ? 'mixed' : ups > 0 ? 'rises' : downs > 0 ? 'falls' : 'flat';
  return { shape, ups, downs, flats, longestRise };
};
