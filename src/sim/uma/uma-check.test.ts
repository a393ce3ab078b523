/** All rows of the seed's crash dump against the worked table in tests/fixtures/uma-check.json. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceRef } from '../../base/sources';
import type { Derivation } from '../../base/derivation';
import { PAGE_SIZE } from '../../base/units';
import { cpusFromZoneSize, headerZoneSizes } from './header-zones';
import { predictHash } from './hash';
import { kegLayout } from './keg';
import { KNOWN_ZONE_NAMES, zoneSpec } from './known-zones';
import { zoneLimit } from './limit';

interface CheckRow {
  readonly name: string;
  readonly size: number;
  readonly rsize: number;
  readonly ipers: number;
  readonly ppera: number;
  readonly header: string;
  readonly items?: number;
  readonly slabs?: number;
  readonly exact?: boolean;
  readonly pages?: number;
  readonly kib?: number;
  readonly used?: number;
  readonly free?: number;
  readonly overhead?: number;
}
interface LimitRow {
  readonly name: string;
  readonly wanted: number;
  readonly slabs: number;
  readonly ipers: number;
  readonly limit: number;
}
interface SeedRow {
  readonly name: string;
  readonly size: number;
  readonly limit: number;
  readonly used: number;
  readonly free: number;
  readonly requests: number;
}
const load = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../tests/fixtures/${name}`, import.meta.url), 'utf8'));
const check = load('uma-check.json') as { zones: CheckRow[]; limits: LimitRow[] };
const seed = new Map((load('seed-zones.json') as SeedRow[]).map((r) => [r.name, r]));
const ROUNDED_TO_K = 0.5;

const layout = (row: CheckRow) => kegLayout(zoneSpec(row.name, row.size, 'i386').spec, 'i386');
const itemsOf = (name: string): { used: number; free: number } => {
  const own = seed.get(name)!;
  const packets = name === 'mbuf' ? seed.get('mbuf_packet')! : { used: 0, free: 0 };
  return { used: own.used + packets.used, free: own.free + packets.free };
};

describe('the seed, zone by zone', () => {
  it('knows every zone of the dump', () => {
    expect(check.zones).toHaveLength(90);
    expect([...seed.keys()].filter((n) => !KNOWN_ZONE_NAMES.includes(n))).toEqual([]);
    expect(new Set(KNOWN_ZONE_NAMES).size).toBe(KNOWN_ZONE_NAMES.length);
  });

  it.each(check.zones.map((r) => [r.name, r] as const))('cuts %s as the table says', (_n, row) => {
    const k = layout(row);
    expect({
      rsize: k.rsize.value,
      ipers: k.ipers.value,
      ppera: k.ppera.value,
      offpage: k.offpage,
      refcnt: k.spec.refcnt,
    }).toEqual({
      rsize: row.rsize,
      ipers: row.ipers,
      ppera: row.ppera,
      offpage: row.header.endsWith('off'),
      refcnt: row.header.startsWith('REFCNT'),
    });
    if (row.header === '=mbuf') expect(k.spec.secondaryOf).toBe('mbuf');
  });

  it.each(check.zones.filter((r) => r.items !== undefined).map((r) => [r.name, r] as const))(
    'holds for %s the slabs, pages and bytes of the table',
    (_n, row) => {
      const k = layout(row);
      const { used, free } = itemsOf(row.name);
      const slabs = (used + free) / k.ipers.value;
      const pages = Math.ceil(slabs) * k.ppera.value;
      expect(used + free).toBe(row.items);
      expect(slabs).toBeCloseTo(row.slabs!, 3);
      expect(Number.isInteger(slabs)).toBe(row.exact);
      expect(pages).toBe(row.pages);
      expect((pages * PAGE_SIZE) / 1024).toBe(row.kib);
      const parts = [used * row.size, free * row.size, pages * PAGE_SIZE - row.items! * row.size];
      const listed = [row.used, row.free, row.overhead];
      parts.forEach((bytes, i) => {
        expect(Math.abs(bytes / 1024 - listed[i]!)).toBeLessThanOrEqual(ROUNDED_TO_K);
      });
    },
  );

  it.each(check.limits.map((r) => [r.name, r] as const))('prints the LIMIT of %s', (_n, row) => {
    const keg = kegLayout(zoneSpec(row.name, seed.get(row.name)!.size, 'i386').spec, 'i386');
    const wanted: Derivation = {
      id: `wanted.${row.name}`,
      label: 'Wanted',
      value: row.wanted,
      unit: 'items',
      formula: 'from the worked table',
      inputs: [],
      source: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zone_set_max()'),
      grade: 'exact',
    };
    expect(keg.ipers.value).toBe(row.ipers);
    expect(zoneLimit(wanted, keg).value).toBe(row.limit);
    expect(zoneLimit(wanted, keg).value).toBe(seed.get(row.name)!.limit);
  });

  it('predicts the sizes of the internal zones', () => {
    const sizes = headerZoneSizes(
      'i386',
      cpusFromZoneSize(seed.get('UMA Zones')!.size, 'i386')!,
      false,
    );
    expect(sizes.size).toBe(9);
    for (const [name, d] of sizes) expect([name, d.value]).toEqual([name, seed.get(name)!.size]);
    expect(cpusFromZoneSize(seed.get('UMA Zones')!.size, 'i386')).toBe(1);
    expect(cpusFromZoneSize(121, 'i386')).toBeNull();
    const amd64 = headerZoneSizes('amd64', 2, true);
    expect(amd64.get('UMA Slabs')?.value).toBe(128);
    expect(amd64.get('UMA RCntSlabs')?.value).toBe(128);
    expect(amd64.get('UMA Hash')?.value).toBe(256);
    expect(amd64.get('mt_zone')?.value).toBe(1024);
  });

  it('predicts the hash tables', () => {
    const kegs = check.zones
      .filter((r) => r.items !== undefined)
      .map((r) => ({ keg: layout(r), slabs: Math.ceil(r.slabs!) }));
    const hash = predictHash(kegs);
    expect(hash.requests.value).toBe(seed.get('UMA Hash')!.requests);
    expect(hash.used.value).toBe(seed.get('UMA Hash')!.used);
    expect(hash.grown).toEqual(['mbuf_cluster', 'NAMEI', 'DIRHASH']);
  });
});
