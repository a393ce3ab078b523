/** Tables that are shown as they stand, other systems' cells, and rows whose line ends were lost. */
import { describe, expect, it } from 'vitest';
import { readText } from './index';
import { fixtureText, rowsOfKind, summary } from './testkit';

const TABLES: readonly (readonly [text: string, summary: string, numbers: object])[] = [
  [
    '        Zone       Allocs        Frees         Used    Cache\n    UMA Kegs           88            0           88        8\n',
    'table show uma 1-2: 1',
    { Allocs: 88, Frees: 0, Used: 88, Cache: 8 },
  ],
  [
    'Type        Allocs        Frees         Used\n  CAM XPT         4173986      4173536          450\n',
    'table show malloc 1-2: 1',
    { Allocs: 4173986, Frees: 4173536, Used: 450 },
  ],
  [
    '  RES   ACT INACT REF SHD  CM  TP PATH\n  114   110     4   2   0 WB  vn /bin/sh\n',
    'table vmstat -o 1-2: 1',
    { RES: 114, ACT: 110, INACT: 4, REF: 2, SHD: 0 },
  ],
];

describe('a table that is shown as it stands', () => {
  it.each(TABLES)('%j', (text, expected, numbers) => {
    const report = readText(text);
    expect(summary(report)).toEqual([expected]);
    expect(rowsOfKind(report, 'table')[0]!.numbers).toEqual(numbers);
  });
  it('leaves out a row of plain vmstat that was cut, and says so', () => {
    const head = ' r b w     avm    fre  flt  re  pi  po  fr  sr ad0   in   sy  cs us sy id\n';
    const report = readText(`${head} 0 0 0  182220  96316  114   0\n`);
    expect(report.blocks).toEqual([]);
    expect(report.diagnostics.map((d) => [d.found, d.expected, d.done])).toEqual([
      ['7 columns', '18 columns', 'skipped'],
    ]);
  });
  it("gives the cells of another system's table by column", () => {
    const report = readText(
      'Cache                       Num  Total   Size  Pages\nkmalloc-96  1 2 96 42\n',
    );
    expect(rowsOfKind(report, 'foreign')[0]).toMatchObject({
      system: 'Linux',
      columns: ['Cache', 'Num', 'Total', 'Size', 'Pages'],
      cells: ['kmalloc-96', '1', '2', '96', '42'],
    });
  });
});

describe('lost line ends', () => {
  it('cost no zone of the seed', () => {
    const text = fixtureText('seed-mail.txt');
    const zones = rowsOfKind(readText(text), 'vmstat-z').length;
    const report = readText(text.replaceAll('\n', ' '));
    expect(rowsOfKind(report, 'vmstat-z')).toHaveLength(zones);
    expect(report.repairs.map((r) => r.id)).toEqual(['one line:1']);
    expect(readText(text.replaceAll('\n', ' '), { without: ['one line:1'] }).repairs).toEqual([]);
  });
  it('do not make one type of two', () => {
    const report = readText(
      '      CAM path    13     1K       90  32   CAM periph     8     2K       32  16,32\n',
    );
    expect(rowsOfKind(report, 'vmstat-m').map((r) => r.type)).toEqual(['CAM path', 'CAM periph']);
  });
});
