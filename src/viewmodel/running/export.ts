/** A table as a file: comma-separated values by RFC 4180, and JSON. Numbers are exact, without commas. */
import type { Timeline } from '../../sim';
import { pickRows, tableHeads, tableRows } from './tables';
import type { Asked, TableId } from './tables';
import type { Cell } from './thing-tables';

/** A field that holds a comma, a quote or a line end is quoted; quotes in it are doubled. */
const field = (cell: Cell): string => {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The rows that a table shows, heads first. Lines end in CR LF. */
export const tableCsv = (t: Timeline, id: TableId, asked: Asked): string =>
  [
    tableHeads(id),
    ...pickRows(tableRows(t, id), asked).map((r): readonly Cell[] => [r.name, ...r.figures]),
  ]
    .map((cells) => `${cells.map(field).join(',')}\r\n`)
    .join('');

/** The same as JSON: the position in the run, and an object a row with the heads as keys. */
export const tableJson = (t: Timeline, id: TableId, asked: Asked): string => {
  const heads = tableHeads(id);
  const rows = pickRows(tableRows(t, id), asked).map((r) =>
    Object.fromEntries([r.name, ...r.figures].map((cell, i) => [heads[i] ?? String(i), cell])),
  );
  return `${JSON.stringify({ table: id, at: t.at, of: t.length, rows }, null, 2)}\n`;
};
