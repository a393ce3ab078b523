/**
<<<<<<< HEAD
 * What was touched since somebody last looked, each number once, so that a journal nobody looks at
 * is no longer than there are numbers. No part of the state.
 */

/** Runs of numbers that follow each other: first, last, first, last … in ascending order. */
export type Runs = readonly number[];

export class Journal {
  private readonly seen: Uint8Array;
  private list = new Int32Array(64);
  private count = 0;

  /** @param size numbers are below it */
  constructor(size: number) {
    this.seen = new Uint8Array(size);
  }

  /** Notes a number. */
  push(n: number): void {
    if (this.seen[n] !== 0) return;
    this.seen[n] = 1;
    if (this.count === this.list.length) this.grow();
    this.list[this.count] = n;
    this.count += 1;
  }

  /** Forgets all. */
  clear(): void {
    for (let i = 0; i < this.count; i += 1) this.seen[this.list[i] as number] = 0;
    this.count = 0;
  }

  /** What was noted. Sorts in place: a fresh array a command would keep the garbage collector busy. */
  runs(): Runs {
    if (this.count === 0) return [];
    const sorted = this.list.subarray(0, this.count).sort();
    const runs: number[] = [];
    let first = sorted[0] as number;
    let last = first;
    for (let i = 1; i < sorted.length; i += 1) {
      const n = sorted[i] as number;
      if (n > last + 1) {
        runs.push(first, last);
        first = n;
      }
      last = n;
    }
    runs.push(first, last);
    return runs;
  }

  private grow(): void {
    const next = new Int32Array(this.list.length * 2);
    next.set(this.list);
    this.list = next;
=======
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
>>>>>>> main
  }
}
