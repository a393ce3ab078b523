/** What is being read, how far it is, and the way to stop it. */
import { useEffect, useRef } from 'react';
import { formatCount, formatPercent } from '../../../base/format';
import { DIAGNOSE } from '../../../strings/en/diagnose';
import type { Told } from '../../../store/desk/types';
import { useTaking } from './use-intake';
import styles from './intake.module.css';

const WORDS = DIAGNOSE.file;
const PERCENT = 100;

const far = (told: Told | null): string => {
  if (told === null) return '';
  const lines = told.lines === 0 ? '' : WORDS.lines(formatCount(told.lines));
  const share = told.share === null ? '' : formatPercent(told.share * PERCENT, 0);
  return [WORDS.doing[told.doing], lines, share].filter((w) => w !== '').join(', ');
};

export const Running = () => {
  const { running, cancel } = useTaking();
  const button = useRef<HTMLButtonElement>(null);
  const isRunning = running !== null;
  useEffect(() => {
    if (!isRunning) return;
    const before = document.activeElement;
    button.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isRunning]);
  if (running === null) return null;
  const { words, told } = running;
  return (
    <div className={styles['running']} role="group" aria-label={WORDS.underWay}>
      <p>
        <b>{words}</b> <span>{far(told)}</span>
      </p>
      <progress
        aria-label={words}
        {...(told?.share === null || told === null ? {} : { value: told.share })}
        max={1}
      />
      <button ref={button} type="button" onClick={cancel}>
        {WORDS.cancel}
      </button>
    </div>
  );
};
