/**
 * Lets what was measured go on: every growing zone takes items in proportion, until the kernel panics, a
 * request sleeps at a LIMIT, or the time is over. Only the growth runs: no clock, no daemon, no other load,
 * so that the answer rests on the measurement and on nothing that was made up.
 */
import type { Derivation } from '../../base/derivation';
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { REPOSITORIES } from '../../base/sources';
import type { Timeline } from '../../sim';
import { computed, createNotebook, given } from '../explain/notebook';
import type { Growth } from './growths';
import { startLoaded } from './loadable';
import type { Loadable } from './loadable';

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
  /** the run, at its end; it can be stepped back */
  readonly timeline: Timeline;
  readonly notes: readonly string[];
}

/** Steps in which the whole time is gone through. */
const STEPS = 240;
/** Steps in which the last of them is gone through again, for the hour of the end. */
const FINE = 40;
/** What the simulator takes in one command. */
const MOST_ITEMS = 1_000_000;

/** Items that are due at an hour, of which some were taken already. */
class Due {
  private readonly taken = new Map<string, number>();

  take({ zone, perHour }: Growth, hours: number): number {
    const had = this.taken.get(zone) ?? 0;
    const now = Math.floor(perHour * hours);
    this.taken.set(zone, now);
    return now - had;
  }
}

const hasEnded = (t: Timeline): boolean => t.sim.panic !== null || t.sim.sleepers.length > 0;

/** Goes from one hour to another; returns the hour at which it ended, or null. */
const advance = (
  t: Timeline,
  growths: readonly Growth[],
  due: Due,
  [from, to, steps]: readonly [from: number, to: number, steps: number],
): number | null => {
  for (let i = 1; i <= steps; i += 1) {
    const hour = from + ((to - from) * i) / steps;
    for (const g of growths) {
      for (let left = due.take(g, hour); left > 0; left -= MOST_ITEMS) {
        const count = Math.min(left, MOST_ITEMS);
        t.push({ do: 'uma_zalloc', zone: g.zone, wait: 'waitok', count, as: `growth: ${g.zone}` });
        if (hasEnded(t)) return hour;
      }
    }
  }
  return null;
};

/** Runs it once coarsely to find the step of the end, and that step finely on a second machine. */
const runTo = (
  loadable: Loadable,
  growths: readonly Growth[],
  most: number,
): Result<{ readonly t: Timeline; readonly hour: number }, string> => {
  const rough = startLoaded(loadable);
  if (!rough.ok) return rough;
  const ended = advance(rough.value, growths, new Due(), [0, most, STEPS]);
  if (ended === null) return ok({ t: rough.value, hour: most });
  const fine = startLoaded(loadable);
  if (!fine.ok) return fine;
  const due = new Due();
  const start = Math.max(ended - most / STEPS, 0);
  const early = start === 0 ? null : advance(fine.value, growths, due, [0, start, 1]);
  const hour = early ?? advance(fine.value, growths, due, [start, ended, FINE]) ?? ended;
  return ok({ t: fine.value, hour });
};

const bytesAnHour = (growths: readonly Growth[], of: 'perHour' | 'low' | 'high'): number =>
  growths.reduce((n, g) => n + g[of] * g.size, 0);

const hoursOf = (
  hour: number,
  growths: readonly Growth[],
): Pick<Forward, 'hours' | 'soonest' | 'latest'> => {
  const book = createNotebook();
  const rate = bytesAnHour(growths, 'perHour');
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
        file: 'all samples',
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
 * Runs a loaded machine at a measured growth.
 * @param growths what grows, from {@link growthsOf}
 * @param mostHours after which it is given up
 * @returns a sentence where nothing grows, or the machine has no room for the rows
 */
export const runForward = (
  loadable: Loadable,
  growths: readonly Growth[],
  mostHours: number,
): Result<Forward, string> => {
  if (growths.length === 0)
    return err('Nothing to carry on: no zone grew in every step, or no times are known.');
  if (!(mostHours > 0) || !Number.isFinite(mostHours))
    return err(`${String(mostHours)} hours: expected more than 0`);
  const run = runTo(loadable, growths, mostHours);
  if (!run.ok) return run;
  const { t, hour } = run.value;
  return ok({
    ...wordsOf(t),
    ...hoursOf(hour, growths),
    timeline: t,
    notes: [
      ...loadable.notes,
      'Only what grew goes on growing. What else the machine does from now on is not known and is left out.',
    ],
  });
};
