/** Tables of the running kernel: rows of plain values, to sort and filter; each figure has its id. */
import { stateFigures, vmstatM, vmstatZ, zoneNames, zoneRow } from '../../sim';
import type { Timeline } from '../../sim';
import { TABLE_COLUMNS } from '../../strings/en/running';
import { THING_COLUMNS, THING_KINDS, THING_NAMES } from '../../strings/en/things';
import type { ThingColumn, ThingTable } from '../../strings/en/things';
import { liveId } from './derive-zone';
import { isThingTable, thingWhy, thingsOf } from './thing-tables';
import type { Cell } from './thing-tables';

/** A table's name. */
export type TableId = keyof typeof TABLE_COLUMNS | ThingTable;

/** One row. */
export interface TableRow {
  readonly name: string;
  /** what a click on the name selects; empty = nothing */
  readonly selects: string;
  readonly figures: readonly Cell[];
  /** ids of the figures' derivations; '' for words */
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
  stateFigures(t).types.map((r) => ({
    name: r.name,
    selects: `type:${r.name}`,
    figures: [r.inUse, r.bytes, r.requests],
    whys: ['inUse', 'bytes', 'requests'].map((f) => liveId('type', r.name, f)),
  }));

const maps = (t: Timeline): TableRow[] =>
  stateFigures(t).maps.map((m) => ({
    name: m.name,
    selects: `map:${m.name}`,
    figures: [m.size, m.allocated, m.size - m.allocated, m.largestHole, m.entries].map((n, i) =>
      i < 4 ? n / 4096 : n,
    ),
    whys: ['size', 'allocated', 'free', 'hole', 'entries'].map((f) => liveId('map', m.name, f)),
  }));

const queues = (t: Timeline): TableRow[] =>
  Object.entries(stateFigures(t).pages).map(([name, count]) => ({
    name,
    selects: `queue:${name}`,
    figures: [count, (100 * count) / t.sim.kernel.phys.pages],
    whys: [liveId('pages', name, ''), liveId('pages', name, 'share')],
  }));

const MAKERS: Readonly<Record<keyof typeof TABLE_COLUMNS, (t: Timeline) => TableRow[]>> = {
  zones,
  types,
  maps,
  queues,
};

const things = (t: Timeline, table: ThingTable): TableRow[] => {
  const columns: readonly ThingColumn[] = THING_COLUMNS[table];
  return thingsOf(t, table).map((x) => ({
    name: x.held === '' ? String(x.id) : `${x.id} ${x.held}`,
    selects: `${THING_KINDS[table]}:${x.id}`,
    figures: columns.map((c) => x.cells[c.id] ?? ''),
    whys: columns.map((c) => thingWhy(table, x, c)),
  }));
};

/** Rows in the kernel's own order. */
export const tableRows = (t: Timeline, id: TableId): readonly TableRow[] =>
  isThingTable(id) ? things(t, id) : MAKERS[id](t);

/** Heads of a table's columns, the name first. */
export const tableHeads = (id: TableId): readonly string[] =>
  isThingTable(id)
    ? [THING_NAMES[id], ...THING_COLUMNS[id].map((c: ThingColumn) => c.head)]
    : TABLE_COLUMNS[id];

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

const compared = (a: Cell, b: Cell): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });

/** Filters by any word of a row and sorts. Equal rows keep the kernel's order. */
export const pickRows = (
  rows: readonly TableRow[],
  { filter, sort, isDown }: Asked,
): TableRow[] => {
  const wanted = filter.trim().toLowerCase();
  const kept = rows.filter(
    (r) =>
      r.name.toLowerCase().includes(wanted) ||
      (wanted !== '' &&
        r.figures.some((c) => typeof c === 'string' && c.toLowerCase().includes(wanted))),
  );
  if (sort < 0) return kept;
  const sign = isDown ? -1 : 1;
  const cell = (r: TableRow): Cell => (sort === 0 ? r.name : (r.figures[sort - 1] ?? 0));
  return kept.sort((a, b) => sign * compared(cell(a), cell(b)));
};
