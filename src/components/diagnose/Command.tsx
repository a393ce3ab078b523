/** A command to run, with a button that copies it. */
import { useState } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import { useApp } from '../app/store-context';
import styles from './answer.module.css';

interface Props {
  readonly children: string;
  /** where it goes, or for which releases it is: not copied */
  readonly note?: string;
}

export const Command = ({ children, note = '' }: Props) => {
  const say = useApp((s) => s.say);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(children);
      setCopied(true);
      say(DIAGNOSE.commandCopied);
    } catch {
      say(DIAGNOSE.notCopied);
    }
  };
  return (
    <p className={styles['command']}>
      <span>
        <code>{children}</code>
        {note !== '' && <small> {note}</small>}
      </span>
      <button
        type="button"
        aria-label={DIAGNOSE.copyCommand(children)}
        onClick={() => {
          void copy();
        }}
      >
        {isCopied ? DIAGNOSE.copied : DIAGNOSE.copy}
      </button>
    </p>
  );
};
