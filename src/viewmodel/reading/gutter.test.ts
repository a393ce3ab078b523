import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { explain } from '../explain/explain';
import {
  FIRST_WINDOW,
  WINDOW,
  earlier,
  foldOf,
  gutterEntries,
  gutterRows,
  indexOfLine,
  later,
  windowAt,
} from './gutter';
import type { GutterLine } from './gutter';
import { notesOf } from './notes';

const report = readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8'));
const notes = notesOf(report, explain(report));
const entries = gutterEntries(report, notes);
const rows = gutterRows(entries, new Set());
const line = (n: number): GutterLine => {
  const row = rows[indexOfLine(rows, n)]!;
  if (row.kind !== 'line') throw new Error('a fold');
  return row;
};

describe('the gutter of the seed', () => {
  it('keeps the numbers of the text, and folds prose', () => {
    expect(rows[0]).toEqual({ kind: 'fold', line: 1, count: 31, isOpen: false });
    expect(line(32).line).toBe(32);
    expect(line(32).text).toBe(
      'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
    );
    expect(rows.some((r) => r.kind === 'line' && r.text.trim() === '')).toBe(false);
  });
  it('brackets what a mailer had broken', () => {
    expect([line(202).join, line(203).join]).toEqual(['first', 'last']);
    expect([line(32).join, line(203).row]).toEqual([undefined, 202]);
  });
  it.each([
    [203, '260,760 = 8,692 × 30', 'plain'],
    [211, '9,034 = 4,517 × 2', 'plain'],
    [247, '317 is 16.68 × 19', 'wrong'],
    [96, '352 MB page-tabled', 'plain'],
    [93, 'ceiling, not reached', 'plain'],
    [32, 'the panic', 'panic'],
    [162, 'columns of 6.2–8', 'plain'],
    [102, 'another moment, kept apart', 'plain'],
    [160, 'on the dump', 'plain'],
  ])('says on line %i: %s', (n, text, tone) => {
    expect(line(n).note).toMatchObject({ text, tone });
  });
  it('adds no item of a zone that lives in another', () => {
    const packet = report.lines.find((l) => l.as === 'zone mbuf_packet')!;
    expect(line(packet.line + 1).note?.text).toBe('lives in mbuf, not added');
  });
  it('opens a fold and finds the line inside', () => {
    const fold = foldOf(entries, 43)!;
    const open = gutterRows(entries, new Set([fold]));
    expect(open[indexOfLine(open, 43)]).toMatchObject({ kind: 'line', line: 43 });
    expect(foldOf(entries, 32)).toBeNull();
  });
});

describe('the window', () => {
  it('stays where the row is in it, and moves around the row where it is not', () => {
    expect(windowAt(FIRST_WINDOW, 5)).toBe(FIRST_WINDOW);
    const far = windowAt(FIRST_WINDOW, 40_000);
    expect(far.from).toBeLessThanOrEqual(40_000);
    expect(far.to).toBeGreaterThan(40_000);
    expect(far.to - far.from).toBe(WINDOW);
  });
  it('never draws more than some screens of rows', () => {
    let w = FIRST_WINDOW;
    for (let i = 0; i < 100; i += 1) w = later(w);
    expect(w.to - w.from).toBeLessThanOrEqual(8 * WINDOW);
    for (let i = 0; i < 200; i += 1) w = earlier(w);
    expect(w.from).toBe(0);
    expect(w.to).toBeLessThanOrEqual(8 * WINDOW);
  });
  it('takes 50,000 lines in its stride', () => {
    const long = readText('sometimes only words\n\nvm.kmem_size: 83415040\n'.repeat(16_700));
    const made = gutterEntries(long, new Map());
    expect(gutterRows(made, new Set()).length).toBe(33_400);
  });
});
