/** What a reader has to say about a place in a text. Lines and columns start at 1. */
export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'info';
  /** what was found, what was expected, what to do next; one or two short sentences */
  readonly message: string;
}
