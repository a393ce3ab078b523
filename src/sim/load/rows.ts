/** Rows of `vmstat -z` as a machine is loaded from them, and as text in a saved run. */
import type { ZoneFigures } from '../uma/live/figures';

/** One row. Counts are whole and not negative. */
export type LoadRow = ZoneFigures;

/** `128:128,0,243914,16846,637135440,4`, a row a line. */
export const rowsToText = (rows: readonly LoadRow[]): string =>
  rows
    .map((r) => [`${r.name}:${r.size}`, r.limit, r.used, r.free, r.requests, r.failures].join(','))
    .join('\n');

const ROW = /^(.{1,64}):(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)$/;
/** More rows, or larger counts, than any kernel of 6.x prints. */
const MOST_ROWS = 1000;
const MOST = Number.MAX_SAFE_INTEGER;

const rowOf = (line: string): LoadRow | null => {
  const f = ROW.exec(line);
  if (f === null) return null;
  const [size = 0, limit = 0, used = 0, free = 0, requests = 0, failures = 0] = f
    .slice(2)
    .map(Number);
  const row = { name: f[1] ?? '', size, limit, used, free, requests, failures };
  return [limit, used, free, requests, failures].every((n) => n <= MOST) ? row : null;
};

/** Reads what {@link rowsToText} wrote; a sentence where it is something else. */
export const rowsFromText = (text: string): readonly LoadRow[] | string => {
  const lines = text.split('\n').filter((l) => l !== '');
  if (lines.length === 0 || lines.length > MOST_ROWS)
    return `expected 1 to ${MOST_ROWS} rows of vmstat -z, found ${lines.length}`;
  const rows: LoadRow[] = [];
  for (const [i, line] of lines.entries()) {
    const row = rowOf(line);
    if (row === null) return `row ${i + 1}: expected name:size,limit,used,free,requests,failures`;
    rows.push(row);
  }
  return rows;
};
