/** The words of the step that is shown. */
import { Suspense } from 'react';
import type { ComponentProps } from 'react';
import { LESSON_WORDS as WORDS } from '../../strings/en/lessons';
import { PROSE_PARTS } from './prose-parts';
import { useStep } from './step-context';
import { textOf } from './texts';
import styles from './prose.module.css';

type Parts = ComponentProps<NonNullable<ReturnType<typeof textOf>>>['components'];

/** MDX names its parts loosely; each part checks its own. */
const PARTS = PROSE_PARTS as unknown as NonNullable<Parts>;

export const Prose = () => {
  const { entry, numbers } = useStep();
  const Text = textOf(entry.lesson.number);
  if (Text === undefined) return null;
  return (
    <div className={styles['prose']} aria-busy={numbers === null}>
      <Suspense fallback={<p>{WORDS.loading}</p>}>
        <Text components={PARTS} />
      </Suspense>
    </div>
  );
};
