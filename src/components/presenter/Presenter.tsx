/** Joins the speaker's view to the lesson that runs in another tab. */
import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { LESSONS } from '../../lessons/registry';
import type { LessonEntry } from '../../lessons/registry';
import { stepAt } from '../../lessons/runner';
import type { Lesson } from '../../lessons/types';
import { pageSync } from '../../store/lesson-sync/lesson-sync';
import type { LessonSync } from '../../store/lesson-sync/lesson-sync';
import { PRESENTER as WORDS } from '../../strings/en/presenter';
import { PresenterView } from './PresenterView';
import { Waiting } from './Waiting';
import { usePresenterKeys } from './keys';
import type { PresenterAct } from './keys';
import { loadNotes } from './notes';

type NotesLoader = (lessonNumber: number, stepId: string) => Promise<ReactNode>;

/** ms since a moment of the wall clock, which all tabs share; null = the timer stands. */
const useElapsed = (startedAt: number | null): number | null => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (startedAt === null) return undefined;
    const tick = (): void => {
      setNow(Date.now());
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [startedAt]);
  return startedAt === null ? null : Math.max(0, now - startedAt);
};

/** The notes of a step, once they have come; words in their place until then. */
const useNotes = (lesson: number, step: string, load: NotesLoader): ReactNode => {
  const wanted = `${lesson} ${step}`;
  const [notes, setNotes] = useState<{ of: string; text: ReactNode }>({ of: '', text: null });
  useEffect(() => {
    let isStale = false;
    const show = (text: ReactNode): void => {
      if (!isStale) setNotes({ of: wanted, text });
    };
    load(lesson, step).then(show, () => {
      show(<p role="alert">{WORDS.failed}</p>);
    });
    return () => {
      isStale = true;
    };
  }, [lesson, step, wanted, load]);
  return notes.of === wanted ? notes.text : <p aria-busy="true">{WORDS.loading}</p>;
};

/** What a button or a key does, in this tab and the others. */
const useAct = (sync: LessonSync, count: number): ((act: PresenterAct) => void) =>
  useCallback(
    (act) => {
      const { step, isBlank } = sync.store.getState();
      if (act === 'blank') sync.tell({ isBlank: !isBlank });
      else sync.tell({ step: Math.min(Math.max(step + (act === 'on' ? 1 : -1), 1), count) });
    },
    [sync, count],
  );

interface Props {
  readonly sync: LessonSync;
  readonly load: NotesLoader;
}

const Talk = ({ lesson, sync, load }: Props & { readonly lesson: Lesson }) => {
  const { step: at, isBlank, startedAt } = useStore(sync.store);
  const count = lesson.steps.length;
  const step = stepAt(lesson, at);
  const number = lesson.steps.indexOf(step) + 1;
  const act = useAct(sync, count);
  usePresenterKeys(act);
  return (
    <PresenterView
      lesson={lesson}
      step={{ number, title: step.title }}
      count={count}
      nextTitle={lesson.steps[number]?.title ?? null}
      notes={useNotes(lesson.number, step.id, load)}
      elapsed={useElapsed(startedAt)}
      isBlank={isBlank}
      onAct={act}
      onTimer={() => {
        sync.tell({ startedAt: startedAt === null ? Date.now() : null });
      }}
    />
  );
};

interface PresenterProps extends Partial<Props> {
  readonly lessons?: readonly LessonEntry[];
}

/** Parts that a test brings itself have the page's own as defaults. */
export const Presenter = ({
  sync = pageSync(),
  load = loadNotes,
  lessons = LESSONS,
}: PresenterProps) => {
  const id = useStore(sync.store, (s) => s.lesson);
  const found = lessons.find(({ lesson }) => lesson.id === id);
  useEffect(() => {
    sync.ask();
  }, [sync]);
  if (found !== undefined) return <Talk lesson={found.lesson} sync={sync} load={load} />;
  return (
    <Waiting
      isAvailable={sync.isAvailable}
      lessons={lessons}
      onPick={(lesson) => {
        sync.tell({ lesson, step: 1 });
      }}
    />
  );
};
