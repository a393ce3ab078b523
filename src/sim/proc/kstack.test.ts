/** Kernel stacks: what a thread costs, what its item keeps, and that nobody may fault on one. */
import { describe, expect, it } from 'vitest';
import { M_KERNEL, mapOf } from '../kernel/types';
import { F_UNMANAGED, Q_NONE, WIRED } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { largestHole, vmMapLookup } from '../vm-map/vm-map';
import { ENTRY_NOFAULT } from '../vm-map/types';
import { stackPage } from './kstack';
import { Bench } from './testkit';

const mapPages = (b: Bench, name: string): number =>
  b.k.kmem.maps.map.size.get(b.k.mapNames.indexOf(name));
const wired = (b: Bench): number => b.k.phys.count.get(WIRED);

describe('K1: the stack of a thread', () => {
  it('is 8 KB of RAM and 12 KB of address space in kernel_map, with an object of its own', () => {
    const b = new Bench();
    b.run({ do: 'uma_zalloc', zone: 'THREAD', as: 'one' });
    const items = b.items('THREAD');
    const before = [mapPages(b, 'kernel_map'), wired(b), b.used('VM OBJECT')];
    const kmem = mapPages(b, 'kmem_map');
    b.run({ do: 'uma_zalloc', zone: 'THREAD', as: 'more', count: items });
    const threads = b.items('THREAD') - items;
    expect(threads).toBeGreaterThan(0);
    const slabs = mapPages(b, 'kmem_map') - kmem;
    const after = [mapPages(b, 'kernel_map'), wired(b) - slabs, b.used('VM OBJECT')];
    expect(after.map((n, i) => n - (before[i] ?? 0))).toEqual([3 * threads, 2 * threads, threads]);
  });

  it('is managed, wired, on no queue, behind a guard, in an entry that must not fault', () => {
    const b = new Bench();
    b.run({ do: 'fork' });
    const { maps } = b.k.kmem;
    const t = b.k.proc.proc.thread.get(1);
    for (const i of [0, 1]) {
      const f = lookupPage(b.k.phys, b.k.proc.thread.object.get(t), i);
      const { frame } = b.k.phys;
      expect(b.k.frameAt.get(stackPage(b.k, t, i) - b.k.kmem.base)).toBe(f);
      expect([frame.wire.get(f), frame.queue.get(f), frame.flags.get(f) & F_UNMANAGED]).toEqual([
        1,
        Q_NONE,
        0,
      ]);
      expect(frame.pv.get(f)).toBe(0);
    }
    const guard = stackPage(b.k, t, -1);
    expect(b.k.frameAt.get(guard - b.k.kmem.base)).toBe(0);
    const e = vmMapLookup(maps, mapOf(b.k, M_KERNEL), guard);
    expect(maps.entry.flags.get(e)).toBe(ENTRY_NOFAULT);
    expect(maps.entry.end.get(e)).toBeGreaterThanOrEqual(guard + 3);
  });

  it('kills the kernel where kernel_map has no room for it', () => {
    const b = new Bench();
    const map = mapOf(b.k, M_KERNEL);
    while (largestHole(b.k.kmem.maps, map) >= 3) {
      const size = largestHole(b.k.kmem.maps, map) * 4096;
      b.run({ do: 'kmem_alloc_nofault', map: 'kernel_map', size });
    }
    b.t.push({ do: 'fork' });
    expect(b.t.sim.panic).toBe('panic: vm_thread_new: kstack allocation failed');
  });

  it('waits for pages where there are none, and leaves nothing behind', () => {
    const b = new Bench();
    b.run({ do: 'swapon', pages: 1000 });
    b.run({ do: 'uma_zalloc', zone: 'THREAD', as: 'threads' });
    for (let n = 1; n > 0; n = b.items('THREAD') - b.used('THREAD'))
      b.run({ do: 'uma_zalloc', zone: 'THREAD', as: 'threads', count: n });
    const before = [b.items('THREAD'), b.used('VM OBJECT'), mapPages(b, 'kernel_map')];
    b.shrinkTo(162);
    const ballast = mapPages(b, 'kernel_map');
    const [e] = b.run({ do: 'uma_zalloc', zone: 'THREAD', as: 'more', count: 10 });
    expect([e?.outcome, b.t.sim.sleepers.at(0)?.on]).toEqual(['asleep', 'vmwait']);
    expect([b.items('THREAD'), b.used('VM OBJECT')]).toEqual(before.slice(0, 2));
    expect(mapPages(b, 'kernel_map')).toBe(ballast);
    b.run({ do: 'kmem_free', from: 'ballast' });
    expect([b.t.sim.sleepers, b.used('THREAD')]).toEqual([[], (before[0] ?? 0) + 10]);
  });
});

