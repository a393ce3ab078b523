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

/** Cells of whole pixels must fill this share of the height; else the picture would leap with the count. */
const LEAST_FILLED = 0.8;

/** Nearly square cells that fill the box, a power of two in a row where that keeps them nearly square. */
const stretched = (n: number, width: number, height: number): CellFit => {
  const even = Math.max(1, Math.round(Math.sqrt((n * width) / height)));
  const round = roundDown(even);
  const perRow = even / round < 1.2 ? round : even;
  const rows = Math.ceil(n / perRow);
  return { perRow, rows, cellWidth: width / perRow, cellHeight: height / rows, width, height };
};

/**
 * Square cells of whole pixels, as large as the box allows; a power of two in a row where that costs
 * no size. Where these would leave much of the box empty, or do not fit, cells are of parts of pixels.
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
    const fits = [round, perRow].map((p) => whole(n, p, size)).find((f) => f.height <= height);
    if (fits !== undefined)
      return fits.height < height * LEAST_FILLED ? stretched(n, width, height) : fits;
  }
  return stretched(n, width, height);
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
