/** Frames of the selection, marked once for each state that is drawn, for all pictures. */
import { useCallback } from 'react';
import type { RunController } from '../../store/run/controller';
import { frameMarks } from '../../viewmodel/running/marks';
import type { Selected } from '../../viewmodel/running/place';
import { useRun } from './run-context';

interface Kept {
  readonly of: unknown;
  readonly at: number;
  readonly id: string;
  readonly marks: Uint8Array | null;
  /** the array itself, to be used again where nothing was marked */
  readonly room: Uint8Array;
}

const kept = new WeakMap<RunController, Kept>();

const marksOf = (run: RunController, selected: Selected): Uint8Array | null => {
  const { timeline } = run;
  const survey = run.survey();
  if (timeline === null || survey === null) return null;
  const old = kept.get(run);
  const { at } = timeline;
  const { id } = selected;
  if (old?.of === timeline && old.at === at && old.id === id) return old.marks;
  const into = old?.room ?? new Uint8Array(0);
  const marks = frameMarks(timeline.sim.kernel, survey, selected, into);
  kept.set(run, { of: timeline, at, id, marks, room: marks ?? into });
  return marks;
};

/** @returns a function that marks the frames of what is selected in the present state */
export const useMarks = (selected: Selected): (() => Uint8Array | null) => {
  const run = useRun();
  return useCallback(() => marksOf(run, selected), [run, selected]);
};
