/** Slabs of every era against the worked table of the reference, and against rows of real dumps. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../import';
import type { Arch } from '../../../sim';
import { explain } from '../explain';
import { filler, mTable, sysctls, uname, zTable } from '../testkit';
import type { Z } from '../testkit';
import { majorsOf } from './choose-era';
import type { CutContext, EraSpec } from './cut';
import { slabZoneSize } from './cut-fitted';
import { ERAS } from './eras';
import { itemsPerSlab } from './keg';
import { eraSpec } from './zone-facts';

const at = (id: string, arch: Arch, invariants = false): CutContext => ({
  era: ERAS.find((e) => e.id === id)!,
  arch,
  invariants,
  cpus: 1,
});
const spec = (size: number): EraSpec => ({
  ...eraSpec({ name: 'x', size }, at('r12', 'amd64').era, 'amd64').spec,
  align: 1,
});

/** size: i386 6–9, amd64 6–9, i386 10–12, amd64 10–12, i386 13, amd64 13, amd64 13 INVARIANTS */
const TABLE: Readonly<Record<number, readonly number[]>> = {
  16: [203, 168, 252, 251, 253, 252, 250],
  32: [113, 101, 126, 125, 127, 126, 126],
  64: [59, 56, 63, 62, 63, 63, 63],
  128: [30, 29, 31, 31, 31, 31, 31],
  256: [15, 15, 15, 15, 15, 15, 15],
  512: [8, 7, 8, 8, 8, 8, 8],
  2048: [2, 2, 2, 2, 2, 2, 2],
  9216: [1, 1, 1, 1, 2, 2, 2],
  144: [27, 26, 28, 27, 28, 28, 28],
  828: [4, 4, 4, 4, 9, 9, 9],
  2200: [1, 1, 1, 1, 7, 7, 7],
  3000: [1, 1, 1, 1, 4, 4, 4],
};
const COLUMNS = [
  at('r6', 'i386'),
  at('r8', 'amd64'),
  at('r10', 'i386'),
  at('r12', 'amd64'),
  at('r13', 'i386'),
  at('r13', 'amd64'),
  at('r13', 'amd64', true),
];

describe('items of a slab', () => {
  it.each(Object.entries(TABLE))('of %s B in every era', (size, expected) => {
    expect(COLUMNS.map((c) => itemsPerSlab(spec(Number(size)), c))).toEqual(expected);
  });
  it('and the zones of headers of 13, which tell a debugging kernel', () => {
    const k = (invariants: boolean) => ({ arch: 'amd64', invariants }) as const;
    expect([slabZoneSize(0, k(false)), slabZoneSize(1, k(false))]).toEqual([80, 112]);
    expect(slabZoneSize(0, k(true))).toBe(112);
  });
});

describe('releases', () => {
  it.each([
    ['6.2', 6, 6],
    ['9–12', 9, 12],
    ['13+', 13, 15],
    ['up to 9', 0, 9],
    [null, 6, 15],
  ])('%s', (text, from, to) => {
    expect(majorsOf(text)).toEqual({ from, to });
  });
});

describe('real dumps', () => {
  const check = (name: string): string | undefined =>
    explain(readText(readFileSync(`tests/fixtures/corpus/${name}`, 'utf8'))).selfCheck.find(
      (r) => r.id === 'whole',
    )?.text;
  it('of 2018 on amd64 fill whole slabs in every row', () => {
    expect(check('009-kmsdrm-141-vmstat-z-13current-2018.txt')).toBe('18 of 18');
  });
  it('of 2021 do but for items of early boot', () => {
    expect(check('004-drmkmod-68-vmstat-z-14current.txt')).toBe('8 of 11');
  });
});

const whole: Z[] = [
  ['128', 128, 0, 3000, 100, 9000],
  ['mbuf_cluster', 2048, 10_000, 400, 600, 9000],
  ['mbuf_jumbo_9k', 9216, 0, 10, 0, 10],
  ...filler(45),
];
const balance = (release: string, arch: Arch, more = '') =>
  explain(
    readText(
      [
        uname(release, arch),
        zTable(Number(release) >= 13 ? 'z5' : Number(release) >= 9 ? 'z4' : 'z3', whole),
        more,
      ].join('\n\n'),
    ),
  );

describe('the balance', () => {
  it.each(
    ['6.2', '7.3', '9.1', '10.4', '11.2', '12.1', '13.2', '14.1', '15.0'].flatMap((r) => [
      [r, 'i386'] as const,
      [r, 'amd64'] as const,
    ]),
  )('of %s on %s adds up', (release, arch) => {
    const b = balance(release, arch).balance!;
    const sum = b.lines.reduce((n, l) => n + l.bytes.value, 0);
    expect(sum).toBe(b.base.value);
    const isDirect = arch === 'amd64' && Number(release) < 12;
    expect(b.outside.some((o) => o.id === 'direct-map')).toBe(isDirect);
  });
  it('finds large blocks and the remainder under a soft limit', () => {
    const types = Array.from({ length: 20 }, (_, i) => [`type${i}`, 1, 100, '65536'] as const);
    const more = [
      mTable(types),
      sysctls({ 'vm.uma_kmem_limit': 80_000_000, 'vm.uma_kmem_total': 5_000_000 }),
    ].join('\n\n');
    const b = balance('12.1', 'amd64', more).balance!;
    const of = (id: string) => b.lines.find((l) => l.id === id)!.bytes.value;
    expect(of('large')).toBe(20 * 100 * 1024 - 3000 * 128);
    expect(of('free')).toBe(75_000_000);
    expect(b.lines.reduce((n, l) => n + l.bytes.value, 0)).toBe(80_000_000);
  });
  it('is refused where the tables come to more than the kernel counts', () => {
    const e = balance('12.1', 'amd64', sysctls({ 'vm.uma_kmem_total': 100_000 }));
    expect(e.balance).toBeNull();
    expect(e.limits.join()).toMatch(/an error of .* %\. They do not belong together/);
  });
  it('is refused where the slabs do not fit', () => {
    const odd = Array.from({ length: 45 }, (_, i): Z => [`mbuf${i}`, 56, 0, 101 + 2 * i, 0, 9]);
    const e = explain(readText([uname('12.1', 'amd64'), zTable('z4', odd)].join('\n\n')));
    expect(e.balance).toBeNull();
    expect(e.limits.join()).toMatch(/The layout does not fit these rows/);
  });
  it('is refused for a release whose slabs are not known', () => {
    const e = explain(readText([uname('5.4', 'i386'), zTable('z3', whole)].join('\n\n')));
    expect(e.limits.join()).toMatch(/slab rules of FreeBSD 5\.4 are not known/);
  });
});
