/** A number in the notes: that of the step's state, which this tab works out itself. */
import { useContext, useEffect } from 'react';
import type { Shape } from '../../lessons/types';
import { PRESENTER as WORDS } from '../../strings/en/presenter';
import { OfferedNum } from '../lesson/OfferedNum';
import { NoteNumbersContext } from './note-numbers';

interface Props {
  /** id of the figure, see `figureAt` */
  readonly of: string;
  readonly as?: Shape;
}

export const NoteNum = ({ of, as = 'count' }: Props) => {
  const { numbers, ask } = useContext(NoteNumbersContext);
  useEffect(() => {
    ask();
  }, [ask]);
  if (numbers === null) return <span aria-busy="true">({WORDS.counting})</span>;
  const d = numbers.figure(of);
  return d === null ? <span role="alert">({WORDS.noNumber})</span> : <OfferedNum of={d} as={as} />;
};
