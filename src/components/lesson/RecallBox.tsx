/** Three questions from memory, at the end of a lesson. */
import { useState } from 'react';
import type { Recall } from '../../lessons/types';
import { RECALL_WORDS as WORDS } from '../../strings/en/lessons';
import { useApp } from '../app/store-context';
import { Words } from '../ui/Words';
import { pageProgress, useLessonProgress } from './page-progress';
import { Sentence } from './Sentence';
import { useStep } from './step-context';
import styles from './box.module.css';

const Question = ({ of: q, answer }: { readonly of: Recall; readonly answer: string }) => {
  const { entry } = useStep();
  const say = useApp((s) => s.say);
  const [picked, setPicked] = useState(answer);
  const isAnswered = answer !== '';
  const give = (): void => {
    pageProgress().getState().answer(entry.lesson.id, q.id, picked);
    say(picked === q.right ? WORDS.right : WORDS.wrong);
  };
  return (
    <li>
      <fieldset className={styles['question']}>
        <legend>
          <Words>{q.ask}</Words>
        </legend>
        {q.options.map((o) => (
          <label key={o.id} data-right={isAnswered && o.id === q.right}>
            <input
              type="radio"
              name={`recall-${q.id}`}
              value={o.id}
              checked={picked === o.id}
              disabled={isAnswered}
              onChange={() => {
                setPicked(o.id);
              }}
            />
            <span>
              <Words>{o.name}</Words>
            </span>
          </label>
        ))}
      </fieldset>
      {isAnswered ? (
        <p className={styles['because']}>
          <b>{answer === q.right ? WORDS.right : WORDS.wrong}</b> <Sentence>{q.because}</Sentence>
        </p>
      ) : (
        <button
          type="button"
          className={styles['give']}
          disabled={picked === ''}
          aria-label={`${WORDS.give}: ${q.ask.replaceAll('`', '')}`}
          onClick={give}
        >
          {WORDS.give}
        </button>
      )}
    </li>
  );
};

export const RecallBox = () => {
  const { entry } = useStep();
  const { recall } = useLessonProgress(entry.lesson.id);
  return (
    <section className={styles['box']} aria-labelledby="recall-title">
      <h2 id="recall-title">{WORDS.title}</h2>
      <p>{WORDS.lead}</p>
      <ol className={styles['questions']}>
        {entry.lesson.recall.map((q) => (
          <Question key={`${q.id} ${recall[q.id] ?? ''}`} of={q} answer={recall[q.id] ?? ''} />
        ))}
      </ol>
    </section>
  );
};
