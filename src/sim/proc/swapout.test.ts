/** Who is swapped out, when, and what that changes. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/commands';
import { M_KERNEL, mapOf } from '../kernel/types';
import { F_DIRTY, Q_ACTIVE, Q_INACTIVE, WIRED, available } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { PRIORITY, SLEEPS, SLEEPS_IN_RAM } from './wmesg';
import { stackPage } from './kstack';
import { Bench, said } from './testkit';

const asleep = (on: (typeof SLEEPS)[number], as = 'p'): Command[] => [
  { do: 'fork', as },
  { do: 'sleep', process: as, on },
];
const isOut = (b: Bench, i = 0): boolean => b.procs[i]?.state === 'swapped out';

/** Whether a process that sleeps on nanslp for 5 s goes out after some commands more. */
const goesOut = (...commands: Command[]): boolean => {
  const b = new Bench();
  b.run(...asleep('nanslp'), { do: 'wait', seconds: 5 }, ...commands);
  b.vmdaemon();
  return isOut(b);
};

describe('K3: swapped out is who', () => {
  it('sleeps at PSOCK or above for two seconds', () => {
    expect(goesOut()).toBe(true);
  });
  it('does not run', () => {
    expect(goesOut({ do: 'wakeup', process: 'p' })).toBe(false);
  });
  it('is not held by anybody', () => {
    expect(goesOut({ do: 'phold', process: 'p' })).toBe(false);
    expect(goesOut({ do: 'phold', process: 'p' }, { do: 'prele', process: 'p' })).toBe(true);
    const twice: Command = { do: 'phold', process: 'p' };
    expect(goesOut(twice, twice, { do: 'prele', process: 'p' })).toBe(false);
  });
  it('is no system process and not of a real-time class', () => {
    for (const kind of [{ system: true }, { realtime: true }]) {
      const b = new Bench();
      b.run({ do: 'fork', as: 'p', ...kind }, { do: 'sleep', process: 'p', on: 'nanslp' });
      b.run({ do: 'wait', seconds: 60 });
      b.vmdaemon();
      expect(isOut(b)).toBe(false);
    }
  });
  it('does not end: it waits for whoever holds it', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p' }, { do: 'phold', process: 'p' }, { do: 'exit', process: 'p' });
    expect(b.procs[0]).toMatchObject({ state: 'exiting', wmesg: 'exithold' });
    // The holder is counted first; a process without one and still ending cannot be had by commands.
    b.run({ do: 'wait', seconds: 30 });
    b.vmdaemon();
    expect(b.procs[0]?.state).toBe('exiting');
    b.run({ do: 'prele', process: 'p' });
    expect(b.procs).toEqual([]);
  });
  it('has slept for two seconds, not for one', () => {
    for (const [seconds, out] of [
      [0, false],
      [1, true],
    ] as const) {
      const b = new Bench();
      b.run(...asleep('nanslp'));
      if (seconds > 0) b.run({ do: 'wait', seconds });
      // Asking takes a second more.
      b.vmdaemon();
      expect(isOut(b)).toBe(out);
    }
  });
  it('sleeps with every thread: one that runs, or waits for a disk, keeps all in RAM', () => {
    const threads = (...commands: Command[]): boolean => {
      const b = new Bench();
      b.run({ do: 'fork', as: 'p', threads: 3 }, { do: 'sleep', process: 'p', on: 'select' });
      b.run(...commands, { do: 'wait', seconds: 5 });
      b.vmdaemon();
      return isOut(b);
    };
    expect(threads()).toBe(true);
    expect(threads({ do: 'wakeup', process: 'p', thread: 2 })).toBe(false);
    expect(threads({ do: 'sleep', process: 'p', on: 'biord', thread: 1 })).toBe(false);
    expect(threads({ do: 'sleep', process: 'p', on: 'ttyin', thread: 1 })).toBe(true);
  });
  it('counts from when its last thread fell asleep', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', threads: 2 }, { do: 'sleep', process: 'p', on: 'select' });
    b.run({ do: 'wait', seconds: 10 }, { do: 'sleep', process: 'p', on: 'kqread', thread: 1 });
    b.vmdaemon();
    expect([b.procs[0]?.slept, isOut(b)]).toEqual([1, false]);
    b.vmdaemon();
    expect(isOut(b)).toBe(true);
  });
  it('or is stopped: its pages stay mapped, because it does not sleep', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', data: 20 }, { do: 'sigstop', process: 'p' });
    expect(b.procs[0]?.state).toBe('stopped');
    b.run({ do: 'wait', seconds: 2 });
    b.vmdaemon();
    expect([isOut(b), b.procs[0]?.resident]).toEqual([true, 20]);
    b.run({ do: 'sigcont', process: 'p' });
    expect(b.procs[0]?.state).toBe('running');
  });
});

