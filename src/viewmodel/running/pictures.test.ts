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
import { cellOf, noCells } from './cells';
import { holdersOf } from './holders';
import { drawPages } from './page-picture';
import { drawRam } from './ram-picture';
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
const distinct = (a: Int32Array, count: number): number => new Set(a.subarray(0, count)).size;

describe('RAM', () => {
  it('shows every frame once, in every arrangement, as many a run as the kernel counts', () => {
    const p = noCells();
    fc.assert(
      fc.property(
        fc.nat(t.length),
        fc.constantFrom('owner' as const, 'queue' as const, 'address' as const),
        fc.constantFrom('holder' as const, 'paging' as const, 'age' as const),
        (position, arrangement, colour) => {
          at(position);
          const k = t.sim.kernel;
          drawRam(k, s, { arrangement, colour, selected: -1 }, p);
          expect([p.count, distinct(p.things, p.count)]).toEqual([k.phys.pages, k.phys.pages]);
          if (arrangement === 'address') return;
          expect(p.runs.reduce((sum, r) => sum + r.size, 0)).toBe(k.phys.pages);
          const free = p.runs.find((r) => r.id === 'holder:free');
          expect(free?.size).toBe(stateSummary(t).pages.free);
          for (const run of p.runs) {
            const holder = holdersOf(k).byId(run.id)!.holder;
            expect(s.holder[p.things[run.from]!]).toBe(holder);
            expect(s.holder[p.things[run.from + run.size - 1]!]).toBe(holder);
          }
        },
      ),
      { seed: 5, numRuns: 30 },
    );
  });
  it('by queue has the runs of a queue together, wired first, free last', () => {
    const p = noCells();
    at(t.length);
    drawRam(t.sim.kernel, s, { arrangement: 'queue', colour: 'holder', selected: -1 }, p);
    const labels = p.runs.map((r) => r.label);
    expect(labels[0]).toBe('wired: malloc > 4 K');
    expect(labels.at(-1)).toBe('free');
  });
  it('lets all but the selected holder stand back', () => {
    const p = noCells();
    at(t.length);
    const { holder } = holdersOf(t.sim.kernel).byId('holder:large')!;
    drawRam(t.sim.kernel, s, { arrangement: 'address', colour: 'holder', selected: holder }, p);
    const front = p.codes.subarray(0, p.count).filter((c) => (c & DIM) === 0);
    expect(front.length).toBe(s.holder.filter((h) => h === holder).length);
    expect(front[0]).toBe(codeOf('malloc-3', 'solid'));
    const frame = p.things[123]!;
    expect(cellOf(p, frame)).toBe(frame - 1);
    expect(cellOf(p, 10 ** 6)).toBe(-1);
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
          drawPages(k, s, { range, order, plain, selected: -1 }, p);
          const kmem = stateSummary(t).maps.find((m) => m.name === 'kmem_map')!;
          const holes = p.codes.subarray(0, p.count).filter((c) => c === HOLE).length;
          expect(holes * 4096).toBe(kmem.size - kmem.allocated);
          expect(distinct(p.things, p.count)).toBe(kmem.size / 4096);
          if (order === 'owners')
            expect(p.runs.reduce((sum, r) => sum + r.size, 0) * 4096).toBe(kmem.allocated);
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
    drawSlabs(k, 'zone:KMAP ENTRY', p);
    const keg = k.uma.zone.keg.get(k.uma.names.indexOf('KMAP ENTRY'));
    expect(p.count).toBe(k.uma.keg.pages.get(keg));
    expect(p.count).toBeGreaterThan(3);
    drawSlabs(k, 'holder:large', p);
    expect(p.count).toBeGreaterThan(9000);
    drawSlabs(k, 'zone:nobody', p);
    expect(p.count).toBe(0);
  });
});
