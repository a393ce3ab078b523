/** execve(2)'s arguments in exec_map: section 5 of reference/paging-and-pipes.md. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { M_EXEC, mapOf } from '../kernel/types';
import { WIRED } from '../phys/frames';
import { residentCount } from '../phys/object-pages';
import { sleepOf } from '../proc/testkit';
import { ARG_MAX, EXEC_SLOT } from './exec';
import { boot, relax, run, say, sayAll, squeeze } from './testkit';

const k = (t: Timeline) => t.sim.kernel;
const execPages = (t: Timeline): number => k(t).kmem.maps.map.size.get(mapOf(k(t), M_EXEC));
/** Pages behind exec_map in RAM. */
const inRam = (t: Timeline): number => {
  const { maps } = k(t).kmem;
  const objects = new Set<number>();
  const head = maps.map.head.get(mapOf(k(t), M_EXEC));
  for (let e = maps.entry.next.get(head); e !== 0; e = maps.entry.next.get(e))
    objects.add(maps.entry.object.get(e));
  return [...objects].reduce((sum, o) => sum + (o === 0 ? 0 : residentCount(k(t).phys, o)), 0);
};
const withShells = (count: number): Timeline => {
  const t = boot();
  run(t, { do: 'fork', as: 'sh', count });
  return t;
};

describe('a slot of exec_map', () => {
  it('is 66 pages, of which only those are touched that hold arguments, and the name', () => {
    const t = withShells(1);
    expect(EXEC_SLOT / 4096).toBe(65.25);
    // Slabs of the zones behind a fault, so that none is made while we count.
    run(t, { do: 'execve', process: 'sh', bytes: 10 });
    const wired = k(t).phys.count.get(WIRED);
    const begin = { do: 'exec_begin', process: 'sh', bytes: 5000 } as const;
    expect(say(t, begin)).toBe('execve(sh, 5000 bytes) copies in');
    expect([execPages(t), inRam(t), k(t).phys.count.get(WIRED) - wired]).toEqual([66, 3, 0]);
    expect(kernelFaults(k(t))).toEqual([]);
    run(t, { do: 'exec_end', exec: 'execs' });
    expect([execPages(t), inRam(t)]).toEqual([0, 0]);
    expect(t.sim.holdings.get('execs')?.ends.get(1)).toBe(0);
  });
  it('is to be had 16 times; the 17th waits on vmmaps with PVM', () => {
    const t = withShells(17);
    run(t, { do: 'exec_begin', process: 'sh', bytes: 10, as: 'x', nth: 16 });
    run(t, { do: 'exec_end', exec: 'x' });
    for (let i = 0; i < 16; i += 1)
      expect(run(t, { do: 'exec_begin', process: 'sh', bytes: 10, nth: i })[0]?.outcome).toBe(
        'done',
      );
    expect(execPages(t)).toBe(16 * 66);
    expect(say(t, { do: 'execve', process: 'sh', bytes: 10, nth: 16 })).toContain(
      'sleeps on vmmaps',
    );
    const p = t.sim.holdings.get('sh')!.items.get(16);
    expect(sleepOf(k(t), p)).toEqual([true, 68]);
    expect(sayAll(t, { do: 'exec_end', exec: 'execs', nth: 5 })).toEqual([
      'execve(execs) goes on',
      'execve(sh, 10 bytes)',
    ]);
    expect([execPages(t), k(t).proc.proc.state.get(p)]).toEqual([15 * 66, 1]);
    expect(kernelFaults(k(t))).toEqual([]);
  });
  it('takes 262,144 bytes, and E2BIG for more', () => {
    const t = withShells(1);
    expect(say(t, { do: 'execve', process: 'sh', bytes: ARG_MAX })).not.toContain('E2BIG');
    const more = { do: 'exec_begin', process: 'sh', bytes: ARG_MAX + 1, as: 'x' } as const;
    expect(run(t, more)[0]).toMatchObject({
      outcome: 'refused',
      words: 'execve(sh, 262145 bytes) copies in = -1 E2BIG',
    });
    expect([execPages(t), t.sim.holdings.get('x')?.ends.get(1)]).toEqual([0, 0]);
  });
});

describe('execve', () => {
  it('exchanges the memory of the process for a stack with the arguments', () => {
    const t = withShells(1);
    run(t, { do: 'mmap', process: 'sh', pages: 50 }, { do: 'touch', process: 'sh' });
    const p = t.sim.holdings.get('sh')!.items.get(0);
    expect(k(t).vm.pmap.resident.get(p)).toBe(50);
    run(t, { do: 'execve', process: 'sh', bytes: 9000 });
    expect(k(t).vm.pmap.resident.get(p)).toBe(3);
    const map = k(t).proc.proc.map.get(p) - 1;
    expect(k(t).kmem.maps.map.size.get(map)).toBe(3);
    expect(kernelFaults(k(t))).toEqual([]);
  });
  it('waits for memory with its slot in hand, and gives it back when its process has ended', () => {
    const t = boot(makeMachine({ ram: bytes(32 * MIB) }));
    run(t, { do: 'fork', as: 'sh', count: 2 });
    run(t, { do: 'execve', process: 'sh', bytes: 10, nth: 0 });
    run(t, { do: 'swapon', pages: 10_000 });
    squeeze(t);
    expect(say(t, { do: 'execve', process: 'sh', bytes: 10_000 })).toContain('sleeps on pfault');
    expect(execPages(t)).toBe(2 * 66);
    const words = [...sayAll(t, { do: 'exit', process: 'sh', nth: 0 }), ...sayAll(t, relax)];
    expect(words).toContain('execve(sh, 10000 bytes)');
    expect([execPages(t), inRam(t)]).toEqual([0, 0]);
    expect(kernelFaults(k(t))).toEqual([]);
  });
});
