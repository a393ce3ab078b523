/** Which lines of the log a reader asks for. */
import type { Timeline } from '../../sim';
import { logLine } from './log-lines';

/** How lines are asked for. */
export interface LogAsked {
  /** part of the words, any case; empty = all */
  readonly text: string;
  /** only lines whose command was more than done: refused, asleep, daemons, panic */
  readonly isMarked: boolean;
}

/** The lines that fit, by index; remembered while the log grows. */
interface LogFound {
  readonly of: Timeline;
  readonly asked: LogAsked;
  readonly lines: number[];
  readonly upTo: number;
}

/** Whether all lines are asked for. */
const isAll = ({ text, isMarked }: LogAsked): boolean => text.trim() === '' && !isMarked;

/** Finds lines, from where an earlier search of the same run ended. */
const findLines = (t: Timeline, asked: LogAsked, before: LogFound | null): LogFound => {
  const isSame =
    before?.of === t &&
    before.asked.text === asked.text &&
    before.asked.isMarked === asked.isMarked &&
    before.upTo <= t.length;
  if (isSame && before.upTo === t.length) return before;
  const lines = isSame ? [...before.lines] : [];
  const wanted = asked.text.trim().toLowerCase();
  for (let i = isSame ? before.upTo : 0; i < t.length; i += 1) {
    const { outcome, words } = logLine(t, i);
    if (asked.isMarked && outcome === 'done') continue;
    if (wanted === '' || words.toLowerCase().includes(wanted)) lines.push(i);
  }
  return { of: t, asked, lines, upTo: t.length };
};

/** A search that goes on where it ended, for as long as the same is asked of the same run. */
export class LogSearch {
  private found: LogFound | null = null;

  /** @returns indexes of the lines that fit, or null where all are asked for */
  find(t: Timeline, asked: LogAsked): readonly number[] | null {
    if (isAll(asked)) return null;
    this.found = findLines(t, asked, this.found);
    return this.found.lines;
  }
}

/** How many of some ascending indexes are below `at`: where a position stands among found lines. */
export const countBelow = (lines: readonly number[], at: number): number => {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};
