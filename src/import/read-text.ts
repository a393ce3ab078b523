/**
 * Reads a pasted text: at each line not yet read, first a command, then the readers of the
 * registry in order; what nobody takes is prose. One pass, no backtracking over more than a few lines.
 */
import type { Diagnostic } from '../base/diagnostic';
import { finish } from '../base/steps';
import type { Steps } from '../base/steps';
import type { AwkSum, BlockKind, KernelReport } from './types';
import type { Context, Cursor } from './reader';
import { READERS } from './registry';
import { ReportBuilder } from './report-builder';
import { machineEvidence } from './machine';
import { printsTable, readCommand } from './text/command';
import type { Command } from './text/command';
import { findFold, LONGEST_LINE, sourceLines } from './text/lines';
import type { Fold, SourceLine } from './text/lines';
import { readUname } from './text/uname';
import type { Uname } from './text/uname';

/** crashinfo(8) rules off its sections (FreeBSD usr.sbin/crashinfo/crashinfo.sh). */
const RULE = /^-{72}$/;

/** `vmstat -m | awk '{sum+=$3} …'`: the sum of the MemUse column, in K. */
const SUMS = /awk\b.*\+= ?\$3\b/;
const LARGEST_SUM = 15;

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
  message: `Line ${line.line} has ${line.raw.length} characters; no tool prints lines of more than ${LONGEST_LINE}. It is left unread; paste it with its line ends.`,
});

/** Rules with a bare command below them: the report that crashinfo writes about a dump. */
const isCoreText = (lines: readonly SourceLine[]): boolean =>
  lines.some(
    (l, i) => RULE.test(l.compact) && /^(?:vmstat|netstat) -/.test(lines[i + 1]?.raw ?? ''),
  );

class TextReader {
  private readonly lines: readonly SourceLine[];
  private readonly builder: ReportBuilder;
  private readonly fold: Fold;
  private readonly unames: Uname[] = [];
  private readonly state: State = { command: undefined, touching: null };

  constructor(lines: readonly SourceLine[]) {
    this.lines = lines;
    this.builder = new ReportBuilder(lines, isCoreText(lines));
    this.fold = findFold(lines);
  }

  /** Lines taken at index `at`, at least one. */
  private step(at: number, line: SourceLine): number {
    return (
      this.empty(line) ??
      this.command(at) ??
      this.sum(at, line) ??
      this.uname(at) ??
      this.read(at, line) ??
      this.prose(at, line)
    );
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
    const cursor: Cursor = { lines: this.lines, at, context };
    for (const reader of READERS) {
      if (!reader.sniff(line, context)) continue;
      const taken = reader.parse(cursor);
      if (taken === null) continue;
      this.builder.add(at, taken, this.state.command);
      this.state.touching = taken.prose === true ? null : taken.kind;
      return taken.count;
    }
    return null;
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
    const { blocks, sums, diagnostics } = this.builder;
    diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
    return {
      blocks,
      sums,
      diagnostics,
      lines: this.builder.readings(),
      machine: machineEvidence(blocks, this.lines, this.unames),
    };
  }
}

/**
 * Reads a paste in short steps. Never throws; what cannot be read is prose or a diagnostic.
 * @param text decoded text: a mail, a forum post, a table, a console
 * @returns blocks in the order of the text, one reading per line, and what they say of the machine
 */
export const readTextSteps = (text: string): Steps<KernelReport> =>
  new TextReader(sourceLines(text)).run();

/** Reads a paste at once: {@link readTextSteps} without a pause. */
export const readText = (text: string): KernelReport => finish(readTextSteps(text));