describe('K5: sleeps', () => {
  it.each(SLEEPS.map((on) => [on, !['biord', 'piperd'].includes(on)] as const))(
    '%s: swapped out %s',
    (on, out) => {
      const b = new Bench();
      b.run(...asleep(on), { do: 'wait', seconds: 20 });
      expect(b.procs[0]).toMatchObject({ state: 'asleep', wmesg: on, slept: 20 });
      b.vmdaemon();
      expect(isOut(b)).toBe(out);
    },
  );
  it('have the priorities of sys/sys/priority.h', () => {
    expect(SLEEPS.map((on) => PRIORITY[on])).toEqual([92, 160, 88, 88, 88, 89, 92, 104, 76, 76]);
    expect(SLEEPS_IN_RAM).toEqual(['biord', 'piperd']);
    expect([PRIORITY.vmwait, PRIORITY.pfault, PRIORITY.pipdwt]).toEqual([68, 160, 76]);
  });
});

describe('actions', () => {
  it('NORMAL takes every process that may go, the newest first', () => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', count: 4 }, { do: 'sleep', process: 'p', on: 'wait' });
    b.run({ do: 'wakeup', process: 'p', nth: 1 }, { do: 'wait', seconds: 3 });
    expect(said(b.vmdaemon())).toEqual([
      'vmdaemon: pid 103, 102, 100 swapped out, 0 mappings removed',
    ]);
    expect(b.procs.map((p) => p.state === 'swapped out')).toEqual([true, false, true, true]);
    expect(b.vmdaemon().length).toBe(1);
  });
  it('IDLE takes those that have slept for more than ten seconds', () => {
    const b = new Bench();
    b.run(...asleep('nanslp'), { do: 'wait', seconds: 9 });
    b.vmdaemon('idle');
    expect([b.procs[0]?.slept, isOut(b)]).toEqual([10, false]);
    b.vmdaemon('idle');
    expect([b.procs[0]?.slept, isOut(b)]).toEqual([11, true]);
  });
  it('follow the thresholds of sysctl', () => {
    const b = new Bench();
    b.run({ do: 'sysctl', name: 'vm.swap_idle_threshold1', value: 30 }, ...asleep('nanslp'));
    b.run({ do: 'wait', seconds: 20 });
    b.vmdaemon();
    expect(isOut(b)).toBe(false);
    b.run({ do: 'sysctl', name: 'vm.swap_idle_threshold1', value: 2 });
    b.run({ do: 'sysctl', name: 'vm.swap_idle_threshold2', value: 21 });
    b.vmdaemon('idle');
    expect([b.procs[0]?.slept, isOut(b)]).toEqual([22, true]);
  });
});

