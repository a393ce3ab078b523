/** Boxes of columns that open, move and close: where one comes from, and the transform between two. */

/** px in the ruler. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A stretch of a column that the next one shows. */
export interface Stretch {
  readonly from: number;
  readonly size: number;
  readonly of: number;
}

/** A box lower than this would be a line that nobody sees grow. */
const LEAST = 2;

/**
 * Where the object of a column lies in the column to its left: the column opens from there.
 * @param stretch what is framed; null = scattered, so it opens from the whole column
 */
export const originOf = (left: Box, stretch: Stretch | null): Box => {
  if (stretch === null) return left;
  const y = left.y + (stretch.from / stretch.of) * left.height;
  const height = Math.max(LEAST, (stretch.size / stretch.of) * left.height);
  return { ...left, y, height };
};

/** Puts what is drawn in `box` where `at` is. Origin of the transform: that of the coordinates of `box`. */
export const boxTransform = (box: Box, at: Box): string => {
  const sx = at.width / Math.max(box.width, 1);
  const sy = at.height / Math.max(box.height, 1);
  const [x, y] = [at.x - box.x * sx, at.y - box.y * sy];
  return `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px) scale(${sx.toFixed(5)}, ${sy.toFixed(5)})`;
};

/** Whether two boxes are the same place. */
export const isSameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
