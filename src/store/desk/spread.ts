/** Picks samples of a log that can be read at once: evenly spread, the first and the last among them. */
import { MIB } from '../../base/units';
import type { SampleHead } from './types';

/** Characters that are read in about a second. */
const MOST_TEXT = 2 * MIB;
/** A small panel has no room for more points: src/viewmodel/diff/multiples.ts. */
const MOST_SAMPLES = 160;

/** @returns all of them where they are few and short */
export const spreadOver = (samples: readonly SampleHead[]): readonly SampleHead[] => {
  const longest = samples.reduce((n, s) => Math.max(n, s.to - s.from), 1);
  const most = Math.max(2, Math.min(MOST_SAMPLES, Math.floor(MOST_TEXT / longest)));
  if (samples.length <= most) return samples;
  const step = (samples.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => samples[Math.round(i * step)]).filter(
    (s) => s !== undefined,
  );
};
