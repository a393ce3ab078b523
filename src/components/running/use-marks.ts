/** Frames of the selection, marked once for each state that is drawn, for all pictures. */
import { useCallback } from 'react';
import type { RunView } from '../../store/run/types';
import { marksIn } from '../../viewmodel/running/marks';
import type { Selected } from '../../viewmodel/running/place';
import { useRunView } from './run-context';

interface Kept {
  readonly of: unknown;
  readonly at: number;
  readonly id: string;
  readonly marks: Uint8Array | null;
  /** the array itself, to be used again where nothing was marked */
  readonly room: Uint8Array;
}

/** Of each run the marks of two selections: one may be on its way out while the next is drawn. */
const kept = new WeakMap<RunView, readonly Kept[]>();

const NO_ROOM = new Uint8Array(0);

const marksOf = (run: RunView, selected: Selected): Uint8Array | null => {
  const { timeline } = run;
  const survey = run.survey();
  if (timeline === null || survey === null) return null;
  const old = kept.get(run) ?? [];
  const { at } = timeline;
  const { id } = selected;
  const own = old.find((m) => m.id === id) ?? old[1];
  if (own?.of === timeline && own.at === at && own.id === id) return own.marks;
  const into = own?.room ?? NO_ROOM;
  const marks = marksIn(timeline, survey, selected, into);
  const now = { of: timeline, at, id, marks, room: marks ?? into };
  kept.set(run, [now, ...old.filter((m) => m !== own).slice(0, 1)]);
  return marks;
};

/** @returns a function that marks the frames of what is selected in the present state */
export const useMarks = (selected: Selected): (() => Uint8Array | null) => {
  const run = useRunView();
  return useCallback(() => marksOf(run, selected), [run, selected]);
};
