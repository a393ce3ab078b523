/** Whether a figure is covered while its question stands open. */
import type { Step } from '../../lessons/types';

/** `all`: nothing of it is seen; `cells`: what fills the columns is hidden, the columns stay. */
export type Cover = 'none' | 'cells' | 'all';

/**
 * @param isOpen whether the question has had no answer yet
 * @returns how much of the figure would tell the answer
 */
export const coverOf = ({ prediction, figure }: Step, isOpen: boolean): Cover => {
  if (prediction === undefined || !isOpen) return 'none';
  if (prediction.isCovered === true || figure.kind === 'ledger') return 'all';
  return prediction.kind === 'amount' || prediction.kind === 'share' ? 'cells' : 'none';
};