describe('K6: the page daemon', () => {
  const idle = (b: Bench): void => {
    b.run({ do: 'swapon', pages: 5000 }, ...asleep('nanslp'), { do: 'wait', seconds: 20 });
  };
  it('asks for swapping out below the target of 2,021 pages, not at it', () => {
    const b = new Bench();
    idle(b);
    b.run({ do: 'sysctl', name: 'vm.swap_enabled', value: 0 });
    b.shrinkTo(2021);
    b.run({ do: 'sysctl', name: 'vm.swap_enabled', value: 1 }, { do: 'wait', seconds: 5 });
    expect([available(b.k.phys), isOut(b)]).toEqual([2021, false]);
    const page: Command = { do: 'kmem_alloc', map: 'kernel_map', size: 4096, as: 'grains' };
    expect(said(b.run(page, { do: 'wait', seconds: 2 })).join()).toContain('pid 100 swapped out');
  });
  it('does not where vm.swap_enabled is 0', () => {
    const b = new Bench();
    idle(b);
    b.run({ do: 'sysctl', name: 'vm.swap_enabled', value: 0 });
    expect(said(b.shrinkTo(1500)).join()).not.toContain('swapped out');
  });
  it('is heard once a second', () => {
    const b = new Bench();
    idle(b);
    b.vmdaemon();
    b.run(...asleep('nanslp', 'q'));
    const { cell } = b.k.pageout;
    const asked = Array.from(cell.a);
    b.vmdaemon();
    expect(Array.from(cell.a)).not.toEqual(asked);
  });
});

describe('K7: a process that is swapped out', () => {
  const out = (): Bench => {
    const b = new Bench();
    b.run({ do: 'fork', as: 'p', data: 300 }, { do: 'sleep', process: 'p', on: 'nanslp' });
    b.run({ do: 'wait', seconds: 2 });
    return b;
  };
  it('has its stack unmapped, dirty and inactive; address space and object stay', () => {
    const b = out();
    const { phys, proc } = b.k;
    const t = proc.proc.thread.get(1);
    const map = mapOf(b.k, M_KERNEL);
    const before = [b.k.kmem.maps.map.size.get(map), phys.count.get(WIRED), b.used('VM OBJECT')];
    b.vmdaemon();
    for (const i of [0, 1]) {
      const f = lookupPage(phys, proc.thread.object.get(t), i);
      expect(b.k.frameAt.get(stackPage(b.k, t, i) - b.k.kmem.base)).toBe(0);
      expect([phys.frame.wire.get(f), phys.frame.queue.get(f)]).toEqual([0, Q_INACTIVE]);
      expect(phys.frame.flags.get(f) & F_DIRTY).toBe(F_DIRTY);
    }
    expect(b.k.kmem.maps.map.size.get(map)).toBe(before[0]);
    expect(b.used('VM OBJECT')).toBe(before[2]);
    // Two stack pages and its one page table.
    expect(phys.count.get(WIRED) - (before[1] ?? 0)).toBe(-3);
  });
  it('has no mapping left, and its pages, just used, are active and younger', () => {
    const b = out();
    expect([b.procs[0]?.resident, b.used('PV ENTRY')]).toEqual([300, 300]);
    const words = said(b.vmdaemon());
    expect(words).toEqual(['vmdaemon: pid 100 swapped out, 300 mappings removed']);
    expect([b.procs[0]?.resident, b.used('PV ENTRY')]).toEqual([0, 0]);
    const { frame } = b.k.phys;
    const acts = new Set<number>();
    for (let f = 1; f <= b.k.phys.pages; f += 1)
      if (frame.queue.get(f) === Q_ACTIVE) acts.add(frame.act.get(f));
    // ACT_INIT 5, ACT_ADVANCE 3 as the largest object, ACT_DECLINE 1 as one of the entries.
    expect([...acts]).toEqual([5 + 3 - 1]);
  });
  it('goes to swap page by page like anybody, and comes back from there', () => {
    const b = out();
    b.run({ do: 'swapon', pages: 50_000 });
    b.vmdaemon();
    const t = b.k.proc.proc.thread.get(1);
    const object = b.k.proc.thread.object.get(t);
    b.run({ do: 'fork', as: 'hog' }, { do: 'mmap', process: 'hog', pages: 70_000 });
    b.run({ do: 'touch', process: 'hog' });
    expect([0, 1].map((i) => lookupPage(b.k.phys, object, i))).toEqual([0, 0]);
    expect(b.k.vm.object.swblocks.get(object)).toBe(1);
    b.run({ do: 'exit', process: 'hog' }, { do: 'wakeup', process: 'p' });
    expect(b.procs[0]?.state).toBe('running');
    expect(lookupPage(b.k.phys, object, 1)).not.toBe(0);
  });
});
