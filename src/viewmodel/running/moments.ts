/**
 * Named moments of a run: where something happens for the first time. They are read from the events, so
 * that a run by hand has them too.
 */
import { mapExtent, mapNumber } from '../../sim';
import type { FoundMoment, SimEvent, Timeline } from '../../sim';
import { MOMENT_WORDS } from '../../strings/en/room';

/** Kinds of moments, each once a run. */
export type MomentId = keyof typeof MOMENT_WORDS;

/** One moment: the position after the command that brought it. */
export interface Moment {
  /** a kind, or the name of a moment of the scenario's own story */
  readonly id: string;
  readonly at: number;
  readonly name: string;
}

const rose = (e: SimEvent, what: string): boolean =>
  e.changes.some((c) => c.what === what && c.from === 0 && c.to > 0);

/** Whether kmem_map came to so many pages by an event: a machine that was loaded may begin with more. */
const filled = (e: SimEvent, pages: number): boolean =>
  e.changes.some((c) => c.what === 'kmem_map' && c.from < pages && c.to >= pages);

const TESTS: Readonly<Record<MomentId, (e: SimEvent, size: number) => boolean>> = {
  half: (e, size) => filled(e, size / 2),
  nearlyFull: (e, size) => filled(e, size * 0.9),
  refused: (e) => e.outcome === 'refused',
  daemon: (e) => e.words.startsWith('page daemon'),
  swap: (e) => rose(e, 'swap'),
  swappedOut: (e) => rose(e, 'swapped out'),
  asleep: (e) => e.outcome === 'asleep',
  killed: (e) => e.words.includes('was killed'),
  panic: (e) => e.outcome === 'panic',
};
const IDS = Object.keys(TESTS) as readonly MomentId[];

/**
 * Moments of the commands `from` … `to − 1`, in their order.
 * @param known moments before `from`, which do not come again
 */
export const momentsOf = (
  t: Timeline,
  known: readonly Moment[],
  from: number,
  to: number,
): Moment[] => {
  const { start, end } = mapExtent(t.sim.kernel, mapNumber(t.sim.kernel, 'kmem_map'));
  const open = new Set(IDS.filter((id) => !known.some((m) => m.id === id)));
  const found: Moment[] = [];
  for (let i = from; i < to && open.size > 0; i += 1)
    for (const e of t.eventsOf(i))
      for (const id of open)
        if (TESTS[id](e, end - start)) {
          open.delete(id);
          found.push({ id, at: i + 1, name: MOMENT_WORDS[id] });
        }
  return found;
};

/**
 * The moments that any run has, and between them those of the scenario's story: a long name where no
 * short one stands.
 */
export const withStory = (
  plain: readonly Moment[],
  story: readonly FoundMoment[],
): readonly Moment[] => {
  const own = story
    .filter(({ at }) => !plain.some((m) => m.at === at))
    .map(({ moment, at }) => ({ id: `story:${moment.id}`, at, name: moment.name }));
  return [...plain, ...own].sort((a, b) => a.at - b.at);
};
