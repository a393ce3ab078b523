/**
 * The rows and the header of `vmstat -z`, on joined text: a name up to a colon that a number and
 * a comma follow, then numbers between commas. Names may hold colons, blanks, digits and commas.
 * Pinned: FreeBSD usr.bin/vmstat/vmstat.c domemstat_zone() and sys/vm/uma_core.c
 * sysctl_vm_zone() (6.2-RELEASE), sys/vm/vm_zone.c sysctl_vm_zone() (4.x).
 */

/** Digits of one row, unconverted. */
export interface ZoneText {
  readonly name: string;
  /** SIZE, LIMIT, USED, FREE, REQUESTS, then FAIL, SLEEP, XDOMAIN where the release has them */
  readonly fields: readonly string[];
  /** ends in a comma: more numbers belong to it */
  readonly open: boolean;
  /** offset behind the last number */
  readonly end: number;
  /** numbers of another row stood before the name */
  readonly rest: boolean;
}

/** MEMTYPE_MAXNAME of libmemstat is 32; the colon is not counted. */
const LONGEST_NAME = 36;
/** SIZE, LIMIT, USED, FREE, REQUESTS: what every release prints. */
export const LEAST_FIELDS = 5;
/** up to FAIL, SLEEP, XDOMAIN */
export const MOST_FIELDS = 8;

/** Only these names begin with a number and a blank; others end a row whose line was broken. */
const isName = (name: string): boolean =>
  name !== '' &&
  name.length <= LONGEST_NAME &&
  (!/^-?\d+[ ,]/.test(name) || /^\d+ (?:Bucket|pcpu)$/.test(name)) &&
  !/^[,-]/.test(name);

/** What is looked at of the text before a colon. */
const LONGEST_BEFORE = 80;

