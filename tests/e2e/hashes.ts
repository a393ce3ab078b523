/** Fingerprints of runs: what Node and a browser must agree about. */
import type { Command } from '../../src/sim/engine/commands';
import { MACHINES, bootRun } from '../../src/sim/oracle/trial';
import { runScenario } from '../../src/sim/scenarios/registry';

/** The state after each command of a script on the machine of that number. */
export const afterEach = (machine: number, script: readonly Command[]): string[] => {
  const t = bootRun(1, MACHINES[machine % MACHINES.length]);
  return script.map((c) => {
    t.push(c);
    return t.hash();
  });
};

/** The state at the end of a named run. */
export const atTheEnd = (scenario: string): string => {
  const t = runScenario(scenario);
  return t.ok ? t.value.hash() : t.error;
};
