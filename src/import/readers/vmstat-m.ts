/**
 * `vmstat -m`: one row per malloc(9) type. MemUse is in K, rounded up; from 14.3 on it is humanised.
 * Pinned: FreeBSD usr.bin/vmstat/vmstat.c domemstat_malloc(), see vmstat-m-rows.ts.
 * 4.x prints three more tables (bucket sizes, who uses them, totals): recognised, not taken as rows.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { MallocRow } from '../types';
import { rowsOf } from '../reader';
import type { Cursor, Draft, Finished, Reader, Taken } from '../reader';
import { printsTable } from '../text/command';
import { endColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { counterDiagnostic, readCounter, readSize } from '../text/numbers';
import { collapsedNames } from './doubtful-names';
import { gather, TYPE_COLUMN } from './vmstat-m-join';
import { isCutRow, mallocHeader, readMallocText, readSizes } from './vmstat-m-rows';
import type { MallocText } from './vmstat-m-rows';

const THOUSAND = 1000;

const warn = (line: SourceLine, message: string): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'warning',
  found: line.compact.slice(-40),
  expected: 'type, InUse, MemUse, Requests and sizes',
  done: message.includes('left out') ? 'skipped' : 'repaired',
  run: 'vmstat -m',
  message,
});

const count = (text: string, line: SourceLine, what: string, out: Diagnostic[]): number => {
  if (!/^-?\d+$/.test(text)) return readSize(text, THOUSAND)?.value ?? 0;
  const counter = readCounter(text);
  const remark = counterDiagnostic(counter, what, line);
  if (remark !== null) out.push(remark);
  return counter.value;
};

const oddName = (line: SourceLine, type: string): Diagnostic => ({
  ...warn(
    line,
    `The type ${type} has more words than its column or its place allows; the first may belong to another line.`,
  ),
  severity: 'info',
  done: 'kept',
});

/** `file desc to leader`: no type has more words. */
const MOST_WORDS = 4;

/**
 * Whether a name of several words is longer than the column: a tool prints such a name at the very
 * start of the line. Where all blanks were made one nothing tells, and that is said too.
 */
const isOdd = (type: string, { body, compact, mended }: SourceLine): boolean =>
  // signs before the name that are no part of it
  (type.includes(' ') && compact.indexOf(type) > 0) ||
  (type.length > TYPE_COLUMN &&
    type.includes(' ') &&
    (type.split(' ').length > MOST_WORDS ||
      (body.startsWith(' ') && mended === 0) ||
      !/\S {2,}\S/.test(body)));

const rowFrom = (
  text: MallocText,
  line: SourceLine,
): { row: MallocRow; diagnostics: Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  if (isOdd(text.type, line)) diagnostics.push(oddName(line, text.type));
  const memory = readSize(text.memory.replace('-', ''));
  const negative = text.memory.startsWith('-');
  const { sizes, cut } = readSizes(text.sizes);
  if (negative)
    diagnostics.push(
      warn(line, `MemUse of ${text.type} is ${text.memory}, which cannot be; it is read as 0.`),
    );
  if (text.rest)
    diagnostics.push(
      warn(
        line,
        `Numbers before ${text.type} belong to a row that is not whole; they are left out.`,
      ),
    );
  if (cut)
    diagnostics.push(
      warn(
        line,
        `The list of sizes of ${text.type} breaks off; the sizes before the break are kept.`,
      ),
    );
  const base = {
    line: line.line,
    type: text.type,
    inUse: count(text.inUse, line, `InUse of ${text.type}`, diagnostics),
    memUse: negative ? 0 : (memory?.value ?? 0),
    memUseUnit: memory?.step ?? 1,
    requests: count(text.requests, line, `Requests of ${text.type}`, diagnostics),
    sizes,
  };
  const high = text.high === undefined ? null : readSize(text.high);
  return { row: high === null ? base : { ...base, highUse: high.value }, diagnostics };
};

/** Two blanks stand before the sizes; more were in front of another row's. */
const APART = /\d {3,}\d+(?:,\d[\dK]*)+ *$/;

