/** All lessons, in their order. */
import { FIGURES as F01 } from './01-the-panic/figures';
import { LESSON as L01 } from './01-the-panic/lesson';
import { FIGURES as F02 } from './02-an-address-is-not-memory/figures';
import { LESSON as L02 } from './02-an-address-is-not-memory/lesson';
import { FIGURES as F03 } from './03-one-map-or-many/figures';
import { LESSON as L03 } from './03-one-map-or-many/lesson';
import { FIGURES as F04 } from './04-who-decides-how-big/figures';
import { LESSON as L04 } from './04-who-decides-how-big/lesson';
import { FIGURES as F05 } from './05-malloc-uma-and-the-columns/figures';
import { LESSON as L05 } from './05-malloc-uma-and-the-columns/lesson';
import type { OwnFigures } from './figures';
import type { Lesson } from './types';
import { LESSON as L06 } from './06-packets/lesson';
import { FIGURES as F06 } from './06-packets/figures';
import { LESSON as L07 } from './07-what-can-leave-ram/lesson';
import { FIGURES as F07 } from './07-what-can-leave-ram/figures';
import { LESSON as L08 } from './08-borrowed-pages/lesson';
import { FIGURES as F08 } from './08-borrowed-pages/figures';
import { LESSON as L09 } from './09-catching-a-leak/lesson';
import { FIGURES as F09 } from './09-catching-a-leak/figures';
import { LESSON as L10 } from './10-then-and-now/lesson';
import { FIGURES as F10 } from './10-then-and-now/figures';

/** A lesson with the figures that it works out itself. */
export interface LessonEntry {
  readonly lesson: Lesson;
  readonly figures: OwnFigures;
}

export const LESSONS: readonly LessonEntry[] = [
  { lesson: L01, figures: F01 },
  { lesson: L02, figures: F02 },
  { lesson: L03, figures: F03 },
  { lesson: L04, figures: F04 },
  { lesson: L05, figures: F05 },
  { lesson: L06, figures: F06 },
  { lesson: L07, figures: F07 },
  { lesson: L08, figures: F08 },
  { lesson: L09, figures: F09 },
  { lesson: L10, figures: F10 },
];

export const lessonOf = (id: string): LessonEntry | undefined =>
  LESSONS.find((entry) => entry.lesson.id === id);
