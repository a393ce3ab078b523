import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readText } from '../../import';
import { diffReports } from './diff';
import { MOST_PANEL_POINTS, multiplesOf } from './multiples';
import type { Diff, GrowthRow } from './types';

const HEAD = 'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES\n\n';
type Z = readonly [name: string, size: number, limit: number, used: number, free: number];
const zText = (rows: readonly Z[], requests = 1000): string =>
  HEAD +
  rows
    .map(([n, s, l, u, f]) => `${`${n}:`.padEnd(20)} ${[s, l, u, f, requests + u, 0].join(', ')}`)
    .join('\n') +
  '\n';
const mText = (rows: readonly string[]): string =>
  `         Type InUse MemUse HighUse Requests  Size(s)\n${rows.join('\n')}\n`;
const stamp = (hour: number): string =>
  `Mon Jan  7 ${String(hour).padStart(2, '0')}:00:00 UTC 2008\n`;
const diff = (...texts: string[]): Diff => diffReports(texts.map((t) => readText(t)));
const row = (d: Diff, name: string, kind = 'zone'): GrowthRow => {
  const found = d.rows.find((r) => r.name === name && r.kind === kind);
  if (found === undefined) throw new Error(`no row ${name}`);
  return found;
};

const A =
  stamp(1) +
  zText([
    ['128', 128, 0, 1000, 48],
    ['VNODE', 272, 0, 50, 20],
    ['mbuf_cluster', 2048, 8768, 100, 40],
  ]);
const B =
  stamp(5) +
  zText(
    [
      ['128', 128, 0, 5000, 48],
      ['VNODE', 272, 0, 90, 20],
      ['mbuf_cluster', 2048, 8768, 100, 140],
    ],
    5000,
  );

describe('two pastes', () => {
  it('sorts by growth and gives bytes per hour', () => {
    const d = diff(A, B);
    expect(d.rows.map((r) => r.name)).toEqual(['128', 'VNODE', 'mbuf_cluster']);
    expect(d.hours?.value).toBe(4);
    const z = row(d, '128');
    expect(z.live.value).toBe(4000 * 128);
    expect(z.rate?.perHour.value).toBe(128_000);
    expect(z.rate?.low.value).toBeLessThan(128_000);
    expect(z.rate?.high.value).toBeGreaterThan(128_000);
    expect(z.verdict.kind).toBe('leak');
    expect(d.headline).toBe('128 grew by 500 K, 125 K an hour, and never fell.');
  });

  it('tells caches from leaks', () => {
    const d = diff(A, B);
    expect(row(d, 'VNODE').verdict.kind).toBe('cache-by-design');
    expect(row(d, 'mbuf_cluster').verdict.kind).toBe('cache');
    expect(row(d, 'mbuf_cluster').kept.value).toBe(100 * 2048);
  });

  it('puts samples in the order of their dates', () => {
    const d = diff(B, A);
    expect(row(d, '128').live.value).toBe(4000 * 128);
    expect(d.samples.map((s) => s.paste)).toEqual([1, 0]);
  });

  it('finds both samples in one paste', () => {
    const d = diff(`${A}\n${B}`);
    expect(d.samples).toHaveLength(2);
    expect(row(d, '128').rate?.perHour.value).toBe(128_000);
  });

  it('takes the hours that the reader gives', () => {
    const bare = (t: string): string => t.slice(t.indexOf('\n') + 1);
    const reports = [bare(A), bare(B)].map((t) => readText(t));
    expect(diffReports(reports).rows[0]?.rate).toBeNull();
    expect(diffReports(reports).notes.join(' ')).toContain('No time is known of sample 1, 2');
    const d = diffReports(reports, { hours: [0, 8] });
    expect(d.rows[0]?.rate?.perHour.value).toBe(64_000);
    expect(d.rows[0]?.rate?.low.value).toBe(64_000);
  });

  it('says when the machine was restarted', () => {
    const later = stamp(9) + zText([['128', 128, 0, 9000, 0]], -8000);
    const d = diff(A, later);
    expect(row(d, '128').verdict.kind).toBe('restart');
    expect(row(d, '128').rate).toBeNull();
    expect(row(d, '128').requests).toBeNull();
    expect(d.headline).toBe('The machine was restarted between the samples.');
  });

  it('tells the time until a LIMIT', () => {
    const at = (used: number): string => zText([['NetGraph items', 36, 546, used, 546 - used]]);
    const d = diff(stamp(1) + at(46), stamp(3) + at(146));
    const { limit } = row(d, 'NetGraph items');
    expect(limit?.left.value).toBe(400 * 36);
    expect(limit?.hours.value).toBe(8);
    expect(limit!.soonest.value).toBeLessThan(8);
    expect(limit!.latest!.value).toBeGreaterThan(8);
  });

  it('names the type behind a malloc zone', () => {
    const types = (n: number): string =>
      mText([
        `   libalias ${String(n)} ${String((n * 128) / 1024)}K       - 9000${String(n)}  128`,
        '       temp    10     2K       - 999999  16,128,1024',
      ]);
    const d = diff(A + types(800), B + types(4800));
    expect(row(d, '128').owners[0]).toEqual({ name: 'libalias', bytes: 4000 * 128 });
    expect(row(d, 'libalias', 'type').owners[0]?.name).toBe('128');
    expect(row(d, '128').verdict.text).toContain('libalias');
  });

  it('calls what falls in between load', () => {
    const at = (hour: number, used: number): string =>
      stamp(hour) + zText([['PIPE', 408, 0, used, 9]], hour * 1000);
    const d = diff(at(1, 10), at(2, 40), at(3, 20), at(4, 60));
    expect(row(d, 'PIPE').verdict.kind).toBe('load');
    expect(row(d, 'PIPE').trend).toMatchObject({ ups: 2, downs: 1 });
    expect(row(d, 'PIPE').rate?.basis).toBe('spread');
    expect(d.headline).toContain('Nothing suspicious');
  });

  it('counts a second zone once', () => {
    const names = Array.from({ length: 25 }, (_, i) => `z${String(i)}`);
    const at = (hour: number, n: number): string =>
      stamp(hour) +
      zText(
        [
          ...names.map((x): Z => [x, 64, 0, n, 0]),
          ['mbuf', 256, 0, n, 0],
          ['mbuf_packet', 256, 0, n, 0],
        ],
        hour * 100,
      ) +
      'vm.kmem_size: 1048576\n';
    const d = diff(at(1, 10), at(2, 20));
    expect(row(d, 'mbuf_packet').verdict.kind).toBe('counted-elsewhere');
    expect(d.total?.value).toBe(10 * (25 * 64 + 256));
    expect(d.limit?.what).toBe('vm.kmem_size');
    expect(d.limit?.left.value).toBe(1_048_576 - 20 * (25 * 64 + 256));
  });
});

