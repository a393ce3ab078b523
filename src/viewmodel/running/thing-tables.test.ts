/** Tables of things say what the kernel's records say, and each figure can be explained. */
import { beforeAll, describe, expect, it } from 'vitest';
import { SEED_MACHINE, Timeline, newSurvey, updateSurvey } from '../../sim';
import type { Command, Survey } from '../../sim';
import { THING_COLUMNS } from '../../strings/en/things';
import type { ThingTable } from '../../strings/en/things';
import { deriveLive } from './derive';
import { tableCsv, tableJson } from './export';
import { pickRows, tableHeads, tableRows } from './tables';
import { selectedRow } from './selected-row';
import { heldNames, thingOf, thingTitle } from './thing-tables';

const COMMANDS: readonly Command[] = [
  { do: 'swapon', pages: 4096 },
  { do: 'fork', as: 'shells', count: 2, data: 50 },
  { do: 'sleep', process: 'shells', nth: 1, on: 'select' },
  { do: 'pipe_open', as: 'pipes', count: 2 },
  { do: 'pipe_write', pipe: 'pipes', nth: 0, bytes: 100 },
  { do: 'file_create', as: 'files', count: 3, pages: 8 },
  { do: 'file_read', file: 'files' },
  { do: 'file_open', file: 'files', nth: 0 },
  { do: 'socket', proto: 'tcp', as: 'web' },
  { do: 'packet_in', bytes: 1000, socket: 'web' },
  { do: 'wait', seconds: 5 },
];
const TABLES = Object.keys(THING_COLUMNS) as readonly ThingTable[];
const ALL = { filter: '', sort: -1, isDown: false } as const;

let t: Timeline;
let s: Survey;
beforeAll(() => {
  const booted = Timeline.boot(SEED_MACHINE, 1);
  if (!booted.ok) throw new Error(booted.error);
  t = booted.value;
  for (const command of COMMANDS) t.push(command);
  s = newSurvey(t.sim.kernel);
  updateSurvey(t.sim.kernel, s);
});
const row = (table: ThingTable, name: string): Readonly<Record<string, unknown>> => {
  const found = tableRows(t, table).find((r) => r.name === name);
  return Object.fromEntries(THING_COLUMNS[table].map((c, i) => [c.id, found?.figures[i]]));
};

