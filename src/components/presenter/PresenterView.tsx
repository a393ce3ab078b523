/** The speaker's view of a step. Pure: it shows what it is given and says what was pressed. */
import type { ReactNode } from 'react';
import { PRESENTER as WORDS } from '../../strings/en/presenter';
import { elapsedWords } from './elapsed';
import type { PresenterAct } from './keys';
import styles from './presenter.module.css';

export interface PresenterViewProps {
  readonly lesson: { readonly number: number; readonly title: string };
  readonly step: { readonly number: number; readonly title: string };
  /** steps of the lesson */
  readonly count: number;
  /** null on the last step */
  readonly nextTitle: string | null;
  readonly notes: ReactNode;
  /** ms since the timer was started; null = it stands */
  readonly elapsed: number | null;
  readonly isBlank: boolean;
  readonly onAct: (act: PresenterAct) => void;
  /** starts the timer, or sets it back */
  readonly onTimer: () => void;
}

type Part<K extends keyof PresenterViewProps> = Pick<PresenterViewProps, K>;

const Timer = ({ elapsed, onTimer }: Part<'elapsed' | 'onTimer'>) => (
  <section className={styles['timer']} aria-label={WORDS.timer}>
    <h2>{WORDS.timer}</h2>
    <p role="timer">{elapsedWords(elapsed ?? 0)}</p>
    <button type="button" onClick={onTimer}>
      {elapsed === null ? WORDS.start : WORDS.reset}
    </button>
  </section>
);

const Controls = ({
  step,
  count,
  isBlank,
  onAct,
}: Part<'step' | 'count' | 'isBlank' | 'onAct'>) => {
  const press = (act: PresenterAct) => () => {
    onAct(act);
  };
  return (
    <div className={styles['controls']} role="group" aria-label={WORDS.controls}>
      <button type="button" disabled={step.number <= 1} onClick={press('back')}>
        {WORDS.goBack}
      </button>
      <button type="button" disabled={step.number >= count} onClick={press('on')}>
        {WORDS.goOn}
      </button>
      <button type="button" aria-pressed={isBlank} onClick={press('blank')}>
        {WORDS.blank}
      </button>
      <ul>
        {WORDS.keys.map(([key, what]) => (
          <li key={key}>
            <kbd>{key}</kbd> {what}
          </li>
        ))}
      </ul>
    </div>
  );
};

export const PresenterView = ({
  lesson,
  step,
  count,
  nextTitle,
  notes,
  elapsed,
  isBlank,
  onAct,
  onTimer,
}: PresenterViewProps) => (
  <div className={styles['view']}>
    <header className={styles['now']}>
      <p>
        {WORDS.lesson} {lesson.number}: {lesson.title}
      </p>
      <h1>{step.title}</h1>
    </header>
    <section className={styles['notes']} aria-label={WORDS.notes}>
      {notes ?? <p>{WORDS.noNotes}</p>}
    </section>
    <aside className={styles['side']}>
      <p className={styles['place']} role="status">
        {WORDS.step} {step.number} {WORDS.of} {count}
        {isBlank && <b>{WORDS.isBlank}</b>}
      </p>
      <Controls step={step} count={count} isBlank={isBlank} onAct={onAct} />
      <section className={styles['next']} aria-label={WORDS.next}>
        <h2>{WORDS.next}</h2>
        <p>{nextTitle ?? WORDS.last}</p>
      </section>
      <Timer elapsed={elapsed} onTimer={onTimer} />
    </aside>
  </div>
);
