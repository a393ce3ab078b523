/** Numbers of all steps of a lesson at once, for paper. */
import type { DerivationBook } from '../../base/derivation';
import type { LessonEntry } from '../../lessons/registry';
import { historyOf, runOf, standAt } from '../../lessons/runner';
import { newSurvey, updateSurvey } from '../../sim';
import type { Timeline } from '../../sim';
import { StepNumbers } from './step-numbers';

const always = (): boolean => true;

/** @returns for each step its numbers, null where its run cannot be made */
export const numbersOfAll = (
  entry: LessonEntry,
  seed: DerivationBook,
): readonly (StepNumbers | null)[] => {
  const histories = new Map<string, Timeline | null>();
  return entry.lesson.steps.map(({ place }) => {
    const key = runOf(place);
    if (!histories.has(key)) {
      const made = historyOf(place);
      histories.set(key, made.ok ? made.value : null);
    }
    const history = histories.get(key) ?? null;
    if (history === null) return null;
    const there = standAt(history, place);
    if (!there.ok) return null;
    // Each step keeps a state of its own: the history moves on to the next.
    const timeline = there.value === history ? history.fork() : there.value;
    const survey = newSurvey(timeline.sim.kernel);
    updateSurvey(timeline.sim.kernel, survey);
    return new StepNumbers(entry, { timeline, survey, seed }, always);
  });
};
