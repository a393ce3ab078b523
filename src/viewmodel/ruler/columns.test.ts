import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { SEED_MACHINE, bootLayout } from '../../sim';
import { explain } from '../explain/explain';
import { askedOf } from './asked';
import { columnsFor } from './columns';

const report = readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8'));
const { ledger } = explain(report);
const result = bootLayout(SEED_MACHINE);
if (!result.ok) throw new Error(result.error.message);
const layout = result.value;
const asked = askedOf(report);
const [map, kmem] = columnsFor({ layout, ledger, asked, open: 'kmem_map' });

describe('the kernel map of the seed', () => {
  it('is covered from end to end, without a gap or an overlap', () => {
    let at = 0;
    for (const band of map!.bands) {
      expect({ id: band.id, from: band.from }).toEqual({ id: band.id, from: at });
      at += band.size;
    }
    expect(at).toBe(map!.size);
  });
  it('gives both ends and both ends of the open region', () => {
    expect(map!.ticks.map((t) => t.label)).toEqual([
      '0xc0000000',
      '0xc250a000',
      '0xc7497000',
      '0xfffff000',
    ]);
  });
  it('shows inside kmem_map what the next column shows', () => {
    const stripes = map!.bands.find((b) => b.id === 'kmem_map')!.stripes!;
    expect(stripes).toHaveLength(kmem!.bands.length);
    expect(stripes[0]).toMatchObject({ from: 0, owner: 'malloc' });
    expect(stripes.at(-1)!.to).toBeCloseTo(1, 12);
  });
});

describe('kmem_map of the seed', () => {
  it('adds up to 20,365 pages, none free', () => {
    expect(kmem!.bands.reduce((sum, b) => sum + b.size, 0)).toBe(20365);
    expect(kmem!.size).toBe(20365);
    expect(kmem!.note).toBe('full to the last page, × 13');
  });
  it('has a band for each large zone and gathers the small ones', () => {
    expect(kmem!.bands.map((b) => `${b.label} ${b.value}`)).toEqual([
      '128 8,692',
      '2048 4,517',
      'malloc > 4 K 1,632',
      '7 other buckets 504',
      'mbuf_cluster 1,500',
      'mbuf 256',
      'VNODE 1,183',
      'VM OBJECT 529',
      'inodes 674',
      'file names 480',
      '4 other file zones 35',
      'other UMA zones 363',
    ]);
  });
  it('parts neighbours of one owner by shade', () => {
    const bands = kmem!.bands;
    bands.slice(1).forEach((b, i) => {
      const before = bands[i]!;
      if (before.owner === b.owner) expect(b.shade).not.toBe(before.shade);
    });
  });
  it('holds the request that did not fit, in pages of its own scale', () => {
    expect(kmem!.beyond).toEqual({
      size: 4,
      value: '16,384 B',
      label: 'more asked for: panic',
      why: 'panic.requested',
    });
    expect(asked).toMatchObject({ value: 16384, grade: 'user-data' });
  });
  it('has a mark every 10 MB', () => {
    expect(kmem!.ticks.map((t) => t.label)).toEqual([
      '0',
      '10',
      '20',
      '30',
      '40',
      '50',
      '60',
      '70',
    ]);
    expect(kmem!.ticks[1]!.at).toBe(2560);
  });
});

describe('other kernels', () => {
  it('draw kmem_map as an empty reservation where nothing says what fills it', () => {
    const [first, second] = columnsFor({ layout, ledger: null, asked: null, open: 'kmem_map' });
    expect(first!.bands.find((b) => b.id === 'kmem_map')).toMatchObject({ backing: 'reserved' });
    expect(second!.bands).toHaveLength(1);
  });
  it('draw kmem_map alone where no machine fits', () => {
    const columns = columnsFor({ layout: null, ledger, asked: null, open: 'exec_map' });
    expect(columns.map((c) => c.id)).toEqual(['kmem_map']);
    expect(columns[0]!.note).toBe('full to the last page');
  });
  it('draw nothing for nothing', () => {
    expect(columnsFor({ layout: null, ledger: null, asked: null, open: '' })).toEqual([]);
  });
  it('fall back to kmem_map for a region that is not there', () => {
    const [, second] = columnsFor({ layout, ledger, asked, open: 'no such region' });
    expect(second!.id).toBe('kmem_map');
  });
  it('open any other region with its magnification', () => {
    const [, second] = columnsFor({ layout, ledger, asked, open: 'exec_map' });
    expect(second).toMatchObject({ id: 'exec_map', title: 'exec_map', note: '× 245' });
  });
});
