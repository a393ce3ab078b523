/** Where the steps of the lessons stand, fetched when a finding first points to one. */
import { useEffect, useState } from 'react';
import type { LessonEntry } from '../../lessons/registry';
import type { LessonLink } from '../../viewmodel/explain/types';

export interface LessonPlace {
  /** of the lesson */
  readonly number: number;
  readonly title: string;
  /** number of the step, from 1, as links name it */
  readonly step: number;
  readonly stepTitle: string;
}

type Find = (link: LessonLink) => LessonPlace | null;

const findIn =
  (all: readonly LessonEntry[]): Find =>
  ({ lesson: id, step }) => {
    const lesson = all.find((entry) => entry.lesson.id === id)?.lesson;
    const at = lesson?.steps.findIndex((s) => s.id === step) ?? -1;
    const found = lesson?.steps[at];
    if (lesson === undefined || found === undefined) return null;
    return { number: lesson.number, title: lesson.title, step: at + 1, stepTitle: found.title };
  };

const NOTHING: Find = () => null;

/** @param isWanted whether anything points to a lesson */
export const useLessons = (isWanted: boolean): Find => {
  const [find, setFind] = useState<{ readonly in: Find }>({ in: NOTHING });
  useEffect(() => {
    if (!isWanted) return;
    let isLeft = false;
    void import('../../lessons/registry').then(({ LESSONS }) => {
      if (!isLeft) setFind({ in: findIn(LESSONS) });
    });
    return () => {
      isLeft = true;
    };
  }, [isWanted]);
  return find.in;
};
