/**
 * Collects what the readers take into blocks and into one fate per line. A block goes on over empty
 * lines and ends at prose, at a command, at rows of another kind or at a second header.
 */
import type { Diagnostic } from '../base/diagnostic';
import type { AwkSum, Block, BlockKind, KernelReport, LineFate, LineReading } from './types';
import type { Draft, Part, Reader, ReaderSet, Taken } from './reader';
import type { Command } from './text/command';
import type { SourceLine } from './text/lines';

interface OpenBlock {
  readonly kind: BlockKind;
  head: string;
  readonly command: Command | undefined;
  readonly parts: Part[];
  readonly from: number;
  to: number;
  rows: number;
  /** the part that single rows are added to */
  run?: Part;
  readonly fromDump: boolean;
}

/** Never changed, only put in place of another: unread lines, and rows of one name, share theirs. */
interface Fate {
  readonly fate: LineFate;
  /** a row and nothing else, as printed */
  readonly plain: boolean;
  readonly as?: string;
  readonly joinedTo?: number;
}

const UNREAD: Fate = { fate: 'prose', plain: false };

/** A block without the check that its rows fit its kind; `Part` has seen to that. */
const makeBlock = (open: OpenBlock, rows: readonly unknown[], era: string): Block =>
  ({
    kind: open.kind,
    era,
    lines: [open.from, open.to],
    rows,
    ...(open.command === undefined ? {} : { command: open.command.text }),
    fromDump: open.fromDump,
  }) as unknown as Block;

/** A report whose lines are counted from elsewhere; columns are lost. */
export const movedTo = (report: KernelReport, to: (line: number) => number): KernelReport => ({
  ...report,
  blocks: report.blocks.map(
    (b) =>
      ({
        ...b,
        lines: [to(b.lines[0]), to(b.lines[1])],
        rows: b.rows.map((r) => ({ ...r, line: to(r.line) })),
      }) as unknown as Block,
  ),
  sums: report.sums.map((s) => ({ ...s, line: to(s.line) })),
  diagnostics: report.diagnostics.map((d) => ({ ...d, line: to(d.line), column: 1 })),
});

const keepOnly = <T>(list: T[], wanted: (item: T) => boolean): void => {
  list.splice(0, list.length, ...list.filter(wanted));
};

/** A block without some of its rows. */
const without = (block: Block, keep: (row: { readonly line: number }) => boolean): Block =>
  block.rows.every(keep)
    ? block
    : ({
        ...block,
        rows: (block.rows as readonly { readonly line: number }[]).filter(keep),
      } as unknown as Block);

