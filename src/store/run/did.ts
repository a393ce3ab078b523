/** What commands by hand came to, in words and in figures that changed. */
import type { Change, Outcome, SimEvent } from '../../sim';

/** See the head of the file. */
export interface Did {
  /** name of the lever, or of what was undone */
  readonly label: string;
  readonly words: readonly string[];
  /** events that are not told, for there are too many */
  readonly more: number;
  /** the strongest of their outcomes */
  readonly outcome: Outcome;
  /** figures before the first and after the last of them; those that came back to what they were are left out */
  readonly changes: readonly Change[];
  /** commands of the run before the first of them, and with the last */
  readonly before: number;
  readonly after: number;
}

/** Events that are told in words. */
const TOLD = 6;
/** Strongest first. */
const ORDER: readonly Outcome[] = ['panic', 'wrong', 'refused', 'asleep', 'daemon', 'woken'];

/** Figures from before the first event that has them to after the last. */
const joined = (events: readonly SimEvent[]): Change[] => {
  const all = new Map<string, Change>();
  for (const { changes } of events)
    for (const c of changes) all.set(c.what, { ...c, from: all.get(c.what)?.from ?? c.from });
  return [...all.values()].filter((c) => c.from !== c.to);
};

/** Sums events up. */
export const didOf = (label: string, events: readonly SimEvent[]): Did => ({
  label,
  words: events.slice(0, TOLD).map((e) => e.words),
  more: Math.max(0, events.length - TOLD),
  outcome: ORDER.find((o) => events.some((e) => e.outcome === o)) ?? 'done',
  changes: joined(events),
  before: events[0]?.at ?? 0,
  after: (events.at(-1)?.at ?? -1) + 1,
});
