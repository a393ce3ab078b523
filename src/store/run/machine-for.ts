/** Which machine a scenario runs on. */
import { SCENARIO_FACTS, SEED_MACHINE } from '../../sim';
import type { MachineSpec } from '../../sim';

/**
 * The machine that a scenario runs on: the one of the levers, or the scenario's own where the levers
 * stand on the thread's router.
 */
export const machineFor = (scenario: string, levers: MachineSpec): MachineSpec => {
  const own = SCENARIO_FACTS.find((s) => s.id === scenario)?.machine;
  return levers === SEED_MACHINE && own !== undefined ? own : levers;
};
