/** Hands the run of this page to the components of the room. */
import { createContext, useContext, useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Survey, Timeline } from '../../sim';
import type { RunController } from '../../store/run/controller';
import type { RunState, RunView } from '../../store/run/types';

const ViewContext = createContext<RunView | null>(null);
const RunContext = createContext<RunController | null>(null);

interface ProviderProps {
  /** what pictures show */
  readonly view: RunView;
  /** what panels can steer; null while the machine only stands */
  readonly run: RunController | null;
  readonly children: ReactNode;
}

export const RunProvider = ({ view, run, children }: ProviderProps) => (
  <ViewContext value={view}>
    <RunContext value={run}>{children}</RunContext>
  </ViewContext>
);

/** The run as pictures see it: they are there before it can be steered. */
export const useRunView = (): RunView => {
  const view = useContext(ViewContext);
  if (view === null) throw new Error('useRunView needs a RunProvider above it');
  return view;
};

/** The run itself, for what is drawn once there is one. */
export const useRun = (): RunController => {
  const run = useContext(RunContext);
  if (run === null) throw new Error('useRun needs a RunProvider with a run above it');
  return run;
};

/** A slice of what the page knows of the run. */
export const useRunState = <T,>(selector: (s: RunState) => T): T =>
  useStore(useRunView().state, selector);

/** What panels draw from: a state that stands still until the next tick. */
export interface Shown {
  readonly timeline: Timeline;
  readonly survey: Survey;
  /** grows with every change; what is remembered by it is never stale */
  readonly tick: number;
}

/** A state as panels see it. It may move on between two panels; each sees it surveyed. */
class Panels implements Shown {
  private readonly run: RunView;
  readonly timeline: Timeline;
  private readonly first: Survey;
  readonly tick: number;
  constructor(run: RunView, timeline: Timeline, first: Survey, tick: number) {
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
  const run = useRunView();
  const tick = useShownTick();
  const { timeline } = run;
  const survey = run.survey();
  return useMemo(
    () => (timeline === null || survey === null ? null : new Panels(run, timeline, survey, tick)),
    [run, timeline, survey, tick],
  );
};
