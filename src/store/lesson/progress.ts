/**
 * How far a reader has come, and what they guessed. It stays in this browser; it can be saved as a file,
 * read again, and thrown away. Reading never throws: what is not understood is left out.
 */
import * as v from 'valibot';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Guess } from '../../lessons/guess';

const NUMBERS = v.array(v.pipe(v.number(), v.finite()));
const GUESS = v.variant('kind', [
  v.object({ kind: v.literal('amount'), value: v.pipe(v.number(), v.finite()) }),
  v.object({ kind: v.literal('share'), ends: NUMBERS }),
  v.object({ kind: v.literal('order'), order: NUMBERS }),
  v.object({ kind: v.literal('pick'), option: v.string() }),
]);
const GUESSED = v.object({
  /** null = skipped: show me */
  guess: v.nullable(GUESS),
  why: v.pipe(v.string(), v.maxLength(500)),
});
const LESSON = v.object({
  /** ids of steps that were on the screen */
  seen: v.array(v.string()),
  /** by id of the prediction */
  guesses: v.record(v.string(), GUESSED),
  /** ids of tasks that are done */
  tasks: v.array(v.string()),
  /** answers from memory, by id of the question */
  recall: v.record(v.string(), v.string()),
});
const FILE = v.object({
  kvascope: v.literal('progress'),
  version: v.literal(1),
  lessons: v.unknown(),
});

/** What a reader guessed; null = skipped. */
export interface Guessed {
  readonly guess: Guess | null;
  readonly why: string;
}
export interface LessonProgress {
  readonly seen: readonly string[];
  readonly guesses: Readonly<Record<string, Guessed>>;
  readonly tasks: readonly string[];
  readonly recall: Readonly<Record<string, string>>;
}
export type Progress = Readonly<Record<string, LessonProgress>>;

export const NO_PROGRESS: LessonProgress = { seen: [], guesses: {}, tasks: [], recall: {} };

/** Progress as a file. */
export const writeProgress = (lessons: Progress): string =>
  JSON.stringify({ kvascope: 'progress', version: 1, lessons }, null, 1);

/** @returns what the text holds and how many lessons of it were damaged; null where it is no progress */
export const readProgress = (text: string): { progress: Progress; damaged: number } | null => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const file = v.safeParse(FILE, json);
  if (!file.success || typeof file.output.lessons !== 'object') return null;
  const progress: Record<string, LessonProgress> = {};
  let damaged = 0;
  for (const [id, lesson] of Object.entries(file.output.lessons ?? {})) {
    const read = v.safeParse(LESSON, lesson);
    if (read.success) progress[id] = read.output;
    else damaged += 1;
  }
  return { progress, damaged };
};

/** Where progress is kept; a browser may refuse. */
export interface Shelf {
  readonly read: () => string | null;
  readonly write: (text: string) => void;
  readonly clear: () => void;
}

export interface ProgressState {
  readonly lessons: Progress;
  readonly see: (lesson: string, step: string) => void;
  readonly guess: (lesson: string, id: string, guessed: Guessed) => void;
  /** takes a guess back: the question stands open again */
  readonly forget: (lesson: string, id: string) => void;
  readonly finish: (lesson: string, task: string) => void;
  readonly answer: (lesson: string, question: string, option: string) => void;
  readonly replace: (lessons: Progress) => void;
  readonly reset: () => void;
}

/** A store that keeps itself on a shelf. */
export const createProgress = (shelf: Shelf): StoreApi<ProgressState> => {
  const kept = readProgress(shelf.read() ?? '')?.progress ?? {};
  return createStore<ProgressState>()((set, get) => {
    const keep = (lessons: Progress): void => {
      set({ lessons });
      shelf.write(writeProgress(lessons));
    };
    const change = (id: string, f: (p: LessonProgress) => Partial<LessonProgress>): void => {
      const { lessons } = get();
      const now = lessons[id] ?? NO_PROGRESS;
      keep({ ...lessons, [id]: { ...now, ...f(now) } });
    };
    const add = (list: readonly string[], id: string): readonly string[] =>
      list.includes(id) ? list : [...list, id];
    return {
      lessons: kept,
      see: (lesson, step) => {
        if (get().lessons[lesson]?.seen.includes(step) === true) return;
        change(lesson, (p) => ({ seen: add(p.seen, step) }));
      },
      guess: (lesson, id, guessed) => {
        change(lesson, (p) => ({ guesses: { ...p.guesses, [id]: guessed } }));
      },
      forget: (lesson, id) => {
        change(lesson, (p) => ({
          guesses: Object.fromEntries(Object.entries(p.guesses).filter(([key]) => key !== id)),
        }));
      },
      finish: (lesson, task) => {
        change(lesson, (p) => ({ tasks: add(p.tasks, task) }));
      },
      answer: (lesson, question, option) => {
        change(lesson, (p) => ({ recall: { ...p.recall, [question]: option } }));
      },
      replace: keep,
      reset: () => {
        set({ lessons: {} });
        shelf.clear();
      },
    };
  });
};
