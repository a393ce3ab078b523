/** `kva diff`: samples from files, with and without times, as JSON and as text. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main';
import { SCHEMAS } from './schemas';

type Z = readonly [name: string, size: number, limit: number, used: number, free: number];
const sample = (hour: number | null, rows: readonly Z[], after = ''): string =>
  [
    ...(hour === null ? [] : [`Mon Jan  7 ${String(hour).padStart(2, '0')}:00:00 UTC 2008`]),
    'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES',
    '',
    ...rows.map(([n, s, l, u, f]) => `${`${n}:`.padEnd(20)} ${[s, l, u, f, u * 9, 0].join(', ')}`),
    after,
  ].join('\n');

const QUIET = Array.from({ length: 25 }, (_, i): Z => [`quiet ${String(i)}`, 64, 0, 100, 10]);
const at = (hour: number | null, used: number): string =>
  sample(
    hour,
    [...QUIET, ['128', 128, 0, used, 48], ['VNODE', 272, 0, used / 10, 20]],
    'vm.kmem_size: 83415040\n',
  );
const FILES: Readonly<Record<string, string>> = {
  a: at(1, 1000),
  b: at(5, 5000),
  c: at(9, 9100),
  bare: at(null, 1000),
  later: at(null, 3000),
  capped: sample(1, [['NetGraph items', 36, 546, 46, 0]]),
  full: sample(3, [['NetGraph items', 36, 546, 146, 0]]),
  empty: '',
};
const kva = (line: string) =>
  run(['diff', ...line.split(' ').filter((w) => w !== '')], (path) => {
    const text = FILES[path];
    if (text === undefined) throw new Error('no such file');
    return new TextEncoder().encode(text);
  });

interface Shown {
  headline: string;
  hours: { value: number } | null;
  samples: { file: string; zones: number }[];
  rows: {
    name: string;
    live: { value: number };
    rate: { perHour: { value: number }; low: { value: number }; high: { value: number } } | null;
    verdict: { kind: string };
    points: unknown[];
  }[];
  limit: { what: string; hours: { value: number } } | null;
}
const json = (line: string): Shown => {
  const { code, stdout, stderr } = kva(line);
  expect([code, stderr]).toEqual([0, '']);
  const value: unknown = JSON.parse(stdout);
  const issues = v.safeParse(SCHEMAS.diff, value).issues;
  expect(issues?.map((i) => `${v.getDotPath(i) ?? ''}: ${i.message}`)).toBeUndefined();
  return value as Shown;
};

describe('kva diff', () => {
  it('sorts rows by growth, with bytes an hour and bounds', () => {
    const { rows, hours, samples } = json('a b');
    expect(hours?.value).toBe(4);
    expect(samples.map((s) => [s.file, s.zones])).toEqual([
      ['a', 27],
      ['b', 27],
    ]);
    expect(rows.slice(0, 2).map((r) => [r.name, r.live.value, r.verdict.kind])).toEqual([
      ['128', 4000 * 128, 'leak'],
      ['VNODE', 400 * 272, 'cache-by-design'],
    ]);
    const { rate } = rows[0]!;
    expect(rate?.perHour.value).toBe(128_000);
    expect(rate!.low.value).toBeLessThan(128_000);
    expect(rate!.high.value).toBeGreaterThan(128_000);
  });
  it('takes more than two, in the order of their dates', () => {
    const { samples, rows, limit } = json('c a b');
    expect(samples.map((s) => s.file)).toEqual(['a', 'b', 'c']);
    expect(rows[0]?.points).toHaveLength(3);
    expect(limit?.what).toBe('vm.kmem_size');
    const left = 83_415_040 - 25 * 110 * 64 - 9148 * 128 - 930 * 272;
    const perHour = 8100 * 16 + 810 * 34;
    expect(limit!.hours.value / (left / perHour)).toBeCloseTo(1, 1);
  });
  it('takes the hours that are given', () => {
    expect(json('bare later').rows[0]?.rate).toBeNull();
    expect(json('bare later --hours 0,2').rows[0]?.rate?.perHour.value).toBe(128_000);
  });
  it('writes a table of 80 columns', () => {
    const { stdout } = kva('a b c --text');
    expect(stdout).toMatch(
      /^128 grew by 1,012\.5 K, .* an hour, and never fell\.\n3 samples, 8 hours/,
    );
    expect(stdout).toMatch(/^zone 128 +\+1,012\.5 K +\+126\.56 K .* 2 of 2 +leak\?$/m);
    expect(stdout).toMatch(/^zone VNODE .* cache$/m);
    expect(stdout).toContain('25 rows did not move.');
    expect(stdout).toMatch(/^vm\.kmem_size in [\d.]+ days \(/m);
    expect(Math.max(...stdout.split('\n').map((l) => l.length))).toBeLessThanOrEqual(80);
  });
  it('tells the time until the LIMIT of a zone', () => {
    expect(kva('capped full --text').stdout.replace(/\s+/g, ' ')).toContain(
      'LIMIT of NetGraph items in 8 hours',
    );
  });
  it('says what is missing of one sample', () => {
    expect(json('a').headline).toBe('Nothing to compare yet.');
    expect(kva('a --text').stdout).toContain('One sample only.');
  });
  it.each([
    ['', 'give two FILEs or more'],
    ['a nowhere', 'nowhere cannot be read: no such file'],
    ['a empty', 'empty is empty'],
    ['a b --wide', 'unknown option --wide; see kva --help'],
    ['a b --hours', '--hours needs a value'],
    ['a b --hours 3,1', '--hours 3,1: expected hours since the first sample'],
    ['a b --hours 0,x', '--hours 0,x: expected hours'],
    ['a b --hours 0,1,2', '--hours names 3 times: the files hold 2 samples'],
  ])('refuses "%s"', (line, words) => {
    const { code, stdout, stderr } = kva(line);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^kva: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });
});
