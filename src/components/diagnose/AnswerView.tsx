/** Where no ledger can be made: what was recognised, why it ends there, and what to run. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import { blockTables } from '../../viewmodel/reading/block-tables';
import { COMMAND, DUMP_COMMAND } from '../../viewmodel/reading/intake';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { Command } from './Command';
import { LineLink } from './jump';
import styles from './answer.module.css';

const WORDS = DIAGNOSE.answer;
/** Tables that are named here; all of them stand at the foot of the page. */
const MOST = 12;

const Recognised = ({ reading }: { reading: PasteView }) => {
  const tables = blockTables(reading.report);
  if (tables.length === 0) return null;
  return (
    <>
      <h3>{WORDS.recognised}</h3>
      <ul className={styles['plainList']}>
        {tables.slice(0, MOST).map((t) => (
          <li key={t.id}>
            {t.title}
            {t.era !== '' && `, ${t.era}`}: {WORDS.rows(t.count)} from line{' '}
            <LineLink line={t.firstLine} />
          </li>
        ))}
        {tables.length > MOST && <li>{WORDS.moreTables(tables.length - MOST)}</li>}
      </ul>
    </>
  );
};

export const AnswerView = ({ reading }: { reading: PasteView }) => {
  // The verdict stands above already.
  const reasons = reading.answer.reasons.filter((r) => r !== reading.report.verdict.message);
  return (
    <section aria-labelledby="answer-title" className={styles['answer']}>
      <h2 id="answer-title">{WORDS.title}</h2>
      <Recognised reading={reading} />
      {reasons.length > 0 && (
        <>
          <h3>{reading.answer.kind === 'freebsd' ? WORDS.why : WORDS.about}</h3>
          <ul className={styles['plainList']}>
            {reasons.map((r) => (
              <li key={r}>{r}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{reading.answer.kind === 'freebsd' ? WORDS.run : WORDS.runAll}</h3>
      <Command>{COMMAND}</Command>
      <h3>{DIAGNOSE.empty.dump}</h3>
      <Command>{DUMP_COMMAND}</Command>
    </section>
  );
};
