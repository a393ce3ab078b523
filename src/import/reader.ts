/**
 * What a reader is. A reader knows one kind of output; the loop in read-text.ts asks the readers
 * of a set in turn at each line that is not yet read, and the first that takes it wins.
 */
import type { Diagnostic } from '../base/diagnostic';
import type { Block, BlockKind } from './types';
import type { Command } from './text/command';
import { isFull } from './text/lines';
import type { Fold, SourceLine } from './text/lines';

/** The row type of a kind of block. */
export type RowOf<K extends BlockKind> = Extract<Block, { kind: K }>['rows'][number];

/** Rows of one kind, as a reader hands them over. */
export type Part = {
  [K in BlockKind]: { readonly kind: K; readonly rows: readonly RowOf<K>[] };
}[BlockKind];

/** What is known at a line from the lines before it. */
export interface Context {
  /** the last command, while nothing but output has followed it */
  readonly command: Command | undefined;
  /** width at which lines may have been broken in mid-word */
  readonly fold: Fold;
  /** kind read on the line directly before, null after prose or an empty line */
  readonly touching: BlockKind | null;
  /** kind of the open block (empty lines do not end it) */
  readonly open: BlockKind | null;
  /** era that the header of the open block named, '' without header */
  readonly head: string;
}

/** A place in the text. */
export interface Cursor {
  readonly lines: readonly SourceLine[];
  /** index into `lines` */
  readonly at: number;
  readonly context: Context;
}

/** What a reader took. */
export interface Taken {
  /** lines consumed, at least 1 */
  readonly count: number;
  /** short word for the gutter */
  readonly as: string;
  /** block that the lines belong to; null for lines that belong to none */
  readonly kind: BlockKind | null;
  readonly parts: readonly Part[];
  /** era named by a header; a header after rows opens another block */
  readonly head?: string;
  readonly diagnostics?: readonly Diagnostic[];
  /** the lines hold no row, only something to complain about */
  readonly failed?: boolean;
  /** the lines are output that was understood and that holds no row */
  readonly rowless?: boolean;
  /** recognised and left alone on purpose */
  readonly prose?: boolean;
}

/** What a reader decides once a whole block is there. */
export interface Finished {
  readonly era: string;
  /** lines whose rows are withdrawn, each with what was wrong; no message = quietly prose */
  readonly rejected?: readonly { readonly line: number; readonly diagnostic?: Diagnostic }[];
  readonly diagnostics?: readonly Diagnostic[];
}

/** A whole block, before it is closed. */
export interface Draft {
  readonly kind: BlockKind;
  /** `''` without header */
  readonly head: string;
  readonly command: Command | undefined;
  readonly parts: readonly Part[];
  readonly lines: readonly SourceLine[];
}

/** One entry of the registry. */
export interface Reader {
  /** kind of block; `libxo` and `ddb` yield blocks of several kinds, `umastat` zones */
  readonly id: BlockKind | 'libxo' | 'umastat' | 'ddb';
  readonly title: string;
  /** cheap test whether `parse` is worth asking at this line; may say yes too often */
  readonly sniff: (line: SourceLine, context: Context) => boolean;
  /** reads from the cursor on; null where the line is not this reader's */
  readonly parse: (cursor: Cursor) => Taken | null;
  /** a few lines of real output, shown as a sample and used in the tests */
  readonly example: string;
  /** settles the era of a closed block; without it the era is the header's or `unknown` */
  readonly finish?: (draft: Draft) => Finished;
}

/** Tables that stand for others, and remarks on them. */
export interface Gathered {
  readonly blocks: readonly Block[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Who reads a text. */
export interface ReaderSet {
  /** in the order in which they are asked */
  readonly readers: readonly Reader[];
  /**
   * looks at all blocks at the end: what several of them say together
   * @param told lines of which something was said
   */
  readonly gather: (blocks: readonly Block[], told: ReadonlySet<number>) => Gathered;
}

/** All rows of one kind in a draft. */
export const rowsOf = <K extends BlockKind>(draft: Draft, kind: K): RowOf<K>[] =>
  // Most tables are one part.
  draft.parts.length === 1 && draft.parts[0]?.kind === kind
    ? (draft.parts[0].rows as RowOf<K>[])
    : draft.parts.flatMap((p) => (p.kind === kind ? (p.rows as readonly RowOf<K>[]) : []));

/**
 * The ways in which a line and the next may belong together: with a blank where a mailer broke at
 * a blank, without one where a terminal broke at its width (tried first where the line is full).
 */
export const joins = (cursor: Cursor, text: string, next: SourceLine): readonly string[] => {
  const { lines, at, context } = cursor;
  const glued = text + next.compact;
  const spaced = `${text} ${next.compact}`;
  const line = lines[next.line - 2] ?? lines[at];
  if (line === undefined) return [spaced];
  if (line.soft) return line.raw.endsWith(' =') ? [spaced] : [glued, spaced];
  // A blank at the very end of a full line was a blank between two words.
  return isFull(line, context.fold) && !line.raw.endsWith(' ') ? [glued, spaced] : [spaced];
};

/**
 * Reads one line alone, then joined with one, then two further lines, and takes the first that fits.
 * @param read the row, or null where the text is not a whole row
 */
export const readJoined = <T>(
  cursor: Cursor,
  read: (text: string) => T | null,
  mayJoin: (next: SourceLine, text: string) => boolean,
): { readonly value: T; readonly count: number } | null => {
  const first = cursor.lines[cursor.at];
  if (first === undefined) return null;
  const alone = read(first.compact);
  if (alone !== null) return { value: alone, count: 1 };
  let texts: readonly string[] = [first.compact];
  for (let count = 2; count <= MOST_JOINED; count += 1) {
    const next = cursor.lines[cursor.at + count - 1];
    if (next === undefined || next.compact === '' || next.compact.length > LONGEST_TAIL)
      return null;
    const before = texts;
    if (!mayJoin(next, before[0] ?? '')) return null;
    texts = before.flatMap((t) => joins(cursor, t, next));
    for (const text of texts) {
      const value = read(text);
      if (value !== null) return { value, count };
    }
  }
  return null;
};

const MOST_JOINED = 3;
const LONGEST_TAIL = 240;
