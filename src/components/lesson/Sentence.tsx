/** A sentence of a guess, a task or a question: figures in `{}`, what a terminal shows in backticks. */
import { piecesOf } from '../../lessons/figures';
import { Words } from '../ui/Words';
import { StepNum } from './StepNum';

export const Sentence = ({ children }: { readonly children: string }) =>
  piecesOf(children).map((piece, i) =>
    typeof piece === 'string' ? (
      <Words key={i}>{piece}</Words>
    ) : (
      <StepNum key={i} of={piece.id} as={piece.shape} />
    ),
  );
