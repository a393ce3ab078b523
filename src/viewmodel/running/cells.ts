/** A picture made of equal cells. Reused from frame to frame, so its arrays are written anew. */
import type { Owner } from '../../base/owner';

/** Cells in a row. */
export interface Cells {
  readonly from: number;
  readonly size: number;
}

/** Cells in a row that belong together and carry one label. */
export interface CellRun extends Cells {
  /** what a click on the label selects */
  readonly id: string;
  readonly label: string;
  readonly owner: Owner;
  readonly shade: 0 | 1 | 2;
  /** things that it stands for */
  readonly amount: number;
}

/** Finds cells and things where a picture has too many to write down each time. */
export interface Finder {
  /** the first thing that a cell stands for, or −1 */
  readonly thingAt: (cell: number) => number;
  /** the cell of a thing, or −1 */
  readonly cellOf: (thing: number) => number;
}

/** See the head of the file. */
export interface CellPicture {
  /** how many cells there are */
  count: number;
  /** things that one cell stands for */
  per: number;
  /** look of each cell: `cell-codes.ts` */
  codes: Uint8Array;
  /** the thing that each cell is: a frame, a page, a slab; unwritten where there is a `finder` */
  things: Int32Array;
  finder: Finder | null;
  /** runs in order; empty where the cells are in no order that has any */
  runs: readonly CellRun[];
  /** stretches that the selection fills, to be framed; where it is scattered, the rest stands back */
  chosen: readonly Cells[];
}

/** A picture with no cells. */
export const noCells = (): CellPicture => ({
  count: 0,
  per: 1,
  codes: new Uint8Array(0),
  things: new Int32Array(0),
  finder: null,
  runs: [],
  chosen: [],
});

/** Makes room for `count` cells, and for their things where those are written down. */
export const needCells = (p: CellPicture, count: number, hasThings = true): void => {
  p.count = count;
  p.per = 1;
  p.finder = null;
  p.chosen = [];
  if (p.codes.length < count) p.codes = new Uint8Array(count);
  if (hasThings && p.things.length < count) p.things = new Int32Array(count);
};

/** The thing of a cell, or −1. */
export const thingAt = (p: CellPicture, cell: number): number => {
  if (cell < 0 || cell >= p.count) return -1;
  return p.finder === null ? (p.things[cell] as number) : p.finder.thingAt(cell);
};

/** The cell of a thing, or −1. */
export const cellOf = (p: CellPicture, thing: number): number => {
  if (p.finder !== null) return p.finder.cellOf(thing);
  for (let i = 0; i < p.count; i += 1) if (p.things[i] === thing) return i;
  return -1;
};
