/** Makes a scenario's history, a slice at a time, so that the page stays awake meanwhile. */
import { engageScenario, standScenario } from '../../sim';
import type { MachineSpec, Timeline } from '../../sim';
import type { Standing } from './standing-run';
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

/** What is to be made. */
export interface ToMake {
  readonly scenario: string;
  readonly machine: MachineSpec;
  /** the machine at the end of boot, where it was booted already */
  readonly stands?: Standing | undefined;
}

/**
 * Boots and begins. The first slice comes later, so that what is booted can be painted.
 * @param grew called after each slice
 * @returns the maker, or a sentence why the machine cannot be simulated
 */
export const startMaking = (what: ToMake, clock: Clock, grew: () => void): Maker | string => {
  const stands = what.stands ?? standScenario(what.scenario, what.machine);
  if (!stands.ok) return stands.error;
  const { timeline, step } = engageScenario(what.scenario, stands.value);
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
