/** All lessons, in their order. */
import type { OwnFigures } from './figures';
import type { Lesson } from './types';

/** A lesson with the figures that it works out itself. */
export interface LessonEntry {
  readonly lesson: Lesson;
  readonly figures: OwnFigures;
}

export const LESSONS: readonly LessonEntry[] = [];

export const lessonOf = (id: string): LessonEntry | undefined =>
  LESSONS.find((entry) => entry.lesson.id === id);
