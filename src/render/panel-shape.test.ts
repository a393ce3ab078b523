import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PANEL, panelShape } from './panel-shape';

const axis = { from: 0, to: 4 };
const numbers = (path: string): number[] =>
  [...path.matchAll(/-?[\d.]+/g)].map((m) => Number(m[0]));

describe('a small panel', () => {
  it('draws live memory from the foot and what is kept on top of it', () => {
    const shape = panelShape(
      [
        { x: 0, live: 10, kept: 0 },
        { x: 4, live: 20, kept: 20 },
      ],
      axis,
      40,
    );
    expect(shape.edge).toBe('M0 60L320 40');
    expect(shape.live).toBe('M0 60L320 40L320 80L0 80Z');
    expect(shape.kept).toBe('M0 60L320 0L320 40L0 60Z');
    expect(shape.marks).toBe('M0 60h0M320 40h0');
  });
  it('leaves out what is not there, and marks that would run together', () => {
    const points = Array.from({ length: 40 }, (_, i) => ({ x: i / 10, live: 1, kept: 0 }));
    expect(panelShape(points, axis, 1)).toMatchObject({ kept: '', marks: '' });
    expect(panelShape([], axis, 1)).toEqual({ live: '', kept: '', edge: '', marks: '' });
  });
  it('stays inside its box, whatever it is given', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 4 }),
      live: fc.nat(1e9),
      kept: fc.nat(1e9),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
        const top = Math.max(...points.map((p) => p.live + p.kept));
        const { live, kept } = panelShape(points, axis, top);
        for (const part of [live, kept]) {
          const all = numbers(part);
          const [xs, ys] = [0, 1].map((odd) => all.filter((_, i) => i % 2 === odd));
          expect(Math.max(0, ...xs!)).toBeLessThanOrEqual(PANEL.width);
          expect(Math.max(0, ...ys!)).toBeLessThanOrEqual(PANEL.height);
          expect(Math.min(0, ...all)).toBe(0);
        }
      }),
      { seed: 5 },
    );
  });
});
