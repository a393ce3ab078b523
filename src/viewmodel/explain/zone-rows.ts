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

const count = (n: number | undefined, top: number): number =>
  n !== undefined && Number.isFinite(n) && n >= 0 && n < top ? Math.trunc(n) : 0;

const clean = (row: ZoneRow): { readonly row: CleanRow; readonly bad: readonly string[] } => {
  const fixed: CleanRow = {
    name: row.name,
    line: row.line,
    size: count(row.size, ABSURD_SIZE),
    limit: count(row.limit, ABSURD_ITEMS),
    used: count(row.used, ABSURD_ITEMS),
    free: count(row.free, ABSURD_ITEMS),
    requests: count(row.requests, Number.MAX_SAFE_INTEGER),
    fail: count(row.fail, Number.MAX_SAFE_INTEGER),
  };
  const fields = ['size', 'limit', 'used', 'free'] as const;
  return { row: fixed, bad: fields.filter((f) => row[f] !== fixed[f]) };
};

const merge = (a: CleanRow, b: CleanRow): CleanRow => ({
  ...a,
  limit: Math.max(a.limit, b.limit),
  used: a.used + b.used,
  free: a.free + b.free,
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
    const name = names.has(row.name) ? `${row.name} (${row.size} B)` : row.name;
    names.add(row.name);
    names.add(name);
    bySize.set(key, { ...row, name });
  }
  return { rows: [...bySize.values()], notes };
};
