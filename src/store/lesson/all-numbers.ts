/** Numbers of steps outside of the page's run: of all steps for paper, of one for a speaker's notes. */
import type { DerivationBook } from '../../base/derivation';
import type { LessonEntry } from '../../lessons/registry';
import { historyOf, runOf, standAt } from '../../lessons/runner';
import type { Place } from '../../lessons/types';
import { newSurvey, updateSurvey } from '../../sim';
import type { Timeline } from '../../sim';
import { StepNumbers } from './step-numbers';

const always = (): boolean => true;

const madeHistory = (place: Place): Timeline | null => {
  const made = historyOf(place);
  return made.ok ? made.value : null;
};

const numbersAt = (
  entry: LessonEntry,
  place: Place,
  history: Timeline | null,
  seed: DerivationBook,
): StepNumbers | null => {
  if (history === null) return null;
  const there = standAt(history, place);
  if (!there.ok) return null;
  // Each step keeps a state of its own: the history moves on to the next.
  const timeline = there.value === history ? history.fork() : there.value;
  const survey = newSurvey(timeline.sim.kernel);
  updateSurvey(timeline.sim.kernel, survey);
  return new StepNumbers(entry, { timeline, survey, seed }, always);
};

/** @returns for each step its numbers, null where its run cannot be made */
export const numbersOfAll = (
  entry: LessonEntry,
  seed: DerivationBook,
): readonly (StepNumbers | null)[] => {
  const histories = new Map<string, Timeline | null>();
  return entry.lesson.steps.map(({ place }) => {
    const key = runOf(place);
    if (!histories.has(key)) histories.set(key, madeHistory(place));
    return numbersAt(entry, place, histories.get(key) ?? null, seed);
  });
};

/** @returns the numbers of one step, null where there is no such step or its run cannot be made */
export const numbersOfStep = (
  entry: LessonEntry,
  stepId: string,
  seed: DerivationBook,
): StepNumbers | null => {
  const step = entry.lesson.steps.find(({ id }) => id === stepId);
  return step === undefined ? null : numbersAt(entry, step.place, madeHistory(step.place), seed);
};
