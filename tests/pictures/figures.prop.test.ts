/** Map, table and words say the same total in any state that commands and workloads can make. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  WORKLOADS,
  mapExtent,
  mapNumber,
  newSurvey,
  startWorkload,
  updateSurvey,
} from '../../src/sim';
import type { Survey, Timeline } from '../../src/sim';
import { sampleScript } from '../../src/sim/oracle/soak-door';
import { MACHINES, bootRun } from '../../src/sim/oracle/trial';
import { HOLE } from '../../src/viewmodel/running/cell-codes';
import { noCells } from '../../src/viewmodel/running/cells';
import type { CellPicture } from '../../src/viewmodel/running/cells';
import { freeFrames, liveHeadline } from '../../src/viewmodel/running/headline';
import { drawPages } from '../../src/viewmodel/running/page-picture';
import { queuesView } from '../../src/viewmodel/running/queues';
import { ramRows } from '../../src/viewmodel/running/ram-rows';
import { drawRam } from '../../src/viewmodel/running/ram-picture';
import { drawSlabs } from '../../src/viewmodel/running/slab-picture';
import { swapView } from '../../src/viewmodel/running/swap-view';
import { printed, tableRows } from '../../src/viewmodel/running/tables';
import type { TableId } from '../../src/viewmodel/running/tables';

/** Figure n of a row of a table. */
const cell = (t: Timeline, table: TableId, name: string, n: number): unknown =>
  tableRows(t, table).find((r) => r.name === name)?.figures[n];
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** Frames of a holder in the picture of RAM, by holder. */
const byHolder = (p: CellPicture): Map<string, number> => {
  const found = new Map<string, number>();
  for (const run of p.runs) found.set(run.id, (found.get(run.id) ?? 0) + run.amount);
  return found;
};

const checkRam = (t: Timeline, s: Survey): void => {
  const k = t.sim.kernel;
  const table = new Map(ramRows(k, s).map((r) => [r.id, r.frames]));
  for (const arrangement of ['owner', 'queue'] as const) {
    const p = noCells();
    drawRam(k, s, { arrangement, colour: 'holder', marks: null }, p);
    expect([arrangement, byHolder(p)]).toEqual([arrangement, table]);
  }
  expect(sum([...table.values()])).toBe(k.phys.pages);
  // The free frames: map, table, words, queues.
  const free = table.get('holder:free') ?? 0;
  expect(cell(t, 'queues', 'free', 0)).toBe(free);
  expect(freeFrames(t)).toBe(free);
  for (const bar of queuesView(k, s).bars) {
    const name = bar.place === 'hold' ? 'held' : bar.place;
    expect([name, cell(t, 'queues', name, 0)]).toEqual([name, bar.size]);
    expect(sum(bar.parts.map((x) => x.size))).toBe(bar.size);
    expect(sum(ramRows(k, s).map((r) => r.places[bar.place]))).toBe(bar.size);
  }
};

const checkKmem = (t: Timeline, s: Survey): void => {
  const k = t.sim.kernel;
  const map = mapNumber(k, 'kmem_map');
  const plain = { hue: 'free', look: 'none' } as const;
  const p = noCells();
  drawPages(k, s, { range: { map, ...mapExtent(k, map) }, order: 'owners', plain, marks: null }, p);
  const holes = p.codes.subarray(0, p.count).filter((c) => c === HOLE).length;
  const { kmem } = liveHeadline(t);
  expect([p.count, p.count - holes, holes]).toEqual([
    kmem.size,
    kmem.allocated,
    kmem.size - kmem.allocated,
  ]);
  expect(
    tableRows(t, 'maps')
      .find((r) => r.name === 'kmem_map')
      ?.figures.slice(0, 4),
  ).toEqual([kmem.size, kmem.allocated, holes, kmem.hole]);
  for (const run of p.runs.filter((r) => r.id.startsWith('zone:')))
    expect(run.size).toBeLessThanOrEqual(Number(cell(t, 'zones', run.id.slice(5), 7)) / 4096);
};

const checkZones = (t: Timeline): void => {
  const text = printed(t, 'z');
  const p = noCells();
  for (const row of tableRows(t, 'zones')) {
    const [, , used, , , , slabs, bytes] = row.figures;
    expect(text).toMatch(new RegExp(`^${row.name}: .*\\b${String(used)},`, 'm'));
    if (bytes === 0) continue;
    drawSlabs(t.sim.kernel, { id: row.selects, order: 'addresses' }, p);
    expect([row.name, p.count]).toEqual([row.name, slabs]);
  }
};

const checkSwap = (t: Timeline): void => {
  const s = swapView(t.sim.kernel);
  const rows = tableRows(t, 'swap');
  const column = (n: number): number => sum(rows.map((r) => Number(r.figures[n])));
  expect([column(0), column(1), column(2)]).toEqual([s.total, s.used, s.total - s.used]);
};

const check = (t: Timeline, s: Survey): void => {
  updateSurvey(t.sim.kernel, s);
  checkRam(t, s);
  checkKmem(t, s);
  checkZones(t);
  checkSwap(t);
};

/** Commands of a random script, and after how many of them the views are compared. */
const COMMANDS = 96;
const EVERY = 12;
/** Steps of a workload; one may take hundreds of pages. */
const STEPS = 48;

describe('map, table and words', () => {
  it('say the same after any commands', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 6), fc.nat(MACHINES.length - 1), (seed, machine) => {
        const t = bootRun(seed, MACHINES[machine]);
        const s = newSurvey(t.sim.kernel);
        sampleScript(seed, COMMANDS).forEach((command, i) => {
          t.push(command);
          if (i % EVERY === EVERY - 1) check(t, s);
        });
        expect(t.length).toBeGreaterThanOrEqual(COMMANDS);
      }),
      { seed: 21, numRuns: 12 },
    );
  });
  it.each(WORKLOADS.map((w) => w.id))('say the same under the workload %s', (id) => {
    const { parameters } = WORKLOADS.find((w) => w.id === id)!;
    const settings = fc.record(
      Object.fromEntries(
        parameters.map((p) => [p.name, fc.integer({ min: p.min, max: Math.max(p.min, p.usual) })]),
      ),
    );
    fc.assert(
      fc.property(settings, fc.nat(999), (set, seed) => {
        const t = bootRun(1, MACHINES[3]);
        const s = newSurvey(t.sim.kernel);
        const load = startWorkload(t, { id, set, seed });
        if (!load.ok) throw new Error(load.error);
        for (let i = 1; i <= STEPS && load.value.step(); i += 1) if (i % 16 === 0) check(t, s);
        expect(t.length).toBeGreaterThan(0);
        check(t, s);
        t.seek(seed % t.length);
        check(t, s);
      }),
      { seed: 22, numRuns: 3 },
    );
  });
});
