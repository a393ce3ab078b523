/** Whether the inside of a figure is withheld while its question stands open. */
import type { Step } from '../../lessons/types';

/**
 * An amount or a share can be read off the figure, or off the words in it: only its frame is shown until
 * the reader has said what they expect, and the bar stands beside the frame.
 * @param isOpen whether the question has had no answer yet
 */
export const isCovered = ({ prediction }: Step, isOpen: boolean): boolean =>
  isOpen &&
  prediction !== undefined &&
  (prediction.isCovered === true || prediction.kind === 'amount' || prediction.kind === 'share');
