/** What `npm run soak` runs. */
import fc from 'fast-check';
import type { Command } from '../engine/commands';
import { anyScript } from './arbitraries';

export { MACHINES, Trial, shorten, tryScript, tryTime } from './trial';

/** The script of a seed. */
export const sampleScript = (seed: number, length: number): readonly Command[] =>
  fc.sample(anyScript(length, length), { seed, numRuns: 1 })[0] ?? [];
