/** Something to bring about in the live model; the model says when it is done. */
import { useEffect } from 'react';
import type { Scene, Task, TaskState } from '../../lessons/types';
import type { Shape } from '../../lessons/types';
import type { AnyDerivation } from '../../base/derivation';
import { TASK_WORDS as WORDS } from '../../strings/en/lessons';
import { useApp } from '../app/store-context';
import { useRun, useShown } from '../running/run-context';
import { OfferedNum } from './OfferedNum';
import { Words } from '../ui/Words';
import { pageProgress, useLessonProgress } from './page-progress';
import { useStep } from './step-context';
import styles from './box.module.css';

const SHAPE: Readonly<Partial<Record<string, Shape>>> = {
  pages: 'pages',
  B: 'K',
  percent: 'percent',
  address: 'address',
};

const Figure = ({ of: d }: { readonly of: AnyDerivation }) => (
  <div>
    <dt>{d.label}</dt>
    <dd>
      <OfferedNum of={d} as={SHAPE[d.unit] ?? 'count'} />
    </dd>
  </div>
);

/** How the task stands in the state on the screen. */
const useTask = (task: Task): TaskState | null => {
  const run = useRun();
  const shown = useShown();
  const { numbers } = useStep();
  if (shown === null || numbers === null || run.timeline === null) return null;
  const scene: Scene = { ...numbers.scene, timeline: shown.timeline, survey: shown.survey };
  return task.check(scene);
};

export const TaskBox = ({ task }: { readonly task: Task }) => {
  const { entry } = useStep();
  const say = useApp((s) => s.say);
  const wasDone = useLessonProgress(entry.lesson.id).tasks.includes(task.id);
  const state = useTask(task);
  const isDone = state?.isDone === true;
  useEffect(() => {
    if (!isDone) return;
    pageProgress().getState().finish(entry.lesson.id, task.id);
    say(`${WORDS.done}. ${task.goal}`);
  }, [isDone, entry, task, say]);
  const mark = isDone ? WORDS.done : wasDone ? WORDS.before : WORDS.open;
  return (
    <section className={styles['box']} aria-labelledby="task-title" data-done={isDone}>
      <h2 id="task-title">{WORDS.title}</h2>
      <p className={styles['goal']}>
        <Words>{task.goal}</Words>
      </p>
      <p className={styles['state']}>
        <b>{mark}</b> {state !== null && <Words>{state.words}</Words>}
      </p>
      {state !== null && state.now.length > 0 && (
        <dl className={styles['now']}>
          {state.now.map((d) => (
            <Figure key={d.id} of={d} />
          ))}
        </dl>
      )}
      <details>
        <summary>{WORDS.hint}</summary>
        <p>
          <Words>{task.hint}</Words>
        </p>
      </details>
    </section>
  );
};