const sizesApart = (line: SourceLine, type: string): Diagnostic => ({
  ...warn(
    line,
    `The sizes of ${type} stand further off than two blanks; they may belong to another line.`,
  ),
  severity: 'info',
  expected: 'sizes two blanks behind Requests',
  done: 'kept',
});

const SECTIONS: Readonly<Record<string, string>> = {
  'Memory statistics by bucket size': 'm0-buckets',
  'Size In Use Free Requests HighWater Couldfree': 'm0-buckets',
  'Memory usage type by bucket size': 'm0-buckets',
  'Size Type(s)': 'm0-buckets',
  'Memory statistics by type Type Kern': 'm0',
  'Memory Totals: In Use Free Requests': 'm0-buckets',
};

const isMallocHead = (head: string): boolean => head.startsWith('m') && !head.endsWith('buckets');

const head = (era: string, lines: number): Taken => ({
  count: lines,
  as: 'header',
  kind: 'vmstat-m',
  parts: [],
  head: era,
});

const parseHeader = (cursor: Cursor, line: SourceLine): Taken | null => {
  const section = SECTIONS[line.compact];
  if (section !== undefined) return head(section, 1);
  if (!line.compact.startsWith('Type ')) return null;
  const alone = mallocHeader(line.compact, line.body);
  if (alone !== null) return head(alone, 1);
  const next = cursor.lines[cursor.at + 1];
  if (next === undefined || next.compact.length > 40) return null;
  const joined = mallocHeader(line.compact + next.compact, line.body);
  return joined === null ? null : head(joined, 2);
};

