/** Rows of processes, pipes, buffers, vnodes, sockets and swap devices, and where each figure comes from. */
import type { DerivationInput } from '../../base/derivation';
import { formatAddress } from '../../base/format';
import { bufRows, pipeRows, procRows, socketRows, swapRows, vnodeRows } from '../../sim';
import type { Timeline } from '../../sim';
import { SWAP_STATES, SYSTEM_PROCESS, THING_COLUMNS, THING_KINDS } from '../../strings/en/things';
import { THING_NAMES } from '../../strings/en/things';
import type { ThingColumn, ThingTable } from '../../strings/en/things';
import { input, liveId } from './derive-zone';
import type { Made } from './derive-zone';

/** One cell. Text sorts as text. */
export type Cell = number | string;

/** A thing: its number, what commands call it, and its cells by column. */
export interface Thing {
  /** number in a selection: the pid of a process, else the number of the record */
  readonly id: number;
  /** holding and place in it, `shell 3`; '' where no command made it */
  readonly held: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

const address = (a: number): string => (a === 0 ? '' : formatAddress(BigInt(a)));

/** What commands call the things of a kind: the holding, and which of it where it holds several. */
export const heldNames = (t: Timeline, kind: string): ReadonlyMap<number, string> => {
  const names = new Map<number, string>();
  for (const [name, h] of t.sim.holdings) {
    if (h.kind !== kind) continue;
    const [from, to] = [h.ends.get(0), h.ends.get(1)];
    for (let i = from; i < to; i += 1)
      names.set(h.items.get(i), to - from === 1 ? name : `${name} ${i - from}`);
  }
  return names;
};

const plain = (row: object): Readonly<Record<string, Cell>> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      key === 'address' ? address(value as number) : (value as Cell),
    ]),
  );

/** Rows that their record's number names, and holdings of a kind call by name. */
const numbered = (t: Timeline, rows: readonly object[], key: string, kind: string): Thing[] => {
  const names = heldNames(t, kind);
  return rows.map((row) => {
    const cells = plain(row);
    const id = Number(cells[key]);
    return { id, held: names.get(id) ?? '', cells };
  });
};

const processes = (t: Timeline): Thing[] => {
  const names = heldNames(t, 'process');
  return procRows(t.sim.kernel).map((row) => ({
    id: row.pid,
    held: names.get(row.process) ?? (row.system ? SYSTEM_PROCESS : ''),
    cells: plain(row),
  }));
};

const vnodes = (t: Timeline): Thing[] => {
  const files = heldNames(t, 'file');
  return vnodeRows(t.sim.kernel).map((row) => ({
    id: row.vnode,
    held: files.get(row.file) ?? '',
    cells: plain(row),
  }));
};

const swapDevices = (t: Timeline): Thing[] =>
  swapRows(t.sim.kernel).map((row) => ({
    id: row.device,
    held: '',
    cells: { ...plain(row), state: row.closing ? SWAP_STATES.out : SWAP_STATES.in },
  }));

const MAKERS: Readonly<Record<ThingTable, (t: Timeline) => Thing[]>> = {
  processes,
  pipes: (t) => numbered(t, pipeRows(t.sim.kernel), 'pipe', 'pipe'),
  buffers: (t) => numbered(t, bufRows(t.sim.kernel), 'buf', ''),
  vnodes,
  sockets: (t) => numbered(t, socketRows(t.sim.kernel), 'socket', 'socket'),
  swap: swapDevices,
};

/** Whether a table's name is one of these. */
export const isThingTable = (id: string): id is ThingTable => Object.hasOwn(THING_COLUMNS, id);

/** All things of a table, in the kernel's order. */
export const thingsOf = (t: Timeline, table: ThingTable): readonly Thing[] => MAKERS[table](t);

/** The table whose things a selection of that kind names; undefined where there is none. */
export const tableOfKind = (kind: string): ThingTable | undefined =>
  (Object.keys(THING_KINDS) as ThingTable[]).find((table) => THING_KINDS[table] === kind);

/** One thing by its number. */
export const thingOf = (t: Timeline, table: ThingTable, id: number): Thing | undefined =>
  thingsOf(t, table).find((x) => x.id === id);

/** `Process 103, shell 3`. */
export const thingTitle = (table: ThingTable, x: Thing): string =>
  `${THING_NAMES[table]} ${x.id}${x.held === '' ? '' : `, ${x.held}`}`;

/** Id of the derivation of a figure of a thing. */
export const thingWhy = (table: ThingTable, x: Thing, column: ThingColumn): string =>
  column.unit === null ? '' : liveId(THING_KINDS[table], String(x.id), column.id);

/** What a figure of a thing is computed from: all but the free pages of a device are counters. */
const thingInputs = (kind: string, thing: Thing, figure: string): readonly DerivationInput[] =>
  kind === 'swap' && figure === 'free'
    ? [
        input(
          'sw_nblks',
          thing.cells['blocks'] ?? 0,
          'pages',
          liveId(kind, String(thing.id), 'blocks'),
        ),
        input('sw_used', thing.cells['used'] ?? 0, 'pages', liveId(kind, String(thing.id), 'used')),
      ]
    : [];

/** @returns the figure of a thing, or null where there is no such thing or figure */
export const thingFigure = (
  t: Timeline,
  kind: string,
  name: string,
  figure: string,
): Made | null => {
  const table = tableOfKind(kind);
  if (table === undefined || !/^\d{1,9}$/.test(name)) return null;
  const columns: readonly ThingColumn[] = THING_COLUMNS[table];
  const column = columns.find((c) => c.id === figure);
  const thing = thingOf(t, table, Number(name));
  const value = thing?.cells[figure];
  const unit = column?.unit ?? null;
  if (column === undefined || unit === null || thing === undefined) return null;
  if (typeof value !== 'number') return null;
  return {
    label: `${thingTitle(table, thing)}: ${column.head}`,
    value,
    unit,
    formula: column.rule,
    source: [column.file, column.fn],
    inputs: thingInputs(kind, thing, figure),
  };
};
