/** A prediction while the reader works at it, and after. */
import { useMemo, useState } from 'react';
import { truthOf, wholeOf } from '../../../lessons/guess';
import type { Guess, Truth } from '../../../lessons/guess';
import { piecesOf } from '../../../lessons/figures';
import type { OwnFigures } from '../../../lessons/figures';
import type { Prediction } from '../../../lessons/types';
import type { Guessed } from '../../../store/lesson/progress';
import type { StepNumbers } from '../../../store/lesson/step-numbers';
import { firstDraft } from './scale';

export interface GuessState {
  readonly prediction: Prediction;
  readonly truth: Truth;
  /** of the bar, in the unit of its truth; 0 where there is no bar */
  readonly whole: number;
  readonly draft: Guess;
  readonly setDraft: (guess: Guess) => void;
  readonly why: string;
  readonly setWhy: (why: string) => void;
  readonly phase: 'open' | 'done';
  /** what was kept; undefined while the question stands open */
  readonly guessed: Guessed | undefined;
  readonly commit: () => void;
  readonly skip: () => void;
  readonly again: () => void;
  /** whether the reader has touched it */
  readonly isMoved: boolean;
}

interface Kept {
  readonly numbers: StepNumbers | null;
  readonly own: OwnFigures;
  readonly guessed: Guessed | undefined;
  readonly onGuess: (guessed: Guessed) => void;
  readonly onForget: () => void;
}

/**
 * The truth is taken when the numbers come, while the run stands at the step; with it the figures that
 * the answer names, since the run may have moved on by then.
 */
const useTruth = (p: Prediction | undefined, { numbers, own }: Kept): Truth | null =>
  useMemo(() => {
    if (p === undefined || numbers === null) return null;
    for (const piece of piecesOf(p.because))
      if (typeof piece !== 'string') numbers.figure(piece.id);
    return truthOf(p, numbers.scene, own);
  }, [p, numbers, own]);

/** @returns null where the step has no prediction, or its truth is not known yet */
export const useGuess = (prediction: Prediction | undefined, kept: Kept): GuessState | null => {
  const truth = useTruth(prediction, kept);
  const [moved, setMoved] = useState<Guess | null>(null);
  const [why, setWhy] = useState(kept.guessed?.why ?? '');
  if (prediction === undefined || truth === null) return null;
  const whole = wholeOf(prediction, truth);
  const { guessed, onGuess, onForget } = kept;
  const draft = moved ?? firstDraft(prediction, whole);
  return {
    prediction,
    truth,
    whole,
    draft,
    setDraft: setMoved,
    why,
    setWhy,
    phase: guessed === undefined ? 'open' : 'done',
    guessed,
    commit: () => {
      if (draft.kind === 'pick' && draft.option === '') return;
      onGuess({ guess: draft, why: why.trim().slice(0, 500) });
    },
    skip: () => {
      onGuess({ guess: null, why: '' });
    },
    again: () => {
      setMoved(null);
      onForget();
    },
    isMoved: moved !== null,
  };
};
