import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from './side-labels';

const places = fc
  .array(fc.double({ min: 0, max: 600, noNaN: true }), { maxLength: 30 })
  .map((a) => a.sort((x, y) => x - y));

describe('placeLabels', () => {
  it('leaves labels that have room where they are', () => {
    expect(placeLabels([0, 40, 100], 16, 400)).toEqual([0, 40, 100]);
  });

  it('moves two that clash by the same distance', () => {
    expect(placeLabels([100, 100], 16, 400)).toEqual([92, 108]);
  });

  it('keeps the first and the last inside', () => {
    expect(placeLabels([0, 1], 16, 400)).toEqual([0, 16]);
    expect(placeLabels([399, 400], 16, 400)).toEqual([368, 384]);
  });

  it('spreads evenly where there is no room for all', () => {
    expect(placeLabels([5, 5, 5, 5], 16, 40)).toEqual([0, 10, 20, 30]);
  });

  it('keeps order, distance and frame for any places', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 8, max: 24 }), (wanted, row) => {
        const got = placeLabels(wanted, row, 700);
        const step = Math.min(row, 700 / Math.max(1, wanted.length));
        got.forEach((y, i) => {
          expect(y).toBeGreaterThanOrEqual(-1e-9);
          expect(y).toBeLessThanOrEqual(700 - step + 1e-6);
          if (i > 0) expect(y - (got[i - 1] ?? 0)).toBeGreaterThanOrEqual(step - 1e-6);
        });
      }),
    );
  });
});
