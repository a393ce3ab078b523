/** What a new process takes, how it begins, and when there is none. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { layoutNumber } from '../kernel/types';
import { freeCount } from '../phys/frames';
import { residentCount } from '../phys/object-pages';
import { PAGE_TABLE_OBJECT } from '../vm-map/types';
import { vmMapLookup } from '../vm-map/vm-map';
import { USER_PAGES, mappedRuns, spaceOf } from './memory';
import { kill } from './proc';
import { Bench, said } from './testkit';

/** Frames that bear the name of an object, listed or not. */
const residentOf = ({ k }: Bench, object: number): number => {
  let n = 0;
  for (let f = 1; f <= k.phys.pages; f += 1) if (k.phys.frame.object.get(f) === object) n += 1;
  return n;
};

describe('fork', () => {
  it('waits while free and cache are below v_free_severe, 313 pages here', () => {
    const b = new Bench();
    b.run({ do: 'swapon', pages: 1000 });
    b.run({ do: 'fork', as: 'first', count: b.items('PROC') + 1 });
    b.run({ do: 'exit', process: 'first' });
    b.shrinkTo(312);
    const [e] = b.run({ do: 'fork', as: 'p' });
    expect([e?.outcome, b.t.sim.sleepers[0]?.on]).toEqual(['asleep', 'vmwait']);
    expect(b.procs).toEqual([]);
    // Sleepers for memory wake at v_free_min, not at v_free_severe.
    b.run({ do: 'kmem_free', from: 'grains', count: 100 });
    expect(b.procs).toEqual([]);
    b.run({ do: 'kmem_free', from: 'grains', count: 100 });
    expect(b.procs.length).toBe(1);
  });
  it('does not wait at 313', () => {
    const b = new Bench();
    b.run({ do: 'swapon', pages: 1000 });
    b.run({ do: 'fork', as: 'first' }, { do: 'exit', process: 'first' });
    b.shrinkTo(313);
    expect(b.run({ do: 'fork', as: 'p' })[0]?.outcome).toBe('done');
  });
  it('wires the page directories of two slabs of VMSPACE, 26, the first time, and none the next', () => {
    const b = new Bench();
    const directories = (): number => residentOf(b, PAGE_TABLE_OBJECT);
    const before = directories();
    b.run({ do: 'fork', as: 'p' });
    expect(directories() - before).toBe(26);
    b.run({ do: 'fork', as: 'p', count: 13 });
    expect(directories() - before).toBe(26);
    b.run({ do: 'exit', process: 'p' });
    expect(directories() - before).toBe(26);
  });
  it('fails at maxproc, and the console says so once a second', () => {
    const b = new Bench(makeMachine({ ram: bytes(64 * MIB), tunables: { 'kern.maxproc': 40 } }));
    const most = layoutNumber(b.k.layout, 'maxproc');
    const events = b.run({ do: 'fork', as: 'p', count: most + 3 });
    expect([events[0]?.outcome, b.procs.length]).toEqual(['refused', most]);
    const line = 'maxproc limit exceeded by uid 0, please see tuning(7) and login.conf(5).';
    expect(said(events).filter((w) => w === line).length).toBe(1);
    b.run({ do: 'wait', seconds: 1 });
    expect(said(b.run({ do: 'fork', as: 'p' }))).toContain(line);
    b.run({ do: 'exit', process: 'p', nth: 0 });
    expect(b.run({ do: 'fork', as: 'p' })[0]?.outcome).toBe('done');
  });
  it('of the system has neither VMSPACE nor memory of its own', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'kthread', system: true, count: 3, text: 10 });
    expect([b.used('PROC'), b.used('VMSPACE')]).toEqual([3, 0]);
    expect(b.run({ do: 'mmap', process: 'kthread', pages: 1 })[0]?.outcome).toBe('refused');
    expect(b.procs.every((p) => p.system && p.mapped === 0 && p.resident === 0)).toBe(true);
    expect(new Set([1, 2, 3].map((p) => spaceOf(b.k, p).map)).size).toBe(1);
    b.run({ do: 'exit', process: 'kthread' });
    expect(b.procs).toEqual([]);
  });
  it('takes a THREAD more for each thread beyond the first, and gives it back', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p' });
    const threads = b.used('THREAD');
    b.run({ do: 'fork', as: 'q', threads: 5 });
    expect([b.used('THREAD') - threads, b.procs[1]?.threads]).toEqual([4, 5]);
    b.run({ do: 'exit', process: 'q' });
    expect(b.used('THREAD')).toBe(threads);
  });
  it('with a working set has its text read and its data and stack written, where they belong', () => {
    const b = new Bench();
    const [e] = b.run({ do: 'fork', as: 'sh', count: 2, text: 30, data: 20, stack: 3 });
    expect(e?.words).toBe('fork() × 2, 53 pages touched');
    expect(b.procs.map((p) => [p.mapped, p.resident])).toEqual([
      [53, 53],
      [53, 53],
    ]);
    expect(mappedRuns(b.k, 1)).toEqual([
      { at: 0x8048, pages: 50 },
      { at: USER_PAGES - 3, pages: 3 },
    ]);
    const { maps } = b.k.kmem;
    const { map } = spaceOf(b.k, 2);
    const text = maps.entry.object.get(vmMapLookup(maps, map, 0x8048));
    expect(b.k.vm.object.size.get(text)).toBe(50);
    // One page table below, one for the stack.
    expect(b.k.vm.pmap.tables.get(2)).not.toBe(0);
  });
  it('goes on with its working set where it had to wait for pages', () => {
    const b = new Bench();
    b.run({ do: 'swapon', pages: 1000 }, { do: 'fork', as: 'a' }, { do: 'exit', process: 'a' });
    b.run({ do: 'sysctl', name: 'vm.disable_swapspace_pageouts', value: 1 });
    b.shrinkTo(350);
    b.run({ do: 'fork', as: 'p', data: 100 });
    expect(b.t.sim.sleepers[0]?.on).toBe('pfault');
    expect(b.procs[0]).toMatchObject({ wmesg: 'pfault', mapped: 100 });
    b.run({ do: 'kmem_free', from: 'ballast' });
    expect([b.t.sim.sleepers, b.procs.length]).toEqual([[], 1]);
    // Some of the mappings went while it was swapped out; the pages are all there.
    const { maps } = b.k.kmem;
    const object = maps.entry.object.get(vmMapLookup(maps, spaceOf(b.k, 1).map, 0x8048));
    expect(residentCount(b.k.phys, object)).toBe(100);
  });
});

