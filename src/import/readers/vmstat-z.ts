/**
 * `vmstat -z`: one row per UMA zone, and the text of sysctl vm.zone of older releases.
 * Pinned: FreeBSD usr.bin/vmstat/vmstat.c domemstat_zone() of 6.2 to 15 (see vmstat-z-rows.ts).
 * Mail programs break its 80 columns; a row goes on while it ends in a comma. A line that begins
 * with a digit may still be a row of its own (`16:`, `128 Bucket:`): the colon decides.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { ZoneRow } from '../types';
import type { Context, Cursor, Reader, Taken } from '../reader';
import { endColumn, isFull } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { counterDiagnostic, readCounter } from '../text/numbers';
import { finishZones } from './vmstat-z-finish';
import {
  headerEra,
  isHeaderTail,
  isNumbersOnly,
  LEAST_FIELDS,
  MOST_FIELDS,
  readZoneTexts,
} from './vmstat-z-rows';
import type { ZoneText } from './vmstat-z-rows';

const FIELD_NAMES = [
  'size',
  'limit',
  'used',
  'free',
  'requests',
  'fail',
  'sleep',
  'xdomain',
] as const;

interface ReadRow {
  readonly row: ZoneRow;
  readonly diagnostics: readonly Diagnostic[];
}

/** A row from its digits, with remarks on counters that do not fit. */
export const zoneRow = (text: ZoneText, at: SourceLine): ReadRow => {
  const numbers: Partial<Record<(typeof FIELD_NAMES)[number], number>> = {};
  const raw: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [];
  FIELD_NAMES.forEach((field, i) => {
    const digits = text.fields[i];
    if (digits === undefined) return;
    const counter = readCounter(digits);
    numbers[field] = counter.value;
    if (counter.raw === undefined) return;
    raw[field] = counter.raw;
    const remark = counterDiagnostic(counter, `${field} of zone ${text.name}`, at);
    if (remark !== null) diagnostics.push(remark);
  });
  const { size = 0, limit = 0, used = 0, free = 0, requests = 0, ...more } = numbers;
  const base = { line: at.line, name: text.name, size, limit, used, free, requests, ...more };
  return { row: Object.keys(raw).length > 0 ? { ...base, raw } : base, diagnostics };
};

const MOST_LINES = 8;

/** How many lines must have the same full width before a lone number is taken for half a number. */
const SURE_FOLD = 3;

const isTail = (s: string): boolean => isNumbersOnly(s) || /^,[\d, ]+$/.test(s);

/** Whether `next`, numbers only, carries on a row whose text so far is `text`. */
const carriesOn = (cursor: Cursor, text: string, last: SourceLine, next: SourceLine): boolean => {
  if (!isTail(next.compact)) return false;
  if (isOpen(text) || next.compact.startsWith(',')) return true;
  if (/(?:^|\D)0$/.test(text) || next.compact.startsWith('-')) return false;
  // A number that was cut goes on at the very start of the line.
  if (next.body.startsWith(' ') && next.mended === 0) return false;
  const whole = text.split(',').length >= LEAST_FIELDS || !next.compact.includes(',');
  const { fold } = cursor.context;
  return isFull(last, fold, whole ? SURE_FOLD : 1);
};

const isOpen = (text: string): boolean => text.endsWith(',') || text.endsWith(':');

/** The line at `at`, or the one behind it where trailing blanks were wrapped to a line of their own. */
const behindBlank = (cursor: Cursor, at: number): number =>
  cursor.lines[at]?.compact === '' ? at + 1 : at;

/** A line broken within the name: some words, then the rest of it with its colon and numbers. */
const brokenName = ({ lines, at, context }: Cursor): string | null => {
  const [first, next] = [lines[at]?.compact, lines[at + 1]?.compact];
  if (context.open !== 'vmstat-z' || first === undefined || next === undefined) return null;
  if (first.includes(':') || !next.includes(':')) return null;
  // the rest of a broken header is no name
  if (/ITEM|SIZE|REQ/.test(lines[at - 1]?.compact ?? '')) return null;
  const fits = /^\d{1,5}$/.test(first)
    ? /^(?:Bucket|pcpu): ?\d/.test(next)
    : /^[A-Za-z][\w.-]*(?: [\w.-]+){0,2}$/.test(first) &&
      /^[A-Za-z][\w .-]{0,24}: ?\d{1,20},/.test(next);
  return fits && !next.startsWith(first) ? `${first} ${next}` : null;
};

/** Where the row goes on behind its first `count` lines; null where it does not. */
const nextPlace = (cursor: Cursor, text: string, count: number): number | null => {
  const last = cursor.lines[cursor.at + count - 1];
  const place = isOpen(text) ? behindBlank(cursor, cursor.at + count) : cursor.at + count;
  const next = cursor.lines[place];
  if (last === undefined || next === undefined) return null;
  return carriesOn(cursor, text, last, next) ? place : null;
};

