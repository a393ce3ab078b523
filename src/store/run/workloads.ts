/**
 * Loads that a machine can be put under, as the screen needs them. A load appends commands to a branch,
 * one a step, until it ends, the machine panics, or somebody stops it.
 */
import type { Result } from '../../base/result';
import { WORKLOADS, startWorkload } from '../../sim';
import type { Timeline } from '../../sim';

/** A lever of a load: a whole number. */
export interface LoadParameter {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

/** One load in the list. */
export interface LoadView {
  readonly id: string;
  readonly title: string;
  /** one sentence: what it does */
  readonly what: string;
  readonly parameters: readonly LoadParameter[];
}

/** Which load, and how much of it; what is left out is usual. */
export interface LoadOrder {
  readonly id: string;
  readonly set?: Readonly<Record<string, number>>;
  readonly seed?: number;
}

/** Where loads come from. */
export interface Loads {
  readonly list: readonly LoadView[];
  /** @returns the load, whose `step` is false once it has ended, or a sentence why there is none */
  readonly start: (
    t: Timeline,
    order: LoadOrder,
  ) => Result<{ readonly step: () => boolean }, string>;
}

/** The simulator's own. */
export const LOADS: Loads = { list: WORKLOADS, start: startWorkload };
