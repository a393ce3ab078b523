/** All named runs. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { SEED_MACHINE } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import { Timeline } from '../engine/timeline';
import type { Director } from './director';
import { directNgNat } from './ng-nat/script';
import { SHAPES } from './ng-nat/shapes';

/** A named run. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** one sentence: what happens */
  readonly what: string;
  readonly machine: MachineSpec;
  readonly seed: number;
  readonly direct: (d: Director) => void;
}

/** In the order in which they are listed. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'boot',
    title: 'Boot of the router',
    what: 'The 256 MB machine of the thread at the end of boot, with nothing to do.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: () => undefined,
  },
  {
    id: 'ng_nat',
    title: 'The leak of ng_nat',
    what: 'libalias links fill kmem_map until a request for 16,384 bytes ends in the panic of the thread.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: (d) => {
      directNgNat(d, (_, goal) => SHAPES[goal.key] ?? []);
    },
  },
];

/** Runs a scenario to its end. The timeline then holds its whole log. */
export const runScenario = (id: string): Result<Timeline, string> => {
  const scenario = SCENARIOS.find((s) => s.id === id);
  if (scenario === undefined)
    return err(`no scenario ${id}: expected one of ${SCENARIOS.map((s) => s.id).join(', ')}`);
  const t = Timeline.boot(scenario.machine, scenario.seed);
  if (!t.ok) return t;
  scenario.direct(t.value);
  return ok(t.value);
};
