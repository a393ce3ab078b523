/** The shape of a rule's words. */
export interface RuleWords {
  /** the tunable or command to use next, in a sentence */
  readonly next: string;
  /** commands and tunables, as they are typed */
  readonly use: readonly string[];
  /** what would confirm it, what would refute it */
  readonly test: string;
  /** what it cannot tell */
  readonly limits: string;
  /** lesson and step that explain it; null where none does */
  readonly lesson: readonly [lesson: string, step: string] | null;
}
