/**
 * Reads a log of samples, the same tables printed again and again, in pieces as they arrive. A state
 * machine: feed it chunks, take the samples that are whole, stop feeding to cancel. It holds no more
 * than the sample under way. A sample of plain rows is read row by row; one with anything else in it
 * goes through {@link readText} whole, so that nothing is read differently here.
 */
import type { KernelReport, MallocRow, ZoneRow } from './types';
import { fastMallocRow, fastZoneRow } from './fast-rows';
import { headerEra, fieldsOfEra } from './readers/vmstat-z-rows';
import { mallocHeader } from './readers/vmstat-m-rows';
import { readText } from './read-any';

/** One sample: what was printed at one time. */
export interface Sample {
  /** first and last line in the log, 1-based */
  readonly lines: readonly [number, number];
  /** the time as it stands above the tables; null where none does */
  readonly time: string | null;
  readonly zones: readonly ZoneRow[];
  readonly types: readonly MallocRow[];
  /** where more than plain rows stood in it; its lines count from the sample's first */
  readonly report: KernelReport | null;
}

/** How far a log has been read. */
export interface Progress {
  readonly characters: number;
  readonly lines: number;
  readonly samples: number;
}

/** `date`, ISO 8601 or seconds of the epoch, perhaps between signs that set it off. */
const TIME =
  /^[-=#* ]*((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d [\w+ -]{1,12}\d{4}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z| ?[+-]\d\d:?\d\d)?|1\d{9})[-=#* ]*$/;
const COMMAND = /^(?:[\w@.:~/-]{0,40}[#$%] ?)?vmstat -[zm]$/;
const LONGEST_TIME = 80;
/** A sample longer than this is closed where it stands. */
const MOST_LINES = 20_000;

interface Header {
  readonly kind: 'z' | 'm';
  /** columns of vmstat -z; 0 where the header is not whole */
  readonly fields: number;
  readonly dashed: boolean;
  readonly fast: boolean;
}

const headerOf = (line: string): Header | null => {
  if (!line.includes('ITEM') && !line.includes('Type')) return null;
  const compact = line.trim().replace(/ {2,}/g, ' ');
  const z = headerEra(compact, line);
  if (z !== null) {
    const fields = fieldsOfEra(z);
    return { kind: 'z', fields, dashed: false, fast: fields !== 0 };
  }
  const m = mallocHeader(compact, line);
  return m === null
    ? null
    : { kind: 'm', fields: 0, dashed: m === 'm2', fast: m === 'm2' || m === 'm3' };
};

interface Draft {
  readonly from: number;
  readonly texts: string[];
  readonly zones: ZoneRow[];
  readonly types: MallocRow[];
  time: string | null;
  header: Header | null;
  /** the kinds of tables that stand in it */
  readonly seen: Set<'z' | 'm'>;
  /** something stood in it that is no plain row */
  odd: boolean;
}

const newDraft = (from: number): Draft => ({
  from,
  texts: [],
  zones: [],
  types: [],
  time: null,
  header: null,
  seen: new Set(),
  odd: false,
});

const shifted = <T extends { readonly line: number }>(rows: readonly T[], by: number): T[] =>
  rows.map((r) => ({ ...r, line: r.line + by }));

const finished = (draft: Draft): Sample => {
  const { from, texts, time } = draft;
  const lines = [from, from + texts.length - 1] as const;
  if (!draft.odd) return { lines, time, zones: draft.zones, types: draft.types, report: null };
  const report = readText(texts.join('\n'));
  const zones = report.blocks.flatMap((b) => (b.kind === 'vmstat-z' ? b.rows : []));
  const types = report.blocks.flatMap((b) => (b.kind === 'vmstat-m' ? b.rows : []));
  return { lines, time, zones: shifted(zones, from - 1), types: shifted(types, from - 1), report };
};

/** Takes a log in pieces. Never throws. */
export class LogReader {
  private rest = '';
  private count = 0;
  private characters = 0;
  private made = 0;
  private draft = newDraft(1);
  private readonly ready: Sample[] = [];

  /**
   * Takes the next piece of decoded text; it may end in the midst of a line.
   * @returns the samples that became whole
   */
  feed(text: string): readonly Sample[] {
    this.characters += text.length;
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      this.line(at === 0 ? this.rest + text.slice(0, end) : text.slice(at, end));
      this.rest = '';
      at = end + 1;
    }
    this.rest += text.slice(at);
    return this.taken();
  }

  /** The last samples, after the last piece. */
  end(): readonly Sample[] {
    if (this.rest !== '') this.line(this.rest);
    this.rest = '';
    this.close();
    return this.taken();
  }

  get progress(): Progress {
    return { characters: this.characters, lines: this.count, samples: this.made };
  }

  private taken(): readonly Sample[] {
    return this.ready.splice(0);
  }

  private line(raw: string): void {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    this.count += 1;
    if (this.row(text)) {
      this.draft.texts.push(text);
      return;
    }
    this.other(text);
  }

  /** A plain row of the table under way. */
  private row(text: string): boolean {
    const { header, zones, types } = this.draft;
    if (header?.fast !== true) return false;
    if (header.kind === 'z') {
      const row = fastZoneRow(text, this.count, header.fields);
      if (row === null) return false;
      zones.push(row);
      return true;
    }
    const row = fastMallocRow(text, this.count, header.dashed);
    if (row === null) return false;
    types.push(row);
    return true;
  }

  /** A header, a time, a command, an empty line, or anything else. */
  private other(text: string): void {
    const header = headerOf(text);
    const time = header === null && text.length <= LONGEST_TIME ? TIME.exec(text)?.[1] : undefined;
    const again = header !== null && this.draft.seen.has(header.kind);
    const late = time !== undefined && this.draft.seen.size > 0;
    if (again || late || this.draft.texts.length >= MOST_LINES) this.close();
    const { draft } = this;
    draft.texts.push(text);
    if (header !== null) {
      draft.header = header;
      draft.seen.add(header.kind);
      if (!header.fast) draft.odd = true;
    } else if (time !== undefined) draft.time = time;
    else if (text.trim() !== '' && !COMMAND.test(text)) draft.odd = true;
  }

  private close(): void {
    const { draft } = this;
    this.draft = newDraft(this.count);
    if (draft.seen.size === 0 && !draft.odd) {
      // Blank lines, a time or a command without a table belong to what follows.
      return;
    }
    this.made += 1;
    this.ready.push(finished(draft));
  }
}
