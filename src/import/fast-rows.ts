/**
 * Rows of `vmstat -z` and `vmstat -m` that are whole and as printed, read without regular
 * expressions over the name. Anything doubtful is null: the readers look at it again.
 */
import type { MallocRow, ZoneRow } from './types';
import { KIB } from '../base/units';
import { readSizes } from './readers/vmstat-m-rows';

const LONGEST = 200;
const LONGEST_NAME = 36;
/** Counters of more digits may exceed 2^53. */
const MOST_DIGITS = 15;
const ZERO = 48;
const NINE = 57;
const BLANK = 32;
const COMMA = 44;

const scratch = new Float64Array(9);

/** Fills `scratch` with the numbers between commas from `at` to the end; their count, 0 where odd. */
const scanNumbers = (s: string, from: number): number => {
  let count = 0;
  let value = 0;
  let digits = 0;
  let closed = false;
  for (let i = from; i < s.length; i += 1) {
    const c = s.charCodeAt(i);
    if (c >= ZERO && c <= NINE) {
      if (closed || digits === MOST_DIGITS) return 0;
      value = value * 10 + (c - ZERO);
      digits += 1;
    } else if (c === BLANK) closed = digits > 0;
    else if (c === COMMA && digits > 0 && !closed && count < 8) {
      scratch[count] = value;
      count += 1;
      value = 0;
      digits = 0;
      closed = false;
    } else return 0;
  }
  if (digits === 0) return 0;
  scratch[count] = value;
  return count + 1;
};

const LEAST_FIELDS = 5;
const MOST_FIELDS = 8;
const NAME = /^(?:[A-Za-z_](?! {2})[\w .+/-]*|\d+(?: Bucket| pcpu)?)$/;

/** Names repeat from sample to sample; each is looked at once. Empty = not plain. */
const names = new Map<string, string>();
const MOST_NAMES = 4096;

const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const trimmed = text.trim();
  const plain = trimmed.length <= LONGEST_NAME && NAME.test(trimmed) && !trimmed.includes('  ');
  const name = plain ? trimmed : '';
  if (names.size < MOST_NAMES) names.set(text, name);
  return name;
};

/** A small whole number is kept without a box of its own; most counters are. */
const SMALL = 2 ** 30;
const at = (i: number): number => {
  const value = scratch[i] ?? 0;
  return value < SMALL ? value | 0 : value;
};

/**
 * A whole row of `vmstat -z`.
 * @param text the line as pasted
 * @param line 1-based
 * @param fields numbers that a row has here; 0 = any
 */
export const fastZoneRow = (text: string, line: number, fields: number): ZoneRow | null => {
  if (text.length > LONGEST) return null;
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const name = nameOf(text.slice(0, colon));
  if (name === '') return null;
  const count = scanNumbers(text, colon + 1);
  if (count < LEAST_FIELDS || count > MOST_FIELDS || (fields !== 0 && count !== fields))
    return null;
  return ROWS[count - LEAST_FIELDS]?.(line, name) ?? null;
};

/** One literal for each number of columns: rows of one shape are read and kept at least cost. */
const ROWS: readonly ((line: number, name: string) => ZoneRow)[] = [
  (line, name) => ({
    line,
    name,
    size: at(0),
    limit: at(1),
    used: at(2),
    free: at(3),
    requests: at(4),
  }),
  (line, name) => ({
    line,
    name,
    size: at(0),
    limit: at(1),
    used: at(2),
    free: at(3),
    requests: at(4),
    fail: at(5),
  }),
  (line, name) => ({
    line,
    name,
    size: at(0),
    limit: at(1),
    used: at(2),
    free: at(3),
    requests: at(4),
    fail: at(5),
    sleep: at(6),
  }),
  (line, name) => ({
    line,
    name,
    size: at(0),
    limit: at(1),
    used: at(2),
    free: at(3),
    requests: at(4),
    fail: at(5),
    sleep: at(6),
    xdomain: at(7),
  }),
];

const MALLOC =
  /^ *([A-Za-z_]\S*(?: [A-Za-z/_]\S*)*) +(\d{1,15}) +(\d{1,12})K +(- +)?(\d{1,15})(?: {1,2}([\d,]+))? *$/;

/** `%13s`: a longer name stands at the very start of its line. */
const TYPE_COLUMN = 13;
const isOddPlace = (text: string): boolean =>
  text.charCodeAt(0) === BLANK || !/\S {2,}\S/.test(text) || /\S(?: \S+){4} {2,}/.test(text);

/** Lists of sizes repeat; each is read once. */
const lists = new Map<string, readonly number[]>();
const MOST_LISTS = 4096;
const NONE: readonly number[] = [];

const sizesOf = (text: string): readonly number[] | null => {
  const known = lists.get(text);
  if (known !== undefined) return known;
  const { sizes, cut } = readSizes(text);
  if (cut) return null;
  if (lists.size < MOST_LISTS) lists.set(text, sizes);
  return sizes;
};

/**
 * A whole row of `vmstat -m` from 6.x to 14.2.
 * @param dashed true where the table has a HighUse column of dashes
 */
export const fastMallocRow = (text: string, line: number, dashed: boolean): MallocRow | null => {
  if (text.length > LONGEST) return null;
  const m = MALLOC.exec(text);
  if (m === null || (m[4] !== undefined) !== dashed) return null;
  const type = m[1] ?? '';
  const sizes = m[6] === undefined ? NONE : sizesOf(m[6]);
  if (sizes === null || type.length > LONGEST_NAME) return null;
  if (type.length > TYPE_COLUMN && type.includes(' ') && isOddPlace(text)) return null;
  return {
    line,
    type,
    inUse: Number(m[2]),
    memUse: Number(m[3]) * KIB,
    memUseUnit: KIB,
    requests: Number(m[5]),
    sizes,
  };
};

/** Whether a line can be no more than the rest of the row above it. */
export const mayBeTail = (text: string | undefined): boolean => {
  if (text === undefined || text === '') return false;
  // A row begins with a letter, or with a number and a colon behind it.
  const c = text.charCodeAt(0) | LOWER;
  if (
    c >= LETTER_A &&
    c <= LETTER_Z &&
    text.charCodeAt(1) !== QUOTE &&
    text.charCodeAt(2) !== QUOTE
  )
    return false;
  return text.includes('>') || (!/[A-Za-z:]/.test(text) && /\d/.test(text));
};

const LOWER = 32;
const LETTER_A = 97;
const LETTER_Z = 122;
const QUOTE = 62;
