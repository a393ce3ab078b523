/** Frames of the selection, marked anew whenever a picture is drawn. */
import { useCallback, useRef } from 'react';
import { frameMarks } from '../../viewmodel/running/marks';
import type { Selected } from '../../viewmodel/running/place';
import { useRun } from './run-context';

/** @returns a function that marks the frames of what is selected in the present state */
export const useMarks = (selected: Selected): (() => Uint8Array | null) => {
  const run = useRun();
  const room = useRef<Uint8Array>(new Uint8Array(0));
  return useCallback(() => {
    const { timeline } = run;
    const survey = run.survey();
    if (timeline === null || survey === null) return null;
    const marks = frameMarks(timeline.sim.kernel, survey, selected, room.current);
    if (marks !== null) room.current = marks;
    return marks;
  }, [run, selected]);
};
