/** What a reader has to say about a place in a text. Lines and columns start at 1. */
export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'info';
  /** what was found, what was expected, what to do next; one or two short sentences */
  readonly message: string;
  /** what stood at the place */
  readonly found?: string;
  /** what should have stood there */
  readonly expected?: string;
  /** what was done about it */
  readonly done?: 'repaired' | 'skipped' | 'guessed' | 'kept';
  /** the command that prints a text without the fault */
  readonly run?: string;
}