describe('exit', () => {
  it('frees all that was touched, and page tables; directory and stack stay with their items', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', data: 2000 }, { do: 'exit', process: 'p' });
    const before = freeCount(b.k.phys);
    b.run({ do: 'fork', as: 'p', data: 2000 });
    expect(before - freeCount(b.k.phys)).toBeGreaterThanOrEqual(2002);
    b.run({ do: 'exit', process: 'p' });
    expect(freeCount(b.k.phys)).toBe(before);
  });
  it('of one of several leaves the others', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', count: 3, data: 5 }, { do: 'exit', process: 'p', nth: 1 });
    expect(b.procs.map((p) => [p.pid, p.resident])).toEqual([
      [100, 5],
      [102, 5],
    ]);
  });
});

describe('a process that is killed', () => {
  it('is gone at once, from its holding too', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', count: 2 });
    kill(b.k, 1);
    b.run({ do: 'wait', seconds: 1 });
    expect(b.procs.map((p) => p.pid)).toEqual([101]);
    expect(b.t.sim.holdings.get('p')?.ends.get(1)).toBe(1);
  });
  it('that is swapped out ends once proc0 has brought it back', () => {
    const b = new Bench();
    b.run({ do: 'swapon', pages: 1000 }, { do: 'fork', as: 'p' });
    b.run({ do: 'sleep', process: 'p', on: 'wait' }, { do: 'wait', seconds: 2 });
    b.vmdaemon();
    b.shrinkTo(400);
    kill(b.k, 1);
    expect(b.procs[0]?.state).toBe('wanted back');
    b.run({ do: 'kmem_free', from: 'ballast' });
    expect(b.procs).toEqual([]);
  });
  it('that somebody holds ends once it is let go', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p' }, { do: 'phold', process: 'p' });
    kill(b.k, 1);
    expect(b.procs[0]?.state).toBe('exiting');
    b.run({ do: 'prele', process: 'p' });
    expect(b.procs).toEqual([]);
  });
});
