import { describe, expect, it } from 'vitest';
import { codeOf } from './cell-codes';
import { needCells, noCells } from './cells';
import type { OpenColumns } from './open-columns';
import { withholdColumns, withholdOwners, withholdRows } from './withhold';

const column = (id: string) => ({
  id,
  title: id,
  extent: '79.55 MB',
  note: 'largest hole 4 K',
  size: 100,
  unit: 'bytes' as const,
  bands: [
    {
      ...{ id: 'kmem_map', label: 'kmem_map', value: '79.55 MB', from: 0, size: 60 },
      ...{ owner: 'malloc' as const, backing: 'reserved' as const, paging: 'wired' as const },
      ...{ grade: 'exact' as const, shade: 0 as const, why: 'x', what: '20,363 pages are free' },
      address: 0xc000_0000n,
      stripes: [{ from: 0, to: 0.5, owner: 'malloc' as const, shade: 0 as const }],
    },
  ],
  ticks: [{ at: 0, label: '0xc0000000' }],
});
const OPEN: OpenColumns = {
  kernel: column('kernel_map'),
  region: column('kernel_map').bands[0],
  range: { map: 1, start: 0, end: 9 },
  plain: { hue: 'malloc', look: 'tint' },
  heads: [column('kernel_map'), column('region'), column('zone')],
  slabs: 8692,
  thing: column('thing'),
  slab: column('slab'),
  item: column('item'),
  framed: [{ from: 0, size: 60, of: 100 }, null, null],
};
const words = (open: OpenColumns): string =>
  JSON.stringify(open.heads.concat(open.kernel), (_, v: unknown) =>
    typeof v === 'bigint' ? String(v) : v,
  );

describe('columns whose inside is asked for', () => {
  it('keep names and frames, and no word of what is inside', () => {
    const { heads, kernel, slabs, thing, slab, item, range, framed } = withholdColumns(OPEN, true);
    expect(heads.map((h) => h.title)).toEqual(['kernel_map', 'region']);
    expect(kernel.bands.map((b) => [b.label, b.from, b.size])).toEqual([['kmem_map', 0, 60]]);
    expect([slabs, thing, slab, item, range]).toEqual([0, null, null, null, null]);
    expect(framed).toHaveLength(1);
    const left = words(withholdColumns(OPEN, true)).replaceAll('"extent":"79.55 MB"', '');
    expect(left).not.toMatch(/20,363|0xc0|3221225472|stripes/);
    expect(heads[1]).toMatchObject({ extent: '', note: '' });
  });
  it('show nothing of the regions where their sizes are asked for', () => {
    const { heads, kernel, region, framed } = withholdColumns(OPEN, false);
    expect([heads.length, kernel.bands.length, region, framed.length]).toEqual([
      1,
      0,
      undefined,
      0,
    ]);
  });
});

describe('frames whose owners are asked for', () => {
  it('are in use or free, and all that are in use look alike', () => {
    const picture = noCells();
    needCells(picture, 4);
    picture.codes.set([
      codeOf('malloc', 'solid'),
      codeOf('user', 'pageable'),
      codeOf('free', 'solid'),
      codeOf('files', 'dark'),
    ]);
    picture.runs = [
      { id: 'a', label: 'a', owner: 'malloc', shade: 0, amount: 3, from: 0, size: 1 },
    ];
    withholdOwners(picture);
    const [a, b, free, c] = picture.codes;
    expect(new Set([a, b, c]).size).toBe(1);
    expect(free).toBe(codeOf('free', 'solid'));
    expect(free).not.toBe(a);
    expect(picture.runs).toEqual([]);
  });
});

describe('rows whose figures are asked for', () => {
  it('tell what boot decided, and leave out the other rows', () => {
    const row = (name: string) => ({
      name,
      selects: `zone:${name}`,
      figures: [416, 8190, 56, 34, 5, 0, 10, 40_960],
      whys: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
    });
    const told = withholdRows([row('socket'), row('mbuf')], ['zone:socket']);
    expect(told).toHaveLength(1);
    expect(told[0]?.figures).toEqual([416, 8190, '', '', '', '', '', '']);
    expect(told[0]?.whys).toEqual(['a', 'b', '', '', '', '', '', '']);
  });
});
