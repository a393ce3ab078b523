import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIM, HOLE, HUES, LOOKS, codeOf } from '../viewmodel/running/cell-codes';
import type { Hue } from '../viewmodel/running/cell-codes';
import { cellAt, fillCells, fitCells } from './cell-fit';
import { cellPalette, paintCells } from './cell-painter';

const hues = Object.fromEntries(
  HUES.map((h, i) => [h, `#${(0x100000 + i * 0x0b1327).toString(16).slice(0, 6)}`]),
) as Record<Hue, string>;
const THEME = { hues, lines: hues, ground: '#ffffff', ink: '#000000', grey: '#4d545a' };
const palette = cellPalette(THEME);

describe('the palette', () => {
  it('has an opaque colour for every look, none twice but on purpose', () => {
    const codes = HUES.flatMap((h) => LOOKS.map((l) => codeOf(h, l)));
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of [...codes, HOLE]) {
      expect(palette.base[code]! >>> 24).toBe(255);
      expect(palette.base[code | DIM]! >>> 24).toBe(255);
    }
    const solid = HUES.map((h) => palette.base[codeOf(h, 'solid')]);
    expect(new Set(solid).size).toBe(HUES.length);
  });
  it('keeps the bytes of a colour in the order of an image', () => {
    const pixel = new Uint8Array(Uint32Array.of(palette.base[codeOf('malloc', 'solid')]!).buffer);
    expect([...pixel]).toEqual([...Buffer.from(hues.malloc.slice(1), 'hex'), 255]);
  });
  it('takes short colours', () => {
    const short = cellPalette({ ...THEME, ground: '#fff' });
    expect(short.base[HOLE]).toBe(palette.base[HOLE]);
  });
});

describe('painting', () => {
  const paint = (codes: number[], perRow: number): number[] => {
    const pixels = new Uint32Array(Math.ceil(codes.length / perRow) * perRow).fill(7);
    paintCells({ count: codes.length, codes: Uint8Array.from(codes) }, perRow, palette, pixels);
    return [...pixels];
  };
  it('gives each cell its colour and clears what is behind the last', () => {
    const a = codeOf('malloc', 'solid');
    const b = codeOf('user', 'solid');
    expect(paint([a, b, a, b, a], 3)).toEqual([...[a, b, a, b, a].map((c) => palette.base[c]), 0]);
  });
  it('draws a line at 45° through pageable cells and a level one through discardable', () => {
    const art = (code: number): string =>
      paint(Array<number>(36).fill(code), 6)
        .map((p, i) => (p === palette.line[code] ? '/' : '.') + (i % 6 === 5 ? '\n' : ''))
        .join('');
    expect(art(codeOf('user', 'pageable'))).toBe(
      '/../..\n../../\n./../.\n/../..\n../../\n./../.\n',
    );
    expect(art(codeOf('files', 'discardable'))).toBe(
      '//////\n......\n......\n//////\n......\n......\n',
    );
  });
});

describe('fitting cells', () => {
  const sizes = [fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 40, max: 1200 })] as const;
  it('puts 61,096 frames 256 in a row into 512 × 478', () => {
    expect(fitCells(61_096, 512, 478)).toMatchObject({ perRow: 256, rows: 239, cellWidth: 2 });
  });
  it('never leaves the box, and shows every cell', () => {
    fc.assert(
      fc.property(sizes[0], sizes[1], sizes[1], (n, w, h) => {
        for (const fit of [fitCells(n, w, h), fillCells(n, w, h)]) {
          expect(fit.width).toBeLessThanOrEqual(w);
          expect(fit.height).toBeLessThanOrEqual(h);
          expect(fit.perRow * fit.rows).toBeGreaterThanOrEqual(n);
          expect(fit.perRow * (fit.rows - 1)).toBeLessThan(n);
        }
      }),
      { seed: 3 },
    );
  });
  it('fits a box that has no room yet', () => {
    for (const fit of [fitCells(9, 0, 0), fitCells(9, -40, 5), fillCells(9, 0, -1)])
      expect(fit.perRow).toBeGreaterThan(0);
  });
  it('finds the cell at a point, and none outside', () => {
    fc.assert(
      fc.property(sizes[0], sizes[1], sizes[1], fc.nat(), (n, w, h, pick) => {
        const fit = fitCells(n, w, h);
        const cell = pick % n;
        const x = ((cell % fit.perRow) + 0.5) * fit.cellWidth;
        const y = (Math.floor(cell / fit.perRow) + 0.5) * fit.cellHeight;
        expect(cellAt(fit, n, x, y)).toBe(cell);
        expect(cellAt(fit, n, -1, y)).toBe(-1);
        expect(cellAt(fit, n, x, fit.rows * fit.cellHeight + 1)).toBe(-1);
      }),
      { seed: 3 },
    );
  });
});
