/**
 * Rows of `vmstat -z`, fit for arithmetic.
 * Rows of the same name and size are added (debug kernels and grep print them twice); counters
 * that cannot be counts are read as zero, and a sentence says so. Nothing is dropped silently.
 */
import type { ZoneRow } from '../../import';

/** One zone as the arithmetic takes it. */
export interface CleanRow {
  readonly name: string;
  readonly line: number;
  readonly size: number;
  readonly limit: number;
  readonly used: number;
  readonly free: number;
  readonly requests: number;
  readonly fail: number;
}

/** Item counts from which a figure is a counter that ran below zero, not a count. */
const ABSURD_ITEMS = 2 ** 40;
/** Largest item that any zone of any release has, with room to spare. */
const ABSURD_SIZE = 2 ** 24;
/** A petabyte: no zone holds as much. */
const ABSURD_BYTES = 2 ** 50;

const count = (n: number | undefined, top: number): number =>
  n !== undefined && Number.isFinite(n) && n >= 0 && n < top ? Math.trunc(n) : 0;

const clean = (row: ZoneRow): { readonly row: CleanRow; readonly bad: readonly string[] } => {
  const size = count(row.size, ABSURD_SIZE);
  const most = Math.min(ABSURD_ITEMS, ABSURD_BYTES / Math.max(1, size));
  const fixed: CleanRow = {
    name: row.name,
    line: row.line,
    size,
    limit: count(row.limit, ABSURD_ITEMS),
    used: count(row.used, most),
    free: count(row.free, most),
    requests: count(row.requests, Number.MAX_SAFE_INTEGER),
    fail: count(row.fail, Number.MAX_SAFE_INTEGER),
  };
  const fields = ['size', 'limit', 'used', 'free'] as const;
  return { row: fixed, bad: fields.filter((f) => row[f] !== fixed[f]) };
};

const merge = (a: CleanRow, b: CleanRow): CleanRow => ({
  ...a,
  limit: Math.max(a.limit, b.limit),
  used: Math.min(a.used + b.used, ABSURD_ITEMS),
  free: Math.min(a.free + b.free, ABSURD_ITEMS),
  requests: Math.min(a.requests + b.requests, Number.MAX_SAFE_INTEGER),
  fail: Math.min(a.fail + b.fail, Number.MAX_SAFE_INTEGER),
});

/** Adds up duplicates and puts impossible counters to zero, with a sentence for each. */
export const cleanRows = (
  rows: readonly ZoneRow[],
): { readonly rows: readonly CleanRow[]; readonly notes: readonly string[] } => {
  const bySize = new Map<string, CleanRow>();
  const names = new Set<string>();
  const notes: string[] = [];
  for (const raw of rows) {
    const { row, bad } = clean(raw);
    if (bad.length > 0) {
      notes.push(
        `Zone ${row.name} on line ${row.line}: ${bad.join(', ')} cannot be a count and is read as 0. Check that line of the paste.`,
      );
    }
    const key = JSON.stringify([row.name, row.size]);
    const before = bySize.get(key);
    if (before !== undefined) {
      bySize.set(key, merge(before, row));
      continue;
    }
    // The same name with another size is another zone: its name carries the size.
    let { name } = row;
    while (names.has(name)) name += ` (${row.size} B)`;
    names.add(name);
    bySize.set(key, { ...row, name });
  }
  return { rows: [...bySize.values()], notes };
};
