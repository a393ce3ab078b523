/** The log in words: one line a command, and what the scrubber shows of it. */
import type { Outcome, Timeline } from '../../sim';

/** One line. `at` is the position after the command. */
export interface LogLine {
  readonly at: number;
  readonly outcome: Outcome;
  readonly words: string;
}

const ORDER: readonly Outcome[] = [
  'panic',
  'daemon',
  'asleep',
  'woken',
  'refused',
  'wrong',
  'done',
];

/** Line `i`, from 0. */
export const logLine = (t: Timeline, i: number): LogLine => {
  const events = t.eventsOf(i);
  const outcome = ORDER.find((o) => events.some((e) => e.outcome === o)) ?? 'done';
  return { at: i + 1, outcome, words: events.map((e) => e.words).join('; ') };
};

/** A stretch of the log that works on one holding: a chapter of the story. */
export interface Chapter {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Fields that name what a command works on, the most telling first. */
const NAMING = ['as', 'from', 'zone', 'type'] as const;

const nameOf = (t: Timeline, i: number): string => {
  const command: Readonly<Record<string, unknown>> = { ...t.log[i] };
  const isSetUp = command['do'] === 'malloc_init';
  const found = isSetUp ? undefined : NAMING.find((key) => typeof command[key] === 'string');
  const name = command[found ?? 'do'];
  return typeof name === 'string' ? name : '';
};

/** Chapters of the whole log. */
export const chaptersOf = (t: Timeline): Chapter[] => {
  const out: { name: string; from: number; to: number }[] = [];
  for (let i = 0; i < t.length; i += 1) {
    const name = nameOf(t, i);
    const last = out.at(-1);
    if (last?.name === name) last.to = i + 1;
    else out.push({ name, from: i, to: i + 1 });
  }
  return out;
};
