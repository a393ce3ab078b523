/** One end of the channel: what this tab knows of the lesson, and how it tells the others. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { openChannel } from './channel';
import type { Channel } from './channel';
import { ASK, readMessage } from './message';
import type { LessonState } from './message';

export type { LessonState } from './message';

export interface SyncState extends LessonState {
  /** whether another tab has told anything yet */
  readonly isHeard: boolean;
}

export interface LessonSync {
  /** false where tabs cannot speak to each other: a page must then say what to do instead */
  readonly isAvailable: boolean;
  readonly store: StoreApi<SyncState>;
  /** changes what is so here, and tells the others; what does not change is not told */
  readonly tell: (change: Partial<LessonState>) => void;
  /** asks the others where they are */
  readonly ask: () => void;
  readonly close: () => void;
}

const NOWHERE: SyncState = {
  lesson: '',
  step: 1,
  isBlank: false,
  startedAt: null,
  isHeard: false,
};

const stateOf = ({ lesson, step, isBlank, startedAt }: LessonState): LessonState => ({
  lesson,
  step,
  isBlank,
  startedAt,
});

const isSame = (a: LessonState, b: LessonState): boolean =>
  a.lesson === b.lesson &&
  a.step === b.step &&
  a.isBlank === b.isBlank &&
  a.startedAt === b.startedAt;

/** @param channel null where the browser has none: the store then serves this page alone */
export const createLessonSync = (channel: Channel | null): LessonSync => {
  const store = createStore<SyncState>()(() => NOWHERE);
  const post = (): void => {
    channel?.post(stateOf(store.getState()));
  };
  const stop = channel?.listen((data) => {
    const message = readMessage(data);
    if (message === null) return;
    if (message !== ASK) store.setState({ ...message, isHeard: true });
    // Who is in no lesson has nothing to answer.
    else if (store.getState().lesson !== '') post();
  });
  return {
    isAvailable: channel !== null,
    store,
    tell: (change) => {
      const before = store.getState();
      const after = { ...before, ...change };
      if (isSame(before, after)) return;
      store.setState(after);
      post();
    },
    ask: () => {
      channel?.post(ASK);
    },
    close: () => {
      stop?.();
    },
  };
};

let own: LessonSync | undefined;

/** The end of this page; lesson room and presenter view share it. */
export const pageSync = (): LessonSync => (own ??= createLessonSync(openChannel()));
