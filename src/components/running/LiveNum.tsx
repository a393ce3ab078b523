/** A live figure that opens its derivation. */
import { formatCount } from '../../base/format';
import { liveId } from '../../viewmodel/running/derive-zone';
import { useAppStore } from '../app/store-context';
import styles from './cells.module.css';

interface Props {
  /** kind, name and figure of the derivation */
  readonly of: readonly [kind: string, name: string, figure: string];
  readonly value: number;
  readonly label: string;
  /** how to write it here; the drawer shows the exact value */
  readonly children?: string;
}

export const LiveNum = ({ of, value, label, children }: Props) => {
  const store = useAppStore();
  const why = liveId(...of);
  const shown = children ?? formatCount(value);
  return (
    <button
      type="button"
      className={styles['num']}
      aria-label={`${shown}, ${label}: explain`}
      data-why={why}
      onClick={() => {
        store.getState().explain(why);
      }}
    >
      {shown}
    </button>
  );
};
