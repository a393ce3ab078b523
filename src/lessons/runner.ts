/**
 * Finds the state of a step. A place is looked up in the log of a whole run and sought: walking there
 * and jumping there give the same state, whatever was shown before.
 */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { findMoments, startScenario } from '../sim';
import type { StoryMoment, Timeline } from '../sim';
import { readMachine } from '../viewmodel/machine/machine-code';
import { SCENARIOS } from '../sim';
import type { Lesson, Place, Step } from './types';

/** What a place's run is: its scenario and its machine. Steps with the same share one history. */
export const runOf = ({ scenario, machine = '' }: Place): string => `${scenario} ${machine}`;

/** Runs the history of a place to its end. */
export const historyOf = ({ scenario, machine }: Place): Result<Timeline, string> => {
  const levers = machine === undefined ? undefined : readMachine(machine);
  if (levers !== undefined && levers.unknown.length > 0)
    return err(
      `the machine ${machine ?? ''} has words that mean nothing: ${levers.unknown.join(', ')}`,
    );
  const run = startScenario(scenario, levers?.machine);
  if (!run.ok) return run;
  while (run.value.step());
  return ok(run.value.timeline);
};

const signOf = (scenario: string, moment: string | StoryMoment): readonly StoryMoment[] | null => {
  if (typeof moment !== 'string') return [moment];
  const story = SCENARIOS.find(({ id }) => id === scenario)?.moments ?? [];
  return story.some(({ id }) => id === moment) ? story : null;
};

const momentAt = (t: Timeline, scenario: string, moment: string | StoryMoment): number | null => {
  if (moment === 'start') return 0;
  if (moment === 'end') return t.length;
  const id = typeof moment === 'string' ? moment : moment.id;
  const signs = signOf(scenario, moment);
  if (signs === null) return null;
  return findMoments(t, signs).find((f) => f.moment.id === id)?.at ?? null;
};

/**
 * Where a place lies in the history of its run. Reads the log only.
 * @returns a position, or a sentence why there is none
 */
export const positionOf = (
  history: Timeline,
  { scenario, moment, offset = 0 }: Pick<Place, 'scenario' | 'moment' | 'offset'>,
): Result<number, string> => {
  const at = momentAt(history, scenario, moment);
  const name = typeof moment === 'string' ? moment : moment.id;
  if (at === null) return err(`the run ${scenario} has no moment ${name}`);
  return ok(Math.min(Math.max(at + offset, 0), history.length));
};

/**
 * Brings a run to a place: seeks in the history itself, or carries out the commands by hand in a branch
 * that leaves the history alone.
 * @returns the timeline that stands there
 */
export const standAt = (history: Timeline, place: Place): Result<Timeline, string> => {
  const at = positionOf(history, place);
  if (!at.ok) return at;
  history.seek(at.value);
  if (place.by === undefined) return ok(history);
  const branch = history.fork();
  for (const command of place.by) branch.push(command);
  return ok(branch);
};

/** A step by its number in links, from 1; what lies outside is brought to the nearest. */
export const stepAt = (lesson: Lesson, number: number): Step => {
  const last = lesson.steps.length;
  const n = Number.isSafeInteger(number) ? Math.min(Math.max(number, 1), last) : 1;
  const step = lesson.steps[n - 1];
  if (step === undefined) throw new Error(`the lesson ${lesson.id} has no steps`);
  return step;
};
