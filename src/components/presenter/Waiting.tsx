/** No lesson is in view: what to do about it, plainly. */
import type { LessonEntry } from '../../lessons/registry';
import { PRESENTER as WORDS } from '../../strings/en/presenter';
import { Words } from '../ui/Words';
import styles from './presenter.module.css';

interface Props {
  readonly isAvailable: boolean;
  readonly lessons: readonly LessonEntry[];
  readonly onPick: (id: string) => void;
}

const Lessons = ({ lessons, onPick }: Pick<Props, 'lessons' | 'onPick'>) => (
  <section className={styles['begin']}>
    <h2>{WORDS.begin}</h2>
    <ol>
      {lessons.map(({ lesson }) => (
        <li key={lesson.id}>
          <button
            type="button"
            onClick={() => {
              onPick(lesson.id);
            }}
          >
            {lesson.number}. {lesson.title}
          </button>
        </li>
      ))}
    </ol>
  </section>
);

export const Waiting = ({ isAvailable, lessons, onPick }: Props) => {
  const words = isAvailable ? WORDS.waiting : WORDS.away;
  return (
    <div className={styles['waiting']}>
      <h1>{WORDS.title}</h1>
      <h2>{words.title}</h2>
      <p>
        <Words>{words.what}</Words>
      </p>
      <p>
        <Words>{words.instead}</Words>
      </p>
      {isAvailable && lessons.length > 0 && <Lessons lessons={lessons} onPick={onPick} />}
    </div>
  );
};
