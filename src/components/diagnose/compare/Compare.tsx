/** The open paste beside a later one, or the samples that it has itself. */
import { useId, useState } from 'react';
import { COMPARE as WORDS } from '../../../strings/en/compare';
import { Growth } from './Growth';
import type { Comparison } from './use-comparison';
import styles from './compare.module.css';

const Add = ({ add }: { add: Comparison['add'] }) => {
  const field = useId();
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  return (
    <div className={styles['add']}>
      <label htmlFor={field}>{WORDS.field}</label>
      <textarea
        id={field}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(e) => {
          setText(e.target.value);
          setRefused(false);
        }}
      />
      <button
        type="button"
        disabled={text.trim() === ''}
        onClick={() => {
          setRefused(!add(text));
        }}
      >
        {WORDS.read}
      </button>
      {isRefused && <p role="alert">{WORDS.nothing}</p>}
    </div>
  );
};

/** Asked for where the texts do not tell when they were taken. */
const Hours = ({ comparison: { hours, setHours } }: { comparison: Comparison }) => {
  const field = useId();
  return (
    <p className={styles['hours']}>
      <label htmlFor={field}>{WORDS.hours}</label>{' '}
      <input
        id={field}
        inputMode="decimal"
        defaultValue={hours ?? ''}
        onChange={(e) => {
          const n = Number(e.target.value.replace(',', '.'));
          setHours(Number.isFinite(n) && n > 0 ? n : null);
        }}
      />{' '}
      <small>{WORDS.hoursNote}</small>
    </p>
  );
};

export const Compare = ({ comparison }: { comparison: Comparison }) => {
  const { diff, isAdded, hours, add, remove } = comparison;
  const isTimed = diff !== null && diff.hours !== null && hours === null;
  return (
    <section aria-labelledby="compare-title" className={styles['compare']}>
      <h2 id="compare-title">{WORDS.title}</h2>
      {diff === null && <p className={styles['lead']}>{WORDS.lead}</p>}
      {diff === null ? <Add add={add} /> : <Growth diff={diff} />}
      {isAdded && !isTimed && <Hours comparison={comparison} />}
      {isAdded && (
        <button type="button" onClick={remove}>
          {WORDS.remove}
        </button>
      )}
    </section>
  );
};
