/**
 * Documents of `vmstat --libxo json`, `xml` and `html`: zones and malloc types as objects, and the
 * counts of `vmstat -s` and `netstat -m` (libxo-counts.ts).
 * Pinned: FreeBSD usr.bin/vmstat/vmstat.c domemstat_zone(), domemstat_malloc() from 11.0 on.
 * Objects are found one by one, so a truncated or quoted document still gives the whole ones.
 * `memory-use` is in K up to document version 1, in bytes from version 2 (14.3) on.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { MallocRow, ZoneRow } from '../types';
import type { Cursor, Part, Reader, Taken } from '../reader';
import { formsIn } from '../audit';
import { isFull } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { KIB } from '../../base/units';
import { readCounter } from '../text/numbers';
import { mbufRows, summaryRows } from './libxo-counts';
import { findObjects } from './libxo-objects';
import type { FlatObject } from './libxo-objects';

const isZone = (o: FlatObject): boolean =>
  ['name', 'size', 'limit', 'used', 'free', 'requests'].every((k) => o.fields.has(k));
const isMalloc = (o: FlatObject): boolean =>
  ['type', 'in-use', 'memory-use', 'requests'].every((k) => o.fields.has(k));

const text = (o: FlatObject, key: string): string => o.fields.get(key)?.[0] ?? '';
const isNumber = (o: FlatObject, keys: readonly string[]): boolean =>
  keys.every((k) => /^-?\d{1,30}$/.test(text(o, k)));
const number = (o: FlatObject, key: string): number => readCounter(text(o, key)).value;

const optional = (o: FlatObject, key: 'fail' | 'sleep' | 'xdomain'): Record<string, number> =>
  isNumber(o, [key]) ? { [key]: number(o, key) } : {};

const ZONE_NUMBERS = ['size', 'limit', 'used', 'free', 'requests'] as const;

const zone = (o: FlatObject): ZoneRow => ({
  line: o.line,
  name: text(o, 'name'),
  size: number(o, 'size'),
  limit: number(o, 'limit'),
  used: number(o, 'used'),
  free: number(o, 'free'),
  requests: number(o, 'requests'),
  ...optional(o, 'fail'),
  ...optional(o, 'sleep'),
  ...optional(o, 'xdomain'),
});

const malloc = (o: FlatObject, unit: number): MallocRow => ({
  line: o.line,
  type: text(o, 'type'),
  inUse: number(o, 'in-use'),
  memUse: number(o, 'memory-use') * unit,
  memUseUnit: unit,
  requests: number(o, 'requests'),
  sizes: (o.fields.get('size') ?? []).filter((s) => /^\d{1,7}$/.test(s)).map(Number),
});

/** malloc hands out multiples of 16 B; a column of such multiples is in bytes, not in K. */
const LEAST_ITEM = 16;
const looksLikeBytes = (objects: readonly FlatObject[]): boolean => {
  const uses = objects.map((o) => number(o, 'memory-use')).filter((n) => n > 0);
  return uses.length > 0 && uses.every((n) => n % LEAST_ITEM === 0);
};

const broken = (o: FlatObject, why: string): Diagnostic => ({
  line: o.line,
  column: o.column,
  severity: 'warning',
  found: why,
  expected: 'a whole object of numbers',
  done: 'skipped',
  run: 'vmstat --libxo json,pretty -z -m',
  message: `The object of ${text(o, 'name') || text(o, 'type') || 'an unnamed zone'} ${why}. It is left out; paste the whole document if you have it.`,
});

const partsOf = (
  objects: readonly FlatObject[],
  version: string | undefined,
): { parts: Part[]; diagnostics: Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const whole = (o: FlatObject, keys: readonly string[]): boolean => {
    const good = o.closed && isNumber(o, keys);
    if (!good)
      diagnostics.push(broken(o, o.closed ? 'holds something that is no number' : 'breaks off'));
    return good;
  };
  const zones = objects.filter((o) => isZone(o) && whole(o, ZONE_NUMBERS));
  const types = objects.filter(
    (o) => isMalloc(o) && whole(o, ['in-use', 'memory-use', 'requests']),
  );
  for (const o of objects)
    if (!o.closed && !isZone(o) && !isMalloc(o)) diagnostics.push(broken(o, 'breaks off'));
  const bytes = version === undefined ? looksLikeBytes(types) : Number(version) >= 2;
  if (version === undefined && types[0] !== undefined)
    diagnostics.push({
      line: types[0].line,
      column: types[0].column,
      severity: 'info',
      message: `The document names no version, so memory-use is read as ${bytes ? 'bytes' : 'K'} by the look of its figures.`,
    });
  const parts: Part[] = [];
  if (types.length > 0)
    parts.push({ kind: 'vmstat-m', rows: types.map((o) => malloc(o, bytes ? 1 : KIB)) });
  const counts = objects.filter((o) => !isZone(o) && !isMalloc(o));
  const mbufs = counts.flatMap(mbufRows);
  const sums = counts.flatMap(summaryRows);
  if (mbufs.length > 0) parts.push({ kind: 'netstat-m', rows: mbufs });
  if (sums.length > 0) parts.push({ kind: 'vmstat-s', rows: sums });
  if (zones.length > 0) parts.push({ kind: 'vmstat-z', rows: zones.map(zone) });
  return { parts, diagnostics };
};