/** Words of a header, marks and the numbers of a row that was cut off, in front of a name. */
const BEFORE =
  /^(?:(?:ITEM|SIZE|LIMIT|USED|FREE|REQUESTS|FAILURES|REQ|FAIL|FAILSLEEP|SLEEP|XDOM|XDOMAIN)(?: |$)|(?:[#>|*`~"'\/,]+|[A-Za-z]{1,3}>) ?)+/;
const NUMBERS = /^.{0,80}(?:^| )-?\d[\d,]{0,40} (?=\S)/;

/** The word that grep looked for, then the name that it found. */
const TWICE = /^(?:.{0,60} )?(\S+) (?=\1$)/;

/** No name holds another sign, or a blank behind a colon (zone-names of the trees that were read). */
const ODD = /^.*(?:[^\w .:,/()+-]|:(?= )) ?/;

/** The end of a header whose start was cut off. */
const TAIL =
  /^[A-Z]{1,8} (?=(?:USED|FREE|REQ|FAIL|SLEEP|XDOM)[A-Z]* )|^(?:F?A?I?L?S?L?E?EP|P|X?D?O?M?A?IN|X?DOM|F?A?I?L?U?RES) /;

/** One word that is no word of a header: nothing stands before it. */
const WORD =
  /^(?!(?:ITEM|SIZE|LIMIT|USED|FREE|REQUESTS|FAILURES|REQ|FAIL|FAILSLEEP|SLEEP|XDOM|XDOMAIN)$)\w+$/;

/** A name without what stands before it; numbers there are what is left of another row. */
const nameIn = (text: string): { readonly name: string; readonly rest: boolean } => {
  if (WORD.test(text)) return { name: text, rest: false };
  const bare = text.replace(TAIL, '').replace(BEFORE, '').replace(TAIL, '');
  const name = bare.replace(TWICE, '').replace(ODD, '').replace(BEFORE, '');
  const odd = /\w/.test(bare.slice(0, bare.length - name.length));
  const cut = NUMBERS.exec(name)?.[0].length ?? 0;
  if (cut === 0) return { name, rest: odd };
  const last = name.slice(cut);
  // `16 Bucket`, `64 pcpu`: the number belongs to the name
  const own = /^(?:Bucket|pcpu)$/.test(last) ? (/\d+ $/.exec(name.slice(0, cut))?.[0] ?? '') : '';
  const rest = odd || name.length > own.length + last.length;
  return { name: (own + last).replace(BEFORE, ''), rest };
};

/** Whether nothing stands before the name in a text. */
export const isWholeName = (text: string): boolean => {
  if (WORD.test(text)) return true;
  const { name, rest } = nameIn(text);
  return name === text && !rest && isName(name);
};

const NAME_END = /: ?(?=-?\d{1,20} ?(?:,|$))/g;
const FIELD = / ?(-?\d{1,20})(?!\d) ?(,?)/y;

/** Numbers and commas only, as the rest of a wrapped row. */
export const isNumbersOnly = (s: string): boolean => /^[\d, -]+$/.test(s) && /\d/.test(s);

/**
 * All rows in one joined line, in order. Usually one; several where line ends were lost.
 * @param text compact text (single blanks)
 */
export const readZoneTexts = (text: string): ZoneText[] => {
  const rows: ZoneText[] = [];
  let from = 0;
  for (;;) {
    NAME_END.lastIndex = from;
    const colon = NAME_END.exec(text);
    if (colon === null) return rows;
    const { name, rest } = nameIn(
      text.slice(Math.max(from, colon.index - LONGEST_BEFORE), colon.index).trim(),
    );
    const fields: string[] = [];
    FIELD.lastIndex = NAME_END.lastIndex;
    let comma = true;
    while (comma && fields.length < MOST_FIELDS) {
      const m = FIELD.exec(text);
      if (m === null) break;
      fields.push(m[1] ?? '');
      comma = m[2] === ',';
      from = FIELD.lastIndex;
    }
    if (fields.length === 0) return rows;
    if (isName(name)) rows.push({ name, fields, open: comma, rest, end: from });
  }
};

/** Header words with their blanks removed, longest first, and the era they stand for. */
const HEADERS: readonly (readonly [words: string, era: string, fields: number])[] = [
  ['ITEMSIZELIMITUSEDFREEREQFAILSLEEPXDOMAIN', 'z5', 8],
  ['ITEMSIZELIMITUSEDFREEREQFAILSLEEPXDOM', 'z6', 8],
  ['ITEMSIZELIMITUSEDFREEREQFAILSLEEP', 'z4', 7],
  ['ITEMSIZELIMITUSEDFREEREQUESTSFAILURES', 'z3', 6],
  ['ITEMSIZELIMITUSEDFREEREQUESTS', 'z1', 5],
];

const ERA_FIELDS: ReadonlyMap<string, number> = new Map([
  ...HEADERS.map(([, era, fields]) => [era, fields] as const),
  ['z0', 5],
  ['z2', 5],
]);

/** Columns that a row of an era has. */
export const fieldsOfEra = (era: string): number => ERA_FIELDS.get(era) ?? 0;

/** 4.x leaves four blanks before USED, later releases five. */
const FOUR_BLANKS = /LIMIT {4}USED/;

/**
 * The era that a header names: `z0` … `z6`; `cut` where the header is one, but not whole;
 * null where the line is no header.
 * @param compact joined header
 * @param body the first line with its blanks
 */
export const headerEra = (compact: string, body: string): string | null => {
  if (!/(?:^|: )ITEM SIZE/.test(compact)) return null;
  const words = compact.slice(compact.indexOf('ITEM')).replace(/ /g, '');
  const known = HEADERS.find(([w]) => w === words);
  if (known === undefined) return 'cut';
  return known[1] === 'z1' && FOUR_BLANKS.test(body) ? 'z0' : known[1];
};

/** Whether a line may be the second half of a wrapped header: words of the header only. */
export const isHeaderTail = (compact: string): boolean =>
  compact.length <= LONGEST_TAIL &&
  /^[A-Z]+(?: [A-Z]+)*$/.test(compact) &&
  TAIL_WORDS.test(compact.replace(/ /g, ''));

/** `REQUESTS FAILURES`, `FAILSLEEP XDOMAIN`: no half of a header is longer. */
const LONGEST_TAIL = 60;
const TAIL_WORDS = /(?:STS|FAILURES|SLEEP|XDOMAIN|XDOM|REQUESTS|REQ|FAIL|S|N|URES|LURES|EEP)$/;
