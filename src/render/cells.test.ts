import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellGrid, cellPath, runEdges } from './cells';

/** Area of the polygon that an `M H V Z` path draws. */
const areaOf = (path: string): number => {
  const points: [number, number][] = [];
  let at: [number, number] = [0, 0];
  for (const [, op, args] of path.matchAll(/([MHV])([^MHVZ]*)/g)) {
    const [a = 0, b = 0] = (args ?? '').trim().split(' ').map(Number);
    at = op === 'M' ? [a, b] : op === 'H' ? [a, at[1]] : [at[0], a];
    points.push(at);
  }
  const twice = points.reduce((sum, [x, y], i) => {
    const [x2, y2] = points[(i + 1) % points.length] ?? [0, 0];
    return sum + x * y2 - x2 * y;
  }, 0);
  return Math.abs(twice / 2);
};

describe('cellPath', () => {
  it('draws one full row as a rectangle', () => {
    expect(cellPath({ perRow: 10, rows: 2, cellWidth: 2, cellHeight: 3 }, 0, 10)).toBe(
      'M0 0H20V3H0Z',
    );
  });
  it('is empty for no cells', () => {
    expect(cellPath(cellGrid(100, 10, 10), 5, 0)).toBe('');
  });
  it('covers exactly as much area as the run has cells', () => {
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 60 }),
        (from, size, perRow) => {
          const grid = { perRow, rows: 900, cellWidth: 2, cellHeight: 3 };
          expect(areaOf(cellPath(grid, from, size))).toBeCloseTo(size * 6, 3);
        },
      ),
      { seed: 7 },
    );
  });
});

describe('cellGrid', () => {
  it('holds every cell', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70000 }),
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 900 }),
        (n, w, h) => {
          const grid = cellGrid(n, w, h);
          expect(grid.perRow * grid.rows).toBeGreaterThanOrEqual(n);
          expect(grid.perRow * (grid.rows - 1)).toBeLessThan(n);
        },
      ),
      { seed: 7 },
    );
  });
});

describe('runEdges', () => {
  const grid = { perRow: 10, rows: 5, cellWidth: 1, cellHeight: 3 };
  it('are level for whole rows', () => {
    expect(runEdges(grid, 10, 20)).toEqual({ left: [3, 9], right: [3, 9] });
  });
  it('are a row lower on the left where the run begins or ends in mid-row', () => {
    expect(runEdges(grid, 4, 20)).toEqual({ left: [3, 9], right: [0, 6] });
    expect(runEdges(grid, 10, 15)).toEqual({ left: [3, 9], right: [3, 6] });
  });
});
