/**
 * Reads a pasted text: at each line not yet read, first a command, then the readers of a
 * set in order; what nobody takes is prose. One pass, no backtracking over more than a few lines.
 */
import { finish } from '../base/steps';
import type { Steps } from '../base/steps';
import type { AwkSum, BlockKind, KernelReport, ReadOptions, Repair } from './types';
import type { Context, Cursor, ReaderSet, Taken } from './reader';
import { isZoneLike, LONGEST_ROW, takePlain, takeWrapped, WRAPPED } from './fast-lines';
import { vmstatZ } from './readers/vmstat-z';
import { fewerRows, formsIn, holdsHead, tooLong } from './audit';
import { brokenRuns, flowOf } from './flow';
import type { Flow } from './flow';
import { movedTo, ReportBuilder } from './report-builder';
import { machineEvidence } from './machine';
import { printsTable, readCommand } from './text/command';
import type { Command } from './text/command';
import { asPrinted, isBelowZero } from './counters';
import { mendedLines, mendings, repairId } from './repairs';
import { Teller } from './teller';
import { verdictOf } from './verdict';
import { findFold, LONGEST_LINE, NO_FOLD } from './text/lines';
import type { Fold, SourceLine } from './text/lines';
import { cutOneLine, TWO_ROWS_LEAST, withoutMarks } from './text/one-line';
import { readUname } from './text/uname';
import type { Uname } from './text/uname';

/** crashinfo(8) rules off its sections (FreeBSD usr.sbin/crashinfo/crashinfo.sh). */
const RULE = /^-{72}$/;

/** `vmstat -m | awk '{sum+=$3} …'`: the sum of the MemUse column, in K. */
const SUMS = /awk\b.*\+= ?\$3\b/;
const LARGEST_SUM = 15;

/** Rows from which a line is taken for several. */
const MANY = 2;

/** Lines between two places where the reading may be laid down. */
const LINES_A_STEP = 24;

interface State {
  command: Command | undefined;
  touching: BlockKind | null;
}

/** A bare number below a known one-liner. */
const readSum = (line: SourceLine, command: Command | undefined): AwkSum | null => {
  if (command === undefined || !SUMS.test(command.text)) return null;
  if (!printsTable(command.text, 'vmstat', 'm')) return null;
  if (!/^\d+$/.test(line.compact) || line.compact.length > LARGEST_SUM) return null;
  return {
    line: line.line,
    command: command.text,
    value: Number(line.compact),
    fromDump: command.fromDump,
  };
};

/** Rules with a bare command below them: the report that crashinfo writes about a dump. */
const isCoreText = (lines: readonly SourceLine[]): boolean =>
  lines.some(
    (l, i) =>
      l.raw.includes('------') &&
      RULE.test(l.compact) &&
      /^(?:vmstat|netstat) -/.test(lines[i + 1]?.raw ?? ''),
  );

/** One row over several lines; documents and lists take several lines by nature. */
const isJoin = ({ kind, prose }: Taken): boolean =>
  kind !== null && kind !== 'foreign' && prose !== true;

/** Kinds whose rows nobody writes in a sentence. */
const SURE_KINDS: ReadonlySet<BlockKind> = new Set(['vmstat-z', 'vmstat-m', 'swapinfo']);

const rowCount = (report: KernelReport): number =>
  report.blocks.reduce((n, b) => n + b.rows.length, 0);

/** Reads pieces of a text by themselves, each on the line that it begins on. */
const readFlow = (set: ReaderSet, { pieces, lineOf }: Flow): KernelReport => {
  const report = finish(new TextReader(set, pieces.join('\n'), {}, true).run());
  return movedTo(report, (line) => (lineOf[line - 1] ?? 0) + 1);
};

class TextReader {
  private readonly lines: readonly SourceLine[];
  private readonly builder: ReportBuilder;
  private readonly fold: Fold;
  private readonly teller: Teller;
  private readonly unames: Uname[] = [];
  private readonly state: State = { command: undefined, touching: null };

  private readonly repairs: Repair[];
  private readonly without: ReadonlySet<string>;

  /** the text is one line of another, cut up */
  private readonly inner: boolean;

  private readonly set: ReaderSet;

  constructor(set: ReaderSet, text: string, options: ReadOptions, inner = false) {
    this.set = set;
    this.inner = inner;
    const { lines, repairs } = mendedLines(text, options);
    this.repairs = repairs;
    this.without = new Set(options.without);
    this.lines = lines;
    this.builder = new ReportBuilder(
      lines,
      text.includes('------') && isCoreText(lines),
      set.readers,
    );
    // pieces of lines that were put together were not broken at a width
    this.fold = inner ? NO_FOLD : findFold(lines);
    this.teller = new Teller(lines, this.builder, inner);
  }

