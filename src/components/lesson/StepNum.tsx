/** A number of a step's text: it opens its derivation, which the drawer is given first. */
import { writeFigure } from '../../lessons/figures';
import type { Shape } from '../../lessons/types';
import { useAppStore } from '../app/store-context';
import { useStep } from './step-context';
import ui from '../ui/ui.module.css';

interface Props {
  /** id of the figure, see `figureAt` */
  readonly of: string;
  readonly as: Shape;
}

export const StepNum = ({ of, as }: Props) => {
  const { numbers } = useStep();
  const store = useAppStore();
  const d = numbers?.figure(of) ?? null;
  if (d === null) return <span aria-busy="true">…</span>;
  const shown = writeFigure(d, as);
  return (
    <button
      type="button"
      className={ui['num']}
      aria-label={`${shown}, ${d.label}: explain`}
      data-why={d.id}
      onClick={() => {
        const { offer, explain } = store.getState();
        offer([d]);
        explain(d.id);
      }}
    >
      {shown}
    </button>
  );
};
