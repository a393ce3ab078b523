/** Frames of the selection, marked once for each state that is drawn, for all pictures. */
import { useCallback, useContext } from 'react';
import type { RunView } from '../../store/run/types';
import { frameMarks, marksIn } from '../../viewmodel/running/marks';
import { resolve } from '../../viewmodel/running/place';
import type { Selected } from '../../viewmodel/running/place';
import { useApp } from '../app/store-context';
import { LightContext } from './light-context';
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

/** Frames of several things at once. A lesson stands still: it is worked out anew for each picture. */
const marksOfAll = (run: RunView, ids: readonly string[]): Uint8Array | null => {
  const { timeline } = run;
  const survey = run.survey();
  if (timeline === null || survey === null) return null;
  const { kernel } = timeline.sim;
  let all: Uint8Array | null = null;
  for (const id of ids) {
    const marks = frameMarks(kernel, survey, resolve(kernel, survey, id), NO_ROOM);
    if (marks === null) continue;
    if (all === null) all = marks;
    else for (const [frame, mark] of marks.entries()) if (mark === 1) all[frame] = 1;
  }
  return all;
};

/** @returns what is lit besides what is selected; none where the reader selected something else */
export const useLight = (): readonly string[] => {
  const { ids, sel } = useContext(LightContext);
  const isStill = useApp((s) => s.link.sel) === sel;
  return isStill ? ids : NONE;
};
const NONE: readonly string[] = [];

/** @returns a function that marks the frames of what is selected, or lit, in the present state */
export const useMarks = (selected: Selected): (() => Uint8Array | null) => {
  const run = useRunView();
  const light = useLight();
  const isOwn = light.length === 0 || (light.length === 1 && light[0] === selected.id);
  return useCallback(
    () => (isOwn ? marksOf(run, selected) : marksOfAll(run, light)),
    [run, selected, light, isOwn],
  );
};
