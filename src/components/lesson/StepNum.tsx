/** A number of a step's text, by the id of its figure. */
import type { Shape } from '../../lessons/types';
import { OfferedNum } from './OfferedNum';
import { useStep } from './step-context';

/** Keeps the comma or the full stop after a number on the number's line. */
const JOINER = '\u2060';

interface Props {
  /** id of the figure, see `figureAt` */
  readonly of: string;
  readonly as: Shape;
}

export const StepNum = ({ of, as }: Props) => {
  const d = useStep().numbers?.figure(of) ?? null;
  if (d === null) return <span aria-busy="true">…</span>;
  return (
    <>
      <OfferedNum of={d} as={as} />
      {JOINER}
    </>
  );
};
