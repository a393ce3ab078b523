/**
 * The rows of `vmstat -m` in five layouts, each a pattern on text with single blanks. The rows are
 * read from the right (sizes, Requests, HighUse, `…K`, InUse); what is left is the type's name,
 * which may hold blanks, digits and slashes.
 * Pinned: FreeBSD usr.bin/vmstat/vmstat.c domemstat_malloc() (6.x to 15),
 * sys/kern/kern_malloc.c sysctl_kern_malloc() (5.x), vmstat.c domem() (4.x).
 */
import { readSize } from '../text/numbers';

/** One row, unconverted. */
export interface MallocText {
  readonly era: string;
  readonly type: string;
  readonly inUse: string;
  readonly memory: string;
  readonly high?: string;
  readonly requests: string;
  readonly sizes: string;
  /** numbers of another row stood before the name */
  readonly rest: boolean;
}

const NAME = String.raw`^(?<type>(?=.{0,60}[A-Za-z])\S.{0,59}?)`;
const USE = String.raw`(?<use>-?\d{1,20})`;
const MEM = String.raw`(?<mem>-?\d{1,20}K)`;
const REQ = String.raw`(?<req>-?\d{1,20})`;
const SIZES = String.raw`(?: (?<sizes>\d[\dK,]{0,200}))?$`;
const HUMAN = String.raw`\d{1,5}(?:\.\d)?[KMGTPE]?`;

/** Tried in order; the first that matches a line names its era. */
const LAYOUTS: readonly (readonly [era: string, pattern: RegExp])[] = [
  ['m2', new RegExp(`${NAME} ${USE} ${MEM} - ${REQ}${SIZES}`)],
  [
    'm0',
    new RegExp(
      `${NAME} ${USE} ${MEM} ?(?<high>\\d{1,20}K) ?\\d{1,20}K ?${REQ} \\d{1,10} \\d{1,10}${SIZES}`,
    ),
  ],
  ['m1', new RegExp(`${NAME} ${USE} ${MEM} ?(?<high>\\d{1,20}K) ?${REQ}${SIZES}`)],
  ['m3', new RegExp(`${NAME} ${USE} ${MEM} ${REQ}${SIZES}`)],
];

const HUMANISED = new RegExp(
  `${NAME} (?<use>${HUMAN}) (?<mem>${HUMAN}B?) (?<req>${HUMAN})${SIZES}`,
);

/** Words of a header, marks and the numbers of a row that was cut off, in front of a type. */
const BEFORE: readonly RegExp[] = [
  // no name of a type holds another sign (sys/sys/malloc.h, MALLOC_DEFINE)
  /^.{0,60}(?:[^\w $*./-] ?|\. )/,
  // the word that grep looked for
  /^(?:.{0,60} )?(\S+) (?=\1$)/,
  /^[>*./-]+ /,
  /^(?:e?grep|head|tail) (?:-\w+ )?\S+ (?=\S)/,
  /^.{0,60}(?:^| )-?\d[\d,.K-]{0,60} (?=\S)/,
];

/** A type's name without what stands before it. */
const typeIn = (text: string): { readonly type: string; readonly rest: boolean } => {
  let type = text;
  for (const before of BEFORE) {
    const next = type.replace(before, '').trimStart();
    if (/[A-Za-z]/.test(next)) type = next;
  }
  return { type, rest: /\d/.test(text.slice(0, text.length - type.length)) };
};

const fromMatch = (era: string, m: RegExpExecArray): MallocText => {
  const g = m.groups ?? {};
  const base = {
    era,
    ...typeIn(g['type'] ?? ''),
    inUse: g['use'] ?? '',
    memory: g['mem'] ?? '',
    requests: g['req'] ?? '',
    sizes: g['sizes'] ?? '',
  };
  return g['high'] === undefined ? base : { ...base, high: g['high'] };
};

/** Whether a line holds a MemUse, then words, then another: two rows whose line end was lost. */
export const holdsTwoTypes = (text: string): boolean => {
  const first = text.search(/\dK /);
  if (first < 0) return false;
  const rest = text.slice(first + 2);
  const word = rest.search(/[A-JL-Za-z]/);
  return word >= 0 && /\d \d{1,12}K /.test(rest.slice(word));
};

/**
 * Reads one joined line.
 * @param humanised accept the layout of 14.3 and later, which has no K to know it by
 */
export const readMallocText = (text: string, humanised: boolean): MallocText | null => {
  if (text.length > 400 || holdsTwoTypes(text)) return null;
  for (const [era, pattern] of LAYOUTS) {
    const m = pattern.exec(text);
    if (m === null || (humanised && era === 'm3')) continue;
    return / \d+ \d+K/.test(m.groups?.['type'] ?? '') ? null : fromMatch(era, m);
  }
  if (!humanised) return null;
  const m = HUMANISED.exec(text);
  return m === null ? null : fromMatch('m4', m);
};

/** A row that stops before its last columns: name, InUse, perhaps MemUse and more. */
const CUT =
  /^(?=.{0,60}[A-Za-z])\S.{0,59}? -?\d{1,20} \d{1,20}(?:K?|K(?: -| ?\d{1,20}K){1,2}(?: ?\d{1,20}){0,2})$/;
/** Whether a line is the left part of a row. */
export const isCutRow = (text: string): boolean => text.length < 120 && CUT.test(text);

/** The rest of a row that was broken: an optional count, then sizes. */
export const isMallocTail = (text: string): boolean =>
  text.length < 300 && /^[\d,K -]+$/.test(text) && /\d/.test(text);

/** Bucket sizes of malloc(9): powers of two from 16 to 512 K, and 384 from 13 on. */
const isBucketSize = (n: number): boolean => {
  const LEAST = 16;
  const MOST = 512 * 1024;
  const ODD_ONE = 384;
  return n === ODD_ONE || (n >= LEAST && n <= MOST && Number.isInteger(Math.log2(n)));
};

/** The size list; `cut` where an entry is none of malloc's sizes. Cut entries are left out. */
export const readSizes = (text: string): { readonly sizes: number[]; readonly cut: boolean } => {
  const entries = text.split(',').filter((s) => s !== '');
  const sizes = entries.map((s) => readSize(s)?.value ?? 0);
  const good = sizes.filter(isBucketSize);
  return { sizes: good, cut: good.length < entries.length || text.endsWith(',') };
};

/** Header words without blanks, and the era. 5.x and 6.x differ by a blank only. */
const HEADERS: Readonly<Record<string, string>> = {
  'TypeInUseMemUseHighUseLimitRequestsLimitLimitSize(s)': 'm0',
  'TypeInUseMemUseHighUseRequestsSize(s)': 'm2',
  'TypeInUseMemUseRequestsSize(s)': 'm3',
  'TypeUseMemoryReqSize(s)': 'm4',
};

/** The era that a header names, null where the text is no whole header. */
export const mallocHeader = (compact: string, body: string): string | null => {
  if (!/^Type (?:InUse|Use) Mem/.test(compact)) return null;
  const era = HEADERS[compact.replace(/ /g, '')];
  if (era === undefined) return null;
  return era === 'm2' && /Type {2}InUse/.test(body) ? 'm1' : era;
};