/**
 * Whether a row that is whole may end at its line: unless most full lines go on, this one need not
 * either, and a line or two tell nothing.
 */
const isUnsure = ({ fold }: Context): boolean =>
  fold.tails * 2 <= fold.witnesses || fold.witnesses < SURE_FOLD;

/** The row at the cursor, joined with the numbers that follow it. */
const gather = (
  cursor: Cursor,
): { readonly text: string; readonly count: number; readonly guessed: boolean } => {
  const broken = brokenName(cursor);
  let text = broken ?? cursor.lines[cursor.at]?.compact ?? '';
  let count = broken === null ? 1 : 2;
  let guessed = false;
  while (count < MOST_LINES && /\d|:$/.test(text)) {
    const place = nextPlace(cursor, text, count);
    if (place === null) break;
    const next = cursor.lines[place]?.compact ?? '';
    if (text.split(',').length >= LEAST_FIELDS && !isOpen(text)) guessed = true;
    const split = !isOpen(text) && !next.startsWith(',');
    text = split ? text + next : `${text} ${next}`;
    count = place - cursor.at + 1;
  }
  return { text, count, guessed: broken !== null || (guessed && isUnsure(cursor.context)) };
};

const cutRow = (line: SourceLine, what: string): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'warning',
  found: what,
  expected: 'a name, a colon and the numbers of the row',
  done: 'skipped',
  run: 'vmstat -z',
  message: `${what}. The row is left out; paste the whole line if you have it.`,
});

const wordsBehind = (line: SourceLine, words: string): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'info',
  found: words.slice(0, LONGEST_SHOWN),
  expected: 'nothing behind the numbers of the row',
  done: 'skipped',
  message:
    'What stands behind the numbers of this row is left out. If it begins another row, paste the table with its line ends.',
});

const LONGEST_SHOWN = 40;

/** No tool prints a blank before a comma (FreeBSD usr.bin/vmstat/vmstat.c domemstat_zone()). */
const BLANK_COMMA = /\d +, *\d/;

const loneComma = (line: SourceLine): Diagnostic => ({
  line: line.line,
  column: line.body.search(BLANK_COMMA) + 1,
  severity: 'info',
  found: 'a blank before a comma',
  expected: 'each comma right behind its number',
  done: 'kept',
  message:
    'A comma stands alone between these numbers; those behind it may belong to another row. Compare the row with the output.',
});

const putTogether = (line: SourceLine): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'info',
  found: 'a row, and only numbers below',
  expected: 'a row, or one that was broken',
  done: 'guessed',
  message:
    'This row was put together with the line below, which is not sure. Leave the repair out if that line is another.',
});

/** Zones stand at the very start of their line; a quoted mail moves them a little. */
const MOST_INDENT = 8;
const isFarIn = ({ body }: SourceLine): boolean => body.search(/\S/) >= MOST_INDENT;

const farIn = (line: SourceLine, name: string): Diagnostic => ({
  line: line.line,
  column: 1,
  severity: 'info',
  found: `a row ${line.body.search(/\S/)} columns in`,
  expected: 'the name of the zone at the start of the line',
  done: 'kept',
  message: `The name ${name} stands far in; its first word may belong to another line.`,
});

const failed = (line: SourceLine, what: string): Taken => ({
  count: 1,
  as: 'cut row',
  kind: 'vmstat-z',
  parts: [],
  failed: true,
  diagnostics: [cutRow(line, what)],
});

const cutHeader = (line: SourceLine): Diagnostic => ({
  line: line.line,
  column: endColumn(line),
  severity: 'info',
  found: line.compact.slice(-LONGEST_SHOWN),
  expected: 'the header of vmstat -z and nothing else',
  done: 'skipped',
  run: 'vmstat -z',
  message:
    'This header is not whole, or something stands behind it. The columns are taken from the rows.',
});

const parseHeader = (cursor: Cursor): Taken | null => {
  const line = cursor.lines[cursor.at];
  if (line === undefined || !line.compact.includes('ITEM')) return null;
  const place = behindBlank(cursor, cursor.at + 1);
  const next = cursor.lines[place];
  const joined =
    next !== undefined && isHeaderTail(next.compact)
      ? headerEra(`${line.compact} ${next.compact}`, line.body)
      : null;
  if (joined !== null && joined !== 'cut') {
    const count = place - cursor.at + 1;
    return { count, as: 'header', kind: 'vmstat-z', parts: [], head: joined };
  }
  const alone = headerEra(line.compact, line.body);
  return alone === null
    ? null
    : {
        count: 1,
        as: 'header',
        kind: 'vmstat-z',
        parts: [],
        head: alone,
        diagnostics: alone === 'cut' ? [cutHeader(line)] : [],
      };
};

