/** Conclusions with their certainty, their share of the map, their evidence and what to do next. */
import { formatPercent } from '../../base/format';
import type { Finding } from '../../viewmodel/explain/types';
import { Num } from '../ui/Num';
import styles from './diagnose.module.css';

export const Findings = ({ findings }: { findings: readonly Finding[] }) => (
  <section aria-labelledby="findings-title">
    <h2 id="findings-title">
      Findings <small>bar: share of kmem_map</small>
    </h2>
    <ol className={styles['findings']}>
      {findings.map((f) => (
        <li key={f.id} data-severity={f.severity}>
          <h3>
            <span data-certainty={f.certainty}>{f.certainty}</span>
            {f.title}
            {f.share !== undefined && <Num of={f.share}>{formatPercent(f.share.value, 1)}</Num>}
          </h3>
          <p>{f.text}</p>
          {f.share !== undefined && (
            <div className={styles['share']} aria-hidden="true">
              <i
                data-owner={f.owner}
                style={{ width: `${String(Math.min(100, f.share.value))}%` }}
              />
            </div>
          )}
          <p className={styles['next']}>
            {f.next}
            {f.lines.length > 0 &&
              ` Line${f.lines.length > 1 ? 's' : ''} ${f.lines.slice(0, 6).join(', ')}.`}
          </p>
        </li>
      ))}
    </ol>
  </section>
);
