/**
 * What was found in a paste, as a report to send: to a bug tracker as Markdown, to a mailing list as text.
 * The way in to this folder. The report holds the lines that were read, and can be read again.
 */
import { readText } from '../../import';
import type { Block, KernelReport } from '../../import';
import { explain } from '../explain/explain';
import type { Explanation } from '../explain/types';
import { sectionsOf } from './parts';
import { quoteAll, quoteRead } from './quote';
import type { Quote } from './quote';
import { redact } from './redact';
import type { Replacement } from './redact';
import { render } from './render';
import type { Format } from './render';

export type { Format } from './render';
export type { ReplacedKind, Replacement } from './redact';

export interface ReportOptions {
  /** `markdown` where it is left out */
  readonly format?: Format;
  /** values that are not replaced, though they look like names or addresses */
  readonly keep?: readonly string[];
  /** repairs that the paste was read without */
  readonly without?: readonly string[];
}

/** A report, ready to be sent. */
export interface WrittenReport {
  readonly text: string;
  /** what was taken out of the paste, and what stands there instead */
  readonly replaced: readonly Replacement[];
  /**
   * Read again, the report gives the same machine and the same rows. Where it does not, the paste was broken
   * in a way that its neighbours mend: send the paste along.
   */
  readonly readsBack: boolean;
}

type Row = Block['rows'][number];
const bare = (r: Row): object => ({ ...r, line: 0 });

/** What must be the same after a report is read: machine and rows, whatever lines they stand on. */
const reading = ({ machine, blocks, sums }: KernelReport): string =>
  JSON.stringify([
    [machine.release, machine.arch, machine.cpus, machine.pageSize],
    blocks.map((b) => [b.kind, b.era, b.fromDump, b.rows.map(bare)]),
    sums.map((s) => [s.value, s.fromDump]),
  ]);

/** Machine, zones and types alone: names that are replaced must not touch them. */
const tables = ({ machine, blocks }: KernelReport): string =>
  JSON.stringify([
    [machine.release, machine.arch, machine.cpus, machine.pageSize],
    blocks.flatMap((b) =>
      b.kind === 'vmstat-z' || b.kind === 'vmstat-m' ? [[b.kind, b.rows.map(bare)]] : [],
    ),
  ]);

/** Whether two readings agree in machine and rows. */
export const readsTheSame = (a: KernelReport, b: KernelReport): boolean =>
  reading(a) === reading(b);

/** Prose of a report; narrower where the paste was folded at its longest line. */
const PROSE = 76;
const LEAST_PROSE = 32;

const widthsFor = ({ lines }: Quote): readonly number[] => {
  const longest = lines.reduce((n, l) => Math.max(n, l.length), 0);
  return longest <= PROSE && longest > LEAST_PROSE ? [PROSE, longest - 1] : [PROSE];
};

interface Source {
  readonly report: KernelReport;
  readonly explanation: Explanation;
  readonly lines: readonly string[];
  readonly replaced: readonly Replacement[];
}

/** The paste without names, read and explained anew where anything was replaced. */
const sourceOf = (
  report: KernelReport,
  explanation: Explanation,
  { keep, without }: ReportOptions,
): Source => {
  const { lines, replaced } = redact(report, keep);
  if (replaced.length === 0) return { report, explanation, lines, replaced };
  const again = readText(lines.join('\n'), without === undefined ? {} : { without });
  return { report: again, explanation: explain(again), lines, replaced };
};

/**
 * Writes a report. Never throws.
 * @param report the paste as it was read
 * @param explanation of the same paste
 */
export const writeReport = (
  report: KernelReport,
  explanation: Explanation,
  options: ReportOptions = {},
): WrittenReport => {
  const source = sourceOf(report, explanation, options);
  const format = options.format ?? 'markdown';
  const quotes = [quoteRead(source.report, source.lines), quoteAll(source.lines)];
  const isWhole = tables(source.report) === tables(report);
  let first: WrittenReport | null = null;
  for (const quote of quotes) {
    const replaced = source.replaced.filter((r) => quote.lines.some((l) => l.includes(r.by)));
    for (const width of widthsFor(quote)) {
      const text = render(sectionsOf({ ...source, quote, replaced }), { format, width });
      const readsBack = isWhole && readsTheSame(readText(text), source.report);
      first ??= { text, replaced, readsBack };
      if (readsBack) return { text, replaced, readsBack };
    }
  }
  return first ?? { text: '', replaced: [], readsBack: false };
};
