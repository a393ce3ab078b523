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

const clean = (raw: string, quotedPrintable: boolean): string => {
  let s = raw.replace(/[\t\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g, ' ');
  if (quotedPrintable) s = decodeSoft(s.replace(/=$/, ' '));
  if (s.includes('&')) {
    s = s.replace(/&nbsp;/g, blank);
    s = s.replace(/&(?:gt|lt|amp|quot|#39);/g, (e) => padded(ENTITIES[e] ?? '', e));
  }
  if (s.includes('[') || s.includes('<')) s = s.replace(TAGS, blank);
  if (s.includes('```') || s.includes('~~~')) s = s.replace(FENCE, blank).replace(FENCE, blank);
  return s;
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
}

const MOST_MARKS = 4;

/** Takes quote marks and comment signs off, in whatever order they were put on. */
const unmark = (text: string): Unmarked => {
  let body = text;
  let mark = '';
  for (let i = 0; i < MOST_MARKS; i += 1) {
    const quoted = body.replace(QUOTE, blank);
    const found = MARK.exec(quoted);
    const next = found === null ? quoted : blank(found[0]) + quoted.slice(found[0].length);
    if (next === body) break;
    mark = found?.[2] ?? mark;
    body = next;
  }
  return { body, mark };
};

const makeLine = (raw: string, line: number, quotedPrintable: boolean): SourceLine => {
  if (raw.length > LONGEST_LINE)
    return { line, raw, body: '', compact: '', hash: false, prompt: false, soft: false };
  const { body, mark } = unmark(clean(raw, quotedPrintable));
  return {
    line,
    raw,
    body,
    compact: body.trim().replace(/ {2,}/g, ' '),
    hash: mark === '#',
    prompt: mark === '%' || mark === '$',
    soft: quotedPrintable && raw.endsWith('='),
  };
};

/** Cuts at CRLF, LF or CR. A final line end does not open another line. */
export const splitRaw = (text: string): string[] => {
  const raws = text.split(/\r\n|\n|\r/);
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
    if (raw.endsWith('=')) soft += 1;
    if (raw.endsWith('=') && raw.length >= QP_LEAST) full += 1;
    if (/=(?:20|3D|A0|09)(?![0-9A-Za-z])|=3D/.test(raw)) coded += 1;
    if (/^Content-Transfer-Encoding: quoted-p/i.test(raw)) declared = true;
  }
  return declared || (soft >= 1 && coded >= 1) || (full >= QP_SURE && full === soft);
};

/**
 * All lines of a text. Never fails; the result has one entry per line of the text.
 * @param text decoded text with any line ends
 */
export const sourceLines = (text: string): SourceLine[] => {
  const raws = splitRaw(text);
  const quotedPrintable = isQuotedPrintable(raws);
  return raws.map((raw, i) => makeLine(raw, i + 1, quotedPrintable));
};

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
}

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
  return width >= WRAP_LEAST && width <= WRAP_MOST
    ? { width, witnesses }
    : { width: 0, witnesses: 0 };
};

/** Whether a line is as long as lines get here, so that its last word may go on in the next. */
export const isFull = (line: SourceLine, fold: Fold, leastWitnesses = 1): boolean =>
  line.soft ||
  (fold.width > 0 && line.raw.length === fold.width && fold.witnesses >= leastWitnesses);
