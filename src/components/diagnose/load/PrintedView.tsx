/** The self-check of the loaded machine, and what of the paste it is made of. */
import { useLayoutEffect, useRef } from 'react';
import { PRINTED as WORDS } from '../../../strings/en/load';
import type { Printed } from '../../../viewmodel/load/printed';
import { useApp } from '../../app/store-context';
import { copyText } from '../../ui/download';
import { Num } from '../../ui/Num';
import styles from './load.module.css';

const List = ({ words }: { words: readonly string[] }) => (
  <ul className={styles['list']}>
    {words.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

const Taken = ({ notes }: { notes: readonly string[] }) => (
  <details>
    <summary>{WORDS.taken}</summary>
    <div className={styles['pair']}>
      <div>
        <h4>{WORDS.over}</h4>
        <List words={WORDS.overList} />
      </div>
      <div>
        <h4>{WORDS.not}</h4>
        <List words={[...WORDS.notList, ...notes]} />
      </div>
    </div>
  </details>
);

const Table = ({ text }: { text: string }) => {
  const say = useApp((s) => s.say);
  const copy = async (): Promise<void> => {
    say((await copyText(text)) ? WORDS.copied : WORDS.notCopied);
  };
  return (
    <details>
      <summary>{WORDS.show}</summary>
      <button type="button" className={styles['plain']} onClick={() => void copy()}>
        {WORDS.copy}
      </button>
      <pre className={styles['text']} tabIndex={0} role="region" aria-label={WORDS.show}>
        {text}
      </pre>
    </details>
  );
};

interface Props {
  readonly printed: Printed;
  /** what is taken for granted */
  readonly notes: readonly string[];
}

export const PrintedView = ({ printed, notes }: Props) => {
  const title = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone: the work goes on here.
  useLayoutEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body)
      title.current?.focus();
  }, []);
  const { equal, rows, torn, differences } = printed;
  return (
    <div className={styles['printed']}>
      <h3 ref={title} tabIndex={-1}>
        {WORDS.says} <Num of={equal} /> {WORDS.of} <Num of={rows} /> {WORDS.rows}
      </h3>
      {torn.length + differences.length > 0 && <List words={[...torn, ...differences]} />}
      <Taken notes={notes} />
      <Table text={printed.text} />
    </div>
  );
};