  /** Lines taken at index `at`, at least one. */
  private step(at: number, line: SourceLine): number {
    return (
      this.fast(at, line) ??
      this.likely(at, line) ??
      this.empty(line) ??
      this.oneLine(at, line) ??
      this.command(at, line) ??
      this.sum(at, line) ??
      this.uname(at) ??
      this.read(at, line) ??
      this.prose(at, line)
    );
  }

  /** A plain row within a table of zones or types: by far the most lines of a long text. */
  private fast(at: number, line: SourceLine): number | null {
    // An empty line stands between the header and the rows, and ends no table.
    const touching = this.state.touching ?? this.builder.openKind;
    if (touching !== 'vmstat-z' && touching !== 'vmstat-m') return null;
    if (takePlain(this.lines, at, this.builder, touching)) {
      this.state.touching = touching;
      return 1;
    }
    const join = this.state.touching === 'vmstat-z' && this.without.size === 0;
    const row = join ? takeWrapped(this.lines, at, this.builder) : null;
    if (row === null) return null;
    this.noteJoin(line.line, { count: WRAPPED, as: `zone ${row.name}` });
    return WRAPPED;
  }

  /** A row of the open table by its look: the reader of that table is asked before all others. */
  private likely(at: number, line: SourceLine): number | null {
    const { touching } = this.state;
    if (touching !== 'vmstat-z' || !isZoneLike(line.body)) return null;
    const cursor = this.cursorAt(at, line);
    const taken = vmstatZ.parse(cursor);
    // Anything to remark on goes the long way, and is set against what the line seems to hold.
    if (taken === null || taken.failed === true || taken.diagnostics?.length !== 0) return null;
    if (taken.count > 1) this.noteJoin(line.line, taken);
    this.builder.add(at, taken, this.state.command);
    return taken.count;
  }

  private cursorAt(at: number, line: SourceLine): Cursor {
    const context: Context = {
      command: this.state.command,
      fold: this.fold,
      touching: this.state.touching,
      open: this.builder.openKind,
      head: this.builder.openHead,
    };
    // Without its join a line is read as if nothing followed it.
    const alone = this.without.has(repairId('join', line.line));
    return { lines: alone ? this.lines.slice(0, at + 1) : this.lines, at, context };
  }

  /** Empty lines, fences and rules do not end a block or the force of a command. */
  private empty(line: SourceLine): number | null {
    if (line.compact !== '' || line.raw.length > LONGEST_LINE) return null;
    this.state.touching = null;
    return 1;
  }

  private command(at: number, line: SourceLine): number | null {
    const command = readCommand(this.lines, at);
    if (command === null) return null;
    this.builder.close();
    this.builder.mark(at, command.count, 'command');
    const below = this.lines[at + command.count]?.compact ?? '';
    const own = formsIn(below).length;
    const seen =
      formsIn(`${command.text} ${below}`).length - own + (holdsHead(command.text) ? 1 : 0);
    if (seen > 0) this.builder.diagnostics.push(fewerRows(line.line, seen, 0));
    this.state.command = command;
    this.state.touching = null;
    return command.count;
  }

  private sum(at: number, line: SourceLine): number | null {
    const sum = readSum(line, this.state.command);
    if (sum === null) return null;
    this.builder.close();
    this.builder.sums.push(sum);
    this.builder.mark(at, 1, 'sum of vmstat -m');
    this.state.command = undefined;
    return 1;
  }

  private uname(at: number): number | null {
    const uname = readUname(this.lines, at);
    if (uname === null) return null;
    this.builder.close();
    this.unames.push(uname);
    this.builder.mark(at, uname.count, 'uname');
    this.state.touching = null;
    return uname.count;
  }

  private read(at: number, line: SourceLine): number | null {
    const { context, ...place } = this.cursorAt(at, line);
    const cursor: Cursor = { ...place, context };
    for (const reader of this.set.readers) {
      if (!reader.sniff(line, context)) continue;
      const taken = reader.parse(cursor);
      if (taken === null) continue;
      if (taken.count > 1 && isJoin(taken)) this.noteJoin(line.line, taken);
      this.builder.add(at, this.withCounters(line.line, taken), this.state.command);
      this.teller.audit(at, taken);
      this.state.touching = taken.prose === true ? null : taken.kind;
      return taken.count;
    }
    return null;
  }

  /** Many rows whose line ends were lost: cut apart and read by themselves. */
  private oneLine(at: number, line: SourceLine): number | null {
    const id = repairId('one line', line.line);
    if (this.inner || line.raw.length < TWO_ROWS_LEAST || this.without.has(id)) return null;
    const long = line.raw.length > LONGEST_LINE;
    const seen = formsIn(long ? line.raw : line.compact).length;
    // One row is cut from what stands around it only where that shows.
    if (seen === 0) return null;
    if (seen < MANY && line.raw.length < LONGEST_ROW && !holdsHead(line.compact)) return null;
    const pieces = cutOneLine(withoutMarks(long ? line.raw : line.body), TWO_ROWS_LEAST);
    if (pieces.length < MANY) return null;
    const report = readFlow(this.set, { pieces, lineOf: pieces.map(() => 0) });
    const rows = rowCount(report);
    const sure = report.blocks.some((b) => SURE_KINDS.has(b.kind));
    if (rows < MANY && !(sure && rows > 0)) return null;
    this.builder.addInner(at, 1, report, `${rows} rows`);
    this.repairs.push({
      id,
      kind: 'one line',
      lines: [line.line, line.line],
      what: `Line ${line.line} holds ${rows} rows without line ends; it was cut where a row ends.`,
    });
    this.state.touching = null;
    return 1;
  }

