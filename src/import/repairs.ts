/**
 * What was mended, as a list. Cleaning leaves bits at each line (text/lines.ts); neighbouring lines
 * with the same bit are one repair. An id names the kind and the first line, so it stays the same
 * when other repairs are left out, and can be handed back to leave this one out.
 */
import type { ReadOptions, Repair, RepairKind } from './types';
import { BIT, sourceLines } from './text/lines';
import type { Mending, SourceLine } from './text/lines';

const WORDS: Readonly<Record<Mending, string>> = {
  quotes: 'Quote marks at the start of the line were taken off.',
  marks: 'A comment sign or prompt at the start of the line was taken off.',
  tags: 'Tags of a forum or a page were taken out.',
  entities: 'Entities such as &gt; were turned into the signs that they stand for.',
  blanks: 'Blanks that do not break, or have no width, were made plain blanks.',
  'quoted-printable':
    'The text is quoted-printable: =XX was decoded, and = at a line end joins lines.',
  fences: 'Code fences were taken off.',
};

const MENDINGS = Object.keys(BIT) as Mending[];

/** The id of a repair. */
export const repairId = (kind: RepairKind, line: number): string => `${kind}:${line}`;

/** Runs of lines that the same mending was done to; empty lines do not end a run. */
export const mendings = (lines: readonly SourceLine[]): Repair[] => {
  const out: Repair[] = [];
  const all = lines.reduce((bits, l) => bits | l.mended, 0);
  for (const kind of MENDINGS) {
    if ((all & BIT[kind]) === 0) continue;
    let from = 0;
    let to = 0;
    const close = (): void => {
      if (from > 0)
        out.push({ id: repairId(kind, from), kind, lines: [from, to], what: WORDS[kind] });
      from = 0;
    };
    for (const { line, mended, raw } of lines) {
      if ((mended & BIT[kind]) !== 0) {
        if (from === 0) from = line;
        to = line;
      } else if (from > 0 && raw.trim() !== '') close();
    }
    close();
  }
  return out;
};

/** Lines of a text without the repairs that are to be left out, and what was mended in all. */
export const mendedLines = (
  text: string,
  { without = [] }: ReadOptions,
): { readonly lines: SourceLine[]; readonly repairs: Repair[] } => {
  const lines = sourceLines(text);
  // Without anything to leave out, lines are cleaned as they are read and looked at in the end.
  if (without.length === 0) return { lines, repairs: [] };
  const repairs = mendings(lines);
  const undone = repairs.filter((r) => without.includes(r.id));
  if (undone.length === 0) return { lines, repairs };
  const skip = (at: number): number =>
    undone
      .filter((r) => r.lines[0] <= at + 1 && at + 1 <= r.lines[1])
      .reduce((bits, r) => bits | BIT[r.kind as Mending], 0);
  return { lines: sourceLines(text, skip), repairs: repairs.filter((r) => !undone.includes(r)) };
};
