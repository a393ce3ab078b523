/**
 * Tables of DDB between commas. The fixture is written as the kernel prints them: FreeBSD
 * sys/vm/uma_core.c DB_SHOW_COMMAND_FLAGS(uma), sys/kern/kern_malloc.c DB_SHOW_COMMAND_FLAGS(malloc).
 */
import { describe, expect, it } from 'vitest';
import { readText } from './index';
import { ddb } from './readers/ddb';
import { fixtureText, rowsOfKind, summary } from './testkit';

const HEAD = 'Zone,Size,Used,Free,Requests,Sleeps,Bucket,Total Mem,XFree\n';
const KEGS = '"UMA Kegs",384,174,0,174,0,254,66816,0\n';
const console_ = fixtureText('ddb-show-i.txt');

describe('show uma /i and show malloc /i', () => {
  const report = readText(console_);

  it('give zones and types, each on its line', () => {
    expect(summary(report)).toEqual(['vmstat-z ddb 5-13: 7', 'vmstat-m ddb 15-20: 5']);
    expect(rowsOfKind(report, 'vmstat-z')[0]).toEqual({
      line: 6,
      name: 'mbuf_cluster',
      size: 2048,
      limit: 0,
      used: 12028,
      free: 980,
      requests: 90412,
      sleep: 0,
      xdomain: 11,
    });
    expect(rowsOfKind(report, 'vmstat-m')[0]).toEqual({
      line: 16,
      type: 'devbuf',
      inUse: 17004,
      memUse: 39215 * 1024,
      memUseUnit: 1024,
      requests: 17893,
      sizes: [],
    });
  });

  it('keep a name with a comma and pass over the pager', () => {
    const names = rowsOfKind(report, 'vmstat-z').map((r) => r.name);
    expect(names).toContain('UDF translation buffer, zone');
    expect(names).toHaveLength(7);
    expect(report.lines[10 - 1]).toMatchObject({ text: '--More--', fate: 'understood' });
  });

  it('say what DDB does not print, and of which releases it is', () => {
    expect(report.diagnostics.map((d) => [d.line, d.severity, d.found])).toEqual([
      [5, 'info', 'show uma /i of DDB'],
      [15, 'info', 'show malloc /i of DDB'],
    ]);
    expect(report.machine.release).toBe('13+');
  });

  it('read the example and rows without their header', () => {
    expect(rowsOfKind(readText(ddb.example), 'vmstat-z')).toHaveLength(2);
    expect(rowsOfKind(readText(KEGS), 'vmstat-z').map((r) => r.name)).toEqual(['UMA Kegs']);
    expect(rowsOfKind(readText('"devbuf",17004,39215K,17893\n'), 'vmstat-m')).toHaveLength(1);
  });

  it('read rows as 13.0 printed them, without XFree', () => {
    const text = `${HEAD}${KEGS}`.replace(',XFree', '').replace(',66816,0', ',66816');
    expect(rowsOfKind(readText(text), 'vmstat-z')[0]).not.toHaveProperty('xdomain');
  });

  it('read a row that a terminal broke, on its first line', () => {
    const broken = `${HEAD}${KEGS.slice(0, 20)}\n${KEGS.slice(20)}${KEGS}`;
    expect(rowsOfKind(readText(broken), 'vmstat-z').map((r) => [r.line, r.requests])).toEqual([
      [2, 174],
      [4, 174],
    ]);
  });

  it('read rows behind quote marks and without their quotes', () => {
    const quoted = `${HEAD}${KEGS}`.replace(/^/gm, '> ');
    expect(rowsOfKind(readText(quoted), 'vmstat-z')).toHaveLength(1);
    expect(rowsOfKind(readText(`${HEAD}${KEGS.replaceAll('"', '')}`), 'vmstat-z')).toHaveLength(1);
  });

  it('leave out a row that is cut, and say so', () => {
    const { diagnostics, blocks } = readText(`${HEAD}${KEGS}"VNODE",448,30122\n`);
    expect(blocks[0]?.rows).toHaveLength(1);
    expect(diagnostics.at(-1)).toMatchObject({
      line: 3,
      column: 18,
      found: '2 numbers behind VNODE',
      expected: '8 numbers',
      done: 'skipped',
      run: 'show uma /i',
    });
  });

  it('read what went below zero as 0, and say so', () => {
    const report = readText(`${HEAD}"VNODE",448,-3,5,90,0,254,896,0\n`);
    expect(rowsOfKind(report, 'vmstat-z')[0]?.used).toBe(0);
    expect(report.diagnostics.map((d) => d.found)).toContain('-3');
  });

  it('end at a line that is no row', () => {
    const report = readText(`${HEAD}${KEGS}db> show panic\npanic: out of memory\n`);
    expect(summary(report)).toEqual(['vmstat-z ddb 1-2: 1', 'panic unknown 4-4: 1']);
  });
});

describe('show uma without /i', () => {
  it('has a column of two words', () => {
    const report = readText(
      '              Zone   Size    Used    Free    Requests  Sleeps  Bucket  Total Mem    XFree\n' +
        '          UMA Kegs    384     174       0         174       0     254      66816        0\n',
    );
    expect(rowsOfKind(report, 'table')[0]?.numbers).toMatchObject({
      Size: 384,
      'Total Mem': 66816,
      XFree: 0,
    });
  });
});
