/** What each painter of this folder draws of one small picture, call by call: a change must be meant. */
import { describe, expect, it } from 'vitest';
import {
  AGE_CODES,
  DIM,
  HOLE,
  HUES,
  LOOKS,
  PAGING_CODES,
  codeOf,
} from '../viewmodel/running/cell-codes';
import type { Hue } from '../viewmodel/running/cell-codes';
import type { Column } from '../viewmodel/ruler/types';
import { fillCells, fitCells } from './cell-fit';
import { cellPalette, paintCells } from './cell-painter';
import { cellGrid, cellPath, runEdges } from './cells';
import { hatchOf } from './hatch';
import { morphOf, shareTransform } from './morph';
import { placeLabels } from './side-labels';
import { boxTransform, originOf } from './zoom-box';

const hues = Object.fromEntries(
  HUES.map((h, i) => [h, `#${(0x204060 + i * 0x0b1327).toString(16).slice(0, 6)}`]),
) as Record<Hue, string>;
const lines = Object.fromEntries(HUES.map((h) => [h, '#102030'])) as Record<Hue, string>;
const palette = cellPalette({ hues, lines, ground: '#ffffff', ink: '#000000', grey: '#4d545a' });

/** As the image has it in memory: red, green, blue; `clear` behind the last cell. */
const colour = (pixel: number): string =>
  pixel === 0 ? 'clear' : Buffer.from(Uint32Array.of(pixel).buffer).toString('hex', 0, 3);

/** Pixels that were written, row by row, neighbours of one colour joined. */
const painted = (codes: readonly number[], perRow: number): string[] => {
  const rows = Math.ceil(codes.length / perRow);
  const pixels = new Uint32Array(rows * perRow).fill(1);
  paintCells({ count: codes.length, codes: Uint8Array.from(codes) }, perRow, palette, pixels);
  return Array.from({ length: rows }, (_, y) => {
    const out: [string, number][] = [];
    for (const pixel of pixels.subarray(y * perRow, (y + 1) * perRow)) {
      const last = out.at(-1);
      if (last?.[0] === colour(pixel)) last[1] += 1;
      else out.push([colour(pixel), 1]);
    }
    return out.map(([c, n]) => `${c} × ${n}`).join(', ');
  });
};
const strip = (code: number): number[] => Array<number>(6).fill(code);

