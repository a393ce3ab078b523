/**
 * A machine at the end of its boot, as pictures see it while scripts and verbs are still being loaded. The
 * run of the page takes it over.
 */
import { createStore } from 'zustand/vanilla';
import { err } from '../../base/result';
import type { Result } from '../../base/result';
import { newSurvey, standScenario, updateSurvey } from '../../sim';
import type { MachineSpec, Survey, Timeline } from '../../sim';
import { PASTED } from './pasted';
import type { LoadedRun } from './pasted';
import { NO_RUN } from './types';
import type { RunView } from './types';

/** The machine, or a sentence why it cannot be simulated. */
export type Standing = Result<Timeline, string>;

/** See the head of the file. */
export interface StandingRun extends RunView {
  readonly scenario: string;
  readonly machine: MachineSpec;
  /** Gives the machine away, once: it is no longer at the end of its boot when a script has moved it. */
  readonly take: () => Standing | undefined;
  /** Lets go of the machine once no picture shows it from here: a run that has taken it may be dropped. */
  readonly forget: () => void;
}

const surveyOf = ({ sim }: Timeline): Survey => {
  const survey = newSurvey(sim.kernel);
  updateSurvey(sim.kernel, survey);
  return survey;
};

/** The machine at the start of a run: of a scenario after its boot, of a paste with its rows. */
export const standFor = (
  scenario: string,
  machine: MachineSpec,
  loaded: LoadedRun | null,
): Standing => {
  if (scenario !== PASTED) return standScenario(scenario, machine);
  return loaded?.stand(machine) ?? err('The paste of this run is not here.');
};

const boot = (
  scenario: string,
  machine: MachineSpec,
  loaded: LoadedRun | null = null,
): StandingRun => {
  const stands = standFor(scenario, machine, loaded);
  let free: Standing | undefined = stands;
  let timeline = stands.ok ? stands.value : null;
  let survey = timeline === null ? null : surveyOf(timeline);
  const status = stands.ok
    ? ({ status: 'making' } as const)
    : ({ status: 'failed', error: stands.error } as const);
  return {
    scenario,
    machine,
    take: () => {
      const taken = free;
      free = undefined;
      return taken;
    },
    forget: () => {
      free = undefined;
      timeline = null;
      survey = null;
    },
    get timeline() {
      return timeline;
    },
    survey: () => survey,
    onPaint: () => () => undefined,
    state: createStore(() => ({ ...NO_RUN, ...status })),
  };
};

let ahead: StandingRun | null = null;

/** Boots a machine that the page will ask for. */
export const standAhead = (scenario: string, machine: MachineSpec): void => {
  ahead = boot(scenario, machine);
};

/**
 * Boots the machine of a scenario, or takes the one that was booted ahead. Nothing moves until a run takes
 * it over.
 * @param loaded the paste, where it was loaded
 */
export const standRun = (
  scenario: string,
  machine: MachineSpec,
  loaded: LoadedRun | null = null,
): StandingRun => {
  const found = ahead;
  ahead = null;
  return found?.scenario === scenario && found.machine === machine
    ? found
    : boot(scenario, machine, loaded);
};
