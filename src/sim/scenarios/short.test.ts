/** How each short scenario ends, and why. */
import { describe, expect, it } from 'vitest';
import { kmemAllocated } from '../engine/apply';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { M_KMEM, mapOf } from '../kernel/types';
import { freeCount } from '../phys/frames';
import { largestHole } from '../vm-map/vm-map';
import { rowOf, slabsOf } from './director';
import { SCENARIOS, runScenario } from './registry';

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

  it('ng_nat_1g dies as full, with 320 MB of links', () => {
    const t = end('ng_nat_1g');
    expect(size(t)).toBe(320 * 1024 * 1024);
    expect(t.sim.panic).toBe(tooSmall(16_384, size(t)));
    expect(rowOf(t, '128').used).toBeGreaterThan(2_400_000);
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
    expect(rowOf(t, '128').used).toBeLessThan(100);
    expect(slabsOf(t, '128')).toBeGreaterThan(160_000 / 30);
    expect(slabsOf(t, '128')).toBeLessThan(160_000 / 30 + 40);
  }, 60_000);

  it('packet_flood stops at the cap on clusters', () => {
    const t = end('packet_flood');
    expect(t.sim.panic).toBeNull();
    expect(rowOf(t, 'mbuf_cluster')).toMatchObject({ used: 8768, free: 0 });
    expect(rowOf(t, 'mbuf_packet').failures).toBeGreaterThan(0);
  });

  it('packet_flood_uncapped does not stop, and another pays', () => {
    const t = end('packet_flood_uncapped');
    // Not even the page for the header of the large block is left.
    expect(t.sim.panic).toBe(tooSmall(4096, size(t)));
    expect(rowOf(t, 'mbuf_cluster').used).toBeGreaterThan(8768 * 2);
  });

  it('fragmentation: a megabyte free, in holes of two pages', () => {
    const t = end('fragmentation');
    const free = size(t) - kmemAllocated(t.sim);
    expect(free).toBeGreaterThanOrEqual(1024 * 1024);
    expect(free).toBeLessThan(1024 * 1024 + 16_384);
    expect(largestHole(t.sim.kernel.kmem.maps, mapOf(t.sim.kernel, M_KMEM))).toBe(2);
    expect(t.sim.panic).toBe(tooSmall(16_384, kmemAllocated(t.sim)));
  });

  it('large_records dies with RAM to spare', () => {
    const t = end('large_records');
    expect(t.sim.panic).toBe(tooSmall(131_072, kmemAllocated(t.sim)));
    expect(freeCount(t.sim.kernel.phys)).toBeGreaterThan(30_000);
    expect(size(t) - kmemAllocated(t.sim)).toBeGreaterThan(0);
  });
});
