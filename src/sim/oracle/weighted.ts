/** How a part says which of its verbs a random script holds, and how often. */
import fc from 'fast-check';
import type { Command } from '../engine/commands';

/** Commands of one kind, with how often they come relative to others. */
export interface Weighted {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Command>;
}

/** All arbitraries of a part. */
export type Part = readonly Weighted[];

/**
 * Commands of one or some verbs. Fields that are not in `needed` come or stay away.
 * @param model one arbitrary for each field but `do`
 */
export const some = (
  weight: number,
  verb: Command['do'] | readonly Command['do'][],
  model: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
  needed: readonly string[] = Object.keys(model),
): Weighted => {
  const verbs = typeof verb === 'string' ? [verb] : verb;
  const fields: Record<string, fc.Arbitrary<unknown>> = { do: fc.constantFrom(...verbs), ...model };
  const record = fc.record(fields, { requiredKeys: ['do', ...needed] });
  // The checker of command files sees each of them in a test of its own.
  return { weight, arbitrary: record as unknown as fc.Arbitrary<Command> };
};

/** Whole numbers from `min` to `max`. */
export const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
/** One of these words. */
export const word = (...words: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...words);
/** The member of a holding that a command means; mostly one that is there. */
export const NTH = fc.oneof(
  { weight: 4, arbitrary: whole(0, 2) },
  { weight: 1, arbitrary: whole(0, 9) },
);
/** Yes or no. */
export const FLAG = fc.boolean();