describe('rows', () => {
  it('were made by commands that all did something', () => {
    COMMANDS.forEach((_, i) => {
      expect([i, t.eventsOf(i)[0]?.outcome]).toEqual([i, 'done']);
    });
  });
  it('of processes name holding, state and wait message', () => {
    expect(row('processes', '101 shells 1')).toMatchObject({
      state: 'asleep',
      wmesg: 'select',
      slept: 5,
      threads: 1,
    });
    expect(row('processes', '100 shells 0')).toMatchObject({ state: 'running', resident: 50 });
  });
  it('of pipes say buffer and content', () => {
    expect(row('pipes', '1 pipes 0')).toMatchObject({ size: 16_384, inBuffer: 100, borrowed: 0 });
    expect(row('pipes', '1 pipes 0')['address']).toMatch(/^0x[0-9a-f]{8}$/);
    expect(row('pipes', '2 pipes 1')).toMatchObject({ size: 16_384, inBuffer: 0 });
  });
  it('of vnodes and buffers show a file that was read, and one that is open', () => {
    const files = tableRows(t, 'vnodes').filter((r) => r.name.includes('files'));
    const [use, resident] = ['use', 'resident'].map((id) =>
      THING_COLUMNS.vnodes.findIndex((c) => c.id === id),
    ) as [number, number];
    expect(files.map((r) => [r.figures[use], r.figures[resident]])).toEqual([
      [1, 8],
      [0, 8],
      [0, 8],
    ]);
    const vnodes = new Set(files.map((r) => Number(r.selects.slice('vnode:'.length))));
    const at = THING_COLUMNS.buffers.findIndex((c) => c.id === 'vnode');
    const theirs = tableRows(t, 'buffers').filter((r) => vnodes.has(Number(r.figures[at])));
    // 8 pages are two blocks of 16 KB.
    expect(theirs).toHaveLength(6);
  });
  it('of sockets and swap devices count bytes and pages', () => {
    expect(row('sockets', '1 web')).toMatchObject({ proto: 'tcp', received: 1000 });
    expect(row('swap', '0')).toMatchObject({ blocks: 4096, used: 0, free: 4096, state: 'in use' });
  });
  it.each(TABLES)('of %s have heads of their own', (table) => {
    expect(new Set(tableHeads(table)).size).toBe(tableHeads(table).length);
  });
  it.each(TABLES)('of %s: each figure is the value of its derivation', (table) => {
    const rows = tableRows(t, table);
    expect(rows.length).toBeGreaterThan(0);
    for (const r of rows.slice(0, 20)) {
      expect(r.figures).toHaveLength(tableHeads(table).length - 1);
      r.whys.forEach((why, i) => {
        expect(typeof r.figures[i]).toBe(why === '' ? 'string' : 'number');
        if (why === '') return;
        const d = deriveLive({ timeline: t, survey: s }, why);
        expect([why, Number(d?.value)]).toEqual([why, r.figures[i]]);
        expect(d?.formula).not.toBe('');
      });
    }
  });
  it('that are not there have no derivation', () => {
    for (const why of ['process|99|resident', 'pipe|1|colour', 'pipe|x|size', 'vnode|-1|use'])
      expect(deriveLive({ timeline: t, survey: s }, `live|${why}`)).toBeNull();
  });
  it('have titles with the name that commands use', () => {
    expect(thingTitle('sockets', thingOf(t, 'sockets', 1)!)).toBe('Socket 1, web');
    expect(heldNames(t, 'pipe')).toEqual(
      new Map([
        [1, 'pipes 0'],
        [2, 'pipes 1'],
      ]),
    );
  });
});

describe('filter and sort', () => {
  it('look at words too, and sort figures as figures', () => {
    const rows = tableRows(t, 'processes');
    expect(pickRows(rows, { ...ALL, filter: 'SELECT' }).map((r) => r.name)).toEqual([
      '101 shells 1',
    ]);
    const resident = THING_COLUMNS.processes.findIndex((c) => c.id === 'resident') + 1;
    const sorted = pickRows(rows, { ...ALL, sort: resident, isDown: true });
    const figures = sorted.map((r) => Number(r.figures[resident - 1]));
    expect(figures).toEqual([...figures].sort((a, b) => b - a));
  });
});

describe('export', () => {
  it('quotes what must be quoted, and writes every row that is shown', () => {
    const lines = tableCsv(t, 'processes', ALL).split('\r\n');
    expect(lines[0]).toMatch(/^Process,state,wait message,"asleep, s",threads/);
    expect(lines).toHaveLength(tableRows(t, 'processes').length + 2);
    expect(tableCsv(t, 'processes', { ...ALL, filter: 'select' }).split('\r\n')).toHaveLength(3);
  });
  it('is read back as JSON with the heads as keys', () => {
    const read = JSON.parse(tableJson(t, 'swap', ALL)) as { rows: unknown[] };
    expect(read).toMatchObject({ table: 'swap', at: COMMANDS.length, of: COMMANDS.length });
    expect(read.rows).toEqual([
      { 'Swap device': '0', pages: 4096, used: 0, free: 4096, state: 'in use' },
    ]);
  });
});

describe('what a selection names', () => {
  it('is the row of its table, figure by figure', () => {
    for (const table of [...TABLES, 'types', 'queues', 'maps', 'zones'] as const)
      for (const r of tableRows(t, table).slice(0, 5)) {
        const selected = selectedRow(t, r.selects);
        expect(selected).toMatchObject({ table });
        expect(selected?.title).toContain(r.name);
        expect(selected?.figures.map((f) => f.cell)).toEqual(r.figures);
      }
  });
  it('is nothing where there is none', () => {
    for (const id of ['', 'pipe:99', 'process:1', 'frame:1', 'type:nobody', ':', 'x'])
      expect(selectedRow(t, id)).toBeNull();
  });
});
