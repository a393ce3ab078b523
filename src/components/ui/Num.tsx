/** A number that opens its own derivation. The dotted line says so without a hover. */
import { formatValue } from '../../base/format';
import type { AnyDerivation } from '../../base/derivation';
import { useApp } from '../app/store-context';
import styles from './ui.module.css';

interface Props {
  readonly of: AnyDerivation;
  /** how to write it here; the drawer shows the exact value */
  readonly children?: string;
}

export const Num = ({ of: d, children }: Props) => {
  const explain = useApp((s) => s.explain);
  const shown = children ?? formatValue(d.value, d.unit);
  return (
    <button
      type="button"
      className={styles['num']}
      aria-label={`${shown}, ${d.label}: explain`}
      data-why={d.id}
      onClick={() => {
        explain(d.id);
      }}
    >
      {shown}
    </button>
  );
};
