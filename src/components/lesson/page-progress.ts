/** The progress of this browser. Where it keeps nothing, the progress lasts as long as the page. */
import { useStore } from 'zustand';
import { NO_PROGRESS, createProgress } from '../../store/lesson/progress';
import type { LessonProgress, ProgressState, Shelf } from '../../store/lesson/progress';

const KEY = 'kvascope.progress';

/** A browser may refuse to keep anything, or to say what it kept. */
const tried = <T>(act: () => T, otherwise: T): T => {
  try {
    return act();
  } catch {
    return otherwise;
  }
};

const SHELF: Shelf = {
  read: () => tried(() => localStorage.getItem(KEY), null),
  write: (text) => {
    tried(() => {
      localStorage.setItem(KEY, text);
    }, undefined);
  },
  clear: () => {
    tried(() => {
      localStorage.removeItem(KEY);
    }, undefined);
  },
};

let own: ReturnType<typeof createProgress> | undefined;

/** One for the page, read when it is first asked for. */
export const pageProgress = (): ReturnType<typeof createProgress> =>
  (own ??= createProgress(SHELF));

/** What of it a component draws. */
const useProgress = <T>(selector: (s: ProgressState) => T): T => useStore(pageProgress(), selector);

/** Progress in one lesson. */
export const useLessonProgress = (lesson: string): LessonProgress =>
  useProgress((s) => s.lessons[lesson] ?? NO_PROGRESS);
