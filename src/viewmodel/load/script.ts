/**
 * The growth as a run of the Machine room: from some hours before the paste, through the paste, to the end. A
 * command is given when it is asked for, so that the run goes on as long as the machine on which it is lasts.
 */
import type { Timeline } from '../../sim';
import { PASTE_MOMENT } from '../../strings/en/load';
import type { Moment } from '../running/moments';
import { Taken, commandsOf } from './course';
import { hasEnded } from './forward';
import type { Growth } from './growths';

/** What happens after a paste was loaded. */
export interface Course {
  readonly growths: readonly Growth[];
  /** hours before the paste at which the run begins */
  readonly back: number;
  /** hours after the paste that are given at most, and hours between two steps */
  readonly most: number;
  readonly step: number;
}

/** A course under way on one run. */
export interface Script {
  /** carries out the next command; false once there is none, or the machine can take no more */
  readonly step: () => boolean;
  /** places in the run that have a name */
  readonly moments: () => readonly Moment[];
}

/** Steps of the past at most. */
const PAST_STEPS = 200;

const stepsOf = (hours: number, step: number, most: number): number =>
  Math.min(Math.max(Math.ceil(hours / step), 1), most);

/** Begins a course on a machine that was loaded for it. */
export const scriptOf = ({ growths, back, most, step }: Course, t: Timeline): Script => {
  const taken = new Taken();
  const end = back + most;
  const past = { from: 0, to: back, steps: stepsOf(back, step, PAST_STEPS) };
  const later = { from: back, to: end, steps: stepsOf(most, step, Infinity) };
  const before = back > 0 ? commandsOf(growths, taken, past) : null;
  const after = most > 0 ? commandsOf(growths, taken, later) : null;
  let paste = back > 0 ? -1 : 0;
  const next = () => {
    const due = before?.next();
    if (due?.done === false) return due.value;
    if (paste < 0) paste = t.length;
    const more = after?.next();
    return more?.done === false ? more.value : null;
  };
  return {
    step: () => {
      if (hasEnded(t)) return false;
      const due = next();
      if (due === null) return false;
      t.push(due.command);
      return true;
    },
    moments: () => (paste < 0 ? [] : [{ id: 'paste', at: paste, name: PASTE_MOMENT }]),
  };
};
