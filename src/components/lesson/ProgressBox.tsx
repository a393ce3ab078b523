/** Progress as a file: saved, read again, thrown away. */
import { useRef, useState } from 'react';
import { PROGRESS_WORDS as WORDS } from '../../strings/en/lessons';
import { readProgress, writeProgress } from '../../store/lesson/progress';
import { useApp } from '../app/store-context';
import { downloadText } from '../ui/download';
import { pageProgress } from './page-progress';
import styles from './index.module.css';

/** A file of progress is a few K; more than this is something else. */
const MOST_BYTES = 1_000_000;

const useRead = () => {
  const say = useApp((s) => s.say);
  const [answer, setAnswer] = useState('');
  const tell = (words: string): void => {
    setAnswer(words);
    say(words);
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const found = file.size > MOST_BYTES ? null : readProgress(await file.text());
    if (found === null) {
      tell(WORDS.bad);
      return;
    }
    pageProgress().getState().replace(found.progress);
    tell(found.damaged === 0 ? WORDS.done : WORDS.damaged(found.damaged));
  };
  return { answer, tell, read };
};

export const ProgressBox = () => {
  const input = useRef<HTMLInputElement>(null);
  const [isSure, setSure] = useState(false);
  const { answer, tell, read } = useRead();
  return (
    <section className={styles['progress']} aria-labelledby="progress-title">
      <h2 id="progress-title">{WORDS.title}</h2>
      <p>{WORDS.where}</p>
      <p className={styles['buttons']}>
        <button
          type="button"
          onClick={() => {
            const text = writeProgress(pageProgress().getState().lessons);
            downloadText('kvascope-progress.json', 'application/json', text);
          }}
        >
          {WORDS.save}
        </button>
        <button
          type="button"
          onClick={() => {
            input.current?.click();
          }}
        >
          {WORDS.read}
        </button>
        <button
          type="button"
          onClick={() => {
            if (isSure) {
              pageProgress().getState().reset();
              tell(WORDS.gone);
            }
            setSure(!isSure);
          }}
        >
          {isSure ? WORDS.sure : WORDS.reset}
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={WORDS.read}
          onChange={(e) => {
            void read(e.target.files?.[0]);
            e.target.value = '';
          }}
        />
      </p>
      {answer !== '' && <p>{answer}</p>}
    </section>
  );
};
