/** Brings the link and the run of the page to a step, and plays its change once. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useReducedMotion } from 'framer-motion';
import { useStore } from 'zustand';
import { positionOf } from '../../lessons/runner';
import type { LessonEntry } from '../../lessons/registry';
import type { Place, Step } from '../../lessons/types';
import type { RunController } from '../../store/run/controller';
import { stepGoal, stepLink } from '../../store/lesson/step-link';
import { packByHand } from '../../store/run/by-hand';
import { selectBook } from '../../store/selectors';
import { useApp, useAppStore } from '../app/store-context';
import { StepNumbers } from '../../store/lesson/step-numbers';

/** Seconds of a change that names none. */
const SECONDS = 4;

const keyOf = (entry: LessonEntry, step: Step): string => `${entry.lesson.id}/${step.id}`;

/** Puts what the figure of a step shows into the link. @returns whether it has been done */
export const useStepLink = (entry: LessonEntry, step: Step): boolean => {
  const store = useAppStore();
  const [applied, setApplied] = useState('');
  const key = keyOf(entry, step);
  useEffect(() => {
    const { setLink, link } = store.getState();
    setLink(stepLink(step, link));
    // The link is outside of React: the step is drawn once it has been set.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setApplied(key);
  }, [store, step, key]);
  return applied === key;
};

/** Plays from the place before a step to the step. Returns how to stop. */
const playChange = (
  run: RunController,
  from: number,
  to: number,
  seconds: number,
): (() => void) => {
  run.seek(from);
  run.setSpeed(Math.max((to - from) / seconds, 1));
  run.toggle();
  const pause = (): void => {
    if (run.state.getState().isPlaying) run.toggle();
  };
  const stop = run.onPaint(() => {
    const { timeline } = run;
    if (timeline === null || timeline.at < to) return;
    stop();
    pause();
    if (timeline.at > to) run.seek(to);
  });
  return () => {
    stop();
    pause();
  };
};

interface Placed {
  readonly key: string;
  readonly numbers: StepNumbers;
  /** where the run stands then, and where its change begins */
  readonly at: number;
  readonly from: number;
}

export interface StepRun {
  readonly numbers: StepNumbers | null;
  /** why the step is nowhere; empty where it is */
  readonly error: string;
  /** whether the step has a change to show */
  readonly hasChange: boolean;
  readonly replay: () => void;
  readonly goBack: () => void;
  /** writes where the run stands into the link, for a room that reads it there */
  readonly keepPlace: () => void;
  readonly seek: (place: Pick<Place, 'moment' | 'offset'>) => void;
}

interface StepAsked {
  readonly entry: LessonEntry;
  readonly step: Step;
  /** whether the link already says what the figure shows */
  readonly isApplied: boolean;
  /** whether a guess stands open: the change would answer it */
  readonly isHeld: boolean;
}

const fromOf = (run: RunController, { place, figure }: Step, at: number): number => {
  const history = run.timelineOf(0);
  if (figure.from === undefined || history === null) return at;
  const from = positionOf(history, { scenario: place.scenario, ...figure.from });
  return from.ok ? from.value : at;
};

/** Brings the run to the step as soon as its log reaches there. */
export const useStepRun = (
  run: RunController,
  { entry, step, isApplied, isHeld }: StepAsked,
): StepRun => {
  const store = useAppStore();
  const speed = useApp((s) => s.link.speed);
  const isStill = useReducedMotion() === true;
  const status = useStore(run.state, (s) => s.status);
  const [placed, setPlaced] = useState<Placed | null>(null);
  const [error, setError] = useState('');
  const stopRef = useRef<() => void>(() => undefined);
  const key = keyOf(entry, step);
  const isPlaced = placed?.key === key;

  const arrive = useCallback((): Omit<Placed, 'key' | 'numbers'> | null => {
    const history = run.timelineOf(0);
    const now = run.state.getState().status;
    if (history === null || (now !== 'ready' && now !== 'making')) return null;
    const goal = stepGoal(history, step.place, now === 'ready');
    if (goal === null) {
      if (now === 'ready') setError(key);
      return null;
    }
    run.goTo(goal);
    const at = run.timeline?.at ?? 0;
    return { at, from: fromOf(run, step, at) };
  }, [run, step, key]);

  useEffect(() => {
    if (!isApplied || isPlaced) return;
    stopRef.current();
    // The run is outside of React: it has to be moved before its numbers are there.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    const there = arrive();
    const { timeline } = run;
    const survey = run.survey();
    if (there === null || timeline === null || survey === null) return;
    const seed = selectBook(store.getState());
    const isThere = (): boolean => run.timeline === timeline && timeline.at === there.at;
    const numbers = new StepNumbers(entry, { timeline, survey, seed }, isThere);
    setPlaced({ key, numbers, ...there });
  }, [isApplied, isPlaced, status, arrive, run, store, entry, key]);

  const replay = useCallback((): void => {
    if (placed === null || placed.from >= placed.at) return;
    stopRef.current();
    stopRef.current = playChange(run, placed.from, placed.at, step.figure.seconds ?? SECONDS);
  }, [placed, run, step]);

  // After the words of the step have been drawn with the numbers of its end.
  useEffect(() => {
    if (placed?.key !== key || isStill || isHeld) return undefined;
    replay();
    return () => {
      stopRef.current();
      run.setSpeed(Number(speed));
    };
    // Once for each step, or once its guess has been made.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [placed, key, isHeld]);

  return useMemo(
    () => ({
      numbers: isPlaced ? placed.numbers : null,
      error: error === key ? key : '',
      hasChange: isPlaced && placed.from < placed.at,
      replay,
      goBack: () => {
        stopRef.current();
        arrive();
      },
      keepPlace: () => {
        stopRef.current();
        const { at, length } = run.state.getState();
        const hand = run.byHand();
        const by = hand === null ? '' : packByHand(hand);
        store.getState().setLink({ at: at === length && hand === null ? '' : String(at), by });
      },
      seek: ({ moment, offset = 0 }) => {
        const history = run.timelineOf(0);
        if (history === null) return;
        const at = positionOf(history, { scenario: step.place.scenario, moment, offset });
        if (!at.ok) return;
        stopRef.current();
        run.goTo({ at: at.value, by: null });
      },
    }),
    [isPlaced, placed, error, key, replay, arrive, run, step, store],
  );
};
