/** What a text is, where it is not simply read: what was found, where, and what to run instead. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Verdict } from '../../import';
import { Command } from './Command';
import { LineLink } from './jump';
import styles from './answer.module.css';

const WORDS = DIAGNOSE.verdicts;

interface Props {
  readonly verdict: Verdict;
  /** the lines of the text are on the screen, so that the place can be shown */
  readonly isOpen: boolean;
}

export const VerdictNote = ({ verdict: { kind, message, run, line }, isOpen }: Props) => {
  if (kind === 'read') return null;
  return (
    <div className={styles['verdict']} role="note" aria-label={WORDS.title[kind]}>
      <p>
        <b>{WORDS.title[kind]}</b> {message}{' '}
        {isOpen && line !== undefined && (
          <>
            {WORDS.see} <LineLink line={line} />
          </>
        )}
      </p>
      {run !== '' && (
        <>
          <p className={styles['what']}>{WORDS.run[kind]}</p>
          <Command>{run}</Command>
        </>
      )}
    </div>
  );
};
