/** Hands the run of this page to the components of the room. */
import { createContext, useContext, useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Survey, Timeline } from '../../sim';
import type { RunController } from '../../store/run/controller';
import type { RunState } from '../../store/run/types';

const Context = createContext<RunController | null>(null);

export const RunProvider = ({ run, children }: { run: RunController; children: ReactNode }) => (
  <Context value={run}>{children}</Context>
);

/** The run itself. */
export const useRun = (): RunController => {
  const run = useContext(Context);
  if (run === null) throw new Error('useRun needs a RunProvider above it');
  return run;
};

/** A slice of what the page knows of the run. */
export const useRunState = <T,>(selector: (s: RunState) => T): T =>
  useStore(useRun().state, selector);

/** What panels draw from: a state that stands still until the next tick. */
export interface Shown {
  readonly timeline: Timeline;
  readonly survey: Survey;
  /** grows with every change; what is remembered by it is never stale */
  readonly tick: number;
}

/** A state as panels see it. It may move on between two panels; each sees it surveyed. */
class Panels implements Shown {
  private readonly run: RunController;
  readonly timeline: Timeline;
  private readonly first: Survey;
  readonly tick: number;
  constructor(run: RunController, timeline: Timeline, first: Survey, tick: number) {
    this.run = run;
    this.timeline = timeline;
    this.first = first;
    this.tick = tick;
  }
  get survey(): Survey {
    return (this.run.timeline === this.timeline ? this.run.survey() : null) ?? this.first;
  }
}

/**
 * The tick that panels draw. While the run moves they draw when there is time for it; a state that
 * stands still is drawn at once.
 */
const useShownTick = (): number => {
  const tick = useRunState((s) => s.tick);
  const isMoving = useRunState((s) => s.isPlaying || s.status === 'making');
  const later = useDeferredValue(tick);
  return isMoving ? later : tick;
};

/** The state as panels see it, or null before a run. */
export const useShown = (): Shown | null => {
  const run = useRun();
  const tick = useShownTick();
  const { timeline } = run;
  const survey = run.survey();
  return useMemo(
    () => (timeline === null || survey === null ? null : new Panels(run, timeline, survey, tick)),
    [run, timeline, survey, tick],
  );
};
