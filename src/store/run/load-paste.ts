/** Makes a run of a paste that was loaded: what the Machine room opens in place of a scenario. */
import { ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Steps } from '../../base/steps';
import type { Timeline } from '../../sim';
import type { Growth } from '../../viewmodel/load/growths';
import { startLoaded, startSteps } from '../../viewmodel/load/loadable';
import type { Loadable, WhatIf } from '../../viewmodel/load/loadable';
import { growthWords, horizonOf, whatIfWords } from '../../viewmodel/load/outcome';
import { pastOf } from '../../viewmodel/load/past';
import { scriptOf } from '../../viewmodel/load/script';
import type { LoadedRun } from './pasted';

/** What is opened. */
export interface ToLoad {
  /** rows and machine, *what if* in them already */
  readonly loadable: Loadable;
  readonly whatIf: WhatIf;
  readonly growths: readonly Growth[];
  /** hours before the paste at which the run begins */
  readonly back: number;
  /** hours until its end, where that is known: the run then has about so many steps */
  readonly hours: number | null;
}

/** Steps of a run from its start to its end. */
const STEPS = 200;
/** Runs whose end nobody has looked for begin with the finest steps that are of use. */
const STEPS_OF_HORIZON = 2000;

/** The run on a machine that stands filled with its rows. */
const runOf = (t: Timeline, from: Loadable, what: ToLoad): LoadedRun => {
  const { growths, back, hours } = what;
  const most = horizonOf(from, growths);
  const step = hours === null ? most / STEPS_OF_HORIZON : (back + hours) / STEPS;
  return {
    machine: from.machine,
    isPast: back > 0 && growths.length > 0,
    tried: whatIfWords(what.whatIf),
    growth: growthWords(growths),
    notes: from.notes,
    stand: (machine) =>
      machine === from.machine ? ok(t.fork()) : startLoaded({ ...from, machine }),
    script: (on) => {
      const machine = { ...from, machine: on.machine };
      return scriptOf({ growths, back, most: horizonOf(machine, growths), step }, on);
    },
  };
};

/**
 * Loads the rows, those of the past where the run begins there, in short steps.
 * @returns a sentence where the machine has no room for them
 */
export function* loadPaste(what: ToLoad): Steps<Result<LoadedRun, string>> {
  const { loadable, growths, back } = what;
  const from = back > 0 && growths.length > 0 ? pastOf(loadable, growths, back) : loadable;
  const t = yield* startSteps(from);
  return t.ok ? ok(runOf(t.value, from, what)) : t;
}
