/** Every file of the corpus, against the counts of its index, plain and re-formatted. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBytes, readText } from './index';
import { content, fixture, fixtureText, rowsOfKind, summary } from './testkit';
import type { KernelReport } from './types';
import { foldAt, prefixAll, wrapAt } from '../../tests/fuzz/mutate';
import { unsound } from '../../tests/fuzz/soundness';

interface Entry {
  readonly file: string;
  readonly counts: Readonly<Record<string, number>>;
}

const CORPUS = new URL('../../tests/fixtures/corpus/', import.meta.url);
const index = JSON.parse(fixtureText('corpus/index.json')) as Entry[];

const reported = (report: KernelReport, kind: 'vmstat-z' | 'vmstat-m', libxo: boolean): number =>
  report.blocks
    .filter((b) => b.kind === kind && (b.era === 'libxo') === libxo)
    .reduce((n, b) => n + b.rows.length, 0);

const cutRows = (report: KernelReport): number =>
  report.lines.filter((l) => l.as === 'cut row').length;

const topLines = (report: KernelReport): number =>
  report.lines.filter((l) => l.as?.startsWith('top ') === true).length;

/** What the counters of the index counted. A row that was cut off counts as a row there. */
const COUNTERS: Readonly<Record<string, (report: KernelReport, entry: Entry) => number>> = {
  vmstat_z_rows: (r, e) =>
    reported(r, 'vmstat-z', false) + (e.counts['partial_rows'] === undefined ? 0 : cutRows(r)),
  vmstat_m_rows: (r, e) =>
    reported(r, 'vmstat-m', false) + (e.counts['partial_rows'] === undefined ? 0 : cutRows(r)),
  partial_rows: cutRows,
  name_only_lines: cutRows,
  json_zones: (r) => reported(r, 'vmstat-z', true),
  json_malloc: (r) => reported(r, 'vmstat-m', true),
  sysctl_lines: (r) => rowsOfKind(r, 'sysctl').length,
  top_header_lines: topLines,
  netstat_m_lines: (r) => rowsOfKind(r, 'netstat-m').length,
  // the panics of another system are rows of kind foreign
  panic_or_log_lines: (r, e) =>
    e.counts['macos_panics'] === undefined
      ? rowsOfKind(r, 'panic').length + rowsOfKind(r, 'log').length
      : rowsOfKind(r, 'foreign').length,
  panic_or_log_events: (r) => rowsOfKind(r, 'panic').length + rowsOfKind(r, 'log').length,
  macos_panics: (r) => rowsOfKind(r, 'foreign').length,
  pool_rows: (r) => rowsOfKind(r, 'foreign').length,
  total_lines: (r) => r.lines.length,
};

/** Kinds and eras by file: a change here is a change of what people are told. */
const SUMMARIES: Readonly<Record<string, readonly string[]>> = {
  '002': ['vmstat-m m2 5-26: 21'],
  '004': ['vmstat-z z5 1-18: 16'],
  '006': ['vmstat-m m3 2-32: 30'],
  '009': ['vmstat-z z4 2-20: 18'],
  '011': ['vmstat-m m4 3-3: 1', 'vmstat-z unknown 5-5: 1'],
  '012': ['netstat-m n2 5-20: 14'],
  '013': [
    'log unknown 2-2: 1',
    'log unknown 5-5: 1',
    'log unknown 7-7: 1',
    'log unknown 14-15: 2',
    'netstat-m n0 19-25: 7',
  ],
  '017': ['vmstat-z z4 2-9: 7'],
  '019': ['vmstat-z z1 1-4: 2'],
  '020': ['panic unknown 2-2: 1'],
  '022': ['foreign unknown 4-5: 1'],
  '023': ['top unknown 6-7: 1', 'sysctl unknown 18-49: 32'],
  '024': ['swapinfo unknown 2-3: 1', 'log unknown 7-10: 4'],
  '026': ['vmstat-m libxo 1-20: 3', 'vmstat-z libxo 1-20: 4'],
  '028': ['sysctl unknown 5-5: 1', 'sysctl unknown 7-7: 1'],
  '033': ['top unknown 1-9: 6'],
  '035': ['foreign unknown 1-5: 3'],
  '036': ['top unknown 3-6: 3'],
  '040': ['log unknown 5-5: 1'],
  '043': [],
  D03: [],
  D06: ['vmstat-z z4 2-20: 18'],
  D08: ['vmstat-m m2 5-26: 21'],
};

const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
  view.setUint16(0, 0xfeff, !bigEndian);
  for (let i = 0; i < text.length; i += 1)
    view.setUint16(2 + 2 * i, text.charCodeAt(i), !bigEndian);
  return new Uint8Array(view.buffer);
};

describe('the index', () => {
  it('has every file of the corpus, and no other', () => {
    const files = readdirSync(CORPUS).filter((f) => f.endsWith('.txt'));
    expect(index.map((e) => e.file).sort()).toEqual(files.sort());
  });
});

describe.each(index)('$file', (entry) => {
  const { text, report } = readBytes(fixture(`corpus/${entry.file}`));

  it('holds as many rows as the index says', () => {
    const found = Object.keys(entry.counts).map((k) => [k, COUNTERS[k]?.(report, entry)]);
    expect(Object.fromEntries(found)).toEqual(entry.counts);
  });

  it('reads as kinds and eras that stay as they are', () => {
    const id = entry.file.slice(0, 3);
    if (id !== '001') expect(summary(report)).toEqual(SUMMARIES[id]);
    expect(report.blocks.every((b) => b.lines[0] <= b.lines[1])).toBe(true);
  });

  it('keeps the properties of every reading', () => {
    expect(unsound(text, report)).toEqual([]);
  });

  it('gives the same rows with CRLF, in UTF-16 and with a byte order mark', () => {
    const same = content(report);
    expect(content(readText(text.replaceAll('\n', '\r\n')))).toEqual(same);
    expect(content(readBytes(utf16(text, false)).report)).toEqual(same);
    expect(content(readBytes(utf16(text, true)).report)).toEqual(same);
    expect(content(readBytes(new TextEncoder().encode(`\ufeff${text}`)).report)).toEqual(same);
  });

  it.each(['> ', '>> ', '>', '| ', '# ', '    '])('gives the same rows behind "%s"', (mark) => {
    expect(content(readText(prefixAll(text, mark)))).toEqual(content(report));
  });
});

/** A broken foreign panic keeps only its first line as text; everything else must survive. */
const WRAPPED = index.filter((e) => !e.file.startsWith('035'));
const WIDTHS = [60, 64, 66, 68, 70, 72, 76, 78, 80, 90, 100];

describe.each(WRAPPED)('$file, wrapped', ({ file }) => {
  const { text, report } = readBytes(fixture(`corpus/${file}`));

  it.each(WIDTHS)('at the blanks before %i columns', (width) => {
    expect(content(readText(wrapAt(text, width)))).toEqual(content(report));
  });

  it.each(WIDTHS)('in mid-word at %i columns', (width) => {
    expect(content(readText(foldAt(text, width)))).toEqual(content(report));
  });

  it.each(WIDTHS)('quoted, then at the blanks before %i columns', (width) => {
    expect(content(readText(wrapAt(prefixAll(text, '> '), width)))).toEqual(content(report));
  });
});
