/**
 * Reads a pasted text: at each line not yet read, first a command, then the readers of the
 * registry in order; what nobody takes is prose. One pass, no backtracking over more than a few lines.
 */
import type { Diagnostic } from '../base/diagnostic';
import { finish } from '../base/steps';
import type { Steps } from '../base/steps';
import type { AwkSum, BlockKind, KernelReport, ReadOptions, Repair } from './types';
import type { Context, Cursor, Taken } from './reader';
import { fastMallocRow, fastZoneRow, mayBeTail } from './fast-rows';
import { holdsTwoTypes } from './readers/vmstat-m-rows';
import { fieldsOfEra } from './readers/vmstat-z-rows';
import { READERS } from './registry';
import { ReportBuilder } from './report-builder';
import { machineEvidence } from './machine';
import { printsTable, readCommand } from './text/command';
import type { Command } from './text/command';
import { mendedLines, repairId } from './repairs';
import { RUN, verdictOf } from './verdict';
import { findFold, LONGEST_LINE } from './text/lines';
import type { Fold, SourceLine } from './text/lines';
import { cutOneLine, TWO_ROWS_LEAST } from './text/one-line';
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

const tooLong = (line: SourceLine): Diagnostic => ({
  line: line.line,
  column: LONGEST_LINE,
  severity: 'warning',
  found: `${line.raw.length} characters`,
  expected: `at most ${LONGEST_LINE}`,
  done: 'skipped',
  message: `Line ${line.line} has ${line.raw.length} characters; no tool prints lines of more than ${LONGEST_LINE}. It is left unread; paste it with its line ends.`,
});

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

/** A number of a zone's row, MemUse, or the values of netstat -m. */
const ROW_SIGN = /\d, +\d|: +\d|\dK +|\d\/\d|\]: \d/;
/** Two numbers between commas, MemUse between numbers, or values of netstat -m. */
const UNREAD_SIGN = /\d, {2,}\d+, {2,}\d|\w: {2,}\d+, +\d|\d +\d+K +(?:-|\d)|\d\/\d+\/\d+ [a-z]/;
const LEAST_RUN = 2;
const MOST_RUN = 2000;

const rowCount = (report: KernelReport | undefined): number =>
  report?.blocks.reduce((n, b) => n + b.rows.length, 0) ?? 0;

/** Lines joined with a blank, or without one behind a full line, then cut where rows end. */
const readPieces = (lines: readonly SourceLine[], by: string, fold: Fold): KernelReport => {
  const text = lines
    .map((l) => (by === '' && l.raw.length === fold.width ? l.body : `${l.body} `))
    .join('');
  const pieces = cutOneLine(text.replace(/ {2,}/g, ' ').trim());
  return finish(new TextReader(pieces.join('\n'), {}, true).run());
};

class TextReader {
  private readonly lines: readonly SourceLine[];
  private readonly builder: ReportBuilder;
  private readonly fold: Fold;
  private readonly unames: Uname[] = [];
  private readonly state: State = { command: undefined, touching: null };

  private readonly repairs: Repair[];
  private readonly without: ReadonlySet<string>;

  /** the text is one line of another, cut up */
  private readonly inner: boolean;

  constructor(text: string, options: ReadOptions, inner = false) {
    this.inner = inner;
    const { lines, repairs } = mendedLines(text, options);
    this.repairs = repairs;
    this.without = new Set(options.without);
    this.lines = lines;
    this.builder = new ReportBuilder(lines, isCoreText(lines));
    this.fold = findFold(lines);
  }

  /** Lines taken at index `at`, at least one. */
  private step(at: number, line: SourceLine): number {
    return (
      this.fast(at, line) ??
      this.empty(line) ??
      this.oneLine(at, line) ??
      this.command(at) ??
      this.sum(at, line) ??
      this.uname(at) ??
      this.read(at, line) ??
      this.prose(at, line)
    );
  }

  /** A plain row within a table of zones or types: by far the most lines of a long text. */
  private fast(at: number, line: SourceLine): number | null {
    const { touching } = this.state;
    if (touching !== 'vmstat-z' && touching !== 'vmstat-m') return null;
    const { raw, body, mended } = line;
    // In a text folded in mid-word the next line may hold the last digits of this one.
    if (raw !== body || mended !== 0) return null;
    if (mayBeTail(this.lines[at + 1]?.body)) return null;
    const { openHead } = this.builder;
    if (touching === 'vmstat-z') {
      const fields = fieldsOfEra(openHead);
      const row = fields === 0 ? null : fastZoneRow(raw, line.line, fields);
      if (row === null) return null;
      this.builder.addRow(at, `zone ${row.name}`, row);
      return 1;
    }
    if (openHead !== 'm2' && openHead !== 'm3') return null;
    const row = fastMallocRow(raw, line.line, openHead === 'm2');
    if (row === null) return null;
    this.builder.addRow(at, `malloc type ${row.type}`, row);
    return 1;
  }

