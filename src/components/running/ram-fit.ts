/** How the picture of RAM stands on the page, in CSS px: what the ruler needs to point into it. */
import type { CellFit } from '../../render/cell-fit';

/** See the head of the file. */
export interface RamFit {
  readonly frames: number;
  /** frames that a cell stands for */
  readonly per: number;
  readonly perRow: number;
  readonly cellHeight: number;
  readonly width: number;
  readonly height: number;
}

/** @param ratio device pixels of a CSS px */
export const ramFit = (fit: CellFit, ratio: number, frames: number, per: number): RamFit => ({
  frames,
  per,
  perRow: fit.perRow,
  cellHeight: fit.cellHeight / ratio,
  width: fit.width / ratio,
  height: fit.height / ratio,
});
