/** A picture made of equal cells. Reused from frame to frame, so its arrays are written anew. */
import type { Owner } from '../../base/owner';

/** Cells in a row that belong together and carry one label. */
export interface CellRun {
  /** what a click on the label selects */
  readonly id: string;
  readonly label: string;
  readonly owner: Owner;
  readonly shade: 0 | 1 | 2;
  readonly from: number;
  readonly size: number;
}

/** See the head of the file. */
export interface CellPicture {
  /** how many cells there are */
  count: number;
  /** look of each cell: `cell-codes.ts` */
  codes: Uint8Array;
  /** the thing that each cell is: a frame, a page, a slab */
  things: Int32Array;
  /** runs in order; empty where the cells are in no order that has any */
  runs: readonly CellRun[];
}

/** A picture with no cells. */
export const noCells = (): CellPicture => ({
  count: 0,
  codes: new Uint8Array(0),
  things: new Int32Array(0),
  runs: [],
});

/** Makes room for `count` cells. */
export const needCells = (p: CellPicture, count: number): void => {
  p.count = count;
  if (p.codes.length >= count) return;
  p.codes = new Uint8Array(count);
  p.things = new Int32Array(count);
};

/** The cell of a thing, or −1. */
export const cellOf = (p: CellPicture, thing: number): number => {
  for (let i = 0; i < p.count; i += 1) if (p.things[i] === thing) return i;
  return -1;
};