  /** Empty lines, fences and rules do not end a block or the force of a command. */
  private empty(line: SourceLine): number | null {
    if (line.compact !== '' || line.raw.length > LONGEST_LINE) return null;
    this.state.touching = null;
    return 1;
  }

  private command(at: number): number | null {
    const command = readCommand(this.lines, at);
    if (command === null) return null;
    this.builder.close();
    this.builder.mark(at, command.count, 'command');
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
    const context: Context = {
      command: this.state.command,
      fold: this.fold,
      touching: this.state.touching,
      open: this.builder.openKind,
      head: this.builder.openHead,
    };
    // Without its join a line is read as if nothing followed it.
    const alone = this.without.has(repairId('join', line.line));
    const cursor: Cursor = { lines: alone ? this.lines.slice(0, at + 1) : this.lines, at, context };
    for (const reader of READERS) {
      if (!reader.sniff(line, context)) continue;
      const taken = reader.parse(cursor);
      if (taken === null) continue;
      if (taken.count > 1 && isJoin(taken)) this.noteJoin(line.line, taken);
      this.builder.add(at, taken, this.state.command);
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
    const pieces = cutOneLine(
      long ? line.raw.replace(/\s+/g, ' ') : line.compact,
      holdsTwoTypes(line.compact) ? TWO_ROWS_LEAST : undefined,
    );
    if (pieces.length < MANY) return null;
    const report = finish(new TextReader(pieces.join('\n'), {}, true).run());
    const rows = report.blocks.reduce((n, b) => n + b.rows.length, 0);
    if (rows < MANY) return null;
    this.builder.addInner(at, report, `${rows} rows`);
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
   * Lines that nobody could read, one behind the other, with numbers as tables have them: text whose
   * line ends were lost and that was broken anew elsewhere. Joined again it is cut as one line.
   */
  private reflow(): void {
    if (this.inner) return;
    for (const [at, count] of this.builder.unreadRuns(LEAST_RUN)) {
      const lines = this.lines.slice(at, at + count);
      const signs = lines.filter((l) => ROW_SIGN.test(l.raw)).length;
      const id = repairId('one line', at + 1);
      if (signs < MANY || count > MOST_RUN || this.without.has(id)) continue;
      const best = [' ', ''].map((by) => readPieces(lines, by, this.fold));
      const [spaced, glued] = best;
      const report = rowCount(glued) > rowCount(spaced) ? glued : spaced;
      if (report === undefined || rowCount(report) < MANY) continue;
      this.builder.addRun(at, count, report);
      const to = at + count;
      this.repairs.push({
        id,
        kind: 'one line',
        lines: [at + 1, to],
        what: `Lines ${at + 1} to ${to} were broken in the midst of rows; they were joined and cut where a row ends.`,
      });
    }
  }

  /** Lines that look like rows and were read by nobody are told, so that no row is lost in silence. */
  private tellUnread(): void {
    for (const { line, raw, body } of this.lines) {
      if (raw.length > LONGEST_LINE || !UNREAD_SIGN.test(body)) continue;
      if (!this.builder.isProse(line - 1)) continue;
      this.builder.failLine(line - 1, {
        line,
        column: 1,
        severity: 'info',
        found: 'numbers as in a row of a table',
        expected: 'a whole row',
        done: 'skipped',
        run: RUN,
        message: `Line ${line} looks like part of a table, but no whole row was found in it. It is left out; paste the table as it was printed.`,
      });
    }
  }

  private noteJoin(line: number, { count, as }: Taken): void {
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
    if (!this.inner) this.tellUnread();
    const { blocks, sums, diagnostics } = this.builder;
    diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
    const readings = this.builder.readings();
    this.repairs.sort((a, b) => a.lines[0] - b.lines[0]);
    return {
      blocks,
      sums,
      diagnostics,
      repairs: this.repairs,
      verdict: verdictOf(blocks, readings, this.lines),
      lines: readings,
      machine: machineEvidence(blocks, this.lines, this.unames),
    };
  }
}

/**
 * Reads a paste in short steps. Never throws; what cannot be read is prose or a diagnostic.
 * @param text decoded text: a mail, a forum post, a table, a console
 * @param options which repairs to leave out
 * @returns blocks in the order of the text, one reading per line, and what they say of the machine
 */
export const readTextSteps = (text: string, options: ReadOptions = {}): Steps<KernelReport> =>
  new TextReader(text, options).run();

/** Reads a paste at once: {@link readTextSteps} without a pause. */
export const readText = (text: string, options: ReadOptions = {}): KernelReport =>
  finish(readTextSteps(text, options));
