/**
 * Calls that sleep for a map entry: in maps that are not the system's, vm_map_entry_create() asks with
 * M_WAITOK. They sleep before they have changed anything, and come to what they do with room.
 */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { kernelFaults } from '../kernel/invariants';
import { M_EXEC, M_PIPE, Z_MAPENT, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { entriesOf } from '../oracle/byte-map';
import { allocPage, freePage } from '../phys/page';
import { pipeSummary } from '../print/pipes';
import { spaceOf } from '../proc/proc';
import { zoneFigures } from '../uma/live/figures';
import { M_NOWAIT } from '../uma/live/state';
import { umaZoneSetMax } from '../uma/live/create';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { staticObject } from '../vm/object';
import { OBJT_DEFAULT } from '../vm/state';
import type { Command } from './commands';
import { held } from './holdings';
import { Timeline } from './timeline';

const MACHINE = makeMachine({ ram: bytes(64 * MIB) });

const boot = (setup: readonly Command[]): Timeline => {
  const t = Timeline.boot(MACHINE, 1);
  if (!t.ok) throw new Error(t.error);
  for (const c of setup) expect(t.value.push(c)[0]?.outcome).toBe('done');
  return t.value;
};

/** Takes every item of MAP ENTRY; the answer gives them back. */
const takeItems = (k: Kernel): (() => void) => {
  const zone = k.cell.get(Z_MAPENT);
  const items: number[] = [];
  for (let i = umaZalloc(k.uma, zone, M_NOWAIT); i !== 0; i = umaZalloc(k.uma, zone, M_NOWAIT))
    items.push(i);
  return () => {
    for (const item of items) umaZfree(k.uma, zone, item);
  };
};

/** Takes every page, so that the zone cannot grow, and then every item. */
const noPages = (k: Kernel): (() => void) => {
  const object = staticObject(k, OBJT_DEFAULT, k.phys.pages);
  const pages: number[] = [];
  const next = (): number => allocPage(k.phys, { object, pindex: pages.length }, 'interrupt', 0);
  for (let f = next(); f !== 0; f = next()) pages.push(f);
  const feed = takeItems(k);
  return () => {
    for (const f of pages) freePage(k.phys, f);
    feed();
  };
};

/** Caps the zone, so that it cannot grow, and takes every item. */
const capped = (k: Kernel): (() => void) => {
  umaZoneSetMax(k.uma, k.cell.get(Z_MAPENT), 1);
  return takeItems(k);
};

/** What a call can have changed: maps, pipes, processes, holdings, entries in use. */
const figures = ({ sim }: Timeline): unknown => {
  const k = sim.kernel;
  const procs = sim.holdings.get('p');
  const spaces: unknown[] = [];
  for (let i = 0; procs !== undefined && i < held(procs); i += 1)
    spaces.push(entriesOf(k, spaceOf(k, procs.items.get(procs.ends.get(0) + i)).map));
  return {
    pipeMap: entriesOf(k, mapOf(k, M_PIPE)),
    execMap: entriesOf(k, mapOf(k, M_EXEC)),
    spaces,
    pipes: pipeSummary(k),
    holdings: [...sim.holdings].filter(([, h]) => held(h) > 0).map(([name, h]) => [name, held(h)]),
    used: ['MAP ENTRY', 'PIPE', 'Files', 'PROC'].map(
      (name) => zoneFigures(k.uma, k.uma.names.indexOf(name)).used,
    ),
  };
};

interface Case {
  readonly name: string;
  readonly setup: readonly Command[];
  readonly call: Command;
}

const CASES: readonly Case[] = [
  {
    name: 'mmap',
    setup: [{ do: 'fork', as: 'p', count: 2 }],
    call: { do: 'mmap', process: 'p', pages: 3 },
  },
  {
    name: 'munmap in the middle of an entry',
    setup: [
      { do: 'fork', as: 'p', count: 2 },
      { do: 'mmap', process: 'p', pages: 9 },
    ],
    call: { do: 'munmap', process: 'p', from: 3, pages: 3 },
  },
  {
    name: 'fork with a working set',
    setup: [{ do: 'fork', as: 'p' }],
    call: { do: 'fork', as: 'p', count: 2, text: 1, data: 2, stack: 3 },
  },
  {
    name: 'mmap of a file',
    setup: [
      { do: 'fork', as: 'p' },
      { do: 'file_create', as: 'f', pages: 4 },
    ],
    call: { do: 'file_mmap', process: 'p', file: 'f' },
  },
  {
    name: 'pipe(2)',
    setup: [
      { do: 'pipe_open', as: 'a' },
      { do: 'pipe_write', pipe: 'a', bytes: 1 },
    ],
    call: { do: 'pipe_open', as: 'b', count: 2 },
  },
  {
    name: 'a write for which a buffer grows, and is cut out of its neighbour',
    setup: [{ do: 'pipe_open', as: 'a', count: 2 }],
    call: { do: 'pipe_write', pipe: 'a', nth: 0, bytes: 20_000, nonblock: true },
  },
  {
    name: 'the close of a pipe between others',
    setup: [{ do: 'pipe_open', as: 'a', count: 3 }],
    call: { do: 'pipe_close', pipe: 'a', nth: 1 },
  },
  {
    name: 'execve',
    setup: [{ do: 'fork', as: 'p' }],
    call: { do: 'execve', process: 'p', bytes: 5000 },
  },
  {
    name: 'the end of an execve',
    setup: [
      { do: 'fork', as: 'p' },
      { do: 'exec_begin', process: 'p', bytes: 5000, as: 'x' },
    ],
    call: { do: 'exec_end', exec: 'x' },
  },
  {
    name: 'kmem_alloc_wait',
    setup: [],
    call: { do: 'kmem_alloc_wait', map: 'exec_map', size: 9000, count: 3, as: 'r' },
  },
  ...(['newest', 'random', 'alternate'] as const).map((pick) => ({
    name: `kmem_free, ${pick}`,
    setup: [{ do: 'kmem_alloc_wait' as const, map: 'exec_map', size: 9000, count: 9, as: 'r' }],
    call: { do: 'kmem_free' as const, from: 'r', pick, count: 3 },
  })),
];

/** Without pages it sleeps for those of its slot; with them, in giving the slot back. */
const LATE: Case = {
  name: 'an execve that fails, with its slot in an entry of others',
  setup: [
    { do: 'kmem_alloc_wait', map: 'exec_map', size: 9000, as: 'r' },
    { do: 'fork', as: 'p' },
  ],
  call: { do: 'execve', process: 'p', bytes: 300_000 },
};

/** The call sleeps, with nothing changed that counts; fed, it leaves what it leaves on a machine with room. */
const sleepsFirst = ({ setup, call }: Case, starve: typeof capped, on: string): void => {
  const t = boot(setup);
  const feed = starve(t.sim.kernel);
  const [first] = t.push(call);
  expect([first?.outcome, first?.words]).toEqual([
    'asleep',
    expect.stringContaining(` sleeps on ${on}`),
  ]);
  feed();
  t.push({ do: 'wait', seconds: 5 });
  expect([t.sim.panic, t.sim.sleepers]).toEqual([null, []]);
  const roomy = boot(setup);
  roomy.push(call);
  roomy.push({ do: 'wait', seconds: 5 });
  expect(figures(t)).toEqual(figures(roomy));
  expect(kernelFaults(t.sim.kernel)).toEqual([]);
};

describe('without a map entry, and without a page for one', () => {
  for (const one of CASES)
    it(`${one.name} sleeps, and then does what it does with room`, () => {
      sleepsFirst(one, noPages, 'vmwait');
    });
});

describe('without a map entry, and the zone capped', () => {
  for (const one of [...CASES, LATE])
    it(`${one.name} sleeps, and then does what it does with room`, () => {
      sleepsFirst(one, capped, 'zonelimit');
    });
});
