/** Numbers that notes name, once somebody has asked for them. */
import { createContext } from 'react';
import type { StepNumbers } from '../../store/lesson/step-numbers';

export interface NoteNumbers {
  /** null until they are worked out */
  readonly numbers: StepNumbers | null;
  /** has them worked out: most notes name none, and a run costs a moment */
  readonly ask: () => void;
}

export const NoteNumbersContext = createContext<NoteNumbers>({
  numbers: null,
  ask: () => undefined,
});
