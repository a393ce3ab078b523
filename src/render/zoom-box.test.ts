import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxTransform, isSameBox, originOf } from './zoom-box';

const box = { x: 200, y: 60, width: 120, height: 400 };

describe('a column that opens', () => {
  it('comes from the stretch that it shows', () => {
    expect(originOf(box, { from: 25, size: 50, of: 100 })).toEqual({ ...box, y: 160, height: 200 });
  });
  it('comes from the whole column where its object is scattered, and from a line that is seen', () => {
    expect(originOf(box, null)).toEqual(box);
    expect(originOf(box, { from: 1, size: 1, of: 100_000 }).height).toBe(2);
  });
  it('starts exactly there', () => {
    const side = fc.integer({ min: 1, max: 900 });
    const any = fc.record({ x: side, y: side, width: side, height: side });
    fc.assert(
      fc.property(any, any, (to, from) => {
        const numbers = Array.from(boxTransform(to, from).matchAll(/-?[\d.]+/g), Number);
        const [x = 0, y = 0, sx = 0, sy = 0] = numbers;
        expect(x + sx * to.x).toBeCloseTo(from.x, 0);
        expect(y + sy * to.y).toBeCloseTo(from.y, 0);
        expect(Math.abs(sx * to.width - from.width)).toBeLessThan(0.1);
        expect(Math.abs(sy * to.height - from.height)).toBeLessThan(0.1);
        expect(isSameBox(to, from)).toBe(
          boxTransform(to, from) === boxTransform(to, to) && isSameBox(from, to),
        );
      }),
      { seed: 5 },
    );
  });
});
