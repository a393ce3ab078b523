/** What text, guess and task of a step read: its numbers, taken when the run stood at its place. */
import { createContext, useContext } from 'react';
import type { LessonEntry } from '../../lessons/registry';
import type { Place, Step } from '../../lessons/types';
import type { StepNumbers } from '../../store/lesson/step-numbers';

export interface StepShown {
  readonly entry: LessonEntry;
  readonly step: Step;
  /** null until the run has reached the step */
  readonly numbers: StepNumbers | null;
  /** whether the speaker's notes stand below the text */
  readonly hasNotes: boolean;
  /** seeks the figure to another moment of the step's run */
  readonly seek: (place: Pick<Place, 'moment' | 'offset'>) => void;
}

const Context = createContext<StepShown | null>(null);
export const StepProvider = Context.Provider;

export const useStep = (): StepShown => {
  const shown = useContext(Context);
  if (shown === null) throw new Error('useStep needs a StepProvider above it');
  return shown;
};
