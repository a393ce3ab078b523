/**
 * Where the steps of lessons stand that findings point to. Lessons are a room of their own, loaded when
 * it is opened: this table spares a finding to load them for the number of a step. A test holds it to
 * the lessons (tests/architecture/lesson-links.test.ts).
 */
import type { LessonLink } from '../explain/types';

interface LessonRow {
  readonly number: number;
  readonly title: string;
  /** numbers of its steps, from 1, as links name them */
  readonly steps: Readonly<Record<string, number>>;
}

const ROWS: Readonly<Record<string, LessonRow>> = {
  'the-panic': {
    number: 1,
    title: 'The panic',
    steps: { line: 1, others: 5, open: 7, victim: 10 },
  },
  'an-address-is-not-memory': {
    number: 2,
    title: 'An address is not memory',
    steps: { 'high-water': 2 },
  },
  'who-decides-how-big': {
    number: 4,
    title: 'Who decides how big',
    steps: { price: 7 },
  },
  'malloc-uma-and-the-columns': {
    number: 5,
    title: 'malloc, UMA, and the columns',
    steps: { once: 4, 'size-used-free': 5, 'at-the-cap': 8, 'which-failures': 9, 'not-free': 10 },
  },
  packets: {
    number: 6,
    title: 'Packets',
    steps: { zones: 3, cap: 5, uncapped: 6, jumbo: 7 },
  },
  'what-can-leave-ram': {
    number: 7,
    title: 'What can leave RAM',
    steps: { wired: 2, daemon: 3, stacks: 11, list: 13 },
  },
  'borrowed-pages': {
    number: 8,
    title: 'Borrowed pages',
    steps: { ladder: 7, lend: 8 },
  },
  'catching-a-leak': {
    number: 9,
    title: 'Catching a leak',
    steps: { growth: 2, name: 3, victim: 4, unnoticed: 5, mac: 9, arc: 10 },
  },
  'then-and-now': {
    number: 10,
    title: 'Then and now',
    steps: { 'soft-limit': 7 },
  },
};

export interface LessonPlace {
  readonly number: number;
  readonly title: string;
  readonly step: number;
}

/** The place of a step; null where no finding points to it. */
export const placeOf = ({ lesson, step }: LessonLink): LessonPlace | null => {
  const row = ROWS[lesson];
  const at = row?.steps[step];
  return row === undefined || at === undefined
    ? null
    : { number: row.number, title: row.title, step: at };
};
