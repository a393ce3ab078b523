/** What an entry of the thread is. Text may hold `{figure id:shape}` and backticks. */
import type { ReferenceId } from '../references';
import type { QuestionId } from '../types';

/** Who said it: Vadim Goncharov, Robert Watson, or the kernel on its console. */
type Speaker = 'V' | 'R' | 'K';

/** Word for word from the mail, but for its quotation marks and line ends. */
export interface Quotation {
  readonly who: Speaker;
  readonly words: string;
}

/** How what was said stands to the source. `question`: nothing was claimed. */
export const VERDICTS = [
  'holds',
  'older kernels',
  'simplified',
  'contradicted',
  'open',
  'question',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Ids of the lessons that answer, as in links. */
type AnsweringLesson =
  | 'the-panic'
  | 'an-address-is-not-memory'
  | 'one-map-or-many'
  | 'who-decides-how-big'
  | 'malloc-uma-and-the-columns'
  | 'packets'
  | 'what-can-leave-ram'
  | 'borrowed-pages'
  | 'catching-a-leak'
  | 'then-and-now';

export interface ThreadQuestion {
  readonly id: QuestionId;
  /** the question in our words, as a heading */
  readonly title: string;
  readonly said: readonly [Quotation, ...Quotation[]];
  /** what was asked or claimed */
  readonly asked: string;
  /** what the thread answers; empty where it does not */
  readonly answered: string;
  /** what the source says, two to four sentences */
  readonly source: string;
  readonly references: readonly [ReferenceId, ...ReferenceId[]];
  readonly verdict: Verdict;
  /** the verdict in half a sentence */
  readonly badge: string;
  readonly lesson: AnsweringLesson;
  /** terms of the glossary that open in `source` at their first use there */
  readonly terms?: readonly string[];
}
