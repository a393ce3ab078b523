/**
 * The seeded generator: a 32-bit Weyl sequence with an avalanche (the mixer known as splitmix32).
 * Its only state is one cell of a column, so it is checkpointed, hashed and saved with the rest.
 */
import { I32 } from './columns';

/** A generator's state: one cell. */
export interface RandomState {
  readonly seed: I32;
}

/** A generator that starts at `seed`. */
export const randomState = (seed: number): RandomState => {
  const cell = new I32(1);
  cell.set(0, seed | 0);
  return { seed: cell };
};

/** The next 32 bits, unsigned. */
export const nextWord = (r: RandomState): number => {
  const state = (r.seed.get(0) + 0x9e3779b9) | 0;
  r.seed.set(0, state);
  let z = state ^ (state >>> 16);
  z = Math.imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = Math.imul(z, 0x735a2d97);
  z ^= z >>> 15;
  return z >>> 0;
};

/** A whole number from 0 to n − 1, n ≤ 2^31. The bias is below n ÷ 2^32. */
export const below = (r: RandomState, n: number): number =>
  Math.floor((nextWord(r) / 4294967296) * n);
