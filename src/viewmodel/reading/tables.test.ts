import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBytes, readText } from '../../import';
import { explain } from '../explain/explain';
import { answerOf } from './answer';
import { blockTables, tableGroups } from './block-tables';
import { readingCounts } from './counts';
import { machineOf } from './machine';
import { FIRST_ORDER, nextOrder, zoneRows, zoneSumFigures, zoneSums } from './zone-table';

const CORPUS = 'tests/fixtures/corpus/';
const file = (start: string) =>
  readBytes(readFileSync(CORPUS + readdirSync(CORPUS).find((f) => f.startsWith(start))!)).report;
const report = readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8'));
const explanation = explain(report);
const { zones } = explanation;

describe('the table of zones', () => {
  it('begins with the largest holder and turns round', () => {
    const first = zoneRows(zones, FIRST_ORDER, '');
    expect(first[0]?.name).toBe('128');
    const turned = zoneRows(zones, nextOrder(FIRST_ORDER, 'pages'), '');
    expect(turned.at(-1)?.name).toBe('128');
  });
  it('begins names at A and figures at the largest', () => {
    expect(nextOrder(FIRST_ORDER, 'name')).toEqual({ by: 'name', direction: 'ascending' });
    expect(nextOrder(FIRST_ORDER, 'used')).toEqual({ by: 'used', direction: 'descending' });
    expect(zoneRows(zones, { by: 'used', direction: 'descending' }, '')[0]?.used).toBe(243914);
  });
  it('filters by any part of the name, in any case', () => {
    expect(zoneRows(zones, FIRST_ORDER, ' MBUF ').map((z) => z.name)).toContain('mbuf_cluster');
    expect(zoneRows(zones, FIRST_ORDER, 'no such zone')).toEqual([]);
  });
  it('sums what lies in the map: its zones, before boot pages and large blocks', () => {
    const groups = explanation.ledger!.groups.filter((g) => g.zones.length > 0);
    const pages = groups.reduce((n, g) => n + g.pages.value, 0);
    expect(zoneSums(zones).pages).toBe(pages);
    expect(zoneSumFigures(explanation)?.pages.value).toBe(pages);
  });
});

describe('every table that was read', () => {
  it('is there with all its rows, one cell for each head', () => {
    for (const name of readdirSync(CORPUS).filter((f) => f.endsWith('.txt'))) {
      const read = readBytes(readFileSync(CORPUS + name)).report;
      const tables = blockTables(read);
      expect(tables.length).toBe(read.blocks.length);
      for (const t of tables)
        for (const r of t.rows) expect(r.cells.length, `${name} ${t.id}`).toBe(t.head.length);
    }
  });
  it('shows netstat -m with the order of its figures', () => {
    const [table] = blockTables(file('012'));
    expect(table?.rows[0]?.cells.map((c) => c.text)).toEqual([
      'mbufs in use',
      '1,477 / 3,773 / 5,250',
      'current / cache / total',
    ]);
  });
});

describe('tables of one kind', () => {
  it('are told in one line, in the order of the text, none left out', () => {
    const groups = tableGroups(blockTables(file('013')));
    expect(groups.map((g) => [g.title, g.tables, g.rows, g.firstLine])).toEqual([
      ['Kernel messages', 4, 5, 2],
      ['netstat -m: mbufs', 1, 7, 19],
    ]);
  });
  const table = (era: string, firstLine: number) => ({
    ...blockTables(file('013'))[0]!,
    title: 'vmstat -z: UMA zones',
    era,
    count: 5,
    firstLine,
  });
  it('lets one era speak for the tables of a kind that name none, and keeps two apart', () => {
    const eras = (...all: string[]) =>
      tableGroups(all.map((era, i) => table(era, i))).map((g) => [g.era, g.tables, g.firstLine]);
    expect(eras('', '', 'FreeBSD 9–12')).toEqual([['FreeBSD 9–12', 3, 0]]);
    expect(eras('FreeBSD 7', '', 'FreeBSD 9–12')).toEqual([
      ['FreeBSD 7', 1, 0],
      ['', 1, 1],
      ['FreeBSD 9–12', 1, 2],
    ]);
  });
});

describe('the answer', () => {
  it('begins with what is certain to be the cause, and not with what is inferred', () => {
    const headline = (r: ReturnType<typeof file>) => answerOf(r, explain(r), machineOf(r)).headline;
    expect(headline(file('013'))).toBe('The maximum of mbuf clusters was reached.');
    expect(headline(file('023'))).toMatch(/^top, sysctl of FreeBSD 11\.3: 33 rows/);
  });
  const answer = (text: string) => {
    const r = readText(text);
    return answerOf(r, explain(r), machineOf(r));
  };
  it.each([
    ['', 'empty', 'The text is empty.'],
    [' \n\t\n', 'empty', 'The text is empty.'],
    ['Dear list,\nmy kernel died.', 'prose', 'There are words here, but no figures of a kernel.'],
  ])('to %j is %s', (text, kind, headline) => {
    expect(answer(text)).toMatchObject({ kind, headline });
    expect(answer(text).reasons.length).toBeGreaterThan(0);
  });
  it.each([
    ['035', 'This comes from macOS. Only FreeBSD is explained here.'],
    ['022', 'This comes from OpenBSD. Only FreeBSD is explained here.'],
  ])('to %s names the system', (name, headline) => {
    const r = file(name);
    expect(answerOf(r, explain(r), machineOf(r)).headline).toBe(headline);
  });
  it('names what was read where it makes no ledger', () => {
    const r = file('012');
    expect(answerOf(r, explain(r), machineOf(r)).headline).toBe(
      'netstat -m of FreeBSD 7.2: 14 rows, no ledger.',
    );
  });
  it('says how far it goes where the kernel can be laid out', () => {
    expect(answer('vm.kmem_size: 83415040').headline).toBe(
      'sysctl: enough for a map, not for a ledger.',
    );
    expect(answer('panic: page fault').headline).toBe('A panic line: 1 row, no ledger.');
  });
  it('says what ran out where the panic names it', () => {
    expect(
      answer('panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated').headline,
    ).toBe('kmem_map had no room.');
  });
  it('is the explanation’s own where there is a ledger', () => {
    expect(answerOf(report, explanation, machineOf(report)).headline).toBe(explanation.headline);
  });
});

describe('the counts', () => {
  it('are figures of the text', () => {
    const { lines, read, joined } = readingCounts(report);
    expect([lines.value, read.value, joined.value]).toEqual([350, 199, 92]);
  });
});
