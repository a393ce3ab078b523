/** Makes a scenario's history, a slice at a time, so that the page stays awake meanwhile. */
import { SCENARIOS, SEED_MACHINE, startScenario } from '../../sim';
import type { MachineSpec, Timeline } from '../../sim';
import type { Clock } from './types';

/** ms of one slice; a single long command may take more. */
const SLICE_MS = 5;

/** A history in the making. */
export interface Maker {
  readonly timeline: Timeline;
  /** false once the script has ended or was stopped */
  readonly isRunning: () => boolean;
  readonly stop: () => void;
}

/**
 * The machine that a scenario runs on: the one of the levers, or the scenario's own where the levers
 * stand on the thread's router.
 */
export const machineFor = (scenario: string, levers: MachineSpec): MachineSpec => {
  const own = SCENARIOS.find((s) => s.id === scenario)?.machine;
  return levers === SEED_MACHINE && own !== undefined ? own : levers;
};

/**
 * Boots and begins. The first slice comes later, so that what is booted can be painted.
 * @param grew called after each slice
 * @returns the maker, or a sentence why the machine cannot be simulated
 */
export const startMaking = (
  what: { readonly scenario: string; readonly machine: MachineSpec },
  clock: Clock,
  grew: () => void,
): Maker | string => {
  const run = startScenario(what.scenario, what.machine);
  if (!run.ok) return run.error;
  const { timeline, step } = run.value;
  let isOn = true;
  const isRunning = (): boolean => isOn;
  const stop = (): void => {
    isOn = false;
  };
  const slice = (): void => {
    if (!isRunning()) return;
    const end = clock.now() + SLICE_MS;
    while (isRunning() && clock.now() < end) if (!step()) stop();
    grew();
    if (isRunning()) clock.later(slice);
  };
  clock.later(slice);
  return { timeline, isRunning, stop };
};
