/** Which lines of a paste a report quotes: what was read and what it rests on, without the prose. */
import type { KernelReport } from '../../import';
import { momentIn } from '../diff/moment';

/** Lines to quote, and where they came from. */
export interface Quote {
  readonly lines: readonly string[];
  /** line of the paste (1-based) to line of the quote (1-based) */
  readonly places: ReadonlyMap<number, number>;
  /** lines that were left out */
  readonly left: number;
}

/** A line of nothing but blanks and marks of quotation, or a fence. */
const isEmpty = (text: string): boolean => /^[\s>|]*(?:(?:`{3,}|~{3,})\w{0,12}\s*)?$/.test(text);

const isKept = (report: KernelReport): ((i: number) => boolean) => {
  const told = new Set(report.machine.evidence.map((e) => e.line));
  return (i) => {
    const reading = report.lines[i];
    if (reading === undefined) return false;
    if (reading.fate !== 'prose' || told.has(reading.line)) return true;
    return momentIn(reading.text, reading.line) !== null;
  };
};

class Collector {
  readonly out: string[] = [];
  readonly places = new Map<number, number>();
  left = 0;

  add(text: string, line: number): void {
    this.out.push(text);
    this.places.set(line, this.out.length);
  }
  /** Lines from `from` to before `to` that are not kept: empty ones stay one empty line. */
  gap(texts: readonly string[]): void {
    const prose = texts.filter((t) => !isEmpty(t)).length;
    this.left += prose;
    if (prose > 0)
      this.out.push('', `(${String(prose)} ${prose === 1 ? 'line' : 'lines'} left out)`);
    this.out.push('');
  }
}

/** Only what was read, verbatim; where prose stood a line says how much of it. */
export const quoteRead = (report: KernelReport, texts: readonly string[]): Quote => {
  const kept = isKept(report);
  const c = new Collector();
  let gap: string[] = [];
  for (const [i, text] of texts.entries()) {
    if (!kept(i)) {
      gap.push(text);
      continue;
    }
    if (gap.length > 0 && c.out.length > 0) c.gap(gap);
    else c.left += gap.filter((t) => !isEmpty(t)).length;
    gap = [];
    c.add(text, i + 1);
  }
  const left = c.left + gap.filter((t) => !isEmpty(t)).length;
  return { lines: c.out, places: c.places, left };
};

/** Everything, verbatim. */
export const quoteAll = (texts: readonly string[]): Quote => ({
  lines: texts,
  places: new Map(texts.map((_, i) => [i + 1, i + 1])),
  left: 0,
});
