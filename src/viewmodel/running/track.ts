/** Names below the scrubber: moments first, then chapters, as many as have room. */
import type { Chapter } from './log-lines';
import type { Moment } from './moments';

/** A name and where it begins, in px. */
export interface TrackLabel {
  readonly key: string;
  readonly name: string;
  readonly x: number;
  readonly isMoment: boolean;
}

/** px of a letter of the condensed face at the size of a note, and between two names. */
const LETTER = 6.4;
const GAP = 12;

interface Wanted extends Omit<TrackLabel, 'x'> {
  readonly at: number;
  /** px that it may take; a chapter's name must lie in its chapter */
  readonly room: number;
}

/** The last moment is what a run leads to: it is placed first. Names of the story are longer, and wait. */
const byRank = (a: Wanted, b: Wanted): number =>
  Number(a.key.startsWith('story:')) - Number(b.key.startsWith('story:')) || b.at - a.at;

/** Places names from left to right of `width` px, for a run of `length` commands. */
export const trackLabels = (
  moments: readonly Moment[],
  chapters: readonly Chapter[],
  length: number,
  width: number,
): readonly TrackLabel[] => {
  const scale = width / Math.max(length, 1);
  const wanted: Wanted[] = [
    ...moments
      .map(({ id, at, name }) => ({ key: id, name, at, room: width, isMoment: true }))
      .sort(byRank),
    ...chapters.map(({ from, to, name }) => ({
      key: `chapter ${from}`,
      name,
      at: from,
      room: (to - from) * scale,
      isMoment: false,
    })),
  ];
  const placed: (TrackLabel & { readonly end: number })[] = [];
  for (const { at, room, ...label } of wanted) {
    const long = label.name.length * LETTER;
    if (long + GAP > room) continue;
    const x = Math.min(Math.max(at * scale + 3, 0), Math.max(width - long, 0));
    const end = x + long + GAP;
    if (placed.every((p) => x >= p.end || end <= p.x)) placed.push({ ...label, x, end });
  }
  return placed
    .map(({ key, name, x, isMoment }) => ({ key, name, x, isMoment }))
    .sort((a, b) => a.x - b.x);
};
