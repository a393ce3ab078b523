/**
 * Labels beside a column: each as near to its own height as the others allow, in order, none
 * touching. The shifts are the least possible in the sense of squares: with the rows' own
 * heights taken off, the wanted places must not decrease, which pooling neighbours solves.
 */

interface Pool {
  readonly sum: number;
  readonly count: number;
}

const mean = (p: Pool): number => p.sum / p.count;

/** Non-decreasing sequence nearest to `values`: neighbours that clash take their mean. */
const pooled = (values: readonly number[]): number[] => {
  const pools: Pool[] = [];
  for (const value of values) {
    let pool: Pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return pools.flatMap((p) => Array.from({ length: p.count }, () => mean(p)));
};

/**
 * @param wanted where each label would stand, in px, ascending
 * @param row height of one label in px
 * @param height room for all of them in px
 * @returns places in the same order, at least `row` apart, all within 0 … height − row; where
 * there is no room for all, they stand closer, evenly
 */
export const placeLabels = (
  wanted: readonly number[],
  row: number,
  height: number,
): readonly number[] => {
  const n = wanted.length;
  if (n === 0) return [];
  const step = Math.min(row, height / n);
  const last = Math.max(0, height - n * step);
  return pooled(wanted.map((y, i) => y - i * step)).map(
    (y, i) => Math.min(last, Math.max(0, y)) + i * step,
  );
};
