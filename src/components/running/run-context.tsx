/** Hands the run of this page to the components of the room. */
import { createContext, useContext } from 'react';
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

/** The state as panels see it, or null before a run. */
export const useShown = (): Shown | null => {
  const run = useRun();
  const tick = useRunState((s) => s.tick);
  const { timeline } = run;
  const survey = run.survey();
  return timeline === null || survey === null ? null : { timeline, survey, tick };
};