/** A name holds no run of blanks: what stands before one is another line's. */
const behindRun = (text: string, { body }: SourceLine): string => {
  if (!/\S {2,}[A-Za-z_]/.test(body)) return text;
  const before = /^ *([^:]{1,60}\S) {2,}(?=[A-Za-z_][^:]{0,36}: *\d)/.exec(body)?.[1];
  const compact = before?.replace(/ {2,}/g, ' ');
  return compact !== undefined && text.startsWith(compact)
    ? `${text.slice(compact.length + 1)} ${compact}`
    : text;
};

/** What uptime(1) and w(1) print (FreeBSD usr.bin/w/w.c pr_header()): a clock is no row of a zone. */
const UPTIME = /^\d{1,2}:\d\d(?::\d\d)?(?:[AP]M)? +up /;

const parseRows = (cursor: Cursor, line: SourceLine): Taken | null => {
  const { text, count, guessed } = gather(cursor);
  const texts = readZoneTexts(behindRun(text, line));
  if (texts.length === 0) return null;
  const whole = texts.filter((t) => t.fields.length >= LEAST_FIELDS);
  const behind = text.slice(texts.at(-1)?.end ?? text.length).trim();
  if (whole.length === 0) {
    const [first] = texts;
    if (first === undefined || (first.fields.length < 2 && cursor.context.open !== 'vmstat-z'))
      return null;
    if (first.fields.length === 1 && !first.open && cursor.context.touching !== 'vmstat-z')
      return null;
    const found = `The row of zone ${first.name} breaks off after ${first.fields.length} of at least ${LEAST_FIELDS} numbers`;
    return { ...failed(line, found), count };
  }
  const read = whole.map((t) => zoneRow(t, line));
  const names = whole.map((t) => t.name).join(', ');
  return {
    count,
    as: `zone ${names.slice(0, 60)}`,
    kind: 'vmstat-z',
    parts: [{ kind: 'vmstat-z', rows: read.map((r) => r.row) }],
    diagnostics: [
      ...read.flatMap((r) => r.diagnostics),
      ...remarks(line, { texts, whole, behind }, guessed),
      ...cursor.lines
        .slice(cursor.at, cursor.at + count)
        .filter((l) => BLANK_COMMA.test(l.body))
        .map(loneComma),
    ],
  };
};

/** All rows of a line, those of enough numbers, and what stands behind them. */
interface RowsRead {
  readonly texts: readonly ZoneText[];
  readonly whole: readonly ZoneText[];
  readonly behind: string;
}

/** What there is to say of the rows of a line, besides their counters. */
const remarks = (
  line: SourceLine,
  { texts, whole, behind }: RowsRead,
  guessed: boolean,
): Diagnostic[] => [
  ...texts
    .filter((t) => t.fields.length < LEAST_FIELDS)
    .map((t) => cutRow(line, `The row of zone ${t.name} breaks off`)),
  ...(guessed ? [putTogether(line)] : []),
  ...(behind === '' ? [] : [wordsBehind(line, behind)]),
  ...whole
    .filter((t) => t.open && t.fields.length < MOST_FIELDS)
    .map((t) => cutRow(line, `The row of zone ${t.name} ends in a comma`)),
  ...whole.filter((t) => t.name.includes(' ') && isFarIn(line)).map((t) => farIn(line, t.name)),
  ...texts
    .filter((t) => t.rest)
    .map((t) => cutRow(line, `Numbers before zone ${t.name} belong to a row that is not whole`)),
];

/** Numbers without a name, or a name without numbers, inside a table. */
const parseStray = (cursor: Cursor, line: SourceLine): Taken | null => {
  if (cursor.context.touching !== 'vmstat-z') return null;
  if (isNumbersOnly(line.compact) && line.compact.includes(','))
    return failed(line, 'These numbers stand in a table of zones without the name of a zone');
  if (/^[^:,"]{1,20}:$/.test(line.compact) && line.compact.split(' ').length <= 3)
    return failed(line, `Zone ${line.compact.slice(0, -1)} has a name but no numbers`);
  return null;
};

export const vmstatZ: Reader = {
  id: 'vmstat-z',
  title: 'vmstat -z: UMA zones',
  sniff: (line, context) =>
    (/:\s*-?\d|ITEM|:$/.test(line.compact) || context.touching === 'vmstat-z') &&
    !UPTIME.test(line.compact),
  parse: (cursor) => {
    const line = cursor.lines[cursor.at];
    if (line === undefined) return null;
    return parseHeader(cursor) ?? parseRows(cursor, line) ?? parseStray(cursor, line);
  },
  finish: finishZones,
  example: `ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES

UMA Kegs:                 140,        0,       88,        8,       88,        0
128 Bucket:               524,        0,      449,       97,   415988,   109049
`,
};
