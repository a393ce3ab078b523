/** The thread's questions, in the order in which lessons answer them: QUESTION_IDS. */
import { ADDRESS_QUESTIONS } from './questions/address-space';
import { ALLOCATOR_QUESTIONS } from './questions/allocators';
import { BORROWED_QUESTIONS } from './questions/borrowed';
import { RAM_QUESTIONS } from './questions/ram';
import type { ThreadQuestion } from './questions/types';
import type { LessonEntry } from './registry';
import { QUESTION_IDS } from './types';
import type { QuestionId } from './types';

export { VERDICTS } from './questions/types';
export type { Quotation, ThreadQuestion, Verdict } from './questions/types';

const ALL = [...ADDRESS_QUESTIONS, ...ALLOCATOR_QUESTIONS, ...RAM_QUESTIONS, ...BORROWED_QUESTIONS];

/** One for each id, in the order of the ids. */
export const QUESTIONS: readonly ThreadQuestion[] = QUESTION_IDS.flatMap((id) =>
  ALL.filter((q) => q.id === id),
);

/** A step that answers a question: where it stands in links. */
export interface Answer {
  readonly lesson: string;
  readonly title: string;
  /** of the lesson, from 1 */
  readonly number: number;
  /** of the step, from 1 */
  readonly step: number;
}

/**
 * Finds the steps that answer a question.
 * @returns those of the question's own lesson first, then others; empty while no lesson has one
 */
export const answersTo = (
  id: QuestionId,
  home: string,
  lessons: readonly LessonEntry[],
): readonly Answer[] => {
  const found = lessons.flatMap(({ lesson }) =>
    lesson.steps.flatMap((step, i) =>
      step.answers?.includes(id) === true
        ? [{ lesson: lesson.id, title: lesson.title, number: lesson.number, step: i + 1 }]
        : [],
    ),
  );
  const isHome = (a: Answer): number => Number(a.lesson === home);
  return [...found].sort((a, b) => isHome(b) - isHome(a));
};
