/**
 * Lets what was measured go on: every growing zone takes items in proportion, until the kernel panics, a
 * request sleeps at a LIMIT, or the time is over. Only the growth runs: no clock, no daemon, no other load,
 * so that the answer rests on the measurement and on nothing that was made up.
 */
import type { Derivation } from '../../base/derivation';
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { REPOSITORIES } from '../../base/sources';
import { finish } from '../../base/steps';
import type { Steps } from '../../base/steps';
import type { Timeline } from '../../sim';
import { computed, createNotebook, given } from '../explain/notebook';
import { Taken, bytesAnHour, commandsOf } from './course';
import type { Stretch } from './course';
import type { Growth } from './growths';
import { startSteps } from './loadable';
import type { Loadable } from './loadable';
import { sampleOf } from './trace';
import type { TraceSample } from './trace';

/** How it went on. */
export interface Forward {
  readonly end: 'panic' | 'limit' | 'time';
  /** the kernel's words, or what the request that sleeps waits for; empty where time was over */
  readonly words: string;
  /** hours until then, if growth goes on as measured */
  readonly hours: Derivation;
  /** the same at the upper and at the lower bound of the growth; null where that may be never */
  readonly soonest: Derivation;
  readonly latest: Derivation | null;
  /** what was seen on the way, from the start to the end */
  readonly trace: readonly TraceSample[];
  /** the run, at its end; it can be stepped back */
  readonly timeline: Timeline;
  readonly notes: readonly string[];
}

/** What is carried on, and for how long. */
interface Course {
  readonly growths: readonly Growth[];
  readonly most: number;
}

/** Hears how much is done, 0 to 1. */
export type Tell = (share: number) => void;

/** Steps in which the whole time is gone through. */
const STEPS = 240;
/** Steps up to the last of them, seen on the way, and steps in which the last is gone through again. */
const SEEN = 12;
const FINE = 40;
/** Commands after which the work may be laid down. */
const COMMANDS_A_STEP = 2;
/** Share of the work that loading takes. */
const LOADING = 0.6;

/** Whether a run can take no more: a request that waits sleeps at its LIMIT, or the kernel is gone. */
export const hasEnded = (t: Timeline): boolean => t.sim.panic !== null || t.sim.sleepers.length > 0;

/** Goes through a stretch; returns the hour at which it ended, or null. */
function* advance(
  t: Timeline,
  growths: readonly Growth[],
  taken: Taken,
  { stretch, seen }: { readonly stretch: Stretch; readonly seen?: (hour: number) => void },
): Steps<number | null> {
  let commands = 0;
  let last = stretch.from;
  for (const { hour, command } of commandsOf(growths, taken, stretch)) {
    if (hour !== last && last !== stretch.from) seen?.(last);
    last = hour;
    t.push(command);
    if (hasEnded(t)) return hour;
    commands += 1;
    if (commands % COMMANDS_A_STEP === 0) yield;
  }
  if (commands > 0) seen?.(last);
  return null;
}

interface Ran {
  readonly hour: number;
  readonly trace: readonly TraceSample[];
}

/** Runs coarsely to find the step of the end, then once more from the start, that step finely. */
function* runTo(t: Timeline, { growths, most }: Course, tell: Tell): Steps<Ran> {
  const trace = [sampleOf(t, growths, 0)];
  const seen = (hour: number): void => {
    trace.push(sampleOf(t, growths, hour));
  };
  const whole = { from: 0, to: most, steps: STEPS };
  const ended = yield* advance(t, growths, new Taken(), { stretch: whole });
  tell((1 + LOADING) / 2);
  t.seek(0);
  yield;
  const taken = new Taken();
  const start = ended === null ? most : Math.max(ended - most / STEPS, 0);
  const first = { from: 0, to: start, steps: SEEN };
  const early = start === 0 ? null : yield* advance(t, growths, taken, { stretch: first, seen });
  const last = { from: start, to: ended ?? most, steps: FINE };
  const late = early ?? (yield* advance(t, growths, taken, { stretch: last }));
  const hour = late ?? ended ?? most;
  if (trace.at(-1)?.hour !== hour) seen(hour);
  return { hour, trace };
}

const hoursOf = (
  hour: number,
  growths: readonly Growth[],
): Pick<Forward, 'hours' | 'soonest' | 'latest'> => {
  const book = createNotebook();
  const rate = bytesAnHour(growths, 'perHour');
  const isByHand = growths.some((g) => g.isByHand === true);
  const make = (id: string, label: string, value: number, formula: string): Derivation =>
    computed(book, {
      id: `load.forward.${id}`,
      label,
      value,
      unit: 'none',
      formula,
      inputs: [
        given('growth in an hour', rate, 'B'),
        given('at least', bytesAnHour(growths, 'low'), 'B'),
        given('at most', bytesAnHour(growths, 'high'), 'B'),
      ],
      source: {
        repository: REPOSITORIES.paste,
        file: isByHand ? 'as you said' : 'all samples',
        function: 'growth carried on',
      },
      grade: 'inferred',
    });
  const [low, high] = [bytesAnHour(growths, 'low'), bytesAnHour(growths, 'high')];
  const bound = 'the hours of the run × growth in an hour ÷ growth at its bound';
  return {
    hours: make(
      'hours',
      'Hours until the end',
      hour,
      'the hour at which the run of the model ended',
    ),
    soonest: make('soonest', 'Hours at least', (hour * rate) / high, bound),
    latest: low > 0 ? make('latest', 'Hours at most', (hour * rate) / low, bound) : null,
  };
};

const wordsOf = (t: Timeline): Pick<Forward, 'end' | 'words'> => {
  const { panic, sleepers } = t.sim;
  if (panic !== null) return { end: 'panic', words: panic };
  if (sleepers.length === 0) return { end: 'time', words: '' };
  const words = t.eventsOf(t.at - 1).findLast((e) => e.outcome === 'asleep')?.words ?? '';
  return { end: 'limit', words };
};

/**
 * Runs a loaded machine at a measured growth, in short steps.
 * @param growths what grows, from `growthsOf` or `growthByHand`
 * @param mostHours after which it is given up
 * @returns a sentence where nothing grows, or the machine has no room for the rows
 */
export function* forwardSteps(
  loadable: Loadable,
  growths: readonly Growth[],
  mostHours: number,
  tell: Tell = () => undefined,
): Steps<Result<Forward, string>> {
  if (growths.length === 0)
    return err('Nothing to carry on: no zone grew in every step, or no times are known.');
  if (!(mostHours > 0) || !Number.isFinite(mostHours))
    return err(`${String(mostHours)} hours: expected more than 0`);
  const started = yield* startSteps(loadable);
  if (!started.ok) return started;
  tell(LOADING);
  const t = started.value;
  const { hour, trace } = yield* runTo(t, { growths, most: mostHours }, tell);
  return ok({
    ...wordsOf(t),
    ...hoursOf(hour, growths),
    trace,
    timeline: t,
    notes: [
      ...loadable.notes,
      'Only what grew goes on growing. What else the machine does from now on is not known and is left out.',
    ],
  });
}

/** The same at once. */
export const runForward = (
  loadable: Loadable,
  growths: readonly Growth[],
  mostHours: number,
): Result<Forward, string> => finish(forwardSteps(loadable, growths, mostHours));
