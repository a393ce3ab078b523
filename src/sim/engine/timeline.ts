/** Runs that carry out every command of the model. */
import type { Result } from '../../base/result';
import type { MachineSpec } from '../boot/types';
import { apply } from './apply';
import { Run } from './run';

export { CHECKPOINT_WORK } from './run';

/** See `run.ts`. */
export type Timeline = Run;

export const Timeline = {
  /** Boots a machine; the run begins at the end of boot. */
  boot: (machine: MachineSpec, seed: number): Result<Timeline, string> =>
    Run.boot(machine, seed, apply),
};
