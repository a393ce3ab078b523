/** Conclusions, the cause first; what only looks like a fault stands apart and is explained. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Finding } from '../../viewmodel/explain/types';
import { findingGroups } from '../../viewmodel/reading/finding-view';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { FindingItem } from './FindingItem';
import styles from './findings.module.css';

const WORDS = DIAGNOSE.findings;

export const Findings = ({ reading }: { reading: PasteView }) => {
  const { findings, ledger } = reading.explanation;
  const { told, harmless } = findingGroups(findings);
  const list = (some: readonly Finding[]) => (
    <ol>
      {some.map((f) => (
        <FindingItem key={f.id} finding={f} reading={reading} />
      ))}
    </ol>
  );
  return (
    <section aria-labelledby="findings-title" className={styles['findings']}>
      <h2 id="findings-title">
        {WORDS.title} {ledger !== null && <small>{WORDS.note}</small>}
      </h2>
      {findings.length === 0 && <p className={styles['none']}>{WORDS.none}</p>}
      {told.length > 0 && list(told)}
      {harmless.length > 0 && (
        <>
          <h3 className={styles['apart']}>{WORDS.harmless}</h3>
          {list(harmless)}
        </>
      )}
    </section>
  );
};
