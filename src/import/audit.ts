/**
 * Counts what looks like a row, whoever may have read it. The readers say what they took; where a
 * text holds more than that, a diagnostic says so, so that no row is lost in silence. A form here is
 * only the numbers of a row: it is looser than the reader's pattern, and takes no name.
 */
import type { Diagnostic } from '../base/diagnostic';
import { LONGEST_LINE } from './text/lines';
import type { SourceLine } from './text/lines';
import { RUN } from './verdict';

const ROOTS = 'kern|vm|vfs|net|debug|hw|machdep|kstat|dev|security|user';

/** A mark between a digit and what netstat -m and vmstat -s count. */
const COUNTED = /\dK? (?:mbuf|4k|9k|16k|K?byte|req|sfb|call|send|page|time)/;

/**
 * The forms of rows on text with single blanks: zones, types, humanised types, sysctls, devices, mbufs.
 * Each with a cheap test whether a text may hold one at all.
 */
const FORMS: readonly (readonly [form: string, may: (text: string) => boolean])[] = [
  [
    String.raw`[^\s,]: ?-?\d{1,20}(?: ?, ?-?\d{1,20}){4,7}`,
    (t) => t.includes(',') && /: ?-?\d/.test(t),
  ],
  [
    String.raw`\d{1,20} -?\d{1,20}K(?: ?-| ?\d{1,20}K){0,2} ?\d{1,20}(?= |$)(?: \d{2,6}(?:,\d{1,6}K?)*)?`,
    (t) => t.includes('K') && /\dK/.test(t),
  ],
  [
    String.raw`(?<![\d.,])[\d.]{1,6}[KMG]? [\d.]{1,6}[KMG]? [\d.]{1,6}[KMG]? \d{2,6}(?:, ?\d{2,6})+(?= |$)`,
    (t) => t.includes(',') && /\d, ?\d/.test(t),
  ],
  [
    String.raw`(?<![\w.])(?:${ROOTS})(?:\.[\w%-]{1,60}){1,8} ?: ?(?:[^\s:]|$)`,
    (t) => t.includes(':') && /\w\.[\w%.-]+ ?:/.test(t),
  ],
  [String.raw`/dev/\S{1,60} \S{1,20} \S{1,20} \S{1,20} \d{1,3}%`, (t) => t.includes('/dev/')],
  [
    String.raw`(?<![\d/.K])\d{1,20}K?(?:/\d{1,20}K?){0,3} (?:mbufs? |mbuf\+|4k|9k|16k|K?bytes alloc|requests for|sfbufs |calls to prot|sendfile s|pages (?:read|were)|times sendf)`,
    (t) => COUNTED.test(t),
  ],
];

/** One pattern for each set of forms that a text may hold, by its bits. */
const PATTERNS = new Map<number, RegExp>();

const patternOf = (bits: number): RegExp => {
  const known = PATTERNS.get(bits);
  if (known !== undefined) return known;
  const forms = FORMS.filter((_, i) => (bits & (1 << i)) !== 0).map(([form]) => form);
  const made = new RegExp(forms.join('|'), 'g');
  PATTERNS.set(bits, made);
  return made;
};

const NO_FORMS: readonly number[] = [];

/** Where rows seem to begin in a text, by the offset of their numbers. */
export const formsIn = (text: string): readonly number[] => {
  let bits = 0;
  for (let i = 0; i < FORMS.length; i += 1) if (FORMS[i]?.[1](text) === true) bits |= 1 << i;
  if (bits === 0) return NO_FORMS;
  const pattern = patternOf(bits);
  pattern.lastIndex = 0;
  let found: number[] | undefined;
  for (let m = pattern.exec(text); m !== null; m = pattern.exec(text)) (found ??= []).push(m.index);
  return found ?? NO_FORMS;
};

/** The head of a table behind a command, the line end between them lost. */
export const holdsHead = (text: string): boolean =>
  /ITEM +SIZE|Size\(s\)|-blocks +Used|\/dev\/\S+ \d/.test(text);

/** What may be left of a row: only numbers, commas and blanks. */
export const isNumbers = (compact: string): boolean => /^(?:- )?[\d,][\d, K-]*$/.test(compact);

/** What may be left of a list of sizes, at the start of a line or behind one sign. */
export const isSizes = (compact: string): boolean =>
  /^[^\w\s]?(?:16|32|64|128|256|384|512|1024|2048|4096|8192|16384|32768|65536)(?:,\d{1,6})*(?: |$)/.test(
    compact,
  );

/** Two numbers between commas, MemUse between numbers, values of netstat -m, a device or open sizes: part of a row. */
const PART =
  /\d, {2,}\d+, {2,}\d|\w: {2,}\d+, +\d|\d +\d+K +(?:-|\d)|\w {2,}\d+ +\d+K *$|\d\/\d+\/\d+ [a-z]|\/dev\/\S{1,60}(?: +\d+){2}|\d +\d{1,20} +(?:16|32|64|128|256|512|1024|2048|4096)(?:,\d{2,6})*, *$/;

export const holdsPart = (body: string): boolean => PART.test(body);

/** A sentence from its capital to its full stop may hold a list of numbers of its own. */
export const isSentence = (body: string): boolean =>
  /^ *[A-Z][a-z]* [a-z].*[a-z)]\.$/.test(body) && !/\S {2,}\S/.test(body);

/** Says of a line that nobody read what looks like a row. */
export const unreadRow = (line: number): Diagnostic => ({
  line,
  column: 1,
  severity: 'info',
  found: 'numbers as in a row of a table',
  expected: 'a whole row',
  done: 'skipped',
  run: RUN,
  message:
    'This line looks like part of a table, but no whole row was found in it. It is left out; paste the table as it was printed.',
});

const count = (rows: number): string => (rows === 1 ? 'a row' : `${rows} rows`);

/** Says of lines that they were read as fewer rows than they seem to hold. */
export const fewerRows = (line: number, seen: number, read: number): Diagnostic => ({
  line,
  column: 1,
  severity: 'warning',
  found: `what looks like ${count(seen)}`,
  expected: 'one row on a line',
  done: 'skipped',
  run: RUN,
  message: `This line seems to hold ${count(seen)}, and ${read === 0 ? 'none' : read} could be read. Paste the table with its line ends.`,
});

/** Says of a line that it is longer than any that is read. */
export const tooLong = (line: SourceLine): Diagnostic => ({
  line: line.line,
  column: LONGEST_LINE,
  severity: 'warning',
  found: `${line.raw.length} characters`,
  expected: `at most ${LONGEST_LINE}`,
  done: 'skipped',
  message: `Line ${line.line} has ${line.raw.length} characters; no tool prints lines of more than ${LONGEST_LINE}. It is left unread; paste it with its line ends.`,
});
