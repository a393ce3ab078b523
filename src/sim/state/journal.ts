/**
 * What was touched since somebody last looked, each number once, so that a journal nobody looks at
 * is no longer than there are numbers. No part of the state.
 */
export class Journal {
  private readonly seen: Uint8Array;
  private readonly list: number[] = [];

  /** @param size numbers are below it */
  constructor(size: number) {
    this.seen = new Uint8Array(size);
  }

  /** Notes a number. */
  push(n: number): void {
    if (this.seen[n] !== 0) return;
    this.seen[n] = 1;
    this.list.push(n);
  }

  /** Forgets all. */
  clear(): void {
    const { seen, list } = this;
    for (let i = 0; i < list.length; i += 1) seen[list[i] as number] = 0;
    list.length = 0;
  }

  /** What was noted, in the order of its first time. */
  get noted(): readonly number[] {
    return this.list;
  }
}
