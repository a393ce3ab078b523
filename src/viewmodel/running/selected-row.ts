/** The table row that a selection names: the panel and the table then say the same. */
import type { Timeline } from '../../sim';
import { ROW_TITLES } from '../../strings/en/running';
import { THING_NAMES } from '../../strings/en/things';
import { tableHeads, tableRows } from './tables';
import type { TableId } from './tables';
import { isThingTable, tableOfKind } from './thing-tables';
import type { Cell } from './thing-tables';

/** One figure of a row, with its head and the id of its derivation ('' for words). */
export interface RowFigure {
  readonly head: string;
  readonly cell: Cell;
  readonly why: string;
}

/** A row, by itself. */
export interface SelectedRow {
  readonly table: TableId;
  readonly title: string;
  readonly figures: readonly RowFigure[];
}

const TABLE_OF: Readonly<Record<string, TableId>> = {
  zone: 'zones',
  type: 'types',
  map: 'maps',
  queue: 'queues',
};

/** The table that lists what a selection names; undefined where none does. */
export const tableOfSelection = (id: string): TableId | undefined => {
  const kind = id.split(':', 1)[0] ?? '';
  return TABLE_OF[kind] ?? tableOfKind(kind);
};

/** @returns the row, or null where the selection is of no table or not there in this state */
export const selectedRow = (t: Timeline, id: string): SelectedRow | null => {
  const table = tableOfSelection(id);
  const row = table === undefined ? undefined : tableRows(t, table).find((r) => r.selects === id);
  if (table === undefined || row === undefined) return null;
  const heads = tableHeads(table);
  return {
    table,
    title: `${isThingTable(table) ? THING_NAMES[table] : ROW_TITLES[table]} ${row.name}`,
    figures: row.figures.map((cell, i) => ({
      head: heads[i + 1] ?? '',
      cell,
      why: row.whys[i] ?? '',
    })),
  };
};
