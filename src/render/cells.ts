/**
 * Geometry of a column made of equal cells, filled row by row from the top left.
 * A run of cells is a polygon with at most two steps, so 20,365 pages cost a few dozen paths.
 *
 *      ┌────────────┐  row of the first cell starts at `from mod perRow`
 *   ┌──┘            │
 *   │        ┌──────┘  the last row ends where the run ends
 *   └────────┘
 */
export interface CellGrid {
  readonly perRow: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** Cells that come out nearly square for `count` cells in `width` × `height`. */
export const cellGrid = (count: number, width: number, height: number): CellGrid => {
  const perRow = Math.max(1, Math.round(Math.sqrt((count * width) / Math.max(1, height))));
  const rows = Math.max(1, Math.ceil(count / perRow));
  return { perRow, rows, cellWidth: width / perRow, cellHeight: height / rows };
};

/** px from the top to where a run begins and ends, along the left edge and along the right. */
export interface RunEdges {
  readonly left: readonly [top: number, bottom: number];
  readonly right: readonly [top: number, bottom: number];
}

/** A run begins in mid-row: its left edge starts a row later than its right edge, and ends so. */
export const runEdges = (grid: CellGrid, from: number, size: number): RunEdges => {
  const { perRow, cellHeight } = grid;
  const rows = [from, from + size].map((at) => at / perRow);
  const [left = [0, 0], right = [0, 0]] = [Math.ceil, Math.floor].map((round) => {
    const [top = 0, bottom = 0] = rows.map((row) => round(row) * cellHeight);
    return [top, bottom] as const;
  });
  return { left, right };
};

const num = (n: number): string => String(Math.round(n * 100) / 100);

/** SVG path of the cells `from` … `from + size - 1`. Empty for an empty run. */
export const cellPath = (grid: CellGrid, from: number, size: number): string => {
  if (size <= 0) return '';
  const { perRow, cellWidth: w, cellHeight: h } = grid;
  const end = from + size;
  const firstRow = Math.floor(from / perRow);
  const firstColumn = from % perRow;
  const lastRow = Math.floor((end - 1) / perRow);
  const lastColumn = ((end - 1) % perRow) + 1;
  const x = (column: number): string => num(column * w);
  const y = (row: number): string => num(row * h);
  if (firstRow === lastRow) {
    return `M${x(firstColumn)} ${y(firstRow)}H${x(lastColumn)}V${y(firstRow + 1)}H${x(firstColumn)}Z`;
  }
  const top = `M${x(firstColumn)} ${y(firstRow)}H${x(perRow)}`;
  const right = `V${y(lastRow)}H${x(lastColumn)}V${y(lastRow + 1)}H0`;
  return `${top}${right}V${y(firstRow + 1)}H${x(firstColumn)}Z`;
};
