/** How processes come back, and what happens to those that do not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { available } from '../phys/frames';
import { swapinPriority } from './swapin';
import { Bench, said } from './testkit';

/** Processes that are swapped out, the first one `lead` seconds before the next. */
const out = (count: number, lead = 0): Bench => {
  const b = new Bench();
  b.run({ do: 'swapon', pages: 5000 }, { do: 'fork', as: 'p', count });
  for (let i = 0; i < count; i += 1) {
    b.run({ do: 'sleep', process: 'p', nth: i, on: 'nanslp' });
    if (lead > 0) b.run({ do: 'wait', seconds: lead });
  }
  b.run({ do: 'wait', seconds: 2 });
  b.vmdaemon();
  expect(b.procs.every((p) => p.state === 'swapped out')).toBe(true);
  return b;
};

describe('K8: proc0', () => {
  it('brings back a process that wakes', () => {
    const b = out(1);
    expect(said(b.run({ do: 'wakeup', process: 'p' }))).toEqual(['proc0: pid 100 swapped in']);
    expect(b.procs[0]).toMatchObject({ state: 'running', slept: 0 });
  });
  it('leaves one that sleeps where it is', () => {
    const b = out(2);
    b.run({ do: 'wakeup', process: 'p', nth: 1 });
    expect(b.procs.map((p) => p.state)).toEqual(['swapped out', 'running']);
  });
  it('waits while free and cache are below v_free_min, 465 pages here', () => {
    const b = out(1);
    b.shrinkTo(464);
    b.run({ do: 'wakeup', process: 'p' });
    expect([available(b.k.phys), b.procs[0]?.state]).toEqual([464, 'wanted back']);
    b.run({ do: 'wait', seconds: 3 });
    expect(b.procs[0]?.state).toBe('wanted back');
    expect(said(b.run({ do: 'kmem_free', from: 'grains' }))).toContain('proc0: pid 100 swapped in');
    expect(b.procs[0]?.state).toBe('running');
  });
  it('brings back first who has been out and asleep for longest', () => {
    const b = out(3, 4);
    b.shrinkTo(400);
    b.run({ do: 'wakeup', process: 'p' });
    const words = said(b.run({ do: 'kmem_free', from: 'ballast' }));
    expect(words.filter((w) => w.startsWith('proc0'))).toEqual([
      'proc0: pid 100 swapped in',
      'proc0: pid 101 swapped in',
      'proc0: pid 102 swapped in',
    ]);
  });
  it('of equals the newest', () => {
    const b = out(2);
    b.shrinkTo(400);
    b.run({ do: 'wakeup', process: 'p' });
    const words = said(b.run({ do: 'kmem_free', from: 'ballast' }));
    expect(words.find((w) => w.startsWith('proc0'))).toBe('proc0: pid 101 swapped in');
  });
  it('weighs niceness only where nobody asked', () => {
    const claim = { swtime: 7, slptime: 5, nice: 3 };
    expect(swapinPriority({ ...claim, requested: true })).toBe(12);
    expect(swapinPriority({ ...claim, requested: false })).toBe(12 - 24);
    expect(swapinPriority({ ...claim, nice: -3, requested: false })).toBe(12 + 24);
  });
  it('brings back a process with some of its threads still asleep', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', threads: 3 }, { do: 'sleep', process: 'p', on: 'select' });
    b.run({ do: 'wait', seconds: 2 });
    b.vmdaemon();
    b.run({ do: 'wakeup', process: 'p', thread: 2 });
    expect(b.procs[0]).toMatchObject({ state: 'running', wmesg: 'select', threads: 3 });
  });
  it('cannot bring back one that is stopped', () => {
    const b = out(1);
    b.run({ do: 'sigstop', process: 'p' }, { do: 'wakeup', process: 'p' });
    expect(b.procs[0]?.state).toBe('swapped out');
    b.run({ do: 'sigcont', process: 'p' });
    expect(b.procs[0]?.state).toBe('running');
  });
});

describe('PHOLD', () => {
  it('brings a process back that sleeps on', () => {
    const b = out(1);
    b.run({ do: 'phold', process: 'p' });
    expect(b.procs[0]).toMatchObject({ state: 'asleep', hold: 1, wmesg: 'nanslp' });
  });
  it('does not heed v_free_min, but waits for pages where there are none', () => {
    const b = out(1);
    b.shrinkTo(200);
    b.run({ do: 'phold', process: 'p' });
    expect(b.procs[0]).toMatchObject({ state: 'asleep', hold: 1 });
  });
});

describe('K9: the stack of a process that is swapped out', () => {
  it('must not be touched: it is not paged in, the kernel dies', () => {
    const b = out(1);
    b.t.push({ do: 'kstack_touch', process: 'p' });
    expect(b.t.sim.panic).toMatch(/^panic: vm_fault: fault on nofault entry, addr: c[0-9a-f]{7}$/);
  });
  it('may be touched once it is back', () => {
    const b = out(1);
    b.run({ do: 'phold', process: 'p' }, { do: 'kstack_touch', process: 'p' });
    expect(b.t.sim.panic).toBeNull();
  });
});

describe('calls of a process that is swapped out', () => {
  it('wait for proc0', () => {
    const b = out(1);
    b.run({ do: 'mmap', process: 'p', pages: 10 });
    b.shrinkTo(400);
    const [e] = b.run({ do: 'touch', process: 'p' });
    expect([e?.outcome, e?.words]).toEqual([
      'asleep',
      'p writes 10 pages sleeps on sched, 0 of 10 done',
    ]);
    const events = b.run({ do: 'kmem_free', from: 'ballast' });
    expect(events.map((x) => x.outcome)).toContain('woken');
    expect(b.procs[0]).toMatchObject({ state: 'running', resident: 10 });
  });
  it('exit(2) too: it ends in RAM', () => {
    const b = out(2);
    b.shrinkTo(400);
    const [e] = b.run({ do: 'exit', process: 'p' });
    expect(e?.words).toBe('exit(p) × 2 sleeps on sched, sched');
    expect(b.procs.length).toBe(2);
    b.run({ do: 'kmem_free', from: 'ballast' });
    expect([b.procs, b.t.sim.sleepers]).toEqual([[], []]);
  });
});

describe('out and in again', () => {
  it('leaves every stack as it was, whatever the order', () => {
    const step = fc.record({ who: fc.nat({ max: 3 }), wakes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 12 }), (steps) => {
        const b = new Bench();
        b.run({ do: 'fork', as: 'p', count: 4 });
        const wired = b.k.phys.count.get(0);
        for (const { who, wakes } of steps) {
          if (wakes) b.run({ do: 'wakeup', process: 'p', nth: who });
          else b.run({ do: 'sleep', process: 'p', nth: who, on: 'pause' });
          b.run({ do: 'wait', seconds: 2 });
          b.vmdaemon();
        }
        b.run({ do: 'wakeup', process: 'p' });
        expect(b.procs.every((p) => p.state === 'running')).toBe(true);
        expect(b.k.phys.count.get(0)).toBe(wired);
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});
