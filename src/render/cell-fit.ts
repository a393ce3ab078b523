/** How many cells stand in a row, and how large each is, for a picture in a given box. */

/** Cells of one picture in device pixels. */
export interface CellFit {
  readonly perRow: number;
  readonly rows: number;
  /** px of a cell; below 1 only where the box has less pixels than cells */
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly width: number;
  readonly height: number;
}

const whole = (count: number, perRow: number, size: number): CellFit => {
  const rows = Math.max(1, Math.ceil(count / perRow));
  return {
    perRow,
    rows,
    cellWidth: size,
    cellHeight: size,
    width: perRow * size,
    height: rows * size,
  };
};

/** The largest power of two up to `n`: a row is then a round amount of memory. */
const roundDown = (n: number): number => 2 ** Math.floor(Math.log2(Math.max(n, 1)));

/**
 * Square cells of whole pixels, as large as the box allows; a power of two in a row where that costs
 * no size. Where even single pixels do not fit, cells shrink.
 * @param boxWidth, boxHeight of the box in device pixels; a box without room counts as one pixel
 */
export const fitCells = (count: number, boxWidth: number, boxHeight: number): CellFit => {
  const n = Math.max(count, 1);
  const width = Math.max(boxWidth, 1);
  const height = Math.max(boxHeight, 1);
  const start = Math.floor(Math.sqrt((width * height) / n)) + 1;
  for (let size = Math.min(start, width, height); size >= 1; size -= 1) {
    const perRow = Math.floor(width / size);
    const round = roundDown(perRow);
    if (Math.ceil(n / round) * size <= height) return whole(n, round, size);
    if (Math.ceil(n / perRow) * size <= height) return whole(n, perRow, size);
  }
  const perRow = Math.max(1, Math.ceil(Math.sqrt((n * width) / Math.max(height, 1))));
  const rows = Math.ceil(n / perRow);
  return { perRow, rows, cellWidth: width / perRow, cellHeight: height / rows, width, height };
};

/**
 * Cells that fill the whole box, whole pixels or not: for a column, whose height is a scale.
 * `perRow` is chosen so that cells come out nearly square.
 */
export const fillCells = (count: number, boxWidth: number, boxHeight: number): CellFit => {
  const n = Math.max(count, 1);
  const width = Math.max(boxWidth, 1);
  const height = Math.max(boxHeight, 1);
  const perRow = Math.min(n, Math.max(1, Math.round(Math.sqrt((n * width) / Math.max(1, height)))));
  const rows = Math.ceil(n / perRow);
  return { perRow, rows, cellWidth: width / perRow, cellHeight: height / rows, width, height };
};

/** The cell at a point of the picture, or −1. */
export const cellAt = (fit: CellFit, count: number, x: number, y: number): number => {
  const column = Math.floor(x / fit.cellWidth);
  const row = Math.floor(y / fit.cellHeight);
  const cell = row * fit.perRow + column;
  const isOut = column < 0 || column >= fit.perRow || row < 0;
  return isOut || cell >= count ? -1 : cell;
};
