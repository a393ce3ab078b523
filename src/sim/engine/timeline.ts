/** Runs that carry out every command of the model. */
import { err } from '../../base/result';
import type { Result } from '../../base/result';
import { finish } from '../../base/steps';
import type { Steps } from '../../base/steps';
import type { MachineSpec } from '../boot/types';
import { loadSteps } from '../load/load';
import type { LoadOrigin } from '../load/load';
import { apply } from './apply';
import { Run } from './run';

export { CHECKPOINT_WORK } from './run';

/** See `run.ts`. */
export type Timeline = Run;

export const Timeline = {
  /** Boots a machine; the run begins at the end of boot. */
  boot: (machine: MachineSpec, seed: number): Result<Timeline, string> =>
    Run.boot(machine, seed, apply),

  /** Loads a machine from rows of `vmstat -z`; the run begins there. */
  load: (machine: MachineSpec, seed: number, origin: LoadOrigin): Result<Timeline, string> =>
    finish(Timeline.loadSteps(machine, seed, origin)),

  /** The same in short steps, for a page that goes on meanwhile. */
  *loadSteps(
    machine: MachineSpec,
    seed: number,
    origin: LoadOrigin,
  ): Steps<Result<Timeline, string>> {
    const sim = yield* loadSteps(machine, seed, origin);
    yield;
    return sim.ok ? Run.of({ machine, seed, origin }, sim.value, apply) : err(sim.error);
  },
};
