/** The machine of a named run at the end of its boot: what can be shown before its script is loaded. */
import { err } from '../../base/result';
import type { Result } from '../../base/result';
import type { MachineSpec } from '../boot/types';
import { Run } from '../engine/run';
import type { Timeline } from '../engine/timeline';
import { SCENARIO_FACTS } from './facts';

/**
 * Boots a scenario's machine. It stands there until `engageScenario` gives it its script.
 * @param machine another one to run it on
 * @returns a sentence where there is no such scenario, or where the machine cannot be simulated
 */
export const standScenario = (id: string, machine?: MachineSpec): Result<Timeline, string> => {
  const facts = SCENARIO_FACTS.find((s) => s.id === id);
  if (facts === undefined)
    return err(`no scenario ${id}: expected one of ${SCENARIO_FACTS.map((s) => s.id).join(', ')}`);
  return Run.boot(machine ?? facts.machine, facts.seed, null);
};
