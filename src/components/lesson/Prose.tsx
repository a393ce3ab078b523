/** The words of the step that is shown. */
import { Suspense, createElement } from 'react';
import type { ComponentProps } from 'react';
import { LESSON_WORDS as WORDS } from '../../strings/en/lessons';
import { PROSE_PARTS } from './prose-parts';
import { useStep } from './step-context';
import { textOf } from './texts';
import styles from './prose.module.css';

type Parts = NonNullable<ComponentProps<NonNullable<ReturnType<typeof textOf>>>['components']>;

/** MDX names its parts loosely; each part checks its own. */
const PARTS = PROSE_PARTS as unknown as Parts;

/** The text of a lesson, as far as the step around it shows it. */
export const LessonText = ({ number }: { readonly number: number }) => {
  const text = textOf(number);
  return text === undefined ? null : createElement(text, { components: PARTS });
};

export const Prose = () => {
  const { entry, numbers } = useStep();
  return (
    <div className={styles['prose']} aria-busy={numbers === null}>
      <Suspense fallback={<p>{WORDS.loading}</p>}>
        <LessonText number={entry.lesson.number} />
      </Suspense>
    </div>
  );
};
