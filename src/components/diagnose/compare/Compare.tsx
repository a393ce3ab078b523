/** The open paste beside others, or the samples that it has itself. */
import { useId, useState } from 'react';
import { COMPARE as WORDS } from '../../../strings/en/compare';
import { useApp } from '../../app/store-context';
import { CompareFiles } from './CompareFiles';
import { CompareLog } from './CompareLog';
import { Growth } from './Growth';
import { Hours } from './Hours';
import { Panels } from './Panels';
import { WhatIsCompared } from './WhatIsCompared';
import type { Comparison } from './use-comparison';
import styles from './compare.module.css';

/** A text pasted by hand. */
const Add = ({ comparison }: { comparison: Comparison }) => {
  const field = useId();
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  const count = comparison.texts.length;
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
          const isTaken = comparison.addText(WORDS.beside.text(count), text);
          setRefused(!isTaken);
          if (isTaken) setText('');
        }}
      >
        {WORDS.read}
      </button>
      {isRefused && <p role="alert">{WORDS.nothing}</p>}
    </div>
  );
};

/** The ways to another sample; folded once there is something to compare. */
const More = ({ comparison }: { comparison: Comparison }) => {
  const tray = useApp((s) => s.tray);
  const ways = (
    <div className={styles['ways']}>
      <Add comparison={comparison} />
      {tray !== null && <CompareFiles tray={tray} comparison={comparison} />}
      {tray !== null && <CompareLog tray={tray} comparison={comparison} />}
    </div>
  );
  if (comparison.diff === null) return ways;
  return (
    <details>
      <summary>{WORDS.more}</summary>
      {ways}
    </details>
  );
};

export const Compare = ({ comparison }: { comparison: Comparison }) => {
  const { diff } = comparison;
  return (
    <section aria-labelledby="compare-title" className={styles['compare']}>
      <h2 id="compare-title">{WORDS.title}</h2>
      {diff === null && <p className={styles['lead']}>{WORDS.lead}</p>}
      {diff !== null && (
        <Growth diff={diff}>
          <Hours comparison={comparison} diff={diff} />
          <Panels diff={diff} />
        </Growth>
      )}
      {diff !== null && <WhatIsCompared comparison={comparison} diff={diff} />}
      <More comparison={comparison} />
    </section>
  );
};
