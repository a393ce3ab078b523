/** Asked for where the texts do not tell when they were taken. */
import { useId } from 'react';
import { COMPARE } from '../../../strings/en/compare';
import type { Diff } from '../../../viewmodel/diff/types';
import type { Comparison } from './use-comparison';
import styles from './compare.module.css';

const WORDS = COMPARE.hours;

interface Props {
  readonly comparison: Comparison;
  readonly diff: Diff;
}

export const Hours = ({ comparison: { hours, setHours, turn }, diff }: Props) => {
  const field = useId();
  if (diff.hours !== null && hours === null) return null;
  return (
    <p className={styles['hours']}>
      <label htmlFor={field}>{diff.samples.length === 2 ? WORDS.two : WORDS.many}</label>{' '}
      <input
        id={field}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={hours ?? ''}
        onChange={(e) => {
          const n = Number(e.target.value.replace(',', '.'));
          setHours(Number.isFinite(n) && n > 0 ? n : null);
        }}
      />{' '}
      <button type="button" onClick={turn}>
        {WORDS.turn}
      </button>{' '}
      <small>{WORDS.note}</small>
    </p>
  );
};
