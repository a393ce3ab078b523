import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Band, Column } from '../viewmodel/ruler/types';
import { morphOf, shareTransform } from './morph';

const column = (size: number, bands: readonly (readonly [string, number, number])[]): Column =>
  ({
    id: 'kernel_map',
    size,
    bands: bands.map(([id, from, length]) => ({ id, from, size: length }) as unknown as Band),
  }) as unknown as Column;

/** Where a transform puts a place, in px. */
const applied = (transform: string, y: number): number => {
  const [, shift = '', scale = ''] = /^translateY\((.*)px\) scaleY\((.*)\)$/.exec(transform) ?? [];
  return Number(shift) + Number(scale) * y;
};

describe('a column that changes', () => {
  const before = column(1000, [
    ['kmem_map', 100, 80],
    ['buffer_map', 180, 20],
    ['agp', 200, 50],
  ]);
  const after = column(2000, [
    ['kmem_map', 200, 640],
    ['buffer_map', 840, 40],
    ['stacks', 880, 20],
  ]);
  it('keeps regions by name, and tells the new from the gone', () => {
    const morph = morphOf(before, after);
    expect(morph.moved).toEqual([
      { id: 'kmem_map', from: [0.1, 0.18], to: [0.1, 0.42] },
      { id: 'buffer_map', from: [0.18, 0.2], to: [0.42, 0.44] },
    ]);
    expect(morph.fresh).toEqual(['stacks']);
    expect(morph.gone.map(({ band, at }) => [band.id, ...at])).toEqual([['agp', 0.2, 0.25]]);
  });
  it('does not move what stays', () => {
    expect(morphOf(before, before)).toEqual({ moved: [], fresh: [], gone: [] });
  });
  it('starts each band exactly where it was', () => {
    const share = fc
      .tuple(
        fc.double({ min: 0, max: 0.8, noNaN: true }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
      )
      .map(([top, size]) => [top, top + size] as const);
    fc.assert(
      fc.property(share, share, fc.integer({ min: 100, max: 900 }), (from, to, height) => {
        const transform = shareTransform({ from, to }, height);
        expect(applied(transform, to[0] * height)).toBeCloseTo(from[0] * height, 1);
        expect(applied(transform, to[1] * height)).toBeCloseTo(from[1] * height, 1);
      }),
      { seed: 11 },
    );
  });
});
