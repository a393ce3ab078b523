/** The test vectors that touch pipes: numbers from reference/paging-and-pipes.md, section 12. */
import { describe, expect, it } from 'vitest';
import { kernelFaults } from '../kernel/invariants';
import { M_PIPE, Z_PIPE, mapOf } from '../kernel/types';
import { Q_ACTIVE, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { residentCount } from '../phys/object-pages';
import type { Timeline } from '../engine/timeline';
import { bootSeed, pipes, run, say, sayAll, sizeOf } from './testkit';

const k = (t: Timeline) => t.sim.kernel;
/** Pages that objects behind pipe_map have in RAM. */
const pipePages = (t: Timeline): number => {
  const { maps } = k(t).kmem;
  const objects = new Set<number>();
  const head = maps.map.head.get(mapOf(k(t), M_PIPE));
  for (let e = maps.entry.next.get(head); e !== 0; e = maps.entry.next.get(e))
    objects.add(maps.entry.object.get(e));
  return [...objects].reduce((sum, o) => sum + (o === 0 ? 0 : residentCount(k(t).phys, o)), 0);
};
const holds = (t: Timeline): number => k(t).phys.frame.hold.a.reduce((sum, n) => sum + n, 0);
const pipeItems = (t: Timeline): number => {
  const { zone } = k(t).uma;
  const z = k(t).cell.get(Z_PIPE);
  return zone.allocs.get(z) - zone.frees.get(z);
};

describe('opening pipes and nothing else', () => {
  it('gives 128 of 16 KB and 506 of 4 KB; the 635th gets ENOMEM', () => {
    const t = bootSeed();
    expect(pipes(t).maxKva).toBe(4_169_728);
    run(t, { do: 'pipe_open', as: 'p', count: 128 });
    expect([pipes(t).kva, sizeOf(t, 128)]).toEqual([128 * 16_384, 16_384]);
    run(t, { do: 'pipe_open', as: 'p', count: 506 });
    expect([sizeOf(t, 129), sizeOf(t, 634)]).toEqual([4096, 4096]);
    expect(pipes(t)).toMatchObject({ open: 634, kva: 4_169_728, allocFail: 0, messages: 0 });
    expect(run(t, { do: 'pipe_open', as: 'p' })).toMatchObject([
      {
        outcome: 'refused',
        words: 'pipe(): ENOMEM 1 of 1 times; console: kern.ipc.maxpipekva exceeded; see tuning(7)',
      },
    ]);
    expect(pipes(t)).toMatchObject({ open: 634, allocFail: 1, messages: 1, fragRetry: 0 });
    expect(pipeItems(t)).toBe(634);
    expect(kernelFaults(k(t))).toEqual([]);
  });
});

describe('opening pipes and writing 64 KB to each', () => {
  it('lets 32 go direct, the 33rd be small, and 538 in all', () => {
    const t = bootSeed();
    for (let i = 0; i < 32; i += 1) {
      run(t, { do: 'pipe_open', as: 'p' });
      const [event] = run(t, { do: 'pipe_write', pipe: 'p', nth: i, bytes: 65_536 });
      expect(event).toMatchObject({ outcome: 'asleep' });
      expect(event?.words).toContain('sleeps on pipdwt');
    }
    expect(pipes(t)).toMatchObject({ kva: 2_097_152, borrowed: 32 * 16, open: 32 });
    expect([1, 32].map((pair) => sizeOf(t, pair))).toEqual([65_536, 65_536]);
    expect(pipePages(t)).toBe(0);
    run(t, { do: 'pipe_open', as: 'p' });
    expect(say(t, { do: 'pipe_write', pipe: 'p', nth: 32, bytes: 65_536 })).toContain('pipewr');
    expect(sizeOf(t, 33)).toBe(4096);
    expect([pipes(t).borrowed, pipePages(t)]).toEqual([512, 1]);
    run(t, { do: 'pipe_open', as: 'p', count: 506 });
    expect(pipes(t)).toMatchObject({ open: 538, allocFail: 1 });
    expect(kernelFaults(k(t))).toEqual([]);
  });
});

describe('filling up to three quarters', () => {
  it('takes 252 small pipes; then an 8 KB write makes a large one small', () => {
    const t = bootSeed();
    run(t, { do: 'pipe_open', as: 'big', count: 128 });
    run(t, { do: 'pipe_open', as: 'small', count: 251 });
    const three = Math.floor((3 * 4_169_728) / 4);
    expect(pipes(t).kva).toBeLessThanOrEqual(three);
    run(t, { do: 'pipe_open', as: 'small' });
    expect([pipes(t).kva, three]).toEqual([3_129_344, 3_127_296]);
    const words = say(t, { do: 'pipe_write', pipe: 'big', nth: 0, bytes: 8192 });
    expect(words).toBe('write(big 0, 8192) sleeps on pipewr, 0 of 1 done');
    expect(pipes(t)).toMatchObject({ kva: 3_117_056, borrowed: 0 });
    expect([sizeOf(t, 1), k(t).pipe.pipe.cnt.get(2)]).toEqual([4096, 4096]);
    expect(kernelFaults(k(t))).toEqual([]);
  });
});

describe('a byte in a new pipe', () => {
  it('costs 16 KB of address space at once, and a page of RAM when it is written', () => {
    const t = bootSeed();
    // Slabs of the zones, so that none is made while we count.
    run(t, { do: 'pipe_open', as: 'warm' }, { do: 'pipe_write', pipe: 'warm', bytes: 1 });
    const { phys } = k(t);
    const count = () => [queued(phys, Q_ACTIVE), queued(phys, Q_INACTIVE), phys.count.get(WIRED)];
    const [kva, before] = [pipes(t).kva, count()];
    run(t, { do: 'pipe_open', as: 'p' });
    expect(pipes(t).kva - kva).toBe(16_384);
    expect(count()).toEqual(before);
    run(t, { do: 'pipe_write', pipe: 'p', bytes: 1 });
    const [active, ...others] = before;
    expect(count()).toEqual([active! + 1, ...others]);
    expect(say(t, { do: 'pipe_read', pipe: 'p', bytes: 10 })).toBe('read(p, 10) = 1');
    expect(count()).toEqual([active! + 1, ...others]);
    expect(pipePages(t)).toBe(2);
  });
});

describe('a direct write of 64 KB that begins inside a page', () => {
  const written = (): Timeline => {
    const t = bootSeed();
    run(t, { do: 'pipe_open', as: 'p' });
    run(t, { do: 'pipe_write', pipe: 'p', bytes: 65_536, unaligned: true });
    return t;
  };
  it('holds 17 pages and touches none of the pipe', () => {
    const t = written();
    expect([pipes(t).borrowed, holds(t), pipePages(t)]).toEqual([17, 17, 0]);
    expect(pipes(t)).toMatchObject({ kva: 65_536, sfBufs: 0, directKva: 0 });
    expect(kernelFaults(k(t))).toEqual([]);
  });
  it('is copied page by page through one sf_buf after another, and lets go', () => {
    const t = written();
    expect(sayAll(t, { do: 'pipe_read', pipe: 'p', bytes: 65_536 })).toEqual([
      'read(p, 65536) = 65536',
      'write(p, 65536) = 65536',
    ]);
    expect([pipes(t).sfBufs, pipes(t).borrowed, holds(t), pipePages(t)]).toEqual([17, 0, 0, 0]);
  });
  it('leaves 16 pages in the pipe when its writer is killed, and the reader gets the bytes', () => {
    const t = written();
    expect(sayAll(t, { do: 'pipe_signal', pipe: 'p' })).toEqual([
      '1 signalled at the write end of p',
      'write(p, 65536) = 65536',
    ]);
    expect([pipes(t).borrowed, holds(t), pipePages(t)]).toEqual([0, 0, 16]);
    expect(say(t, { do: 'pipe_read', pipe: 'p', bytes: 65_536 })).toBe('read(p, 65536) = 65536');
    expect(kernelFaults(k(t))).toEqual([]);
  });
});
