/** A number of a step's text, by the id of its figure. */
import type { Shape } from '../../lessons/types';
import { OfferedNum } from './OfferedNum';
import { useStep } from './step-context';

interface Props {
  /** id of the figure, see `figureAt` */
  readonly of: string;
  readonly as: Shape;
}

export const StepNum = ({ of, as }: Props) => {
  const d = useStep().numbers?.figure(of) ?? null;
  return d === null ? <span aria-busy="true">…</span> : <OfferedNum of={d} as={as} />;
};
