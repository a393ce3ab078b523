/** Where the marked frames lie by physical address: how many in each row, and the first and last. */

/** See the head of the file. */
export interface MarkProfile {
  readonly rows: readonly number[];
  readonly most: number;
  /** first and last marked frame; 0 = none is marked */
  readonly first: number;
  readonly last: number;
}

/**
 * @param marks by frame, 1 = marked
 * @param perRow frames of a row
 */
export const markProfile = (marks: Uint8Array, frames: number, perRow: number): MarkProfile => {
  const rows = Array.from({ length: Math.max(1, Math.ceil(frames / perRow)) }, () => 0);
  let [first, last] = [0, 0];
  for (let f = 1; f <= frames; f += 1) {
    if (marks[f] !== 1) continue;
    if (first === 0) first = f;
    last = f;
    const row = Math.floor((f - 1) / perRow);
    rows[row] = (rows[row] ?? 0) + 1;
  }
  return { rows, most: Math.max(...rows), first, last };
};
