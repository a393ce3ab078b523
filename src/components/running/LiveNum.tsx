/** A live figure that opens its derivation. */
import { formatCount } from '../../base/format';
import { liveId } from '../../viewmodel/running/derive-zone';
import { useAppStore } from '../app/store-context';
import styles from './cells.module.css';

interface Written {
  readonly value: number;
  readonly label: string;
  /** how to write it here; the drawer shows the exact value */
  readonly children?: string | undefined;
  /** as part of a table or a list that is one stop of Tab */
  readonly isInside?: boolean;
}

/** The same by the id of its derivation. */
export const WhyNum = ({
  why,
  value,
  label,
  children,
  isInside = false,
}: Written & { readonly why: string }) => {
  const store = useAppStore();
  const shown = children ?? formatCount(value);
  return (
    <button
      type="button"
      className={styles['num']}
      aria-label={`${shown}, ${label}: explain`}
      data-why={why}
      tabIndex={isInside ? -1 : undefined}
      onClick={() => {
        store.getState().explain(why);
      }}
    >
      {shown}
    </button>
  );
};

interface Props extends Written {
  /** kind, name and figure of the derivation */
  readonly of: readonly [kind: string, name: string, figure: string];
}

export const LiveNum = ({ of, ...written }: Props) => <WhyNum why={liveId(...of)} {...written} />;