describe('the seed', () => {
  const seed = readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8'));
  it('holds a dump and a running system of another boot', () => {
    const d = diffReports([seed]);
    expect(d.samples.map((s) => s.fromDump)).toEqual([true, false]);
    expect(row(d, 'libalias', 'type').verdict.kind).toBe('restart');
    expect(d.hours).toBeNull();
  });
});

describe('small multiples', () => {
  it('keep highs and lows of long logs', () => {
    const text = Array.from({ length: 500 }, (_, i) => {
      const used = i === 321 ? 9000 : 10 + i;
      return (
        new Date(Date.UTC(2024, 0, 1) + i * 600_000).toISOString() +
        '\n' +
        zText([['64', 64, 0, used, 0]], i * 10_000)
      );
    }).join('\n');
    const d = diff(text);
    const panel = d.multiples.panels[0];
    expect(d.samples).toHaveLength(500);
    expect(panel?.points.length).toBeLessThanOrEqual(MOST_PANEL_POINTS);
    expect(panel?.top).toBe(9000 * 64);
    expect(panel?.points.some((p) => p.live === 9000 * 64)).toBe(true);
    const xs = panel!.points.map((p) => p.x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(d.multiples).toMatchObject({ axis: 'hours', from: 0 });
    expect(multiplesOf([], []).panels).toEqual([]);
  });
});

describe('for every pair of tables', () => {
  const zone = fc.record({
    name: fc.constantFrom(
      '128',
      'mbuf',
      'VNODE',
      'odd: name',
      '16 Bucket',
      '__proto__',
      'constructor',
    ),
    size: fc.constantFrom(16, 128, 2048),
    used: fc.nat(1e6),
    free: fc.nat(1e6),
    limit: fc.constantFrom(0, 10, 1e6),
  });
  const table = fc.array(zone, { maxLength: 12 });
  it('adds up, names each derivation once and refers to known ones', () => {
    fc.assert(
      fc.property(table, table, fc.boolean(), (a, b, timed) => {
        const text = (t: typeof a, hour: number): string =>
          (timed ? stamp(hour) : '') +
          zText(
            t.map((z) => [z.name, z.size, z.limit, z.used, z.free]),
            hour * 1e7,
          );
        const d = diff(text(a, 1), text(b, 2));
        const ids = new Set(d.derivations.map((x) => x.id));
        expect(ids.size).toBe(d.derivations.length);
        for (const x of d.derivations)
          for (const i of x.inputs) if (i.ref !== undefined) expect(ids.has(i.ref)).toBe(true);
        for (const r of d.rows) {
          expect(r.live.value).toBe(r.last.value - r.first.value);
          if (r.rate !== null) {
            expect(r.rate.low.value).toBeLessThanOrEqual(r.rate.perHour.value);
            expect(r.rate.high.value).toBeGreaterThanOrEqual(r.rate.perHour.value);
          }
        }
        const order = d.rows.map((r) => r.live.value);
        expect(order).toEqual([...order].sort((x, y) => y - x));
      }),
      { numRuns: 60 },
    );
  });
  it('never throws on any text', () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 3 }), (ts) => void diff(...ts)));
  });
});
