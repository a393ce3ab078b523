/** How each short scenario ends, and why. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { kmemAllocated } from '../engine/apply';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { M_KMEM, mapOf } from '../kernel/types';
import { freeCount } from '../phys/frames';
import { stateSummary } from '../print/summary';
import { largestHole } from '../vm-map/vm-map';
import { rowOf, slabsOf } from './director';
import { SCENARIOS, runScenario, startScenario } from './registry';

const end = (id: string): Timeline => {
  const t = runScenario(id);
  if (!t.ok) throw new Error(t.error);
  expect(kernelFaults(t.value.sim.kernel)).toEqual([]);
  return t.value;
};
const size = (t: Timeline): number => {
  const { map } = t.sim.kernel.kmem.maps;
  const kmem = mapOf(t.sim.kernel, M_KMEM);
  return (map.max.get(kmem) - map.min.get(kmem)) * 4096;
};
const tooSmall = (request: number, allocated: number): string =>
  `panic: kmem_malloc(${request}): kmem_map too small: ${allocated} total allocated`;

describe('scenarios', () => {
  it('have names of their own', () => {
    expect(new Set(SCENARIOS.map((s) => s.id)).size).toBe(SCENARIOS.length);
    expect(runScenario('nowhere')).toMatchObject({ ok: false });
  });

  it.each(['ng_nat', 'packet_flood', 'monthly_restart'])(
    '%s ends on a machine too small for it',
    (id) => {
      const machine = makeMachine({ ram: bytes(32 * MIB), tunables: { 'vm.kmem_size': 4 * MIB } });
      const run = startScenario(id, machine);
      if (!run.ok) throw new Error(run.error);
      let steps = 0;
      while (steps < 50_000 && run.value.step()) steps += 1;
      expect(steps).toBeLessThan(50_000);
      const { timeline } = run.value;
      // Nothing is said after the panic.
      expect(timeline.eventsOf(timeline.length - 1)[0]?.outcome).not.toBe('wrong');
      expect(kernelFaults(timeline.sim.kernel)).toEqual([]);
    },
  );

  it('ng_nat_1g dies as full, with 320 MB of links', () => {
    const t = end('ng_nat_1g');
    expect(size(t)).toBe(320 * 1024 * 1024);
    expect(t.sim.panic).toBe(tooSmall(16_384, size(t)));
    // 81,920 pages but for the two that boot took, 30 links in each.
    expect(rowOf(t, '128')).toMatchObject({ used: 81_918 * 30, free: 0 });
    // Two thirds of RAM are free.
    expect(freeCount(t.sim.kernel.phys)).toBe(171_539);
  }, 60_000);

  it('ng_nat_capped lives, at the cap', () => {
    const t = end('ng_nat_capped');
    expect(t.sim.panic).toBeNull();
    expect(rowOf(t, 'libalias')).toMatchObject({ limit: 65_560, used: 65_560, free: 0 });
    expect(t.eventsOf(t.length - 1)[0]?.outcome).toBe('done');
  });

  it('monthly_restart lives, with the slabs of a month in the zone', () => {
    const t = end('monthly_restart');
    expect(t.sim.panic).toBeNull();
    expect(rowOf(t, '128')).toMatchObject({ used: 0, requests: 640_000 });
    // 160,000 links need 5,334 slabs; a bucket that was filled ahead has begun one more. No month added any.
    expect(slabsOf(t, '128')).toBe(5335);
  }, 60_000);

  it('packet_flood stops at the cap on clusters', () => {
    const t = end('packet_flood');
    expect(t.sim.panic).toBeNull();
    // 1,024 + 64 × maxusers, 121 here.
    expect(rowOf(t, 'mbuf_cluster')).toMatchObject({ used: 8768, free: 0 });
    expect(stateSummary(t).net).toMatchObject({ toSend: 8768, lost: { noMemory: 135 } });
    expect(rowOf(t, 'mbuf_packet').failures).toBe(135);
    expect(t.eventsOf(t.length - 1)[0]?.outcome).toBe('done');
  });

  it('packet_flood_uncapped does not stop, and another pays', () => {
    const t = end('packet_flood_uncapped');
    expect(t.sim.panic).toBe(tooSmall(16_384, size(t)));
    // Two clusters a page, and one mbuf for each: four times what the cap allows.
    expect(rowOf(t, 'mbuf_cluster').used).toBe(2 * slabsOf(t, 'mbuf_cluster'));
    expect(rowOf(t, 'mbuf_cluster').used).toBe(35_112);
    expect(stateSummary(t).net.toSend).toBe(35_112);
    // Two thirds of RAM are free.
    expect(freeCount(t.sim.kernel.phys)).toBe(40_476);
  });

  it('fragmentation: a megabyte free, in holes of two pages', () => {
    const t = end('fragmentation');
    expect(size(t) - kmemAllocated(t.sim)).toBe(1024 * 1024);
    expect(largestHole(t.sim.kernel.kmem.maps, mapOf(t.sim.kernel, M_KMEM))).toBe(2);
    expect(t.sim.panic).toBe(tooSmall(16_384, kmemAllocated(t.sim)));
  });

  it('large_records dies as ZFS on i386 did, short of the end of the map', () => {
    const t = end('large_records');
    // The ZFS tuning guide has 114,688 B at 324,825,088, and 131,072 B at 528,273,408 with 512 MB.
    expect(t.sim.panic).toBe(tooSmall(131_072, 334_884_864));
    expect(size(t)).toBe(335_544_320);
    // What is free is in pieces: the largest has 19 pages, a record needs 32.
    expect(largestHole(t.sim.kernel.kmem.maps, mapOf(t.sim.kernel, M_KMEM))).toBe(19);
    expect(freeCount(t.sim.kernel.phys)).toBe(171_700);
  });
  it('large_records stays at three quarters of the map while there are written records to give up', () => {
    const t = end('large_records');
    const filled = t.log.findIndex((c) => c.do === 'free');
    t.seek(filled + 1);
    const first = kmemAllocated(t.sim);
    t.seek(filled + 1000);
    const later = kmemAllocated(t.sim);
    // One part of a second lies above the limit, and headers with their slabs beside it.
    for (const allocated of [first, later]) {
      expect(allocated).toBeGreaterThan(0.74 * size(t));
      expect(allocated).toBeLessThan(0.79 * size(t));
    }
  });
});
