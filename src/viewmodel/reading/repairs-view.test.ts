import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { repairGroups, repairRows, toggled, toggledAll } from './repairs-view';

const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const report = readText(mail);

describe('the list of repairs', () => {
  it('has every repair once, in the order of the text, with its place', () => {
    const rows = repairRows(report, []);
    expect(rows.length).toBe(report.repairs.length);
    expect(rows.every((r, i) => i === 0 || r.repair.lines[0] >= rows[i - 1]!.repair.lines[0])).toBe(
      true,
    );
    const quotes = rows.find((r) => r.repair.kind === 'quotes')!;
    expect([quotes.column, quotes.found]).toEqual([1, '>']);
  });
  it.each([
    ['vm.kmem_size:\u00a083415040', 'blanks', 14, 'U+00A0'],
    ['see &gt; vm.kmem_size: 83415040', 'entities', 5, '&gt;'],
    ['a [b]vm.kmem_size: 83415040[/b]', 'tags', 3, '[b]'],
  ])('names what stood where: %s', (text, kind, column, found) => {
    const row = repairRows(readText(text), []).find((r) => r.repair.kind === kind);
    expect(row).toMatchObject({ column, found, isUndone: false });
  });
  it('keeps what was undone at its place, and puts it back', () => {
    const [first] = report.repairs;
    const without = toggled([], first!);
    const again = readText(mail, { without: without.map((r) => r.id) });
    expect(again.repairs.map((r) => r.id)).not.toContain(first!.id);
    const rows = repairRows(again, without);
    expect(rows.find((r) => r.repair.id === first!.id)?.isUndone).toBe(true);
    expect(toggled(without, first!)).toEqual([]);
  });
  it('undoes a kind at once, and does it again', () => {
    const joins = repairGroups(report, []).find((g) => g.kind === 'join')!;
    const without = toggledAll([], joins);
    expect(without.length).toBe(joins.rows.length);
    const again = repairGroups(readText(mail, { without: without.map((r) => r.id) }), without);
    const group = again.find((g) => g.kind === 'join')!;
    expect(group.undone).toBe(joins.rows.length);
  });
});
