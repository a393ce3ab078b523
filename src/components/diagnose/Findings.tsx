/** Conclusions with their certainty, their share of the map, their evidence and what to do next. */
import { formatPercent } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import type { Finding } from '../../viewmodel/explain/types';
import { Num } from '../ui/Num';
import { Sentence } from './Sentence';
import { LineLink } from './jump';
import styles from './findings.module.css';

const WORDS = DIAGNOSE.findings;

const Share = ({ finding }: { finding: Finding }) =>
  finding.share !== undefined && (
    <div className={styles['share']} aria-hidden="true">
      <i
        data-owner={finding.owner}
        style={{ width: `${Math.min(100, finding.share.value).toFixed(2)}%` }}
      />
    </div>
  );

const Evidence = ({ finding }: { finding: Finding }) => (
  <p className={styles['next']}>
    {finding.lines.length > 0 && (
      <>
        {WORDS.evidence(finding.lines.length)}{' '}
        {finding.lines.map((line, i) => (
          <span key={line}>
            {i > 0 && ', '}
            <LineLink line={line} cited={finding.lines} />
          </span>
        ))}
        {'. '}
      </>
    )}
    <b>{WORDS.next}</b> {finding.next}
  </p>
);

const Item = ({ finding, reading }: { finding: Finding; reading: PasteView }) => {
  const figures = [...finding.figures, ...(finding.share === undefined ? [] : [finding.share])];
  const { book, report } = reading;
  return (
    <li data-severity={finding.severity}>
      <span className={styles['certainty']} data-certainty={finding.certainty}>
        {finding.certainty}
      </span>
      <div>
        <h3>
          {finding.title}
          {finding.share !== undefined && (
            <Num of={finding.share}>{formatPercent(finding.share.value, 1)}</Num>
          )}
        </h3>
        <p>
          <Sentence
            text={finding.text}
            ground={{ figures, book, cited: finding.lines, lines: report.lines }}
          />
        </p>
        <Share finding={finding} />
        <Evidence finding={finding} />
      </div>
    </li>
  );
};

export const Findings = ({ reading }: { reading: PasteView }) => {
  const { findings, ledger } = reading.explanation;
  return (
    <section aria-labelledby="findings-title" className={styles['findings']}>
      <h2 id="findings-title">
        {DIAGNOSE.findings.title} {ledger !== null && <small>{WORDS.note}</small>}
      </h2>
      {findings.length === 0 && <p className={styles['none']}>{WORDS.none}</p>}
      <ol>
        {findings.map((f) => (
          <Item key={f.id} finding={f} reading={reading} />
        ))}
      </ol>
    </section>
  );
};