/** A row of the other tables of 4.x. */
const parseBucketLine = (cursor: Cursor, line: SourceLine): Taken | null =>
  cursor.context.open === 'vmstat-m' &&
  cursor.context.head === 'm0-buckets' &&
  /^(?:\d+K? |[\w ,/.-]+,?$)/.test(line.compact) &&
  !/[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(line.compact)
    ? { count: 1, as: 'bucket statistics', kind: 'vmstat-m', parts: [] }
    : null;

/** The name and the two columns behind it, with their blanks. */
const IN_PLACE = /^ *(\S.{0,90}?) +-?\d[\d.]*[KMG]? +-?\d[\d.]*[KMG]?(?= )/;

/** A name holds no run of blanks: what stands before one is another line's. */
const behindRun = (text: MallocText, { body }: SourceLine): MallocText => {
  const words = IN_PLACE.exec(body)?.[1];
  if (words === undefined || !words.includes('  ')) return text;
  const type = words.split(/ {2,}/).at(-1) ?? '';
  return type !== text.type && text.type.endsWith(` ${type}`)
    ? { ...text, type, rest: true }
    : text;
};

const parseRow = (cursor: Cursor, line: SourceLine): Taken | null => {
  const { context } = cursor;
  const headed = context.open === 'vmstat-m' && isMallocHead(context.head);
  const asked = printsTable(context.command?.text, 'vmstat', 'm');
  const humanised =
    context.head === 'm4' ||
    (asked && !headed) ||
    /^ {0,15}\S.{0,15} {1,4}[\d.]+[KMG]? +[\d.]+[KMG]? +[\d.]+[KMG]? \d+,[\d,]+$/.test(line.body);
  const read = gather(cursor, context.head === 'm4') ?? gather(cursor, humanised);
  if (read !== null) {
    const { row, diagnostics } = rowFrom(behindRun(read.text, line), line);
    return {
      count: read.count,
      as: `malloc type ${row.type}`,
      kind: 'vmstat-m',
      parts: [{ kind: 'vmstat-m', rows: [row] }],
      diagnostics: APART.test(line.body)
        ? [...diagnostics, sizesApart(line, row.type)]
        : diagnostics,
    };
  }
  if (!isCutRow(line.compact) || (context.touching !== 'vmstat-m' && !line.compact.endsWith('K -')))
    return null;
  return {
    count: 1,
    as: 'cut row',
    kind: 'vmstat-m',
    parts: [],
    failed: true,
    diagnostics: [
      warn(
        line,
        'This row of vmstat -m breaks off before Requests. It is left out; paste the whole line if you have it.',
      ),
    ],
  };
};

const eraOf = (
  draft: Draft,
  rows: readonly MallocRow[],
  lines: ReadonlyMap<number, SourceLine>,
): string => {
  if (draft.head !== '' && isMallocHead(draft.head) && draft.head !== 'm1' && draft.head !== 'm2')
    return draft.head;
  const eras = rows.map((r) => {
    const text = lines.get(r.line)?.compact ?? '';
    return (readMallocText(text, false) ?? readMallocText(text, true))?.era ?? 'unknown';
  });
  for (const era of ['m4', 'm0', 'm1', 'm2', 'm3']) if (eras.includes(era)) return era;
  return isMallocHead(draft.head) ? draft.head : 'unknown';
};

/** Where the name in a line ends, 0-based, and where it begins. */
const nameEnd = (row: MallocRow, line: SourceLine | undefined): number => {
  const at = line?.body.indexOf(row.type) ?? -1;
  return at < 0 ? -1 : at + row.type.length;
};

const mostCommon = (numbers: readonly number[]): number => {
  const times = new Map<number, number>();
  for (const n of numbers) times.set(n, (times.get(n) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;
};

const MANY_ROWS = 4;

/** In a table of a few rows: names of several words that do not stand right in their column. */
const notRight = (
  rows: readonly MallocRow[],
  lines: ReadonlyMap<number, SourceLine>,
): Diagnostic[] =>
  rows.flatMap(({ type, line: n }) => {
    const line = lines.get(n);
    const isLeft =
      line !== undefined &&
      line.mended === 0 &&
      type.includes(' ') &&
      type.length < TYPE_COLUMN &&
      line.body.startsWith(type);
    return isLeft ? [oddName(line, type)] : [];
  });

/** Names of several words that end beyond the column though they begin within it. */
const outOfColumn = (
  rows: readonly MallocRow[],
  lines: ReadonlyMap<number, SourceLine>,
): Diagnostic[] => {
  const several = rows.filter((r) => r.type.includes(' '));
  if (rows.length < MANY_ROWS) return notRight(rows, lines);
  if (several.length === 0) return [];
  const end = mostCommon(rows.slice(0, MOST_MEASURED).map((r) => nameEnd(r, lines.get(r.line))));
  return several.flatMap((row) => {
    const line = lines.get(row.line);
    const own = nameEnd(row, line);
    if (line === undefined || own <= end || own - row.type.length <= end - TYPE_COLUMN) return [];
    return [oddName(line, row.type)];
  });
};
const MOST_MEASURED = 40;

const finish = (draft: Draft): Finished => {
  const rows = rowsOf(draft, 'vmstat-m');
  const lines = new Map(draft.lines.map((l) => [l.line, l]));
  const [only] = rows;
  const headed = draft.head !== '' || printsTable(draft.command?.text, 'vmstat', 'm');
  if (!headed && rows.length === 1 && only !== undefined) {
    const body = lines.get(only.line)?.body ?? '';
    const certain = /\dK +- +\d+ +(?:16|32|64|128|256|384|512|\d\d{2,4}[024568])(?:,|$)/.test(body);
    if (!certain && !/\d {2,}\d|K {2,}\S/.test(body))
      return { era: 'unknown', rejected: [{ line: only.line }] };
  }
  return {
    era: eraOf(draft, rows, lines),
    diagnostics: [...outOfColumn(rows, lines), ...collapsedNames(rows, draft.lines)],
  };
};

export const vmstatM: Reader = {
  id: 'vmstat-m',
  title: 'vmstat -m: malloc types',
  sniff: (line, context) =>
    /\dK|Type|Memory|\d \d/.test(line.compact) || context.open === 'vmstat-m',
  parse: (cursor) => {
    const line = cursor.lines[cursor.at];
    if (line === undefined || line.compact === '') return null;
    return parseHeader(cursor, line) ?? parseRow(cursor, line) ?? parseBucketLine(cursor, line);
  },
  finish,
  example: `         Type InUse MemUse HighUse Requests  Size(s)
     libalias 241127 30161K       - 460568995  128
      CAM XPT   450    42K       -  4173986  16,32,64,128,256,512,2048,8192,65536
`,
};
