/** Notes of one step with their numbers: the run of the step is made here too, as it is for paper. */
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { LESSONS } from '../../lessons/registry';
import type { StepNumbers } from '../../store/lesson/step-numbers';
import { selectBook } from '../../store/selectors';
import { useAppStore } from '../app/store-context';
import { NoteNumbersContext } from './note-numbers';

interface Props {
  /** number of the lesson */
  readonly lesson: number;
  readonly stepId: string;
  readonly children: ReactNode;
}

const useNoteNumbers = (lesson: number, stepId: string) => {
  const store = useAppStore();
  const [isAsked, setAsked] = useState(false);
  const [numbers, setNumbers] = useState<StepNumbers | null>(null);
  useEffect(() => {
    const entry = LESSONS.find((e) => e.lesson.number === lesson);
    if (!isAsked || entry === undefined) return undefined;
    let isStale = false;
    // The model is fetched only where a note names a number.
    void import('../../store/lesson/all-numbers').then(({ numbersOfStep }) => {
      if (!isStale) setNumbers(numbersOfStep(entry, stepId, selectBook(store.getState())));
    });
    return () => {
      isStale = true;
    };
  }, [isAsked, lesson, stepId, store]);
  return useMemo(
    () => ({
      numbers,
      ask: () => {
        setAsked(true);
      },
    }),
    [numbers],
  );
};

export const BoundNotes = ({ lesson, stepId, children }: Props) => (
  <NoteNumbersContext value={useNoteNumbers(lesson, stepId)}>{children}</NoteNumbersContext>
);
