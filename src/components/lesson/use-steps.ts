/** Ways between steps: for keys, and for a presenter view in another tab. */
import { useEffect } from 'react';
import type { LessonEntry } from '../../lessons/registry';
import { pageSync } from '../../store/lesson-sync/lesson-sync';
import { useApp } from '../app/store-context';

/** Tells the other tabs where this one is, and goes where they say. */
const useSync = (lesson: string, number: number): void => {
  const goToStep = useApp((s) => s.goToStep);
  const blank = useApp((s) => s.blank);
  const isBlank = useApp((s) => s.isBlank);
  useEffect(() => {
    pageSync().tell({ lesson, step: number });
  }, [lesson, number]);
  useEffect(() => {
    pageSync().tell({ isBlank });
  }, [isBlank]);
  useEffect(
    () =>
      pageSync().store.subscribe((now, before) => {
        if (now.isBlank !== before.isBlank) blank(now.isBlank);
        const isElsewhere = now.step !== before.step || now.lesson !== before.lesson;
        if (isElsewhere && now.lesson !== '') goToStep(now.lesson, now.step);
      }),
    [goToStep, blank],
  );
};

/** @param notes shows or hides the notes; stays the same function */
export const useSteps = ({ lesson }: LessonEntry, number: number, notes: () => void): void => {
  const goToStep = useApp((s) => s.goToStep);
  const setSteps = useApp((s) => s.setSteps);
  const last = lesson.steps.length;
  useSync(lesson.id, number);
  useEffect(() => {
    const to = (n: number): void => {
      if (n >= 1 && n <= last && n !== number) goToStep(lesson.id, n);
    };
    setSteps({
      next: () => {
        to(number + 1);
      },
      back: () => {
        to(number - 1);
      },
      notes,
    });
    return () => {
      setSteps(null);
    };
  }, [lesson, number, last, notes, goToStep, setSteps]);
};
