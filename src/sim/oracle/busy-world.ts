/**
 * A small machine in the middle of everything: files, dirty buffers, pipes with bytes and with borrowed
 * pages, sockets, datagrams in pieces, lent pages, processes in RAM, on swap and swapped out.
 * And what its invariants say when one cell of its state is changed.
 */
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { Command } from '../engine/commands';
import { Timeline } from '../engine/timeline';
import type { Kernel } from '../kernel/types';

const FILES: readonly Command[] = [
  { do: 'file_create', as: 'sources', count: 20, pages: 6 },
  { do: 'file_readdir', file: 'sources' },
  { do: 'file_read', file: 'sources' },
  { do: 'file_open', file: 'sources', nth: 0 },
  { do: 'file_write', file: 'sources', nth: 0, from: 0, pages: 9 },
  { do: 'file_write', file: 'sources', nth: 1, from: 0, pages: 2 },
  { do: 'file_create', as: 'small', count: 60, pages: 0, perdir: 60, long: true },
  { do: 'file_readdir', file: 'small' },
  { do: 'file_stat', file: 'small' },
];
const PIPES: readonly Command[] = [
  { do: 'fork', as: 'writer', text: 2, data: 20, stack: 1 },
  { do: 'mmap', process: 'writer', pages: 40 },
  { do: 'touch', process: 'writer' },
  { do: 'pipe_open', as: 'tubes', count: 3 },
  { do: 'pipe_write', pipe: 'tubes', nth: 0, bytes: 3000 },
  { do: 'pipe_write', pipe: 'tubes', nth: 1, bytes: 65_536, process: 'writer' },
  { do: 'pipe_read', pipe: 'tubes', nth: 2, bytes: 100 },
];
const NET: readonly Command[] = [
  { do: 'socket', proto: 'tcp', as: 'connection', count: 2 },
  { do: 'socket', proto: 'unix', as: 'local' },
  { do: 'packet_in', bytes: 1460, count: 3, socket: 'connection', nth: 0 },
  { do: 'packet_in', bytes: 1460, count: 2, socket: 'connection', nth: 1, early: true },
  { do: 'packet_in', bytes: 200, count: 2 },
  { do: 'fork', as: 'server', text: 2, data: 20, stack: 1 },
  { do: 'send', socket: 'connection', nth: 0, bytes: 8192, process: 'server', zero_copy: true },
  { do: 'sendfile', socket: 'connection', nth: 1, pages: 3 },
  { do: 'ip_fragment', bytes: 4000, count: 2 },
  { do: 'nat_links', count: 5 },
];
const MEMORY: readonly Command[] = [
  { do: 'swapon', pages: 3000 },
  { do: 'swapon', pages: 500 },
  { do: 'fork', as: 'sleeper', threads: 2, text: 5, data: 30, stack: 2 },
  { do: 'sleep', process: 'sleeper', on: 'select' },
  { do: 'wait', seconds: 15 },
  { do: 'fork', as: 'hog' },
  { do: 'mmap', process: 'hog', pages: 5200 },
  { do: 'touch', process: 'hog' },
  { do: 'wait', seconds: 3 },
];

/** Runs the commands above on a machine of 24 MB. */
export const busyWorld = (): Timeline => {
  const made = Timeline.boot(makeMachine({ ram: bytes(24 * MIB) }), 3);
  if (!made.ok) throw new Error(made.error);
  for (const c of [...MEMORY, ...FILES, ...PIPES, ...NET]) made.value.push(c);
  return made.value;
};

interface Column {
  readonly a: ArrayLike<number>;
  get: (i: number) => number;
  set: (i: number, v: number) => void;
}
/** Columns, or groups of them; whatever else is in a group is passed over. */
export interface Columns {
  readonly [name: string]: unknown;
}
/** Lists that a wrong step would turn into rings, which their walkers need not survive. */
const LINKS = /next|prev|head|left|right|first|full|part|empty|tables|segs|pending|parent|hash/i;
/** Counters stand one beside the other; of records the first and the last with a value are enough. */
const COUNTERS = /^(cell|count)$/;
const MOST_COUNTERS = 64;

const isColumn = (c: unknown): c is Column => typeof c === 'object' && c !== null && 'a' in c;

const flat = (columns: Columns, above = ''): [name: string, column: Column][] =>
  Object.entries(columns).flatMap(([name, c]): [string, Column][] => {
    if (LINKS.test(name)) return [];
    if (isColumn(c)) return [[`${above}${name}`, c]];
    return typeof c === 'object' && c !== null ? flat(c as Columns, `${name}.`) : [];
  });

/** Cells that are worth a change. */
const telling = (name: string, c: Column): readonly number[] => {
  if (COUNTERS.test(name))
    return Array.from({ length: Math.min(c.a.length, MOST_COUNTERS) }, (_, i) => i);
  const full: number[] = [];
  for (let i = 0; i < c.a.length; i += 1) if (c.get(i) !== 0) full.push(i);
  const places = [full[0], full[full.length >> 1], full.at(-1)];
  return [...new Set(places)].filter((i) => i !== undefined);
};

const CHANGES: readonly (readonly [words: string, change: (n: number) => number])[] = [
  ['+ 1', (n) => n + 1],
  ['- 1', (n) => n - 1],
  ['= 0', () => 0],
];

/** An invariant may also trip over what it finds. */
const ask = (faults: () => readonly string[]): readonly string[] => {
  try {
    return faults();
  } catch (e) {
    return [`throws ${e instanceof Error ? e.message : String(e)}`];
  }
};

const said = (found: readonly string[]): string => {
  const more = found.length > 2 ? ` (${found.length} in all)` : '';
  return `${found.slice(0, 2).join('; ')}${more}`;
};

/**
 * Changes cell after cell by one, up and down, and to 0, and notes what is found wrong; each is put back.
 * @param columns columns by their names in the state
 * @returns lines such as `pipe.cnt[2] + 1: the ring of pipe 2 is torn`, and at the end the columns in
 *   which nobody minds a change
 */
export const toldOf = (
  k: Kernel,
  columns: Columns,
  faults: (k: Kernel) => readonly string[],
): string => {
  const told: string[] = [];
  const silent = new Set<string>();
  for (const [name, c] of flat(columns)) {
    const before = told.length;
    for (const i of telling(name, c))
      for (const [words, change] of CHANGES) {
        const was = c.get(i);
        const now = change(was);
        if (now === was) continue;
        c.set(i, now);
        const found = ask(() => faults(k));
        c.set(i, was);
        if (found.length > 0) told.push(`${name}[${i}] ${words}: ${said(found)}`);
      }
    if (told.length === before) silent.add(name);
  }
  return `${told.join('\n')}\n\nNobody minds: ${[...silent].join(', ')}\n`;
};
