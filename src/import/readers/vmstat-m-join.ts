/**
 * Puts the lines of a row of `vmstat -m` together: a mailer breaks it before the sizes, a terminal
 * anywhere. Sizes grow, and stand two blanks behind Requests; what does not fit is left on its line.
 */
import { joins } from '../reader';
import type { Cursor } from '../reader';
import { isFull } from '../text/lines';
import type { Fold, SourceLine } from '../text/lines';
import { isCutRow, isMallocTail, readMallocText, readSizes } from './vmstat-m-rows';
import type { MallocText } from './vmstat-m-rows';

/** Types stand right in a column this wide. */
export const TYPE_COLUMN = 13;

const MOST_LINES = 4;

/** A row, and the lines that it takes. */
interface Gathered {
  readonly text: MallocText;
  readonly count: number;
}

/** The first joined text that is a row; a longer one replaces `best` only with a whole size list. */
const better = (
  texts: readonly string[],
  humanised: boolean,
  best: MallocText | null,
): MallocText | null => {
  for (const t of texts) {
    const read = readMallocText(t, humanised);
    if (read === null) continue;
    const { sizes, cut } = readSizes(read.sizes);
    // the kernel lists sizes as they grow
    if (best !== null && sizes.some((n, i) => n <= (sizes[i - 1] ?? 0))) continue;
    const broken = cut && !read.sizes.endsWith(',');
    if (best === null || best.sizes === '' || !broken) return read;
  }
  return null;
};

/** Blanks around the end of a line: two stand before the sizes, and a mailer takes them out. */
const gapOf = (last: SourceLine, next: SourceLine, full: boolean): number =>
  (full ? last.body.length - last.body.trimEnd().length : 0) + next.body.search(/\S/);
const MOST_GAP = 2;

/** Whether `next` may hold the rest of the row read so far, whose last line is `last`. */
const mayGoOn = (
  first: string,
  best: Gathered | null,
  [last, next]: readonly [SourceLine, SourceLine],
  fold: Fold,
): boolean => {
  if (!isMallocTail(next.compact)) return false;
  if (best === null) return isCutRow(first);
  const full = isFull(last, fold);
  const { sizes } = best.text;
  if (sizes === '' && next.mended === 0 && gapOf(last, next, full) > MOST_GAP) return false;
  if ((sizes === '' || sizes.endsWith(',') || full) && /^,?\d[\d,K]*$/.test(next.compact))
    return true;
  // the end of Requests, then the sizes
  return full && sizes === '' && /^\d{1,10} [\d,K]+$/.test(next.compact);
};

/**
 * A line broken within the name: a row that begins at the left edge though its name is shorter than
 * the column, below a word that nobody else took.
 */
const brokenName = ({ lines, at, context }: Cursor): string | null => {
  const [first, next] = [lines[at], lines[at + 1]];
  if (first === undefined || next === undefined || context.touching !== 'vmstat-m') return null;
  if (!/^[A-Za-z][\w/]*(?: [A-Za-z][\w/]*)?$/.test(first.compact)) return null;
  const name = /^ ?([A-Za-z][\w /]*?) {2,}\d+ +\d+K /.exec(next.raw)?.[1];
  return name !== undefined && name.length < TYPE_COLUMN
    ? `${first.compact} ${next.compact}`
    : null;
};

/**
 * The row at the cursor with the broken-off rest of it, where one follows.
 * @param humanised accept the layout of 14.3 and later
 */
export const gather = (cursor: Cursor, humanised: boolean): Gathered | null => {
  const broken = brokenName(cursor);
  let texts: readonly string[] = [broken ?? cursor.lines[cursor.at]?.compact ?? ''];
  let best: Gathered | null = null;
  for (let n = broken === null ? 1 : 2; n <= MOST_LINES; n += 1) {
    const read = better(texts, humanised, best?.text ?? null);
    if (read !== null) best = { text: read, count: n };
    const last = cursor.lines[cursor.at + n - 1];
    const next = cursor.lines[cursor.at + n];
    if (
      last === undefined ||
      next === undefined ||
      !mayGoOn(texts[0] ?? '', best, [last, next], cursor.context.fold)
    )
      break;
    const list = best !== null && best.text.sizes === '' && !readSizes(next.compact).cut;
    texts = texts.flatMap((t) =>
      list && !t.endsWith(',')
        ? // a whole list behind a row without one: its line was broken at the blank
          [`${t} ${next.compact}`, t + next.compact]
        : t.endsWith(',') || next.compact.startsWith(',')
          ? [t + next.compact]
          : [...joins({ ...cursor, at: cursor.at + n - 1 }, t, next)],
    );
  }
  return best;
};