export class ReportBuilder {
  readonly blocks: Block[] = [];
  readonly sums: AwkSum[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly fates: Fate[];
  private readonly lines: readonly SourceLine[];
  private readonly readers: readonly Reader[];
  /** the text is crashinfo's core.txt: its tables come from the dump it names */
  private readonly coreText: boolean;
  private open: OpenBlock | null = null;
  /** of plain rows, by their names */
  private readonly rowFates = {
    zone: new Map<string, Fate>(),
    'malloc type': new Map<string, Fate>(),
  };

  constructor(lines: readonly SourceLine[], coreText: boolean, readers: readonly Reader[]) {
    this.lines = lines;
    this.readers = readers;
    this.coreText = coreText;
    this.fates = lines.map(() => UNREAD);
  }

  get openKind(): BlockKind | null {
    return this.open?.kind ?? null;
  }

  get openHead(): string {
    return this.open?.head ?? '';
  }

  /** Marks `count` lines from index `at` as read together. */
  mark(at: number, count: number, as: string): void {
    const end = Math.min(at + count, this.fates.length);
    for (let i = at; i < end; i += 1) {
      const plain = this.isPlain(i);
      this.fates[i] =
        count > 1
          ? { fate: 'joined', plain, as, joinedTo: at + 1 }
          : { fate: 'understood', plain, as };
    }
  }

  /** Adds one row on one line to the open block, whose kind it has. */
  addRow(at: number, what: 'zone' | 'malloc type', name: string, row: unknown): void {
    const known = this.rowFates[what];
    let fate = known.get(name);
    if (fate === undefined) {
      fate = { fate: 'understood', plain: true, as: `${what} ${name}` };
      known.set(name, fate);
    }
    this.fates[at] = fate;
    this.addToRun(at + 1, row);
  }

  /** The same for a row that was broken over some lines. */
  addWrapped(at: number, count: number, as: string, row: unknown): void {
    this.mark(at, count, as);
    this.addToRun(at + count, row);
  }

  private addToRun(to: number, row: unknown): void {
    const { open } = this;
    if (open === null) return;
    open.to = to;
    open.rows += 1;
    const last = open.parts.at(-1);
    if (last !== undefined && last === open.run) (last.rows as unknown[]).push(row);
    else {
      open.run = { kind: open.kind, rows: [row] } as unknown as Part;
      open.parts.push(open.run);
    }
  }

  /** Takes back what was read of some lines, so that they can be read anew. */
  withdraw(at: number, count: number): void {
    const outside = ({ line }: { readonly line: number }): boolean =>
      line <= at || line > at + count;
    keepOnly(this.diagnostics, outside);
    keepOnly(this.sums, outside);
    const blocks = this.blocks.map((b) => without(b, outside));
    this.blocks.splice(0, this.blocks.length, ...blocks.filter((b) => b.rows.length > 0));
    for (let i = at; i < at + count; i += 1) this.fates[i] = UNREAD;
  }

  /** Rows that were read of some lines. */
  rowsWithin(at: number, count: number): number {
    let n = 0;
    for (const b of this.blocks)
      for (const { line } of b.rows) if (line > at && line <= at + count) n += 1;
    return n;
  }

  /** Index behind the lines that carry on what was read up to index `to`. */
  endOfJoin(from: number, to: number): number {
    let end = to;
    for (
      let first = this.fates[end]?.joinedTo;
      first !== undefined && first > from && first <= to;
      first = this.fates[end]?.joinedTo
    )
      end += 1;
    return end;
  }

  /** What became of a line so far. */
  fateOf(at: number): LineFate {
    return this.fates[at]?.fate ?? 'prose';
  }

  /** Whether a line was read at first glance: it is a row as printed. */
  isPlain(at: number): boolean {
    return this.fates[at]?.plain === true;
  }

  /** What a line was read as; empty where it was not read. */
  wordOf(at: number): string {
    return this.fates[at]?.as ?? '';
  }

  /** Whether nobody took the line, and nothing was said of it. */
  isProse(at: number): boolean {
    return this.fates[at]?.fate === 'prose';
  }

  /** Says of a line that it was not read. */
  failLine(at: number, diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
    this.fail(at, 1, 'unread row');
    if (at < this.fates.length)
      this.fates[at] = { fate: 'diagnostic', plain: this.isPlain(at), as: 'unread row' };
  }

  /**
   * Adds what was read of lines that had been put together and cut anew.
   * @param report its lines count from the first of these lines
   */
  addInner(at: number, count: number, report: KernelReport, as: string): void {
    this.close();
    const moved = movedTo(report, (line) => line + at);
    this.blocks.push(...moved.blocks);
    this.sums.push(...moved.sums);
    this.diagnostics.push(...moved.diagnostics);
    this.mark(at, count, as);
  }

  /** Adds what a reader took at index `at`. */
  add(at: number, taken: Taken, command: Command | undefined): void {
    if (taken.prose === true) return;
    this.diagnostics.push(...(taken.diagnostics ?? []));
    if (taken.failed === true) {
      this.fail(at, taken.count, taken.as);
      if (this.open !== null && this.open.kind === taken.kind) this.open.to = at + taken.count;
      return;
    }
    this.markTaken(at, taken);
    if (taken.kind === null) {
      this.close();
      for (const part of taken.parts) this.addDocumentPart(at, taken, part, command);
      return;
    }
    const open = this.blockFor(at, taken, command);
    open.to = at + taken.count;
    for (const part of taken.parts) {
      open.parts.push(part);
      open.rows += part.rows.length;
    }
  }

  /** Documents and lists hold one row per line; other takings are one row over several lines. */
  private markTaken(at: number, taken: Taken): void {
    const single = taken.kind === null || taken.kind === 'foreign';
    if (!single) this.mark(at, taken.count, taken.as);
    else for (let i = 0; i < taken.count; i += 1) this.mark(at + i, 1, taken.as);
  }

  private addDocumentPart(
    at: number,
    taken: Taken,
    part: Part,
    command: Command | undefined,
  ): void {
    const open: OpenBlock = {
      kind: part.kind,
      head: taken.head ?? 'unknown',
      command,
      parts: [part],
      from: at + 1,
      to: at + taken.count,
      rows: part.rows.length,
      fromDump: command?.fromDump === true || this.coreText,
    };
    this.blocks.push(makeBlock(open, part.rows, open.head));
  }

  private blockFor(at: number, taken: Taken, command: Command | undefined): OpenBlock {
    const kind = taken.kind ?? 'foreign';
    const again = taken.head !== undefined && this.open !== null && this.open.rows > 0;
    if (this.open !== null && (this.open.kind !== kind || again)) this.close();
    if (this.open !== null) {
      if (taken.head !== undefined) this.open.head = taken.head;
      return this.open;
    }
    this.open = {
      kind,
      head: taken.head ?? '',
      command,
      parts: [],
      from: at + 1,
      to: at + 1,
      rows: 0,
      fromDump: command?.fromDump === true || this.coreText,
    };
    return this.open;
  }

  private fail(at: number, count: number, as: string): void {
    this.mark(at, count, as);
    for (let i = at; i < at + count; i += 1) {
      const fate = this.fates[i];
      if (fate !== undefined) this.fates[i] = { ...fate, fate: 'diagnostic' };
    }
  }

  /** Ends the open block, asking its reader for the era and for rows to withdraw. */
  close(): void {
    const { open } = this;
    this.open = null;
    if (open === null) return;
    const draft: Draft = {
      kind: open.kind,
      head: open.head,
      command: open.command,
      parts: open.parts,
      lines: this.lines.slice(open.from - 1, open.to),
    };
    const reader = this.readers.find((r) => r.id === open.kind);
    const finished = reader?.finish?.(draft) ?? { era: open.head === '' ? 'unknown' : open.head };
    const rejected = new Set<number>();
    for (const { line, diagnostic } of finished.rejected ?? []) {
      rejected.add(line);
      this.reject(line, diagnostic);
    }
    this.diagnostics.push(...(finished.diagnostics ?? []));
    const [only] = open.parts;
    const all =
      open.parts.length === 1 && only !== undefined
        ? (only.rows as readonly { readonly line: number }[])
        : open.parts.flatMap((p) => p.rows as readonly { readonly line: number }[]);
    const rows = rejected.size === 0 ? all : all.filter((r) => !rejected.has(r.line));
    if (rows.length > 0) this.blocks.push(makeBlock(open, rows, finished.era));
  }

  /** Adds what all blocks say together. */
  gather(set: ReaderSet): void {
    const found = set.gather(this.blocks, new Set(this.diagnostics.map((d) => d.line)));
    this.blocks.push(...found.blocks);
    this.diagnostics.push(...found.diagnostics);
  }

  private reject(line: number, diagnostic: Diagnostic | undefined): void {
    if (diagnostic !== undefined) this.diagnostics.push(diagnostic);
    // What was no row after all needs no remark on how it was read.
    else keepOnly(this.diagnostics, (d) => d.line !== line);
    for (let i = line - 1; i < this.fates.length; i += 1) {
      const fate = this.fates[i];
      if (fate === undefined || (i + 1 !== line && fate.joinedTo !== line)) break;
      this.fates[i] =
        diagnostic === undefined
          ? { fate: 'prose', plain: fate.plain }
          : { ...fate, fate: 'diagnostic', as: 'cut row' };
    }
  }

  /** One reading per line of the text. */
  readings(): LineReading[] {
    return this.lines.map(({ line, raw: text }, i): LineReading => {
      const { fate, as, joinedTo } = this.fates[i] ?? UNREAD;
      if (joinedTo !== undefined)
        return as === undefined
          ? { line, text, fate, joinedTo }
          : { line, text, fate, as, joinedTo };
      return as === undefined ? { line, text, fate } : { line, text, fate, as };
    });
  }
}