const KEYS =
  /"(?:__version|vmstat|netstat|(?:malloc|memory-zone|mbuf|summary)-statistics|zone|memory|name|type)" ?:|<(?:vmstat|netstat|(?:malloc|memory-zone|mbuf|summary)-statistics|zone|memory)[ >]|data-tag="(?:name|type|mbuf-current|context-switches)"/;
/** Signs of JSON or XML: a line of prose has none of them. */
const BODY = /["{}[\]<>]|^[\s\d,.:-]+$/;
const DEPTH: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

const depthOf = (text: string): number => {
  let depth = 0;
  for (const c of text) depth += DEPTH[c] ?? 0;
  return depth;
};

/** Lines that a row of a table may have been broken into. */
const ROW_LINES = 4;

/** Whether a row of a table begins on a line, behind a document that breaks off. */
const beginsRow = (lines: readonly SourceLine[], at: number): boolean => {
  const texts: string[] = [];
  for (const line of lines.slice(at, at + ROW_LINES)) {
    if (/["{}[\]<>]/.test(rawBody(line))) break;
    texts.push(line.compact);
  }
  const [first] = texts;
  return first !== undefined && formsIn(texts.join(' ')).some((place) => place < first.length);
};

/** Lines of the document from the cursor on: while braces are open, or tags follow. */
const extent = (lines: readonly SourceLine[], at: number): number => {
  let end = at;
  let blank = 0;
  let depth = 0;
  for (let line = lines[end]; line !== undefined && blank < 2; line = lines[end]) {
    const s = rawBody(line).trim();
    if (s !== '' && depth <= 0 && end > at && !/^[{[<"]/.test(s)) break;
    if (end > at && beginsRow(lines, end)) break;
    if (s !== '' && depth > 0 && !BODY.test(s) && !INSIDE.test(s)) break;
    depth += depthOf(s);
    blank = s === '' ? blank + 1 : 0;
    end += 1;
  }
  return end - at - blank;
};

/** A short piece of a broken line: part of a name or of a number. */
const INSIDE = /^[\w .-]{1,20},?$/;

/** Long lines have an empty body; a document may well be one long line. */
const rawBody = (line: SourceLine): string =>
  // cleaning takes the elements of HTML out, which are what is read here
  line.body === '' || line.raw.includes('class="line"') || line.raw.includes('data-tag="')
    ? line.raw
    : line.body;

const begins = (cursor: Cursor): boolean => {
  const first = cursor.lines[cursor.at];
  if (first === undefined) return false;
  if (KEYS.test(rawBody(first))) return true;
  const next = cursor.lines[cursor.at + 1];
  return (
    /^[[{\s]{1,9}$/.test(rawBody(first).trim()) && next !== undefined && KEYS.test(rawBody(next))
  );
};

/** What no line of a document is without. */
const SIGN = /[{<[]|" ?:/;

/** Lines of one full width before a document is taken for one broken in mid-word. */
const SURE_FOLD = 3;

export const libxo: Reader = {
  id: 'libxo',
  title: 'vmstat --libxo: JSON or XML',
  sniff: ({ raw, body }) => SIGN.test(raw) || (body !== raw && SIGN.test(body)),
  parse: (cursor): Taken | null => {
    if (!begins(cursor)) return null;
    const count = Math.max(1, extent(cursor.lines, cursor.at));
    const lines = cursor.lines.slice(cursor.at, cursor.at + count);
    const { objects, version } = findObjects(
      lines.map((l) => ({
        line: l.line,
        text: l.soft ? rawBody(l).slice(0, -1) : rawBody(l),
        glue: isFull(l, cursor.context.fold, SURE_FOLD),
      })),
    );
    const { parts, diagnostics } = partsOf(objects, version);
    const nothing = parts.length === 0 && diagnostics.length === 0;
    return { count, as: 'libxo', kind: null, parts, diagnostics, head: 'libxo', prose: nothing };
  },
  example: `{"vmstat": {"memory-zone-statistics": {"zone": [
{"name": "UMA Kegs", "size": 384, "limit": 0, "used": 174, "free": 0, "requests": 174, "fail": 0, "sleep": 0, "xdomain": 0}
]}}}
`,
};
