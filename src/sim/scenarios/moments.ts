/**
 * Named moments of a run, declared as data: what a moment is called, and the sign by which its event is
 * known. Where it lies is found in the events, never written down, so that a run by hand, on another
 * machine or with another script finds its own.
 */
import type { Verb } from '../engine/commands';
import type { Outcome, SimEvent } from '../engine/events';
import type { Timeline } from '../engine/timeline';
import { M_KMEM, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { maxPipeKva } from '../pipe/space';

/** A share of something that has an end: pages of kmem_map, bytes of pipe_map. */
export interface Share {
  readonly of: 'kmem_map' | 'pipe_map';
  /** percent */
  readonly percent: number;
}

/** A figure of the events (`Change.what`) that passes a level on its way up, or falls below one. */
export interface Level {
  readonly what: string;
  readonly level: number | Share;
}

/** What is known of an event. All that is given must hold of the same one. */
export interface Sign {
  /** the command that it belongs to */
  readonly verb?: Verb;
  readonly outcome?: Outcome;
  /** words that it says */
  readonly says?: string;
  /** a figure that was below a level and is not any more */
  readonly reaches?: Level;
  /** a figure that was not below a level and is now */
  readonly fallsBelow?: Level;
}

/** A moment: the first event with its sign. */
export interface Moment {
  /** a name for links and tests, unique in a list */
  readonly id: string;
  /** plain words for the log: what has happened */
  readonly name: string;
  readonly sign: Sign;
  /** it comes after this moment of the same list, in a later event */
  readonly after?: string;
}

/** Where a moment was found. */
export interface FoundMoment {
  readonly moment: Moment;
  /** index of the command */
  readonly command: number;
  /** index of the event among those of the command */
  readonly event: number;
  /** position of the run that shows it: after the command */
  readonly at: number;
}

/** Part of a log: commands `from` … `to − 1`, and what was found before them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly known: readonly FoundMoment[];
}

const wholeOf = (k: Kernel, of: Share['of']): number => {
  const { min, max } = k.kmem.maps.map;
  const kmem = mapOf(k, M_KMEM);
  return of === 'kmem_map' ? max.get(kmem) - min.get(kmem) : maxPipeKva(k);
};

const levelOf = (k: Kernel, { level }: Level): number =>
  typeof level === 'number' ? level : (wholeOf(k, level.of) * level.percent) / 100;

const passes = (k: Kernel, e: SimEvent, level: Level, isRise: boolean): boolean => {
  const mark = levelOf(k, level);
  return e.changes.some(({ what, from, to }) => {
    const [low, high] = isRise ? [from, to] : [to, from];
    return what === level.what && low < mark && high >= mark;
  });
};

/** Whether an event of a command has the sign. Only a command's own event counts as one of its verb. */
const hasSign = (t: Timeline, e: SimEvent, s: Sign): boolean => {
  const k = t.sim.kernel;
  const isOwn = s.verb === undefined || (e.outcome !== 'daemon' && t.log[e.at]?.do === s.verb);
  return (
    isOwn &&
    (s.outcome === undefined || e.outcome === s.outcome) &&
    (s.says === undefined || e.words.includes(s.says)) &&
    (s.reaches === undefined || passes(k, e, s.reaches, true)) &&
    (s.fallsBelow === undefined || passes(k, e, s.fallsBelow, false))
  );
};

/**
 * Finds moments in the log of a run. Reads events only: the run stays where it is.
 * @param stretch where to look, and what is known already; the whole log if left out
 * @returns those that were found there, in the order of their events
 */
export const findMoments = (
  t: Timeline,
  moments: readonly Moment[],
  stretch: Stretch = { from: 0, to: t.length, known: [] },
): FoundMoment[] => {
  const done = new Set(stretch.known.map((f) => f.moment.id));
  const found: FoundMoment[] = [];
  const look = (e: SimEvent, command: number, event: number): void => {
    const open = moments.filter(
      ({ id, after }) => !done.has(id) && (after === undefined || done.has(after)),
    );
    for (const moment of open) {
      if (!hasSign(t, e, moment.sign)) continue;
      found.push({ moment, command, event, at: command + 1 });
      done.add(moment.id);
    }
  };
  for (let i = stretch.from; i < stretch.to && done.size < moments.length; i += 1)
    t.eventsOf(i).forEach((e, n) => {
      look(e, i, n);
    });
  return found;
};
