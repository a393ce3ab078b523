/** What is under way, how far it is, and the way to stop it. */
import { useEffect, useRef } from 'react';
import { LOAD as WORDS } from '../../../strings/en/load';
import type { Working } from './use-job';
import styles from './load.module.css';

interface Props {
  readonly working: Working;
  readonly onStop: () => void;
}

export const WorkingNote = ({ working: { kind, share }, onStop }: Props) => {
  const button = useRef<HTMLButtonElement>(null);
  // The button that began it is at rest meanwhile: the focus waits here and goes back.
  useEffect(() => {
    const before = document.activeElement;
    if (before === null || before === document.body || before.hasAttribute('disabled'))
      button.current?.focus();
  }, []);
  const words = WORDS.working[kind];
  return (
    <p className={styles['working']} role="group" aria-label={words}>
      <span>{words}</span>
      <progress aria-label={words} max={1} {...(share === null ? {} : { value: share })} />
      <button ref={button} type="button" onClick={onStop}>
        {WORDS.cancel}
      </button>
    </p>
  );
};
