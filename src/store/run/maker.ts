/** Makes the history of a run, a slice at a time, so that the page stays awake meanwhile. */
import { engageScenario } from '../../sim';
import type { MachineSpec, Timeline } from '../../sim';
import type { Moment } from '../../viewmodel/running/moments';
import { PASTED } from './pasted';
import type { LoadedRun, PastedScript } from './pasted';
import { standFor } from './standing-run';
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
  /** places that the script itself names */
  readonly moments: () => readonly Moment[];
}

/** What is there already when a run is opened. */
export interface Begin {
  /** the machine at the end of boot, where it was booted already */
  readonly stands?: Standing | undefined;
  /** the paste, where it was loaded */
  readonly loaded?: LoadedRun | null | undefined;
}

/** What is to be made. */
export interface ToMake extends Begin {
  readonly scenario: string;
  readonly machine: MachineSpec;
}

const NO_MOMENTS: readonly Moment[] = [];

/** What happens on a machine: the script of a scenario, or what is carried on of a paste. */
const scriptOn = (t: Timeline, { scenario, loaded }: ToMake): PastedScript => {
  if (scenario === PASTED && loaded !== null && loaded !== undefined) return loaded.script(t);
  return { step: engageScenario(scenario, t).step, moments: () => NO_MOMENTS };
};

/**
 * Boots and begins. The first slice comes later, so that what is booted can be painted.
 * @param grew called after each slice
 * @returns the maker, or a sentence why the machine cannot be simulated
 */
export const startMaking = (what: ToMake, clock: Clock, grew: () => void): Maker | string => {
  const stands = what.stands ?? standFor(what.scenario, what.machine, what.loaded ?? null);
  if (!stands.ok) return stands.error;
  const timeline = stands.value;
  const { step, moments } = scriptOn(timeline, what);
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
  return { timeline, isRunning, stop, moments };
};
