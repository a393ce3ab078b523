/** The model's own predictions beside what the paste says. */
import type { SelfCheckRow } from '../../viewmodel/explain/types';
import { Num } from '../ui/Num';
import styles from './diagnose.module.css';

export const SelfCheck = ({ rows }: { rows: readonly SelfCheckRow[] }) => (
  <section aria-labelledby="check-title">
    <h2 id="check-title">
      Self-check <small>the model against this text</small>
    </h2>
    {rows.length === 0 && (
      <p className={styles['hint']}>Nothing in this text can be predicted by the model.</p>
    )}
    <ul className={styles['check']}>
      {rows.map((r) => (
        <li key={r.id} data-agrees={r.agrees}>
          <span>
            {r.agrees ? '' : 'differs: '}
            {r.label}
          </span>
          <Num of={r.predicted}>{r.text}</Num>
          {r.note !== undefined && <small>{r.note}</small>}
        </li>
      ))}
    </ul>
  </section>
);