describe('draws', () => {
  it('cells of each look, three rows a look, and the same where they stand back', () => {
    const looks = [0, DIM].flatMap((dim) => LOOKS.map((look) => [look, dim] as const));
    expect(
      looks.map(([look, dim]) => {
        const cells = Array<number>(18).fill(codeOf('user', look) | dim);
        return `${look}${dim === 0 ? '' : ' back'}: ${painted(cells, 6).join(' / ')}`;
      }),
    ).toMatchInlineSnapshot(`
      [
        "solid: 8effe6 × 6 / 8effe6 × 6 / 8effe6 × 6",
        "pageable: dffff8 × 1, 8effe6 × 2, dffff8 × 1, 8effe6 × 2 / 8effe6 × 2, dffff8 × 1, 8effe6 × 2, dffff8 × 1 / 8effe6 × 1, dffff8 × 1, 8effe6 × 2, dffff8 × 1, 8effe6 × 1",
        "discardable: dffff8 × 6 / 8effe6 × 6 / 8effe6 × 6",
        "half: bdfff1 × 6 / bdfff1 × 6 / bdfff1 × 6",
        "tint: ddfff8 × 6 / ddfff8 × 6 / ddfff8 × 6",
        "dark: 69bdaa × 6 / 69bdaa × 6 / 69bdaa × 6",
        "light: abffed × 6 / abffed × 6 / abffed × 6",
        "solid back: e2fff9 × 6 / e2fff9 × 6 / e2fff9 × 6",
        "pageable back: f7fffd × 1, e2fff9 × 2, f7fffd × 1, e2fff9 × 2 / e2fff9 × 2, f7fffd × 1, e2fff9 × 2, f7fffd × 1 / e2fff9 × 1, f7fffd × 1, e2fff9 × 2, f7fffd × 1, e2fff9 × 1",
        "discardable back: f7fffd × 6 / e2fff9 × 6 / e2fff9 × 6",
        "half back: eefffb × 6 / eefffb × 6 / eefffb × 6",
        "tint back: f6fffd × 6 / f6fffd × 6 / f6fffd × 6",
        "dark back: d8eee9 × 6 / d8eee9 × 6 / d8eee9 × 6",
        "light back: e9fffa × 6 / e9fffa × 6 / e9fffa × 6",
      ]
    `);
  });
  it('cells of each hue', () => {
    expect(HUES.map((h) => `${h}: ${painted(strip(codeOf(h, 'solid')), 6).join('')}`))
      .toMatchInlineSnapshot(`
      [
        "malloc: 204060 × 6",
        "malloc-2: 2b5387 × 6",
        "malloc-3: 3666ae × 6",
        "uma: 4179d5 × 6",
        "mbufs: 4c8cfc × 6",
        "files: 57a023 × 6",
        "bufcache: 62b34a × 6",
        "pipes: 6dc671 × 6",
        "stacks: 78d998 × 6",
        "meta: 83ecbf × 6",
        "user: 8effe6 × 6",
        "free: d9dbde × 6",
      ]
    `);
  });
  it('ages, what may leave, holes, and nothing behind the last cell', () => {
    const codes = [AGE_CODES, AGE_CODES + 8, AGE_CODES + 16];
    const paging = [0, 1, 2, 3].map((i) => PAGING_CODES + i);
    expect(painted([...codes, ...paging, HOLE].flatMap(strip).slice(0, -2), 6))
      .toMatchInlineSnapshot(`
      [
        "e0e0e0 × 6",
        "7a7a7a × 6",
        "141414 × 6",
        "4d545a × 6",
        "4d545a × 2, cdcfd1 × 1, 4d545a × 2, cdcfd1 × 1",
        "4d545a × 6",
        "f4f5f5 × 6",
        "ffffff × 4, clear × 2",
      ]
    `);
  });
  it('runs of cells as paths, with their edges', () => {
    const grid = cellGrid(100, 60, 120);
    expect([
      JSON.stringify(grid),
      ...[
        [0, 3],
        [5, 4],
        [5, 20],
        [7, 0],
        [0, 100],
      ].map(
        ([from = 0, size = 0]) =>
          `${from} + ${size}: ${cellPath(grid, from, size)} ${JSON.stringify(runEdges(grid, from, size))}`,
      ),
    ]).toMatchInlineSnapshot(`
      [
        "{"perRow":7,"rows":15,"cellWidth":8.571428571428571,"cellHeight":8}",
        "0 + 3: M0 0H25.71V8H0Z {"left":[0,8],"right":[0,0]}",
        "5 + 4: M42.86 0H60V8H17.14V16H0V8H42.86Z {"left":[8,16],"right":[0,8]}",
        "5 + 20: M42.86 0H60V24H34.29V32H0V8H42.86Z {"left":[8,32],"right":[0,24]}",
        "7 + 0:  {"left":[8,8],"right":[8,8]}",
        "0 + 100: M0 0H60V112H17.14V120H0V8H0Z {"left":[0,120],"right":[0,112]}",
      ]
    `);
  });
  it('cells in the boxes of RAM and of a column', () => {
    expect([
      JSON.stringify(fitCells(61_096, 512, 478)),
      JSON.stringify(fitCells(9, 512, 478)),
      JSON.stringify(fillCells(20_365, 90, 408)),
    ]).toMatchInlineSnapshot(`
      [
        "{"perRow":256,"rows":239,"cellWidth":2,"cellHeight":2,"width":512,"height":478}",
        "{"perRow":3,"rows":3,"cellWidth":159,"cellHeight":159,"width":477,"height":477}",
        "{"perRow":67,"rows":304,"cellWidth":1.3432835820895523,"cellHeight":1.3421052631578947,"width":90,"height":408}",
      ]
    `);
  });
  it('hatches, from what a browser computes', () => {
    const stops =
      'rgb(1, 2, 3) 0px, rgb(1, 2, 3) 3px, color(srgb 0.5 0 1) 3px, color(srgb 0.5 0 1) 5px';
    expect([
      hatchOf(`repeating-linear-gradient(135deg, ${stops})`, 'auto'),
      hatchOf('radial-gradient(rgb(9, 8, 7) 1.2px, rgba(0, 0, 0, 0) 1.5px)', '5px 5px'),
      hatchOf('none', 'auto'),
    ]).toMatchInlineSnapshot(`
      [
        {
          "bands": [
            {
              "colour": "rgb(1, 2, 3)",
              "from": 0,
              "to": 3,
            },
            {
              "colour": "rgb(128, 0, 255)",
              "from": 3,
              "to": 5,
            },
          ],
          "kind": "lines",
          "period": 5,
          "turn": 45,
        },
        {
          "colour": "rgb(9, 8, 7)",
          "kind": "dots",
          "period": 5,
          "radius": 1.2,
        },
        null,
      ]
    `);
  });
  it('a layout that moves', () => {
    const column = (parts: readonly (readonly [string, number])[]): Column => {
      let from = 0;
      const bands = parts.map(([id, size]) => {
        from += size;
        return { id, from: from - size, size };
      });
      return { size: from, bands } as unknown as Column;
    };
    const { moved, fresh, gone } = morphOf(
      column([
        ['a', 10],
        ['b', 20],
        ['c', 70],
      ]),
      column([
        ['a', 10],
        ['c', 40],
        ['d', 50],
      ]),
    );
    expect([
      ...moved.map((m) => `${m.id}: ${shareTransform(m, 400)}`),
      `fresh ${fresh.join()}`,
      ...gone.map((g) => `gone ${g.band.id} at ${g.at.join()}`),
    ]).toMatchInlineSnapshot(`
      [
        "c: translateY(50.000px) scaleY(1.750000)",
        "fresh d",
        "gone b at 0.1,0.3",
      ]
    `);
  });
  it('names beside a column, and where there is no room for all', () => {
    expect([placeLabels([0, 2, 4, 90], 10, 100), placeLabels([0, 5, 5, 5], 10, 20)])
      .toMatchInlineSnapshot(`
      [
        [
          0,
          10,
          20,
          90,
        ],
        [
          0,
          5,
          10,
          15,
        ],
      ]
    `);
  });
  it('a column that opens out of its stretch', () => {
    const left = { x: 84, y: 60, width: 64, height: 400 };
    const box = { x: 180, y: 60, width: 90, height: 400 };
    const from = originOf(left, { from: 10, size: 20, of: 100 });
    expect([from, boxTransform(box, from), boxTransform(box, originOf(left, null))])
      .toMatchInlineSnapshot(`
      [
        {
          "height": 80,
          "width": 64,
          "x": 84,
          "y": 100,
        },
        "translate(-44.00px, 88.00px) scale(0.71111, 0.20000)",
        "translate(-44.00px, 0.00px) scale(0.71111, 1.00000)",
      ]
    `);
  });
});
