/** What the reader guessed in this lesson, each beside what the model said. */
import type { LessonEntry } from '../../lessons/registry';
import { LESSON_WORDS, RECALL_WORDS as WORDS, GUESS_WORDS } from '../../strings/en/lessons';
import { LinkTo } from '../ui/LinkTo';
import { Words } from '../ui/Words';
import { useLessonProgress } from './page-progress';
import styles from './box.module.css';

export const Against = ({ entry }: { readonly entry: LessonEntry }) => {
  const { guesses } = useLessonProgress(entry.lesson.id);
  const asked = entry.lesson.steps.flatMap((step, i) =>
    step.prediction === undefined ? [] : [{ step: i + 1, prediction: step.prediction }],
  );
  if (asked.length === 0) return null;
  return (
    <section className={styles['box']} aria-labelledby="against-title">
      <h2 id="against-title">{WORDS.yours}</h2>
      <ul className={styles['against']}>
        {asked.map(({ step, prediction: p }) => {
          const made = guesses[p.id];
          const state =
            made === undefined
              ? WORDS.open
              : made.guess === null
                ? GUESS_WORDS.skipped
                : WORDS.made;
          return (
            <li key={p.id}>
              <LinkTo change={{ room: 'lessons', lesson: entry.lesson.id, step: String(step) }}>
                {LESSON_WORDS.toStep(step, '')}
                <Words>{p.ask}</Words>
              </LinkTo>{' '}
              <small>
                {state}
                {made !== undefined && made.why !== '' && ` ${GUESS_WORDS.yourWhy}: ${made.why}`}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
