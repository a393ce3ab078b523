/** What pictures read agrees with what the kernel counts, wherever a run stands. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runScenario } from '../scenarios/registry';
import type { Timeline } from '../engine/timeline';
import { stateSummary } from '../print/summary';
import { SLABS } from '../uma/live/state';
import {
  H_FREE,
  H_LARGE,
  NO_HOLDER,
  PLACES,
  frameAtAddress,
  frameFacts,
  holderOfZone,
  largestHoleOf,
  mapExtent,
  mapNumber,
  mapStretches,
  newSurvey,
  pageHolders,
  slabFacts,
  slabsOfZone,
  updateSurvey,
  zoneNames,
  zoneRow,
} from './index';
import type { Survey } from './index';

let t: Timeline;
beforeAll(() => {
  const run = runScenario('fragmentation');
  if (!run.ok) throw new Error(run.error);
  t = run.value;
});

const fresh = (): Survey => {
  const s = newSurvey(t.sim.kernel);
  updateSurvey(t.sim.kernel, s);
  return s;
};
const countOf = (a: ArrayLike<number>, n: number): number =>
  Array.from(a).filter((x) => x === n).length;

describe('a survey', () => {
  it('counts each queue as the kernel does', () => {
    const s = fresh();
    const { pages } = stateSummary(t);
    const frames = s.place.subarray(1);
    const counted = Object.fromEntries(PLACES.map((p, i) => [p, countOf(frames, i)]));
    expect(counted).toEqual({
      wired: pages.wired,
      free: pages.free,
      cache: pages.cache,
      inactive: pages.inactive,
      active: pages.active,
      hold: pages.held,
    });
    expect(countOf(s.holder.subarray(1), H_FREE)).toBe(pages.free);
  });
  it('gives each zone as many frames as its keg has pages outside the boot pages', () => {
    const s = fresh();
    const k = t.sim.kernel;
    let seen = 0;
    for (const { zone } of zoneNames(k)) {
      const row = zoneRow(k, zone);
      if (row.pages === 0) continue;
      const booted = slabsOfZone(k, zone).filter(
        (slab) => frameAtAddress(k, slabFacts(k, slab)!.address) === 0,
      ).length;
      expect([row.name, countOf(s.holder, holderOfZone(k, zone))]).toEqual([
        row.name,
        row.pages - booted * row.pagesPerSlab,
      ]);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(10);
  });
  it('says the same however it got there', () => {
    const kept = newSurvey(t.sim.kernel);
    fc.assert(
      fc.property(fc.nat(t.length), (at) => {
        t.seek(at);
        updateSurvey(t.sim.kernel, kept);
        const anew = fresh();
        for (const what of ['holder', 'place', 'slabAt'] as const)
          expect([at, what, kept[what].findIndex((x, i) => x !== anew[what][i])]).toEqual([
            at,
            what,
            -1,
          ]);
      }),
      { seed: 4, numRuns: 25 },
    );
    t.seek(t.length);
  });
});

describe('kmem_map', () => {
  it('is its stretches, without gap or overlap', () => {
    const k = t.sim.kernel;
    for (const name of k.mapNames) {
      const map = mapNumber(k, name);
      const { start, end } = mapExtent(k, map);
      let at = start;
      for (const piece of mapStretches(k, map)) {
        expect(piece.start).toBe(at);
        at = piece.end;
      }
      expect([name, at]).toEqual([name, end]);
    }
  });
  it('has the largest hole where it says', () => {
    const k = t.sim.kernel;
    const map = mapNumber(k, 'kmem_map');
    const hole = largestHoleOf(k, map);
    const holes = mapStretches(k, map).filter((x) => x.kind === 'hole');
    expect(hole.pages).toBe(Math.max(...holes.map((x) => x.end - x.start)));
    expect(holes.some((x) => x.start === hole.start && x.end - x.start === hole.pages)).toBe(true);
  });
  it('has a holder and a frame behind every page that is no hole', () => {
    const k = t.sim.kernel;
    const s = fresh();
    const map = mapNumber(k, 'kmem_map');
    const { start, end } = mapExtent(k, map);
    const into = { holder: new Uint16Array(end - start), resident: new Uint8Array(end - start) };
    pageHolders(k, s, { map, start, end }, into);
    const allocated = stateSummary(t).maps.find((m) => m.name === 'kmem_map')!.allocated / 4096;
    expect(countOf(into.holder, NO_HOLDER)).toBe(end - start - allocated);
    expect(countOf(into.resident, 1)).toBe(allocated);
    expect(countOf(into.holder, H_LARGE)).toBeGreaterThan(15_000);
  });
});

describe('slabs and frames', () => {
  it('tell each other', () => {
    const k = t.sim.kernel;
    const s = fresh();
    for (let slab = 1; slab < k.uma.cell.get(SLABS); slab += 97) {
      const facts = slabFacts(k, slab);
      if (facts === null) continue;
      const f = frameAtAddress(k, facts.address);
      if (f === 0) continue;
      expect(frameFacts(k, s, f)).toMatchObject({ frame: f, slab, place: 'wired', wire: 1 });
      expect(frameFacts(k, s, f)!.mappings).toEqual([{ pmap: 0, address: facts.address }]);
    }
  });
  it('have as many live items as vmstat -z says are used', () => {
    const k = t.sim.kernel;
    for (const name of ['128', '2048', 'VNODE', 'UMA Slabs', 'KMAP ENTRY']) {
      const { zone, used, free } = zoneRow(k, k.uma.names.indexOf(name));
      const items = slabsOfZone(k, zone).flatMap((slab) => slabFacts(k, slab)!.items);
      const live = items.filter((i) => i === 'live').length;
      expect([name, live, items.length - live]).toEqual([name, used, free]);
    }
  });
  it('are none outside the machine', () => {
    const k = t.sim.kernel;
    expect(frameFacts(k, fresh(), 0)).toBeNull();
    expect(frameFacts(k, fresh(), k.phys.pages + 1)).toBeNull();
    expect(slabFacts(k, 10 ** 7)).toBeNull();
    expect(frameAtAddress(k, 12)).toBe(0);
  });
});
