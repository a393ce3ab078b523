/** Cells say the same as the kernel's counters, in every arrangement, wherever a run stands. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  mapExtent,
  mapNumber,
  newSurvey,
  runScenario,
  stateSummary,
  updateSurvey,
} from '../../sim';
import type { Survey, Timeline } from '../../sim';
import { DIM, HOLE, codeOf } from './cell-codes';
import { cellOf, noCells, thingAt } from './cells';
import { countMarks, frameMarks } from './marks';
import { resolve } from './place';
import { holdersOf } from './holders';
import { drawPages } from './page-picture';
import { drawRam, framesPerCell } from './ram-picture';
import { drawSlabs } from './slab-picture';

let t: Timeline;
let s: Survey;
beforeAll(() => {
  const run = runScenario('fragmentation');
  if (!run.ok) throw new Error(run.error);
  t = run.value;
  s = newSurvey(t.sim.kernel);
});
const at = (position: number): void => {
  t.seek(position);
  updateSurvey(t.sim.kernel, s);
};

describe('RAM', () => {
  it('shows every frame once, in every arrangement, as many a run as the kernel counts', () => {
    const p = noCells();
    fc.assert(
      fc.property(
        fc.nat(t.length),
        fc.constantFrom('owner' as const, 'queue' as const, 'address' as const),
        fc.constantFrom('holder' as const, 'paging' as const, 'age' as const, 'zone' as const),
        fc.nat(),
        (position, arrangement, colour, seen) => {
          at(position);
          const k = t.sim.kernel;
          drawRam(k, s, { arrangement, colour, marks: null }, p);
          expect(p.count).toBe(k.phys.pages);
          for (const cell of [0, seen % p.count, p.count - 1]) {
            const frame = thingAt(p, cell);
            expect([arrangement, cell, cellOf(p, frame)]).toEqual([arrangement, cell, cell]);
          }
          if (arrangement === 'address') return;
          expect(p.runs.reduce((sum, r) => sum + r.size, 0)).toBe(k.phys.pages);
          const free = p.runs.find((r) => r.id === 'holder:free');
          expect(free?.size).toBe(stateSummary(t).pages.free);
          for (const run of p.runs) {
            const holder = holdersOf(k).byId(run.id)!.holder;
            expect(run.amount).toBe(run.size);
            expect(s.holder[thingAt(p, run.from)]).toBe(holder);
            expect(s.holder[thingAt(p, run.from + run.size - 1)]).toBe(holder);
          }
        },
      ),
      { seed: 5, numRuns: 30 },
    );
  });
  it('by queue has the runs of a queue together, wired first, free last', () => {
    const p = noCells();
    at(t.length);
    drawRam(t.sim.kernel, s, { arrangement: 'queue', colour: 'holder', marks: null }, p);
    const labels = p.runs.map((r) => r.label);
    expect(labels[0]).toBe('wired: malloc > 4 K');
    expect(labels.at(-1)).toBe('free');
  });
  it('lets all but the selection stand back by address, and frames it where frames are grouped', () => {
    const p = noCells();
    at(t.length);
    const k = t.sim.kernel;
    const selected = resolve(k, s, 'holder:large');
    const marks = frameMarks(k, s, selected, new Uint8Array(0))!;
    const size = countMarks(marks);
    expect(size).toBe(s.holder.filter((h) => h === selected.holder!.holder).length);
    drawRam(k, s, { arrangement: 'address', colour: 'holder', marks }, p);
    const front = p.codes.subarray(0, p.count).filter((c) => (c & DIM) === 0);
    expect(front.length).toBe(size);
    expect(front[0]).toBe(codeOf('malloc-3', 'solid'));
    expect(cellOf(p, 124)).toBe(123);
    expect(thingAt(p, 123)).toBe(124);
    expect(cellOf(p, 10 ** 6)).toBe(-1);
    drawRam(k, s, { arrangement: 'owner', colour: 'age', marks }, p);
    const run = p.runs.find((r) => r.id === 'holder:large')!;
    expect(p.chosen).toEqual([{ from: run.from, size: run.size }]);
    expect(run.size).toBe(size);
  });
  it('shows a machine with more frames than pixels, several a cell, with the amounts of all', () => {
    const p = noCells();
    at(t.length);
    const k = t.sim.kernel;
    const per = framesPerCell(k.phys.pages, 10_000);
    expect(per).toBe(8);
    for (const arrangement of ['owner', 'queue', 'address'] as const) {
      drawRam(k, s, { arrangement, colour: 'holder', marks: null, per }, p);
      expect(p.count).toBe(Math.ceil(k.phys.pages / per));
      const frame = thingAt(p, 4000);
      expect([arrangement, cellOf(p, frame)]).toEqual([arrangement, 4000]);
      if (arrangement === 'address') continue;
      expect(p.runs.reduce((sum, r) => sum + r.amount, 0)).toBe(k.phys.pages);
      expect(p.runs.reduce((sum, r) => sum + r.size, 0)).toBe(p.count);
    }
  });
});

describe('kmem_map', () => {
  it('has as many pages of paper as are not handed out, in both orders', () => {
    const p = noCells();
    fc.assert(
      fc.property(
        fc.nat(t.length),
        fc.constantFrom('owners' as const, 'addresses' as const),
        (position, order) => {
          at(position);
          const k = t.sim.kernel;
          const map = mapNumber(k, 'kmem_map');
          const range = { map, ...mapExtent(k, map) };
          const plain = { hue: 'free', look: 'none' } as const;
          drawPages(k, s, { range, order, plain, marks: null }, p);
          const kmem = stateSummary(t).maps.find((m) => m.name === 'kmem_map')!;
          const holes = p.codes.subarray(0, p.count).filter((c) => c === HOLE).length;
          expect(holes * 4096).toBe(kmem.size - kmem.allocated);
          expect(p.count).toBe(kmem.size / 4096);
          for (const cell of [0, Math.floor(p.count / 3), p.count - 1])
            expect([order, cellOf(p, thingAt(p, cell))]).toEqual([order, cell]);
          if (order === 'owners')
            expect(p.runs.reduce((sum, r) => sum + (r.id === '' ? 0 : r.size), 0) * 4096).toBe(
              kmem.allocated,
            );
        },
      ),
      { seed: 6, numRuns: 20 },
    );
  });
});

describe('slabs', () => {
  it('are as many as the zone has, and large blocks have some too', () => {
    const p = noCells();
    at(t.length);
    const k = t.sim.kernel;
    drawSlabs(k, { id: 'zone:KMAP ENTRY', order: 'addresses' }, p);
    const keg = k.uma.zone.keg.get(k.uma.names.indexOf('KMAP ENTRY'));
    expect(p.count).toBe(k.uma.keg.pages.get(keg));
    expect(p.count).toBeGreaterThan(3);
    const things = (): number[] => Array.from({ length: p.count }, (_, i) => thingAt(p, i));
    const byAddress = things();
    drawSlabs(k, { id: 'zone:KMAP ENTRY', order: 'owners' }, p);
    expect(things().sort()).toEqual(byAddress.sort());
    expect(p.runs.reduce((n, r) => n + r.size, 0)).toBe(p.count);
    for (const run of p.runs)
      expect(new Set(p.codes.subarray(run.from, run.from + run.size)).size).toBe(1);
    drawSlabs(k, { id: 'holder:large', order: 'owners' }, p);
    expect(p.count).toBeGreaterThan(9000);
    drawSlabs(k, { id: 'zone:nobody', order: 'owners' }, p);
    expect(p.count).toBe(0);
  });
});
