/**
 * Cuts a pasted text into lines and takes off what mail programs, forums and prompts put around
 * the output: quote marks, comment signs, fences, tags, no-break blanks. Every replacement keeps
 * its length, so that a column of the cleaned body is a column of the pasted line.
 * Simplified: entities are decoded only where they stand alone as `&gt;`, `&nbsp;` and the like;
 * quoted-printable only where the text clearly is so encoded.
 */

/** One line of the text with its cleaned body. */
export interface SourceLine {
  /** 1-based */
  readonly line: number;
  /** as pasted */
  readonly raw: string;
  /** without quote marks and tags; same length as `raw`, so columns agree */
  readonly body: string;
  /** `body` trimmed, runs of blanks made one: what most patterns are tried on */
  readonly compact: string;
  /** a `#` stood in front: a comment sign or root's prompt */
  readonly hash: boolean;
  /** a prompt sign `%` or `$` stood in front */
  readonly prompt: boolean;
  /** quoted-printable soft break: goes on in the next line without a blank */
  readonly soft: boolean;
  /** what cleaning did, bits of {@link BIT} */
  readonly mended: number;
}

/** A line longer than this is not the output of any tool that is read here. */
export const LONGEST_LINE = 16_384;

const blank = (s: string): string => ' '.repeat(s.length);
const padded = (to: string, s: string): string => to + ' '.repeat(s.length - to.length);

const ENTITIES: Readonly<Record<string, string>> = {
  '&gt;': '>',
  '&lt;': '<',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
};

/** Forum and HTML tags that stand inside pasted tables. XML of libxo is not touched. */
const TAGS =
  /\[\/?(?:b|i|u|code|quote|pre|size|color|font)(?:=[^\]\n]{0,40})?\]|<\/?(?:b|i|br|p|pre|code|tt|div|span|blockquote)(?: [^<>\n]{0,80})?\/?>/gi;

/** `>`, `>>`, `|`, initials before `>` as in `VG>`, any of them repeated, at the very start. */
const QUOTE = /^ *(?:[A-Za-z]{1,3}(?=>)|)(?:(?:>|\|(?= )) *)+/;

const FENCE = /^ *(?:```+|~~~+)[a-z]{0,12} *|```+ *$/;

const decodeSoft = (s: string): string =>
  s.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    padded(String.fromCharCode(Number.parseInt(hex, 16)), `=${hex}`),
  );

/** What cleaning did to a line, one bit each; the order is that of {@link MENDINGS}. */
export const BIT = {
  quotes: 1,
  marks: 2,
  tags: 4,
  entities: 8,
  blanks: 16,
  'quoted-printable': 32,
  fences: 64,
} as const;
export type Mending = keyof typeof BIT;

/** Takes one kind of dirt off a line. */
interface Step {
  readonly bit: number;
  /** cheap test whether there may be any */
  readonly may: (s: string) => boolean;
  readonly mend: (s: string) => string;
}

