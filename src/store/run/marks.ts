/** Events worth a mark on the scrubber: all that are more than done. */
import type { Outcome, SimEvent, Timeline } from '../../sim';

/** Strongest first: of several marks on one spot the first kind is drawn. */
export const MARK_KINDS = ['panic', 'daemon', 'asleep', 'woken', 'refused', 'wrong'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** One mark: the command after which it stands, and why. */
export interface Mark {
  readonly at: number;
  readonly kind: MarkKind;
}

const isMark = (outcome: Outcome): outcome is MarkKind => outcome !== 'done';

const strongest = (events: readonly SimEvent[]): MarkKind | undefined =>
  events
    .map((e) => e.outcome)
    .filter(isMark)
    .sort((a, b) => MARK_KINDS.indexOf(a) - MARK_KINDS.indexOf(b))[0];

/** Marks of the commands `from` … `to − 1` of a log, ascending. */
export const marksOf = (t: Timeline, from: number, to: number): Mark[] => {
  const out: Mark[] = [];
  for (let i = from; i < to; i += 1) {
    const events = t.eventsOf(i);
    if (events.length === 1 && events[0]?.outcome === 'done') continue;
    const kind = strongest(events);
    if (kind !== undefined) out.push({ at: i + 1, kind });
  }
  return out;
};
