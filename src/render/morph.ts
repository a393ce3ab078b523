/** Where the bands of a column stood and where they stand, as shares of its height. */
import type { Band, Column } from '../viewmodel/ruler/types';

/** Top and foot, 0 to 1. */
export type Share = readonly [top: number, foot: number];

/** A band that is in both columns, by its name. */
export interface MovedBand {
  readonly id: string;
  readonly from: Share;
  readonly to: Share;
}

/** What becomes of the bands of one column. Bands that stay where they are, are in no list. */
export interface ColumnMorph {
  readonly moved: readonly MovedBand[];
  readonly fresh: readonly string[];
  readonly gone: readonly { readonly band: Band; readonly at: Share }[];
}

const shareOf = (column: Column, { from, size }: Band): Share => [
  from / column.size,
  (from + size) / column.size,
];

/** Shares that differ by less are the same place. */
const SAME = 1e-6;

/** @returns the way from one column to another; regions keep their identity by id */
export const morphOf = (before: Column, after: Column): ColumnMorph => {
  const old = new Map(before.bands.map((b) => [b.id, b]));
  const ids = new Set(after.bands.map((b) => b.id));
  const moved: MovedBand[] = [];
  const fresh: string[] = [];
  for (const band of after.bands) {
    const was = old.get(band.id);
    const to = shareOf(after, band);
    if (was === undefined) {
      fresh.push(band.id);
      continue;
    }
    const from = shareOf(before, was);
    if (Math.abs(from[0] - to[0]) > SAME || Math.abs(from[1] - to[1]) > SAME)
      moved.push({ id: band.id, from, to });
  }
  const gone = before.bands
    .filter((b) => !ids.has(b.id))
    .map((band) => ({ band, at: shareOf(before, band) }));
  return { moved, fresh, gone };
};

/**
 * The transform that puts what stands at `to` where `from` was; the origin is the top of the column.
 * @param height px of the column
 */
export const shareTransform = ({ from, to }: Omit<MovedBand, 'id'>, height: number): string => {
  const scale = (from[1] - from[0]) / Math.max(to[1] - to[0], 1e-9);
  const shift = (from[0] - to[0] * scale) * height;
  return `translateY(${shift.toFixed(3)}px) scaleY(${scale.toFixed(6)})`;
};