  /**
   * Lines of which some could not be read, with numbers as tables have them: text whose line ends were
   * lost and that was broken anew elsewhere. Joined again it is cut as one line.
   */
  private reflow(): void {
    if (this.inner) return;
    for (const [at, count] of brokenRuns(this.lines, this.builder)) {
      const id = repairId('one line', at + 1);
      if (this.without.has(id)) continue;
      const lines = this.lines.slice(at, at + count);
      const tries = [false, true].map((glue) => readFlow(this.set, flowOf(lines, this.fold, glue)));
      const [report] = tries.sort((a, b) => rowCount(b) - rowCount(a));
      const before = this.builder.rowsWithin(at, count);
      if (report === undefined || rowCount(report) < Math.max(MANY, before + 1)) continue;
      this.builder.withdraw(at, count);
      this.builder.addInner(at, count, report, 'rows');
      const to = at + count;
      this.keepRepairs((r) => r.kind !== 'join' || r.lines[0] <= at || r.lines[0] > to);
      this.repairs.push({
        id,
        kind: 'one line',
        lines: [at + 1, to],
        what: `Lines ${at + 1} to ${to} were broken in the midst of rows; they were joined and cut where a row ends.`,
      });
    }
    this.builder.blocks.sort((a, b) => a.lines[0] - b.lines[0]);
  }

  private keepRepairs(wanted: (r: Repair) => boolean): void {
    this.repairs.splice(0, this.repairs.length, ...this.repairs.filter(wanted));
  }

  /** Lines that were not read at first glance; the others are rows and nothing else. */
  private oddLines(): readonly SourceLine[] {
    this.odd ??= this.lines.filter((_, i) => !this.builder.isPlain(i));
    return this.odd;
  }
  private odd: readonly SourceLine[] | undefined;

  /** Counters below zero, printed as huge ones, are read as 0; without that they stay as printed. */
  private withCounters(line: number, taken: Taken): Taken {
    if (taken.diagnostics?.some(isBelowZero) !== true) return taken;
    const id = repairId('counter', line);
    if (this.without.has(id)) return asPrinted(taken);
    this.repairs.push({
      id,
      kind: 'counter',
      lines: [line, line + taken.count - 1],
      what: `A counter in line ${line} went below zero and was printed as a huge number; it is read as 0.`,
    });
    return taken;
  }

  private noteJoin(line: number, { count, as }: Pick<Taken, 'count' | 'as'>): void {
    const to = line + count - 1;
    this.repairs.push({
      id: repairId('join', line),
      kind: 'join',
      lines: [line, to],
      what: `Lines ${line} to ${to} were one line that was broken; they are read together as ${as}.`,
    });
  }

  private prose(at: number, line: SourceLine): number {
    if (line.raw.length > LONGEST_LINE) {
      this.builder.add(
        at,
        {
          count: 1,
          as: 'too long',
          kind: null,
          parts: [],
          failed: true,
          diagnostics: [tooLong(line)],
        },
        undefined,
      );
    }
    this.builder.close();
    this.state.touching = null;
    this.state.command = undefined;
    return 1;
  }

  *run(): Steps<KernelReport> {
    let at = 0;
    let pauseAt = LINES_A_STEP;
    for (let line = this.lines[at]; line !== undefined; line = this.lines[at]) {
      at += this.step(at, line);
      if (at < pauseAt) continue;
      pauseAt = at + LINES_A_STEP;
      yield;
    }
    this.builder.close();
    yield;
    this.reflow();
    this.teller.tellUnread();
    if (!this.inner) this.builder.gather(this.set);
    const { blocks, sums, diagnostics } = this.builder;
    diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
    const readings = this.builder.readings();
    if (this.without.size === 0) this.repairs.push(...mendings(this.oddLines()));
    this.repairs.sort((a, b) => a.lines[0] - b.lines[0]);
    return {
      blocks,
      sums,
      diagnostics,
      repairs: this.repairs,
      verdict: verdictOf(blocks, readings, this.lines),
      lines: readings,
      machine: machineEvidence(blocks, this.oddLines(), this.unames),
    };
  }
}

/**
 * Reads a text in short steps, by the readers of a set. Never throws.
 * @param set who is asked, in this order
 * @param text decoded text
 * @param options which repairs to leave out
 */
export const readBy = (
  set: ReaderSet,
  text: string,
  options: ReadOptions = {},
): Steps<KernelReport> => new TextReader(set, text, options).run();