describe('K2: a free THREAD item', () => {
  it('keeps its stack until uma_reclaim frees the slab', () => {
    const b = new Bench();
    const before = [b.used('VM OBJECT'), mapPages(b, 'kernel_map')];
    b.run({ do: 'uma_zalloc', zone: 'THREAD', as: 'threads', count: 60 });
    const threads = b.items('THREAD');
    b.run({ do: 'uma_zfree', from: 'threads', count: 0 });
    expect([b.used('THREAD'), b.items('THREAD')]).toEqual([0, threads]);
    expect(b.used('VM OBJECT')).toBe((before[0] ?? 0) + threads);
    expect(mapPages(b, 'kernel_map')).toBe((before[1] ?? 0) + 3 * threads);
    b.run({ do: 'uma_reclaim' });
    // What is in the processor's own buckets stays.
    const left = b.items('THREAD');
    expect(left).toBeLessThan(threads);
    expect(b.used('VM OBJECT')).toBe((before[0] ?? 0) + left);
    expect(mapPages(b, 'kernel_map')).toBe((before[1] ?? 0) + 3 * left);
  });
});

describe('K10: what a process keeps for good', () => {
  it('a PROC item has a thread and a ksegrp from its making on, a free one too', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p' });
    const all = b.items('PROC');
    expect([b.used('PROC'), b.used('THREAD'), b.used('KSEGRP')]).toEqual([1, all, all]);
    b.run({ do: 'exit', process: 'p' }, { do: 'uma_reclaim' });
    expect([b.used('PROC'), b.items('PROC')]).toEqual([0, all]);
    expect([b.used('THREAD'), b.used('KSEGRP')]).toEqual([all, all]);
  });

  it('a VMSPACE item has a page directory: one page of RAM and of address space', () => {
    const b = new Bench();
    b.run({ do: 'uma_zalloc', zone: 'VMSPACE', as: 'one' });
    const items = b.items('VMSPACE');
    const before = [mapPages(b, 'kernel_map'), wired(b), mapPages(b, 'kmem_map')];
    b.run({ do: 'uma_zalloc', zone: 'VMSPACE', as: 'more', count: items });
    const more = b.items('VMSPACE') - items;
    const slabs = mapPages(b, 'kmem_map') - (before[2] ?? 0);
    expect(mapPages(b, 'kernel_map') - (before[0] ?? 0)).toBe(more);
    expect(wired(b) - (before[1] ?? 0) - slabs).toBe(more);
    b.run({ do: 'uma_zfree', from: 'more', count: 0 }, { do: 'uma_reclaim' });
    expect(b.items('VMSPACE')).toBe(items + more);
  });
});

describe('K11: the size of the prize', () => {
  it('is 1.2 MB for the 150 THREAD items of the dump', () => {
    const b = new Bench();
    b.run({ do: 'uma_zalloc', zone: 'THREAD', as: 'threads', count: 142 });
    expect(b.items('THREAD')).toBe(150);
    let stacks = 0;
    for (let t = 1; t <= 150; t += 1)
      for (const i of [0, 1])
        if (b.k.frameAt.get(stackPage(b.k, t, i) - b.k.kmem.base) !== 0) stacks += 4096;
    expect(stacks).toBe(150 * 8192);
  });
});
