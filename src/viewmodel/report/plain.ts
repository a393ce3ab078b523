/** Plain text of 80 columns: wrapped sentences, and tables whose columns are as wide as they must be. */

/** Columns of a mailing list's line. */
export const WIDTH = 80;

/**
 * Breaks at blanks so that no line is longer than `width`; a word that is longer stands by itself.
 * @param first before the first line
 * @param rest before every other, by default blanks as wide as `first`
 */
export const wrap = (
  text: string,
  first = '',
  rest = ' '.repeat(first.length),
  width = WIDTH,
): string[] => {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(line);
  return lines.map((l) => l.trimEnd());
};

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** figures stand at the right */
  readonly right?: boolean;
  /** longest text; what is longer is cut and ends in `…` */
  readonly most?: number;
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** Lines of a table, head first, two blanks between columns. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] => {
  const all = [columns.map((c) => c.head), ...rows].map((row) =>
    columns.map((c, i) => cut(row[i] ?? '', c.most ?? WIDTH)),
  );
  const widths = columns.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  return all.map((row) =>
    columns
      .map((c, i) => {
        const [text, width] = [row[i] ?? '', widths[i] ?? 0];
        return c.right === true ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
};
