/** Processes: what they take, what they touch, and that all of it comes back. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { Q_ACTIVE, WIRED, freeCount, queued } from '../phys/frames';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';

const boot = (): Timeline => {
  const t = Timeline.boot(makeMachine({ ram: bytes(64 * MIB) }), 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};
const used = (t: Timeline, zone: string): number =>
  zoneFigures(t.sim.kernel.uma, zoneNumber(t.sim.kernel.uma, zone)).used;

describe('a process', () => {
  it('has memory only where it touches it', () => {
    const t = boot();
    t.push({ do: 'fork', as: 'shell' });
    t.push({ do: 'mmap', process: 'shell', pages: 3000 });
    const { phys } = t.sim.kernel;
    const [active, wired] = [queued(phys, Q_ACTIVE), phys.count.get(WIRED)];
    t.push({ do: 'touch', process: 'shell', from: 1000, pages: 100 });
    expect(queued(phys, Q_ACTIVE) - active).toBe(100);
    // One page table: all 100 pages lie in the same 4 MB. One slab of PV ENTRY.
    expect(phys.count.get(WIRED) - wired).toBe(2);
    expect([used(t, 'PROC'), used(t, 'PV ENTRY')]).toEqual([1, 100]);
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
  });

  it('gives everything back when it ends', () => {
    const t = boot();
    t.push({ do: 'fork', as: 'a', count: 3 });
    t.push({ do: 'exit', process: 'a' });
    const before = [freeCount(t.sim.kernel.phys), used(t, 'VM OBJECT'), used(t, 'MAP ENTRY')];
    t.push({ do: 'fork', as: 'a', count: 3 });
    t.push({ do: 'mmap', process: 'a', pages: 500 });
    t.push({ do: 'touch', process: 'a' });
    t.push({ do: 'exit', process: 'a', nth: 1 });
    expect(used(t, 'PROC')).toBe(2);
    t.push({ do: 'exit', process: 'a' });
    const after = [freeCount(t.sim.kernel.phys), used(t, 'VM OBJECT'), used(t, 'MAP ENTRY')];
    // What stays are slabs of PV ENTRY (12 of them, NOFREE) and of the zones that objects came from.
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(before[0]! - after[0]!).toBeLessThan(20);
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
  });
});
