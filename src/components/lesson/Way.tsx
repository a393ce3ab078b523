/** Where the reader is, and the ways on: steps, the figure's own ways, what a speaker needs. */
import { LESSON_WORDS as WORDS } from '../../strings/en/lessons';
import { useApp, useAppStore } from '../app/store-context';
import { LinkTo } from '../ui/LinkTo';
import { useLessonProgress } from './page-progress';
import { useStep } from './step-context';
import type { StepRun } from './use-step';
import styles from './way.module.css';

interface Props {
  readonly number: number;
  readonly way: StepRun;
  readonly onNotes: () => void;
  readonly onPrint: () => void;
}

/** One box for each step. */
const Steps = ({ number }: { readonly number: number }) => {
  const { entry } = useStep();
  const { lesson } = entry;
  const { seen } = useLessonProgress(lesson.id);
  return (
    <ol className={styles['steps']}>
      {lesson.steps.map((step, i) => (
        <li key={step.id}>
          <LinkTo change={{ room: 'lessons', lesson: lesson.id, step: String(i + 1) }}>
            <span
              data-now={i + 1 === number}
              data-seen={seen.includes(step.id)}
              title={WORDS.toStep(i + 1, step.title.replaceAll('`', ''))}
            />
            <span className="visually-hidden">
              {WORDS.toStep(i + 1, step.title.replaceAll('`', ''))}
            </span>
          </LinkTo>
        </li>
      ))}
    </ol>
  );
};

const Turn = ({ number }: { readonly number: number }) => {
  const { entry } = useStep();
  const goToStep = useApp((s) => s.goToStep);
  const { id, steps } = entry.lesson;
  return (
    <>
      <button
        type="button"
        disabled={number === 1}
        onClick={() => {
          goToStep(id, number - 1);
        }}
      >
        ← {WORDS.back}
      </button>
      {number < steps.length ? (
        <button
          type="button"
          data-primary=""
          onClick={() => {
            goToStep(id, number + 1);
          }}
        >
          {WORDS.next} →
        </button>
      ) : (
        <LinkTo className={styles['end']} change={{ room: 'lessons', lesson: '', step: '1' }}>
          {WORDS.list}
        </LinkTo>
      )}
    </>
  );
};

/** What can be done with the figure. */
const FigureWays = ({ way }: Pick<Props, 'way'>) => {
  const store = useAppStore();
  return (
    <>
      {way.hasChange && (
        <button type="button" onClick={way.replay}>
          {WORDS.replay}
        </button>
      )}
      <button type="button" onClick={way.goBack}>
        {WORDS.backToStep}
      </button>
      <button
        type="button"
        onClick={() => {
          way.keepPlace();
          store.getState().go('machine');
        }}
      >
        {WORDS.takeAway}
      </button>
    </>
  );
};

const Speaker = ({ onNotes, onPrint }: Pick<Props, 'onNotes' | 'onPrint'>) => {
  const { hasNotes } = useStep();
  return (
    <>
      <button type="button" aria-expanded={hasNotes} onClick={onNotes}>
        {hasNotes ? WORDS.hideNotes : WORDS.notes}
      </button>
      <a href="#/presenter?v=1" target="_blank" rel="noopener">
        {WORDS.present}
      </a>
      <button type="button" onClick={onPrint}>
        {WORDS.handout}
      </button>
    </>
  );
};

export const Way = ({ number, way, onNotes, onPrint }: Props) => {
  const { entry } = useStep();
  return (
    <footer className={styles['way']}>
      <nav className={styles['turn']} aria-label={WORDS.steps}>
        <p>
          {WORDS.step(number, entry.lesson.steps.length)}{' '}
          <LinkTo change={{ room: 'lessons', lesson: '', step: '1' }}>{WORDS.list}</LinkTo>
        </p>
        <Steps number={number} />
        <div className={styles['buttons']}>
          <Turn number={number} />
        </div>
      </nav>
      <div className={styles['ways']}>
        <FigureWays way={way} />
        <Speaker onNotes={onNotes} onPrint={onPrint} />
        <p className={styles['keys']}>{WORDS.keys}</p>
      </div>
    </footer>
  );
};
