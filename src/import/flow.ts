/**
 * Text whose line ends were lost and that was broken anew elsewhere. Its lines are put together again
 * and cut where rows end; every piece keeps the line on which it begins.
 *
 *   line 7   0,   0 MAP:    240,   0,          piece 1 (line 7)  MAP: 240, 0, 3
 *   line 8   3 KMAP ENTRY:  120,   0, 27       piece 2 (line 8)  KMAP ENTRY: 120, 0, 27
 */
import type { Fold, SourceLine } from './text/lines';
import { BIT } from './text/lines';
import type { ReportBuilder } from './report-builder';
import { cutOneLine, withoutMarks } from './text/one-line';

/** A text cut into pieces. */
export interface Flow {
  readonly pieces: readonly string[];
  /** by piece, the index of its first line among the lines that were put together */
  readonly lineOf: readonly number[];
}

/** A number of a zone's row, MemUse, or the values of netstat -m. */
const ROW_SIGN = /\d, +\d|: +\d|\dK +|\d\/\d|\]: \d/;

/** Whether a line may hold a part of a row. */
export const mayHoldRow = ({ body }: SourceLine): boolean => ROW_SIGN.test(body);

/** Blanks that cleaning put in place of quote marks: what all marked lines begin with. */
const indentOf = (lines: readonly SourceLine[]): number => {
  let least = Infinity;
  for (const { body, mended } of lines) {
    if ((mended & (BIT.quotes | BIT.marks)) === 0) return 0;
    const lead = body.search(/\S/);
    if (lead >= 0 && lead < least) least = lead;
  }
  return Number.isFinite(least) ? least : 0;
};

const solid = (text: string): number => text.replace(/\s+/g, '').length;

/**
 * Puts lines together and cuts them where rows end.
 * @param glue whether a line of full width goes on without a blank
 */
export const flowOf = (lines: readonly SourceLine[], fold: Fold, glue: boolean): Flow => {
  const indent = indentOf(lines);
  const parts = lines.map((l) => {
    const text = withoutMarks(l.body.slice(indent));
    return glue && l.raw.length === fold.width ? text : `${text} `;
  });
  // A blank between two lines, and no second one: a run of blanks is where a line began.
  for (let i = 1; i < parts.length; i += 1) {
    const before = parts[i - 1] ?? '';
    if (/^ \S/.test(parts[i] ?? '') && before.endsWith(' ') && !before.endsWith('  '))
      parts[i - 1] = before.slice(0, -1);
  }
  const pieces = cutOneLine(parts.join(''));
  // What is cut changes blanks only, so a piece is found again by the signs before it.
  const ends: number[] = [];
  let count = 0;
  for (const part of parts) ends.push((count += solid(part)));
  let at = 0;
  let seen = 0;
  const lineOf = pieces.map((piece) => {
    while (at < ends.length - 1 && (ends[at] ?? 0) <= seen) at += 1;
    seen += solid(piece);
    return at;
  });
  return { pieces, lineOf };
};

/** Parts of rows from which a table is taken for broken. */
const MANY = 2;
/** Lines that a broken table may have. */
const MOST_RUN = 2000;
/** Lines read between two that were not, in a table that was broken anew. */
const MOST_GOOD = 2;

/** Where some lines in a row hold parts of rows that nobody read, with what is around them. */
export const brokenRuns = (
  lines: readonly SourceLine[],
  builder: ReportBuilder,
): (readonly [at: number, count: number])[] => {
  const runs: (readonly [number, number])[] = [];
  let from = -1;
  let to = -1;
  let signs = 0;
  const close = (): void => {
    to = from < 0 ? to : builder.endOfJoin(from, to);
    if (signs >= MANY && to - from <= MOST_RUN) runs.push([from, to - from]);
    from = -1;
    signs = 0;
  };
  const skipped = new Set(
    builder.diagnostics.filter((d) => d.done === 'skipped').map((d) => d.line - 1),
  );
  lines.forEach((line, i) => {
    const fate = builder.fateOf(i);
    // By far the most lines of a long text are rows as printed, far from any that was not read.
    if (from < 0 && fate === 'understood' && !skipped.has(i)) return;
    const isBlank = line.raw.trim() === '';
    if (isBlank || (from >= 0 && i - to > MOST_GOOD)) close();
    if (isBlank) return;
    if (fate !== 'prose' && fate !== 'diagnostic' && !skipped.has(i)) return;
    if (from < 0) from = i;
    to = i + 1;
    if (mayHoldRow(line)) signs += 1;
  });
  close();
  return runs;
};
