/** The model's own predictions beside what the paste says. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { SelfCheckRow } from '../../viewmodel/explain/types';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { errorSentence, rulesSentence } from '../../viewmodel/reading/balance-bars';
import { Num } from '../ui/Num';
import { Sentence } from './Sentence';
import styles from './diagnose.module.css';

const WORDS = DIAGNOSE.check;

export const SelfCheck = ({
  rows,
  reading,
}: {
  rows: readonly SelfCheckRow[];
  reading: PasteView;
}) => {
  const { rules } = reading.explanation;
  return (
    <section aria-labelledby="check-title">
      <h2 id="check-title">
        {WORDS.title} <small>{WORDS.note}</small>
      </h2>
      {rules !== null && (
        <p className={styles['hint']}>
          {rulesSentence(rules)} {rules.reasons.join(' ')} {errorSentence({ selfCheck: rows })}
        </p>
      )}
      {rows.length === 0 && <p className={styles['hint']}>{WORDS.none}</p>}
      <ul className={styles['checkList']}>
        {rows.map((r) => (
          <li key={r.id} data-agrees={r.agrees}>
            <span>
              {!r.agrees && <em>{WORDS.differs} </em>}
              {r.label}
            </span>
            <Num of={r.predicted}>{r.text}</Num>
            {r.note !== undefined && (
              <small>
                <Sentence
                  text={r.note}
                  ground={{
                    figures: [r.predicted, r.found],
                    book: reading.book,
                    cited: [],
                    lines: reading.report.lines,
                  }}
                />
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
