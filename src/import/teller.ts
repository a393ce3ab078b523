/**
 * Says what was not read. While a text is read, what each reader took is set against what its lines
 * seem to hold; at the end the lines that nobody took are looked through for rows and for what may be
 * left of one (audit.ts). Rows are never lost in silence.
 */
import type { BlockKind } from './types';
import type { Taken } from './reader';
import { fewerRows, formsIn, holdsPart, isNumbers, isSentence, isSizes, unreadRow } from './audit';
import type { ReportBuilder } from './report-builder';
import { LONGEST_LINE } from './text/lines';
import type { SourceLine } from './text/lines';

/** More are a sentence. */
const FEW_WORDS = 3;

/** Kinds whose rows stand one to a line. */
const ROWS: ReadonlySet<BlockKind> = new Set([
  'vmstat-z',
  'vmstat-m',
  'sysctl',
  'netstat-m',
  'swapinfo',
]);
/** These, and kinds whose lines hold none of those rows. */
const AUDITED: ReadonlySet<BlockKind> = new Set([...ROWS, 'log', 'panic', 'top']);

/** Requests and a list of sizes, perhaps the dash before them: the end of a type's row, and nothing else. */
const RESTS = /^(?:- )?\d{1,20} (?:16|32|64|128|256|512|1024|2048|4096)(?:,\d{2,6})+$/;

/** Looks over the shoulder of the reading of one text. */
export class Teller {
  private readonly lines: readonly SourceLine[];
  private readonly builder: ReportBuilder;
  private readonly inner: boolean;

  /** @param inner the text is one line of another, cut up */
  constructor(lines: readonly SourceLine[], builder: ReportBuilder, inner: boolean) {
    this.lines = lines;
    this.builder = builder;
    this.inner = inner;
  }

  /** Runs of lines that nobody read; what looks like a row in them is told. */
  tellUnread(): void {
    let run: SourceLine[] = [];
    for (const line of this.lines) {
      const isProse = this.builder.isProse(line.line - 1) && line.raw.length <= LONGEST_LINE;
      // quote marks alone are an empty line
      if (isProse && line.compact !== '') run.push(line);
      else if (run.length > 0 && !isProse) {
        this.tellRun(run);
        run = [];
      }
    }
    this.tellRun(run);
  }

  /** A word or two before the first row of a line that was cut, or behind its last. */
  private isRest({ line, compact }: SourceLine): boolean {
    if (!this.inner || compact.split(' ').length > FEW_WORDS) return false;
    const isRow = (at: number): boolean =>
      !this.builder.isProse(at) && at >= 0 && at < this.lines.length;
    return (line === 1 && isRow(1)) || (line === this.lines.length && isRow(line - 2));
  }

  /** One bare word right above the first row of a table: half of a name of two words, perhaps. */
  private isHalfName({ line, compact }: SourceLine): boolean {
    return (
      /^[A-Za-z]\w{1,15}$/.test(compact) &&
      /^(?:zone|malloc type) [A-Z]\S*$/.test(this.builder.wordOf(line))
    );
  }

  private tellRun(run: readonly SourceLine[]): void {
    const starts: number[] = [];
    let length = 0;
    for (const { compact } of run) {
      starts.push(length);
      length += compact.length + 1;
    }
    const told = new Set<SourceLine>(
      run.filter(
        (l) =>
          holdsPart(l.body) ||
          this.isRest(l) ||
          this.isHalfName(l) ||
          (isNumbers(l.compact) && (this.followsRow(l) || RESTS.test(l.compact))) ||
          (isSizes(l.compact) && this.followsType(l)),
      ),
    );
    let i = 0;
    for (const at of formsIn(run.map((l) => l.compact).join(' '))) {
      while ((starts[i + 1] ?? Infinity) <= at) i += 1;
      const line = run[i];
      if (line !== undefined && !isSentence(line.body)) told.add(line);
    }
    for (const { line } of told) this.builder.failLine(line - 1, unreadRow(line));
  }

  /** Whether a line stands right below one that was read, or among pieces of a line. */
  private followsRow(line: SourceLine): boolean {
    const above = this.above(line);
    return this.inner || (above >= 0 && !this.builder.isProse(above));
  }

  private followsType(line: SourceLine): boolean {
    return /^(?:malloc type|\d+ rows$|rows$)/.test(this.builder.wordOf(this.above(line)));
  }

  /** Index of the line above that is not empty, −1 where there is none. */
  private above({ line }: SourceLine): number {
    let at = line - 2;
    while (at >= 0 && this.lines[at]?.compact === '') at -= 1;
    return at;
  }

  /** A row of a table behind the last sign of a document's line. */
  private auditDocument(at: number, count: number): void {
    for (const { compact, line } of this.lines.slice(at, at + count)) {
      const last = Math.max(
        ...['{', '}', '[', ']', '"', '<', '>'].map((c) => compact.lastIndexOf(c)),
      );
      const behind = compact.slice(last + 1);
      const seen = behind === '' ? 0 : formsIn(behind).length;
      if (seen > 0) this.builder.diagnostics.push(fewerRows(line, seen, 0));
    }
  }

  /** What a reader took, against what its lines seem to hold. */
  audit(at: number, { count, parts, prose, failed, rowless, kind }: Taken): void {
    if (kind === null && prose !== true) this.auditDocument(at, count);
    if (prose === true || failed === true || rowless === true) return;
    if (kind === null || !AUDITED.has(kind)) return;
    const text =
      count === 1
        ? (this.lines[at]?.compact ?? '')
        : this.lines
            .slice(at, at + count)
            .map((l) => l.compact)
            .join(' ');
    const seen = formsIn(text).length;
    const read = ROWS.has(kind) ? parts.reduce((n, p) => n + p.rows.length, 0) : 0;
    if (seen > read) this.builder.diagnostics.push(fewerRows(at + 1, seen, read));
  }
}
