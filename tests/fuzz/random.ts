/**
 * A small generator of pseudo-random numbers (mulberry32, public domain), so that a seed repeats
 * an edit exactly.
 */
export type Random = (below: number) => number;

/** A generator; each call gives an integer from 0 to below − 1. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % Math.max(1, below);
  };
};
