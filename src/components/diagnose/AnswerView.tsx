/** Where no ledger can be made: what was recognised, why it ends there, and what to run. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import { blockTables, tableGroups } from '../../viewmodel/reading/block-tables';
import { COMMAND, DUMP_COMMAND } from '../../viewmodel/reading/intake';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { Command } from './Command';
import { LineLink } from './jump';
import styles from './answer.module.css';

const WORDS = DIAGNOSE.answer;
/** Kinds of tables that are named here; all tables stand at the foot of the page. */
const MOST = 12;

const Recognised = ({ reading }: { reading: PasteView }) => {
  const groups = tableGroups(blockTables(reading.report));
  if (groups.length === 0) return null;
  const left = groups.slice(MOST).reduce((sum, g) => sum + g.tables, 0);
  return (
    <>
      <h3>{WORDS.recognised}</h3>
      <ul className={styles['plainList']}>
        {groups.slice(0, MOST).map((g) => (
          <li key={`${g.title}, ${g.era}`}>
            {g.title}
            {g.era !== '' && `, ${g.era}`}: {WORDS.rowsIn(g.rows, g.tables)} from line{' '}
            <LineLink line={g.firstLine} />
          </li>
        ))}
        {left > 0 && <li>{WORDS.moreTables(left)}</li>}
      </ul>
    </>
  );
};

export const AnswerView = ({ reading }: { reading: PasteView }) => {
  // The verdict stands above already.
  const reasons = reading.answer.reasons.filter((r) => r !== reading.report.verdict.message);
  const hasTold = reading.report.blocks.length > 0 || reasons.length > 0;
  return (
    <section aria-labelledby="answer-title" className={styles['answer']}>
      <h2 id="answer-title">{hasTold ? WORDS.title : WORDS.titleRun}</h2>
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