const STEPS: readonly Step[] = [
  {
    bit: BIT.blanks,
    may: () => true,
    mend: (s) => s.replace(/[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g, ' '),
  },
  {
    bit: BIT['quoted-printable'],
    may: (s) => s.includes('='),
    mend: (s) => decodeSoft(s.replace(/=$/, ' ')),
  },
  {
    bit: BIT.entities,
    may: (s) => s.includes('&'),
    mend: (s) =>
      s
        .replace(/&nbsp;/g, blank)
        .replace(/&(?:gt|lt|amp|quot|#39);/g, (e) => padded(ENTITIES[e] ?? '', e)),
  },
  {
    bit: BIT.tags,
    may: (s) => s.includes('[') || s.includes('<'),
    mend: (s) => s.replace(TAGS, blank),
  },
  {
    bit: BIT.fences,
    may: (s) => s.includes('```') || s.includes('~~~'),
    mend: (s) => s.replace(FENCE, blank).replace(FENCE, blank),
  },
];

/** A text on its way to being clean, with the bits of what was done and of what must not be. */
interface Cleaned {
  readonly text: string;
  readonly done: number;
}

const clean = (raw: string, quotedPrintable: boolean, skip: number): Cleaned => {
  let text = raw.replaceAll('\t', ' ');
  let done = 0;
  const off = skip | (quotedPrintable ? 0 : BIT['quoted-printable']);
  for (const { bit, may, mend } of STEPS) {
    if ((off & bit) !== 0 || !may(text)) continue;
    const next = mend(text);
    if (next !== text) done |= bit;
    text = next;
  }
  return { text, done };
};

/**
 * Comment signs: `# `, `// `, `* `. A hash is also root's prompt; the caller is told. A hash that
 * carries digits or letters right behind it (`#0 doadump`) is left alone.
 */
const MARK = /^( *)(#(?=$| )|\/\/(?= )|\/?\*+(?= )|[%$](?= ))/;

interface Unmarked {
  readonly body: string;
  /** the last mark that was taken off */
  readonly mark: string;
  readonly done: number;
}

const MOST_MARKS = 4;

/** A sign at the start that may be a mark, or initials before one. */
const MAY_MARK = /^ *(?:[A-Za-z]{0,3}>|[|#/*%$])/;

/** Takes quote marks and comment signs off, in whatever order they were put on. */
const unmark = (text: string, skip: number): Unmarked => {
  let body = text;
  let mark = '';
  let done = 0;
  for (let i = 0; i < MOST_MARKS && MAY_MARK.test(body); i += 1) {
    const signs = (skip & BIT.quotes) === 0 ? QUOTE.exec(body)?.[0] : undefined;
    const quoted = signs === undefined ? body : blank(signs) + body.slice(signs.length);
    if (quoted !== body) done |= BIT.quotes;
    const found = (skip & BIT.marks) === 0 ? MARK.exec(quoted) : null;
    const next = found === null ? quoted : blank(found[0]) + quoted.slice(found[0].length);
    if (next === body) break;
    if (found !== null) done |= BIT.marks;
    mark = found?.[2] ?? mark;
    body = next;
  }
  return { body, mark, done };
};

/** Only what tools print, and no sign at the start that cleaning would take off. */
const PLAIN = /^ *(?:[A-Za-z\d(_,.:+-][\w ,.:()+%/-]*)?$/;

interface Parts {
  readonly body: string;
  readonly mark: string;
  readonly soft: boolean;
  readonly mended: number;
}
const NOTHING: Parts = { body: '', mark: '', soft: false, mended: 0 };

/** A line that is cleaned when its body is asked for: most lines of a long table are read without. */
class CleanLine implements SourceLine {
  readonly line: number;
  readonly raw: string;
  private readonly how: Cleaning;
  private parts: Parts | undefined;
  private short: string | undefined;

  constructor(line: number, raw: string, how: Cleaning) {
    this.line = line;
    this.raw = raw;
    this.how = how;
    this.parts = undefined;
    this.short = undefined;
  }

  private get made(): Parts {
    this.parts ??= partsOf(this.raw, this.how.qp, this.how.skip(this.line - 1));
    return this.parts;
  }
  get body(): string {
    return this.made.body;
  }
  get soft(): boolean {
    return this.made.soft;
  }
  get mended(): number {
    return this.made.mended;
  }
  get compact(): string {
    this.short ??= squeezed(this.body);
    return this.short;
  }
  get hash(): boolean {
    return this.made.mark === '#';
  }
  get prompt(): boolean {
    const { mark } = this.made;
    return mark === '%' || mark === '$';
  }
}

const squeezed = (body: string): string => {
  const text = body.trim();
  return text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text;
};

/** How the lines of a text are cleaned. */
interface Cleaning {
  /** quoted-printable */
  readonly qp: boolean;
  readonly skip: (at: number) => number;
}

const partsOf = (raw: string, qp: boolean, skip: number): Parts => {
  if (raw.length > LONGEST_LINE) return NOTHING;
  if (PLAIN.test(raw)) return { body: raw, mark: '', soft: false, mended: 0 };
  const { text, done } = clean(raw, qp, skip);
  const { body, mark, done: marks } = unmark(text, skip);
  const soft = qp && (skip & BIT['quoted-printable']) === 0 && raw.endsWith('=');
  return { body, mark, soft, mended: done | marks };
};

/**
 * Cuts at CRLF, LF or CR, and at the CRCRLF of a text that was converted twice. A final line end does
 * not open another line.
 */
export const splitRaw = (text: string): string[] => {
  const raws = text.includes('\r') ? text.split(/\r{1,8}\n|\n|\r/) : text.split('\n');
  if (raws.at(-1) === '') raws.pop();
  return raws;
};

/** Quoted-printable breaks lines at 76; a table whose lines end in `=` there is so encoded. */
const QP_LEAST = 70;
const QP_SURE = 3;

const isQuotedPrintable = (raws: readonly string[]): boolean => {
  let soft = 0;
  let full = 0;
  let coded = 0;
  let declared = false;
  for (const raw of raws) {
    if (raw.length > LONGEST_LINE) continue;
    if (raw.startsWith('Content-T') && /^Content-Transfer-Encoding: quoted-p/i.test(raw))
      declared = true;
    if (!raw.includes('=')) continue;
    if (raw.endsWith('=')) soft += 1;
    if (raw.endsWith('=') && raw.length >= QP_LEAST) full += 1;
    if (/=(?:20|3D|A0|09)(?![0-9A-Za-z])|=3D/.test(raw)) coded += 1;
  }
  return declared || (soft >= 1 && coded >= 1) || (full >= QP_SURE && full === soft);
};

/**
 * All lines of a text. Never fails; the result has one entry per line of the text.
 * @param text decoded text with any line ends
 * @param skip by line (0-based), the bits of what must not be mended there
 */
export const sourceLines = (text: string, skip: (at: number) => number = () => 0): SourceLine[] => {
  const raws = splitRaw(text);
  const quotedPrintable = text.includes('=') && isQuotedPrintable(raws);
  const how: Cleaning = { qp: quotedPrintable, skip };
  return raws.map((raw, i) => new CleanLine(i + 1, raw, how));
};

/** A line by its number, of lines that stand one below the other. */
export const lineNumbered = (lines: readonly SourceLine[], n: number): SourceLine | undefined =>
  lines[n - (lines[0]?.line ?? 0)];

/** A letter or digit with no `>` near: cleaning takes no sign off in front of it. */
const AT_EDGE = /^[A-Za-z\d][^>]{3}/;

/** Blanks before the first character that is none; −1 where there is none. */
export const indentOf = (line: SourceLine): number =>
  // asked of every row of a long table, whose lines need no cleaning for it
  line.raw.length <= LONGEST_LINE && AT_EDGE.test(line.raw) ? 0 : line.body.search(/\S/);

/** Column (1-based) of the first character that is not blank. */
export const firstColumn = (line: SourceLine): number => line.body.search(/\S|$/) + 1;

/** Column (1-based) just behind the last character that is not blank. */
export const endColumn = (line: SourceLine): number => line.body.trimEnd().length + 1;

const WRAP_LEAST = 40;
const WRAP_MOST = 200;

/** The width of the longest lines, and how many lines have it. */
export interface Fold {
  /** 0 where lines are too short or too long to have been broken at one width */
  readonly width: number;
  readonly witnesses: number;
  /** of these, how many have only the rest of a row below */
  readonly tails: number;
}

/** No width at all. */
export const NO_FOLD: Fold = { width: 0, witnesses: 0, tails: 0 };

/** The width at which a terminal or `fold` may have broken lines in mid-word. */
export const findFold = (lines: readonly SourceLine[]): Fold => {
  let width = 0;
  let witnesses = 0;
  for (const { raw } of lines) {
    if (raw.length > width) {
      width = raw.length;
      witnesses = 1;
    } else if (raw.length === width) witnesses += 1;
  }
  if (width < WRAP_LEAST || width > WRAP_MOST) return NO_FOLD;
  let tails = 0;
  lines.forEach(({ raw }, i) => {
    const next = raw.length === width ? lines[i + 1]?.raw : undefined;
    if (next !== undefined && next.length < width && /^[^A-Za-z:]*\d[^A-Za-z:]*$/.test(next))
      tails += 1;
  });
  return { width, witnesses, tails };
};

/** Whether a line is as long as lines get here, so that its last word may go on in the next. */
export const isFull = (line: SourceLine, fold: Fold, leastWitnesses = 1): boolean =>
  line.soft ||
  (fold.width > 0 && line.raw.length === fold.width && fold.witnesses >= leastWitnesses);
