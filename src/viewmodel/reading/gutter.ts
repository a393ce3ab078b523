/**
 * The pasted text line by line: what became of each, which lines belong together, prose folded
 * away. Only a window of the rows is drawn, so that a text of any length can be walked.
 */
import type { KernelReport, LineFate, LineReading } from '../../import';
import type { Note, Notes } from './notes';

/** Where a line stands in a row that a mailer had broken. */
export type Join = 'first' | 'middle' | 'last';

export interface GutterLine {
  readonly kind: 'line';
  readonly line: number;
  readonly text: string;
  readonly fate: LineFate;
  /** a head of a table: long, and cut rather than broken */
  readonly isHead: boolean;
  readonly join?: Join;
  /** first line of its row; the line itself where it stands alone */
  readonly row: number;
  readonly note?: Note;
}
export interface GutterFold {
  readonly kind: 'fold';
  /** first line that it hides, and its name */
  readonly line: number;
  readonly count: number;
  readonly isOpen: boolean;
}
export type GutterRow = GutterLine | GutterFold;

/** Name of a row within its gutter: `l32`, `f42`. */
export const rowKey = (row: GutterRow): string =>
  `${row.kind === 'line' ? 'l' : 'f'}${String(row.line)}`;

/** Lines in the order of the text; a run of prose long enough to fold is one entry. */
export type GutterEntry =
  GutterLine | { readonly kind: 'prose'; readonly lines: readonly GutterLine[] };

/** Shorter runs of prose stand as they are. */
const FOLD_FROM = 3;

const joinOf = (lines: readonly LineReading[], i: number): Join | undefined => {
  const to = lines[i]?.joinedTo;
  if (to === undefined) return undefined;
  const before = lines[i - 1]?.joinedTo === to;
  const after = lines[i + 1]?.joinedTo === to;
  if (before) return after ? 'middle' : 'last';
  return after ? 'first' : undefined;
};

/** Blanks that a row of a table can lose between two cells, so that it fits beside its note. */
const SPARE = 2;
const SPARE_RUN = /(?<=\S) {3,}(?=\S)/g;

/** Marks of a quoted mail; what was understood is shown without them. */
const QUOTE = /^(?:[>|] ?)+(?=\S|\s)/;

/** What was read, without quote marks; a row of a table with its cells moved together evenly. */
const tightened = (l: LineReading): string => {
  if (l.fate === 'prose') return l.text;
  const bare = l.text.replace(QUOTE, '');
  const as = l.as ?? '';
  if (/^(?:panic|sysctl|top|command)/.test(as)) return bare.trimStart();
  return /^(?:zone|malloc|header)/.test(as)
    ? bare.replace(SPARE_RUN, (run) => run.slice(SPARE))
    : bare;
};

/** A text has tens of thousands of lines and a screen some hundred: what is drawn is made then. */
class Line implements GutterLine {
  readonly kind = 'line';
  readonly line: number;
  readonly fate: LineFate;
  readonly isHead: boolean;
  readonly row: number;
  readonly join?: Join;
  readonly note?: Note;
  readonly isBlank: boolean;
  private readonly of: LineReading;

  constructor(of: LineReading, row: number, join: Join | undefined, note: Note | undefined) {
    this.of = of;
    this.line = of.line;
    this.fate = of.fate;
    this.isHead = of.as === 'header';
    this.row = row;
    // only what nobody read may be blank
    this.isBlank = of.fate === 'prose' && of.text.trim() === '';
    if (join !== undefined) this.join = join;
    if (note !== undefined) this.note = note;
  }

  get text(): string {
    return tightened(this.of);
  }
}

const makeLine = (lines: readonly LineReading[], i: number, notes: Notes): Line | null => {
  const l = lines[i];
  if (l === undefined) return null;
  const join = joinOf(lines, i);
  const row = l.joinedTo ?? l.line;
  // The broken end of a row is short: its note finds room there.
  const note = join === undefined || join === 'last' ? notes.get(row) : undefined;
  return new Line(l, row, join, note);
};

/** All entries of a text. Runs of empty lines carry nothing and are left out. */
export const gutterEntries = (report: KernelReport, notes: Notes): readonly GutterEntry[] => {
  const entries: GutterEntry[] = [];
  let run: Line[] = [];
  const flush = (): void => {
    const words = run.filter((l) => !l.isBlank);
    if (words.length >= FOLD_FROM) entries.push({ kind: 'prose', lines: run });
    else entries.push(...words);
    run = [];
  };
  report.lines.forEach((l, i) => {
    const made = makeLine(report.lines, i, notes);
    if (made === null) return;
    if (l.fate === 'prose') run.push(made);
    else {
      flush();
      entries.push(made);
    }
  });
  flush();
  return entries;
};

/** The rows to draw, with the folds that are open unfolded. */
export const gutterRows = (
  entries: readonly GutterEntry[],
  open: ReadonlySet<number>,
): readonly GutterRow[] =>
  entries.flatMap((e): readonly GutterRow[] => {
    if (e.kind === 'line') return [e];
    const line = e.lines[0]?.line ?? 0;
    const isOpen = open.has(line);
    const fold: GutterFold = { kind: 'fold', line, count: e.lines.length, isOpen };
    return isOpen ? [fold, ...e.lines] : [fold];
  });

/** The fold that hides a line, where one does. */
export const foldOf = (entries: readonly GutterEntry[], line: number): number | null => {
  const fold = entries.find((e) => e.kind === 'prose' && e.lines.some((l) => l.line === line));
  return fold?.kind === 'prose' ? (fold.lines[0]?.line ?? null) : null;
};

/** Rows drawn at first, and by how many more a step reveals. */
export const WINDOW = 160;
/** Rows drawn at most: those that were left behind are dropped. */
const MOST_DRAWN = 8 * WINDOW;

export interface RowWindow {
  readonly from: number;
  /** exclusive */
  readonly to: number;
}
export const FIRST_WINDOW: RowWindow = { from: 0, to: WINDOW };

/** The window that shows a row: the present one where it does, else one around it. */
export const windowAt = (w: RowWindow, index: number): RowWindow => {
  if (index >= w.from && index < w.to) return w;
  const from = Math.max(0, index - WINDOW / 2);
  return { from, to: from + WINDOW };
};
export const earlier = (w: RowWindow): RowWindow => {
  const from = Math.max(0, w.from - WINDOW);
  return { from, to: Math.min(w.to, from + MOST_DRAWN) };
};
export const later = (w: RowWindow): RowWindow => {
  const to = w.to + WINDOW;
  return { from: Math.max(w.from, to - MOST_DRAWN), to };
};

/** Index of the row of a line; of the nearest before it where it is an empty line. */
export const indexOfLine = (rows: readonly GutterRow[], line: number): number => {
  const exact = rows.findIndex((r) => r.kind === 'line' && r.line === line);
  if (exact >= 0) return exact;
  return Math.max(
    0,
    rows.findLastIndex((r) => r.line <= line),
  );
};

/** How many lines had which fate, for the heading. */
export const countFates = (report: KernelReport): Readonly<Record<LineFate, number>> => {
  const counts = { understood: 0, joined: 0, prose: 0, diagnostic: 0 };
  for (const l of report.lines) counts[l.fate] += 1;
  return counts;
};
