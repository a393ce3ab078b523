/**
 * DDB's `show uma /i` and `show malloc /i`: zones and types between commas, from 13.0 on.
 * Pinned: FreeBSD sys/vm/uma_core.c DB_SHOW_COMMAND_FLAGS(uma) prints "%s",%ju,%jd,%ld,%ju,%ju,%u,%jd,%ju
 * and sys/kern/kern_malloc.c DB_SHOW_COMMAND_FLAGS(malloc) "%s",%ju,%jdK,%ju; without /i see tables.ts.
 * Neither prints a zone's LIMIT and FAIL, or a type's sizes.
 */
import type { Diagnostic } from '../../base/diagnostic';
import { KIB } from '../../base/units';
import type { MallocRow, ZoneRow } from '../types';
import type { Cursor, Part, Reader, Taken } from '../reader';
import { endColumn, firstColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { counterDiagnostic, readCounter } from '../text/numbers';

type Table = 'uma' | 'malloc';

/** Headers without blanks and quotes. XFree came with the domains of memory. */
const HEADERS: readonly (readonly [header: RegExp, table: Table])[] = [
  [/^Zone,Size,Used,Free,Requests,Sleeps,Bucket,TotalMem(?:,XFree)?$/i, 'uma'],
  [/^Type,InUse,MemUse,Requests$/i, 'malloc'],
];

const headerOf = ({ compact }: SourceLine): Table | null =>
  compact.includes(',')
    ? (HEADERS.find(([h]) => h.test(compact.replace(/[ "]/g, '')))?.[1] ?? null)
    : null;

/** A name, in quotes as printed, and numbers. */
const ROW = /^(?:"([^"]{1,60})"|([A-Za-z\d][^",]{0,59})) ?((?:, ?-?\d{1,20}K?){1,9}) ?(,?)$/;
/** The end of a row that a terminal broke at its width. */
const TAIL = /^,?\d[\d,K-]*$/;
const MORE = /^--More--/;

interface Cells {
  readonly name: string;
  readonly quoted: boolean;
  readonly numbers: readonly string[];
  readonly lines: number;
}

const cellsIn = (text: string, lines: number): Cells | null => {
  const m = ROW.exec(text);
  if (m === null || m[4] !== '') return null;
  const [, quoted, bare = '', list = ''] = m;
  const numbers = list.split(',').map((s) => s.trim());
  return { name: quoted ?? bare, quoted: quoted !== undefined, numbers: numbers.slice(1), lines };
};

/** Numbers behind the name: eight since there is XFree, seven before; three of a type. */
const isWhole = ({ numbers }: Cells, table: Table): boolean =>
  table === 'malloc'
    ? numbers.length === 3 && numbers[1]?.endsWith('K') === true
    : (numbers.length === 8 || numbers.length === 7) && !numbers.some((n) => n.endsWith('K'));

/** The row at a line, with the line below where only both are whole. */
const rowAt = (lines: readonly SourceLine[], at: number, table: Table): Cells | null => {
  const [first, next] = [lines[at], lines[at + 1]];
  if (first === undefined) return null;
  const alone = cellsIn(first.compact, 1);
  if (alone !== null && isWhole(alone, table)) return alone;
  if (next === undefined || !TAIL.test(next.compact)) return alone;
  const both = cellsIn(first.compact + next.compact, 2);
  return both !== null && isWhole(both, table) ? both : alone;
};

const cutRow = (line: SourceLine, { name, numbers }: Cells, table: Table): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'warning',
  found: `${numbers.length} numbers behind ${name}`,
  expected: table === 'uma' ? '8 numbers' : 'InUse, MemUse with its K, and Requests',
  done: 'skipped',
  run: `show ${table} /i`,
  message: `The row of ${name} is not whole. It is left out; paste the whole line if you have it.`,
});

const LACKS: Readonly<Record<Table, string>> = {
  uma: 'DDB prints no LIMIT and no FAIL of a zone: a limit is shown as none. vmstat -z -M on the dump prints both.',
  malloc: 'DDB prints no sizes of a type. vmstat -m -M on the dump prints them.',
};

