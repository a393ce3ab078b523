/** Tables of the running kernel: rows of plain values, to sort and filter; each figure has its id. */
import { stateSummary, vmstatM, vmstatZ, zoneNames, zoneRow } from '../../sim';
import type { Timeline } from '../../sim';
import { liveId } from './derive-zone';
import type { TABLE_COLUMNS } from '../../strings/en/running';

/** A table's name. */
export type TableId = keyof typeof TABLE_COLUMNS;

/** One row. */
export interface TableRow {
  readonly name: string;
  /** what a click on the name selects; empty = nothing */
  readonly selects: string;
  readonly figures: readonly number[];
  /** ids of the figures' derivations */
  readonly whys: readonly string[];
}

const zones = (t: Timeline): TableRow[] => {
  const k = t.sim.kernel;
  return zoneNames(k).map(({ zone, name }) => {
    const r = zoneRow(k, zone);
    const slabs = r.pages / r.pagesPerSlab;
    return {
      name,
      selects: `zone:${name}`,
      figures: [r.size, r.limit, r.used, r.free, r.requests, r.failures, slabs, r.pages * 4096],
      whys: ['size', 'limit', 'used', 'free', 'requests', 'failures', 'slabs', 'bytes'].map((f) =>
        liveId('zone', name, f),
      ),
    };
  });
};

const types = (t: Timeline): TableRow[] =>
  stateSummary(t).types.map((r) => ({
    name: r.name,
    selects: '',
    figures: [r.inUse, r.bytes, r.requests],
    whys: ['inUse', 'bytes', 'requests'].map((f) => liveId('type', r.name, f)),
  }));

const maps = (t: Timeline): TableRow[] =>
  stateSummary(t).maps.map((m) => ({
    name: m.name,
    selects: `map:${m.name}`,
    figures: [m.size, m.allocated, m.size - m.allocated, m.largestHole, m.entries].map((n, i) =>
      i < 4 ? n / 4096 : n,
    ),
    whys: ['size', 'allocated', 'free', 'hole', 'entries'].map((f) => liveId('map', m.name, f)),
  }));

const queues = (t: Timeline): TableRow[] =>
  Object.entries(stateSummary(t).pages).map(([name, count]) => ({
    name,
    selects: '',
    figures: [count, (100 * count) / t.sim.kernel.phys.pages],
    whys: [liveId('pages', name, ''), ''],
  }));

const MAKERS: Readonly<Record<TableId, (t: Timeline) => TableRow[]>> = {
  zones,
  types,
  maps,
  queues,
};

/** Rows in the kernel's own order. */
export const tableRows = (t: Timeline, id: TableId): readonly TableRow[] => MAKERS[id](t);

/** What a terminal on that machine would show. */
export const printed = (t: Timeline, what: 'z' | 'm'): string =>
  what === 'z' ? vmstatZ(t.sim.kernel) : vmstatM(t.sim.kernel);

/** How rows are asked for. */
export interface Asked {
  /** part of a name, any case; empty = all */
  readonly filter: string;
  /** column to sort by: −1 = the kernel's own order, 0 = name, n = figure n */
  readonly sort: number;
  readonly isDown: boolean;
}

/** Filters and sorts. Equal rows keep the kernel's order. */
export const pickRows = (
  rows: readonly TableRow[],
  { filter, sort, isDown }: Asked,
): TableRow[] => {
  const wanted = filter.trim().toLowerCase();
  const kept = rows.filter((r) => r.name.toLowerCase().includes(wanted));
  if (sort < 0) return kept;
  const sign = isDown ? -1 : 1;
  return kept.sort((a, b) =>
    sort === 0
      ? sign * a.name.localeCompare(b.name, 'en')
      : sign * ((a.figures[sort - 1] ?? 0) - (b.figures[sort - 1] ?? 0)),
  );
};
