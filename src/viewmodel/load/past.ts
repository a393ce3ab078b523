/** The growth taken back: how the rows may have looked some hours before. Plausible, never measured. */
import type { LoadRow } from '../../sim';
import type { Growth } from './growths';
import type { Loadable } from './loadable';

/** Rows of a time that no paste tells of. */
export interface Past extends Loadable {
  readonly plausible: true;
  /** pages of kmem_map that the growth has taken since */
  readonly takenSince: number;
}

/** The row as many items earlier; free items stay, as far as whole slabs allow. */
const earlier = (row: LoadRow, items: number, perSlab: number): LoadRow => {
  const gone = Math.min(items, row.used);
  const used = row.used - gone;
  const free = Math.ceil((used + row.free) / perSlab) * perSlab - used;
  return { ...row, used, free, requests: Math.max(row.requests - gone, used) };
};

/**
 * The machine so many hours before, if it grew all the time as it was measured.
 * Everything that does not grow stays as it is.
 */
export const pastOf = (loadable: Loadable, growths: readonly Growth[], hours: number): Past => {
  const by = new Map(growths.map((g) => [`${g.zone} ${String(g.size)}`, g]));
  let takenSince = 0;
  const rows = loadable.rows.map((row) => {
    const growth = by.get(`${row.name} ${String(row.size)}`);
    const slab = loadable.perSlab.get(row.name);
    if (growth === undefined || slab === undefined) return row;
    const was = earlier(row, Math.floor(growth.perHour * Math.max(hours, 0)), slab.items);
    takenSince += Math.floor((row.used + row.free - was.used - was.free) / slab.items) * slab.pages;
    return was;
  });
  return {
    ...loadable,
    rows,
    mapPages: loadable.mapPages === null ? null : loadable.mapPages - takenSince,
    takenSince,
    notes: [
      ...loadable.notes,
      'This past is plausible, not measured: the growth was taken back, all else left as it is.',
    ],
    plausible: true,
  };
};

/**
 * Hours in which half of what is in use had grown, in two digits: how far back is looked unless the reader
 * says otherwise. 0 where nothing grows.
 */
export const hoursBack = ({ rows }: Loadable, growths: readonly Growth[]): number => {
  const halves = growths.flatMap((g) => {
    const used = rows.find((r) => r.name === g.zone && r.size === g.size)?.used ?? 0;
    return g.perHour > 0 ? [used / g.perHour / 2] : [];
  });
  return halves.length === 0 ? 0 : Number(Math.min(...halves).toPrecision(2));
};