const lacks = (line: SourceLine, table: Table): Diagnostic => ({
  line: line.line,
  column: firstColumn(line),
  severity: 'info',
  found: `show ${table} /i of DDB`,
  expected: table === 'uma' ? 'vmstat -z' : 'vmstat -m',
  done: 'kept',
  run:
    table === 'uma' ? 'vmstat -z -M /var/crash/vmcore.last' : 'vmstat -m -M /var/crash/vmcore.last',
  message: LACKS[table],
});

/** Numbers of a row, with remarks on those that went below zero. */
const countsOf = (
  { name, numbers }: Cells,
  titles: readonly string[],
  line: SourceLine,
): { readonly counts: readonly number[]; readonly diagnostics: readonly Diagnostic[] } => {
  const counters = numbers.map((n) => readCounter(n.replace('K', '')));
  const diagnostics = counters.flatMap(
    (c, i) => counterDiagnostic(c, `${titles[i] ?? ''} of ${name}`, line) ?? [],
  );
  return { counts: counters.map((c) => c.value), diagnostics };
};

const ZONE_TITLES = ['Size', 'Used', 'Free', 'Requests', 'Sleeps', 'Bucket', 'Total Mem', 'XFree'];
const TYPE_TITLES = ['InUse', 'MemUse', 'Requests'];

interface Found {
  readonly zones: ZoneRow[];
  readonly types: MallocRow[];
  readonly diagnostics: Diagnostic[];
}

const addRow = (found: Found, cells: Cells, line: SourceLine, table: Table): void => {
  const titles = table === 'uma' ? ZONE_TITLES : TYPE_TITLES;
  const { counts, diagnostics } = countsOf(cells, titles, line);
  found.diagnostics.push(...diagnostics);
  const [a = 0, b = 0, c = 0, requests = 0, sleep = 0, , , xdomain] = counts;
  const { name } = cells;
  if (table === 'uma') {
    const row = { line: line.line, name, size: a, limit: 0, used: b, free: c, requests, sleep };
    found.zones.push(xdomain === undefined ? row : { ...row, xdomain });
    return;
  }
  found.types.push({
    line: line.line,
    type: name,
    inUse: a,
    memUse: b * KIB,
    memUseUnit: KIB,
    requests: c,
    sizes: [],
  });
};

/** Which table a quoted row is of, where no header is left. */
const tableOf = (line: SourceLine): Table | null => {
  if (!line.compact.startsWith('"')) return null;
  const cells = cellsIn(line.compact, 1);
  if (cells === null) return null;
  return isWhole(cells, 'uma') ? 'uma' : isWhole(cells, 'malloc') ? 'malloc' : null;
};

const readTable = ({ lines, at }: Cursor, first: SourceLine): Taken | null => {
  const header = headerOf(first);
  const table = header ?? tableOf(first);
  if (table === null) return null;
  const found: Found = { zones: [], types: [], diagnostics: [lacks(first, table)] };
  let end = header === null ? at : at + 1;
  for (let line = lines[end]; line !== undefined; line = lines[end]) {
    if (line.compact === '' || MORE.test(line.compact)) {
      end += 1;
      continue;
    }
    const cells = rowAt(lines, end, table);
    if (cells === null || (header === null && !cells.quoted)) break;
    if (isWhole(cells, table)) addRow(found, cells, line, table);
    else found.diagnostics.push(cutRow(line, cells, table));
    end += cells.lines;
  }
  while (end > at + 1 && lines[end - 1]?.compact === '') end -= 1;
  const parts: Part[] = [];
  if (found.zones.length > 0) parts.push({ kind: 'vmstat-z', rows: found.zones });
  if (found.types.length > 0) parts.push({ kind: 'vmstat-m', rows: found.types });
  const { diagnostics } = found;
  return { count: end - at, as: `show ${table} /i`, kind: null, parts, head: 'ddb', diagnostics };
};

export const ddb: Reader = {
  id: 'ddb',
  title: 'show uma /i, show malloc /i: DDB between commas',
  sniff: (line) => line.compact.startsWith('"') || /^"?(?:Zone|Type)"? ?,/i.test(line.compact),
  parse: (cursor) => {
    const line = cursor.lines[cursor.at];
    return line === undefined ? null : readTable(cursor, line);
  },
  example: `Zone,Size,Used,Free,Requests,Sleeps,Bucket,Total Mem,XFree
"mbuf_cluster",2048,12028,6,12034,0,254,24645632,0
"UMA Kegs",384,174,0,174,0,254,66816,0
`,
};
