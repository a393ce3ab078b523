/**
 * Which of a fixed number of cells were touched since somebody last asked. No part of the state.
 * Each is noted once, so that a long pass over all of RAM costs no more than RAM has pages.
 */
export class Journal {
  private readonly noted: Uint8Array;
  private readonly cells: number[] = [];
  constructor(size: number) {
    this.noted = new Uint8Array(size);
  }
  /** Notes a cell. */
  note(cell: number): void {
    if (this.noted[cell] !== 0) return;
    this.noted[cell] = 1;
    this.cells.push(cell);
  }
  /** What was noted, in order of first touch. */
  get touched(): readonly number[] {
    return this.cells;
  }
  /** Forgets everything. */
  clear(): void {
    for (const cell of this.cells) this.noted[cell] = 0;
    this.cells.length = 0;
  }
}
