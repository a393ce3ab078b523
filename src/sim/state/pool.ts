/** Records that come and go: the last one given back is used first, else a new number. */
import { needAll } from './columns';
import type { Columns, I32 } from './columns';

/** Where a pool keeps its two counters. */
export interface Pool {
  readonly cell: I32;
  /** cell of the next number never used, and of the first record given back */
  readonly top: number;
  readonly free: number;
}

/** A cleared record. `next` links the records given back. */
export const takeRecord = (table: Columns & { readonly next: I32 }, p: Pool): number => {
  const reused = p.cell.get(p.free);
  if (reused !== 0) {
    p.cell.set(p.free, table.next.get(reused));
    table.next.set(reused, 0);
    return reused;
  }
  const n = p.cell.get(p.top);
  p.cell.set(p.top, n + 1);
  needAll(table, n + 1);
  return n;
};

/** Gives a record back, cleared. */
export const giveRecord = (table: Columns & { readonly next: I32 }, p: Pool, n: number): void => {
  for (const column of Object.values(table)) column.set(n, 0);
  table.next.set(n, p.cell.get(p.free));
  p.cell.set(p.free, n);
};
