/** Who asks for the page daemon, and when a machine is left alone: docs/adr/0007-daemons-after-commands.md. */
import { describe, expect, it } from 'vitest';
import { UPTIME } from '../kernel/types';
import { MACHINES } from '../oracle/trial';
import { newObject, pageOf } from '../pageout/testkit';
import { F_LAUNDERED, available } from '../phys/frames';
import { Bench } from '../proc/testkit';
import type { Command } from './commands';

/** Lets no more than so many seconds pass, so that a loop without an end is a fault and no wait. */
const limitTime = (b: Bench, seconds: number): void => {
  const { cell } = b.k;
  const end = cell.get(UPTIME) + seconds;
  const set = cell.set.bind(cell);
  cell.set = (i, v) => {
    if (i === UPTIME && v > end) throw new Error(`${seconds} s have passed, and nobody asks`);
    set(i, v);
  };
};

describe('a sleeper for pages', () => {
  it('asks for the page daemon anew where pages have come and gone within a pass', () => {
    const b = new Bench();
    b.run({ do: 'swapon', pages: 1000 });
    const { min } = b.k.phys.marks;
    b.shrinkTo(min + 1);
    // A pass finds a clean page, which takes it to v_free_min and so ends all asking; then it writes a
    // dirty one, for whose swap metadata it takes a page.
    pageOf(b.k, { object: newObject(b.k, 1), pindex: 0 });
    const dirty = { object: newObject(b.k, 1), pindex: 0, dirty: true, flags: F_LAUNDERED };
    pageOf(b.k, dirty);
    expect(available(b.k.phys)).toBe(min - 1);
    limitTime(b, 60);
    // One page more than there are above v_free_reserved.
    const asked: Command = { do: 'kmem_alloc', map: 'kernel_map', size: 304 * 4096 };
    expect(b.run(asked).map((e) => e.words)).toEqual([
      'kmem_alloc(kernel_map, 1245184) sleeps on vmwait, 0 of 1 done',
      expect.stringMatching(/wanted 3,579 pages; cached 1, laundered 1$/),
      expect.stringMatching(/wanted 3,578 pages; cached 1$/),
      'kmem_alloc(kernel_map, 1245184)',
    ]);
  });
});

describe('a machine that thrashes', () => {
  /** An exec copies 62 pages into exec_map, and all must be in RAM; this many pages are not there. */
  const thrash = (): { b: Bench; slept: number } => {
    const b = new Bench(MACHINES[0]);
    b.run({ do: 'swapon', pages: 1000 }, { do: 'fork', as: 'sh' });
    b.shrinkTo(b.k.phys.marks.min + 2);
    const events = b.run({ do: 'exec_begin', process: 'sh', bytes: 250_000, as: 'exec' });
    return { b, slept: events.filter((e) => e.outcome === 'asleep').length };
  };
  it('is left alone after 64 rounds in which nobody gets further', () => {
    const { b, slept } = thrash();
    // Once at first, and once in each of the 64 rounds and the one that is too many.
    expect(slept).toBe(66);
    expect(b.t.sim.sleepers).toMatchObject([{ command: { do: 'exec_begin' }, on: 'pfault' }]);
  });
  it('goes on with the command that gives it memory', () => {
    const { b } = thrash();
    const events = b.run({ do: 'kmem_free', from: 'ballast', count: 0 });
    expect(events.filter((e) => e.outcome === 'woken')).toHaveLength(1);
    expect(b.t.sim.sleepers).toEqual([]);
  });
});
