/** The list of lessons, and what the reader has done of each. */
import { LESSONS } from '../../lessons/registry';
import type { Lesson } from '../../lessons/types';
import { LESSON_WORDS as WORDS } from '../../strings/en/lessons';
import { LinkTo } from '../ui/LinkTo';
import { Words } from '../ui/Words';
import { ProgressBox } from './ProgressBox';
import { useLessonProgress } from './page-progress';
import styles from './index.module.css';

const goOnWord = (seen: number, of: number): string => {
  if (seen === 0) return WORDS.begin;
  return seen < of ? WORDS.goOn : WORDS.again;
};

/** One mark for each step, filled where it was on the screen. */
const Marks = ({ lesson, seen }: { lesson: Lesson; seen: readonly string[] }) => (
  <span className={styles['marks']} aria-hidden="true">
    {lesson.steps.map(({ id }) => (
      <i key={id} data-seen={seen.includes(id)} />
    ))}
  </span>
);

const Entry = ({ lesson }: { lesson: Lesson }) => {
  const { seen } = useLessonProgress(lesson.id);
  const of = lesson.steps.length;
  const count = lesson.steps.filter(({ id }) => seen.includes(id)).length;
  const first = lesson.steps.findIndex(({ id }) => !seen.includes(id));
  const step = count === of ? 1 : Math.max(first, 0) + 1;
  const word = goOnWord(count, of);
  return (
    <li className={styles['entry']}>
      <span className={styles['number']} aria-hidden="true">
        {lesson.number}
      </span>
      <div className={styles['what']}>
        <h2>
          <LinkTo change={{ room: 'lessons', lesson: lesson.id, step: '1' }}>
            <Words>{lesson.title}</Words>
          </LinkTo>
        </h2>
        <p>
          <Words>{lesson.what}</Words>
        </p>
      </div>
      <div className={styles['state']}>
        <Marks lesson={lesson} seen={seen} />
        <p>
          {of} {WORDS.steps}, {lesson.minutes} {WORDS.minutes}
          {count > 0 && <>; {WORDS.seen(count, of)}</>}
        </p>
      </div>
      <span className={styles['way']}>
        <LinkTo change={{ room: 'lessons', lesson: lesson.id, step: String(step) }}>
          {word} <span className="visually-hidden">{`: ${lesson.title}`}</span>
          <span aria-hidden="true">→</span>
        </LinkTo>
      </span>
    </li>
  );
};

export const LessonIndex = ({ isUnknown }: { isUnknown: boolean }) => (
  <div className={styles['room']}>
    <header className={styles['head']}>
      <h1>{WORDS.title}</h1>
      <p>{WORDS.lead}</p>
      {isUnknown && <p role="alert">{WORDS.unknown}</p>}
    </header>
    <ol className={styles['list']}>
      {LESSONS.map(({ lesson }) => (
        <Entry key={lesson.id} lesson={lesson} />
      ))}
    </ol>
    <footer className={styles['foot']}>
      <p>
        <LinkTo change={{ room: 'thread' }}>{WORDS.thread}</LinkTo>
      </p>
      <p>
        <LinkTo change={{ room: 'presenter' }}>{WORDS.present}</LinkTo>
      </p>
      <ProgressBox />
    </footer>
  </div>
);
