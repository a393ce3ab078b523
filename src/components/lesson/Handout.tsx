/** A lesson on paper: all its steps, with the numbers of each. */
import { Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { LessonEntry } from '../../lessons/registry';
import { LESSON_WORDS as WORDS, RECALL_WORDS } from '../../strings/en/lessons';
import { selectBook } from '../../store/selectors';
import { useAppStore } from '../app/store-context';
import { Words } from '../ui/Words';
import { numbersOfAll } from '../../store/lesson/all-numbers';
import { LessonText } from './Prose';
import { StepProvider } from './step-context';
import type { StepNumbers } from '../../store/lesson/step-numbers';
import styles from './handout.module.css';

interface Props {
  readonly entry: LessonEntry;
  readonly onLeave: () => void;
}

const nothing = (): void => undefined;

const StepOnPaper = ({
  entry,
  at,
  numbers,
}: {
  entry: LessonEntry;
  at: number;
  numbers: StepNumbers | null;
}) => {
  const step = entry.lesson.steps[at];
  if (step === undefined) return null;
  return (
    <StepProvider value={{ entry, step, numbers, hasNotes: false, seek: nothing }}>
      <section className={styles['step']}>
        <h2>
          {at + 1}. <Words>{step.title}</Words>
        </h2>
        <LessonText number={entry.lesson.number} />
        {step.prediction !== undefined && (
          <p className={styles['ask']}>
            <Words>{step.prediction.ask}</Words>
          </p>
        )}
      </section>
    </StepProvider>
  );
};

const Questions = ({ entry }: Pick<Props, 'entry'>) => (
  <section className={styles['step']}>
    <h2>{RECALL_WORDS.title}</h2>
    <ol>
      {entry.lesson.recall.map((q) => (
        <li key={q.id}>
          <Words>{q.ask}</Words>
          <ul>
            {q.options.map((o) => (
              <li key={o.id}>
                <Words>{o.name}</Words>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  </section>
);

const Page = ({ entry, children }: { entry: LessonEntry; children: ReactNode }) => (
  <>
    <header>
      <p>
        kvascope · {WORDS.lesson} {entry.lesson.number}
      </p>
      <h1>{entry.lesson.title}</h1>
      <p>{entry.lesson.what}</p>
    </header>
    {children}
  </>
);

/** Numbers of all steps, made a moment after the page says that they are being made. */
const useAllNumbers = (entry: LessonEntry): readonly (StepNumbers | null)[] | null => {
  const store = useAppStore();
  const [made, setMade] = useState<readonly (StepNumbers | null)[] | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      setMade(numbersOfAll(entry, selectBook(store.getState())));
    }, 50);
    return () => {
      clearTimeout(timer);
    };
  }, [entry, store]);
  return made;
};

export const Handout = ({ entry, onLeave }: Props) => {
  const numbers = useAllNumbers(entry);
  return (
    <article className={styles['handout']} aria-busy={numbers === null}>
      <p className={styles['tools']}>
        <button
          type="button"
          disabled={numbers === null}
          onClick={() => {
            print();
          }}
        >
          {WORDS.print}
        </button>
        <button type="button" onClick={onLeave}>
          {WORDS.leave}
        </button>
      </p>
      {numbers === null ? (
        <p role="status">{WORDS.making}</p>
      ) : (
        <Page entry={entry}>
          <Suspense fallback={<p>{WORDS.loading}</p>}>
            {entry.lesson.steps.map((step, at) => (
              <StepOnPaper key={step.id} entry={entry} at={at} numbers={numbers[at] ?? null} />
            ))}
          </Suspense>
          <Questions entry={entry} />
        </Page>
      )}
    </article>
  );
};
