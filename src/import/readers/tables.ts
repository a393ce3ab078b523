/**
 * Tables that are shown as they stand: plain `vmstat`, `vmstat -o`, and DDB's `show uma` and
 * `show malloc`. A row has as many cells as its header names; a cut row is reported.
 * Pinned: FreeBSD usr.bin/vmstat/vmstat.c printhdr() and doobjstat() (6.2, 10.4),
 * sys/vm/uma_core.c DB_SHOW_COMMAND(uma) and sys/kern/kern_malloc.c DB_SHOW_COMMAND(malloc).
 */
import type { PlainRow } from '../types';
import type { Cursor, Reader, Taken } from '../reader';
import { endColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { readSize } from '../text/numbers';

/** A header in compact form, and what stands in its rows. */
interface Table {
  readonly era: string;
  readonly header: RegExp;
  /** the first column is a name that may hold blanks */
  readonly named: boolean;
}

const TABLES: readonly Table[] = [
  { era: 'vmstat', header: /^r b w avm fre (?:flt re pi po fr sr).* us sy id$/, named: false },
  { era: 'vmstat -o', header: /^RES ACT INACT (?:LAUND )?REF SHD CM TP PATH$/, named: false },
  { era: 'show uma', header: /^Zone Allocs Frees Used Cache$/, named: true },
  {
    era: 'show uma',
    header: /^Zone Size Used Free Requests (?:Sleeps )?Bucket\b[\w ]*$/,
    named: true,
  },
  { era: 'show malloc', header: /^Type Allocs Frees Used$/, named: true },
  { era: 'show malloc', header: /^Type InUse MemUse Requests$/, named: true },
];

/** The line above the columns of plain vmstat. */
const PROCS = /^procs memory page\b/;

const tableOf = (compact: string): Table | undefined => TABLES.find((t) => t.header.test(compact));

/** Columns of the open table; disks and CPUs make every header of vmstat its own. */
const columnsOf = (titles: string): string[] => titles.split(/ (?!Mem(?: |$))/);

const cellsOf = (compact: string, columns: readonly string[], table: Table): string[] | null => {
  const words = compact.split(' ');
  const more = words.length - columns.length;
  if (more === 0) return words;
  if (table.named && more > 0)
    return [words.slice(0, more + 1).join(' '), ...words.slice(more + 1)];
  // the path of vmstat -o is empty for objects without a file, and may hold blanks
  if (table.era !== 'vmstat -o') return null;
  if (more === -1) return [...words, ''];
  const last = columns.length - 1;
  return more > 0 ? [...words.slice(0, last), words.slice(last).join(' ')] : null;
};

const numbersOf = (
  columns: readonly string[],
  cells: readonly string[],
): Record<string, number> => {
  const out: Record<string, number> = {};
  columns.forEach((column, i) => {
    const size = /^\d/.test(cells[i] ?? '') ? readSize(cells[i] ?? '') : null;
    // us, sy, id come once a CPU, and sy twice: the first of a name is kept
    if (size !== null && out[column] === undefined) out[column] = size.value;
  });
  return out;
};

const isRow = (table: Table, columns: readonly string[], cells: readonly string[]): boolean => {
  const from = table.named ? 1 : 0;
  const to = table.era === 'vmstat -o' ? columns.indexOf('CM') : columns.length;
  return cells.slice(from, to).every((c) => /^-?\d[\d.]*[KMGTBkmg]?$/.test(c));
};

const header = (cursor: Cursor, line: SourceLine): Taken | null => {
  if (PROCS.test(line.compact)) {
    const next = cursor.lines[cursor.at + 1];
    return next !== undefined && tableOf(next.compact) !== undefined
      ? { count: 1, as: 'header', kind: 'table', parts: [] }
      : null;
  }
  const table = tableOf(line.compact);
  if (table === undefined) return null;
  const head = `${table.era}: ${line.compact}`;
  return { count: 1, as: 'header', kind: 'table', parts: [], head };
};

const cut = (line: SourceLine, wanted: number, found: number): Taken => ({
  count: 1,
  as: 'cut row',
  kind: 'table',
  parts: [],
  failed: true,
  diagnostics: [
    {
      line: line.line,
      column: endColumn(line),
      severity: 'warning',
      found: `${found} columns`,
      expected: `${wanted} columns`,
      done: 'skipped',
      message: `The row has ${found} columns where its header names ${wanted}. It is left out; paste the whole line if you have it.`,
    },
  ],
});

const row = (cursor: Cursor, line: SourceLine): Taken | null => {
  const { open, head, touching } = cursor.context;
  if (open !== 'table' || touching !== 'table' || !head.includes(': ')) return null;
  const titles = head.slice(head.indexOf(': ') + 2);
  const table = tableOf(titles);
  if (table === undefined) return null;
  const columns = columnsOf(titles);
  const cells = cellsOf(line.compact, columns, table);
  if (cells === null)
    return /^[\d. ]+$/.test(line.compact)
      ? cut(line, columns.length, line.compact.split(' ').length)
      : null;
  if (!isRow(table, columns, cells)) return null;
  const rows: readonly PlainRow[] = [
    { line: line.line, columns, cells, numbers: numbersOf(columns, cells) },
  ];
  return { count: 1, as: `row of ${table.era}`, kind: 'table', parts: [{ kind: 'table', rows }] };
};

export const tables: Reader = {
  id: 'table',
  title: 'vmstat, vmstat -o, show uma: other tables',
  sniff: (line, context) =>
    context.open === 'table' || /^ *(?:procs|r b|r +b|RES|Zone|Type) /.test(line.body),
  parse: (cursor) => {
    const line = cursor.lines[cursor.at];
    if (line === undefined) return null;
    return header(cursor, line) ?? row(cursor, line);
  },
  finish: ({ head }) => ({ era: head.split(': ')[0] ?? 'unknown' }),
  example: ` procs      memory      page                    disks     faults      cpu
 r b w     avm    fre  flt  re  pi  po  fr  sr ad0 da0   in   sy  cs us sy id
 0 0 0  182220  96316  114   0   0   0 109   0   0   0  398  540 755  1  2 97
`,
};
