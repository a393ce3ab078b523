/** A number of a lesson: it opens its derivation, which the drawer is given first. */
import type { AnyDerivation } from '../../base/derivation';
import { writeFigure } from '../../lessons/figures';
import type { Shape } from '../../lessons/types';
import { useAppStore } from '../app/store-context';
import ui from '../ui/ui.module.css';

interface Props {
  readonly of: AnyDerivation;
  readonly as: Shape;
}

export const OfferedNum = ({ of: d, as }: Props) => {
  const store = useAppStore();
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
