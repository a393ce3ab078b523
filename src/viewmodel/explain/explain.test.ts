import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { explain, explanationBook } from './explain';

const e = explain(readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8')));
const ledger = e.ledger!;

describe('the ledger of the seed', () => {
  it('tells the story in four bars that add up to the map', () => {
    expect(ledger.lines.map((l) => Math.round(l.bytes.value / 1024))).toEqual([
      49989, 4863, 20080, 6528,
    ]);
    expect(ledger.lines.reduce((n, l) => n + l.bytes.value, 0)).toBe(83415040);
    for (const l of ledger.lines)
      expect(l.parts.reduce((n, p) => n + p.bytes, 0)).toBe(l.bytes.value);
  });
  it('holds 20,365 pages by group', () => {
    const of = (id: string): number | undefined =>
      ledger.groups.find((g) => g.id === id)?.pages.value;
    expect([of('malloc'), of('files'), of('mbufs'), of('large'), of('boot-pages')]).toEqual([
      13713, 2901, 1756, 1632, -45,
    ]);
    expect(ledger.groups.reduce((n, g) => n + g.pages.value, 0) + ledger.freePages.value).toBe(
      20365,
    );
  });
  it('shows the mistake and the open discrepancy', () => {
    expect(Math.round(ledger.naive!.percent.value)).toBe(153);
    expect(Math.round(ledger.unattributed!.value / 1024)).toBe(6110);
  });
});

describe('the self-check of the seed', () => {
  it('says what agrees', () => {
    expect(e.selfCheck.map((r) => r.text)).toEqual([
      '61 of 62',
      '1,500 = 1,500',
      '5,020 = 4,956 + 64',
      '6 / 3 = 6 / 3',
      '88 = 88',
      '88 = 88',
      '21 of 21',
      '83,415,040 B',
    ]);
  });
});

describe('the findings of the seed', () => {
  it('name the grower with its share', () => {
    const f = e.findings.find((x) => x.id === 'grower')!;
    expect(f.text).toContain('8,038');
    expect(f.share!.value).toBeCloseTo(39.47, 1);
  });
  it('cover what the thread saw and what it did not', () => {
    expect(e.findings.map((f) => f.id)).toEqual(
      expect.arrayContaining([
        'exhausted',
        'large.2048',
        'nofree',
        'clusters',
        'limit.NetGraph items',
        'namei',
        'victim',
        'buckets',
        'open',
      ]),
    );
  });
});

describe('every number', () => {
  it('can be opened, and its inputs too', () => {
    const book = explanationBook(e);
    const missing = [...book.values()]
      .flatMap((d) => d.inputs)
      .filter((i) => i.ref !== undefined && !book.has(i.ref));
    expect(missing).toEqual([]);
    for (const l of ledger.lines) expect(book.get(l.bytes.id)).toBe(l.bytes);
  });
});

describe('texts without a whole table', () => {
  it.each([
    '',
    'hello',
    'vm.kmem_size: 83415040',
    'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
    'mbuf: 256, 0, 1, 137, 137, 0',
  ])('%s: no ledger, a reason, no exception', (text) => {
    const x = explain(readText(text));
    expect(x.ledger).toBeNull();
    expect(x.limits.length).toBeGreaterThan(0);
  });
});
