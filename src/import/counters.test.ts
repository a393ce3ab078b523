/** Counters that do not fit their column or stand below zero. FreeBSD usr.bin/vmstat/vmstat.c. */
import { describe, expect, it } from 'vitest';
import { readText } from './index';
import { rowsOfKind } from './testkit';

describe('counters that do not fit', () => {
  it('keeps the digits of large ones and reads wrapped negative ones as 0', () => {
    const report =
      readText(`ITEM                   SIZE  LIMIT     USED     FREE      REQ FAIL SLEEP
mbuf:                   256,      0,18446744073709551615,     137,9007199254740993,   0,   0
`);
    expect(rowsOfKind(report, 'vmstat-z')[0]).toMatchObject({
      used: 0,
      requests: 9007199254740992,
      raw: { used: '18446744073709551615', requests: '9007199254740993' },
    });
    expect(report.diagnostics.map((d) => [d.severity, d.column])).toEqual([
      ['warning', 37],
      ['info', 67],
    ]);
  });
});

describe('a counter below zero', () => {
  const text = `ITEM                   SIZE  LIMIT     USED     FREE      REQ FAIL SLEEP
mbuf:                   256,      0,18446744073709551615,     137,     137,   0,   0
`;
  it('is a repair that can be left out', () => {
    const report = readText(text);
    expect(report.repairs.map((r) => [r.id, r.kind, r.lines])).toEqual([
      ['counter:2', 'counter', [2, 2]],
    ]);
    expect(rowsOfKind(report, 'vmstat-z')[0]?.used).toBe(0);
    const plain = readText(text, { without: ['counter:2'] });
    expect(plain.repairs).toEqual([]);
    expect(plain.diagnostics).toEqual([]);
    expect(rowsOfKind(plain, 'vmstat-z')[0]?.used).toBe(2 ** 64);
  });
});
