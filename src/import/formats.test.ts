/** docs/formats.md: what it says of readers, fixtures and tests is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { READERS } from './registry';

const ROOT = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'formats.md'), 'utf8');

/** Cells of the table's rows: output, reader, fixture, test. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:output|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
/** What stands in backticks in a column. */
const named = (column: number): readonly string[] =>
  rows.flatMap((cells) => /^`([^`]+)`$/.exec(cells[column] ?? '')?.[1] ?? []);

describe('the table of formats', () => {
  it('has every reader, and no other', () => {
    expect([...new Set(named(2))].sort()).toEqual(READERS.map((r) => r.id).sort());
  });
  it.each([...new Set(named(3))])('has the fixture %s', (file) => {
    expect(existsSync(join(ROOT, 'tests', 'fixtures', file))).toBe(true);
  });
  it.each([...new Set(named(4))])('has the test %s', (file) => {
    expect(existsSync(join(ROOT, 'src', 'import', file))).toBe(true);
  });
  it('says of each row where a paste of it is', () => {
    expect(rows.length).toBeGreaterThan(READERS.length);
    for (const [, output, , fixture] of rows)
      expect(`${output}: ${fixture}`).toMatch(/: (?:`.+\.txt`|its example|lines in the test)$/);
  });
});
