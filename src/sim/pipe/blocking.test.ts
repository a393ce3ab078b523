/** Calls that sleep: who waits on what, who wakes whom, and what a close does. */
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import { MIB, bytes } from '../../base/units';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { M_PIPE, Z_PIPE, mapOf } from '../kernel/types';
import { F_DIRTY, F_UNMANAGED, Q_ACTIVE, freeCount } from '../phys/frames';
import { SWAP_AVAIL } from '../swap/state';
import { PG_M, pmapLookup } from '../vm/pmap';
import { zoneNumber } from '../uma/live/state';
import { sleepOf } from '../proc/testkit';
import { boot, pipes, relax, run, say, sayAll, squeeze } from './testkit';

const KB = 1024;
const k = (t: Timeline) => t.sim.kernel;
const sleeping = (t: Timeline): string[] => t.sim.sleepers.map((s) => s.on);
const open = (count = 1) => ({ do: 'pipe_open', as: 'p', count }) as const;
const write = (n: number, more = {}) =>
  ({ do: 'pipe_write', pipe: 'p', bytes: n, ...more }) as const;
const read = (n: number, more = {}) => ({ do: 'pipe_read', pipe: 'p', bytes: n, ...more }) as const;
const close = (end?: 'read' | 'write', more = {}) =>
  ({ do: 'pipe_close', pipe: 'p', ...(end === undefined ? {} : { end }), ...more }) as const;
/** Writes go through the buffer, however large. */
const buffered = (t: Timeline): Timeline => {
  run(t, { do: 'pipe_tune', resize: false }, open());
  run(t, { do: 'pipe_write', pipe: 'p', bytes: 16 * KB, nonblock: true });
  return t;
};
const used = (t: Timeline, zone: number): number =>
  k(t).uma.zone.allocs.get(zone) - k(t).uma.zone.frees.get(zone);

describe('memory of a buffer', () => {
  it('is managed, active and dirty where bytes were put, and absent elsewhere', () => {
    const t = boot();
    run(t, open(), write(5000));
    const at = k(t).pipe.pipe.at.get(2) - k(t).kmem.base;
    const frames = [0, 1, 2, 3].map((i) => k(t).frameAt.get(at + i));
    expect(frames.map((f) => f !== 0)).toEqual([true, true, false, false]);
    const { frame } = k(t).phys;
    for (const [i, f] of frames.slice(0, 2).entries()) {
      expect([frame.queue.get(f), frame.wire.get(f)]).toEqual([Q_ACTIVE, 0]);
      expect(frame.flags.get(f) & F_UNMANAGED).toBe(0);
      const n = pmapLookup(k(t), 0, at + i + k(t).kmem.base);
      expect((k(t).vm.pv.bits.get(n) & PG_M) | (frame.flags.get(f) & F_DIRTY)).not.toBe(0);
    }
  });
  it('goes to swap when RAM is short, and comes back when it is read', () => {
    const t = boot(makeMachine({ ram: bytes(32 * MIB) }));
    run(t, { do: 'swapon', pages: 10_000 }, open(), write(9000, { nonblock: true }));
    squeeze(t);
    run(t, { do: 'wait', seconds: 60 });
    const at = k(t).pipe.pipe.at.get(2) - k(t).kmem.base;
    const inRam = () => [0, 1, 2].filter((i) => k(t).frameAt.get(at + i) !== 0).length;
    expect(inRam()).toBe(0);
    const free = () => k(t).swap.cell.get(SWAP_AVAIL);
    expect(free()).toBeLessThanOrEqual(10_000 - 3);
    run(t, relax);
    expect(say(t, read(5000, { nonblock: true }))).toBe('read(p, 5000) = 5000');
    expect(inRam()).toBe(2);
    const before = free();
    run(t, { do: 'pipe_close', pipe: 'p' });
    expect(free()).toBeGreaterThan(before);
    expect(kernelFaults(k(t))).toEqual([]);
  });
  it('goes with the buffer, all of it', () => {
    const t = boot();
    run(t, open(), write(9000, { nonblock: true }), close());
    const [free, active] = [freeCount(k(t).phys), k(t).phys.queue.length.get(Q_ACTIVE)];
    run(t, open(), write(9000, { nonblock: true }));
    expect(k(t).phys.queue.length.get(Q_ACTIVE)).toBe(active + 3);
    run(t, close());
    expect([freeCount(k(t).phys), k(t).phys.queue.length.get(Q_ACTIVE)]).toEqual([free, active]);
    expect(k(t).kmem.maps.map.size.get(mapOf(k(t), M_PIPE))).toBe(0);
    expect(pipes(t)).toMatchObject({ open: 0, kva: 0 });
  });
  it('comes with an item of PIPE and two of Files for a pair', () => {
    const t = boot();
    run(t, open(5));
    const files = zoneNumber(k(t).uma, 'Files');
    expect([used(t, k(t).cell.get(Z_PIPE)), used(t, files)]).toEqual([5, 10]);
    run(t, close('write', { nth: 0 }));
    expect([used(t, k(t).cell.get(Z_PIPE)), used(t, files)]).toEqual([5, 9]);
    run(t, close('read', { nth: 0 }));
    expect([used(t, k(t).cell.get(Z_PIPE)), used(t, files)]).toEqual([4, 8]);
    expect(t.sim.holdings.get('p')?.ends.get(1)).toBe(4);
  });
});

describe('a reader', () => {
  it('sleeps on piperd in an empty pipe, and returns with what comes first', () => {
    const t = boot();
    run(t, open());
    expect(say(t, read(100))).toBe('read(p, 100) sleeps on piperd, 0 of 1 done');
    expect(sayAll(t, write(10))).toEqual(['write(p, 10) = 10', 'read(p, 100) = 10']);
    expect(sleeping(t)).toEqual([]);
  });
  it('gets 0 bytes at the end, EAGAIN where it will not wait, and EINTR by a signal', () => {
    const t = boot();
    run(t, open());
    expect(say(t, read(5, { nonblock: true }))).toBe('read(p, 5) = -1 EAGAIN');
    run(t, read(5));
    expect(sayAll(t, { do: 'pipe_signal', pipe: 'p', end: 'read' })[1]).toBe(
      'read(p, 5) = -1 EINTR',
    );
    run(t, read(5));
    expect(sayAll(t, close('write'))).toEqual(['close(p, write end)', 'read(p, 5) = 0']);
    expect(say(t, read(5))).toBe('read(p, 5) = 0');
  });
  it('gets what is left after the writing end is closed', () => {
    const t = boot();
    run(t, open(), write(7), close('write'));
    expect([say(t, read(5)), say(t, read(5)), say(t, read(5))]).toEqual([
      'read(p, 5) = 5',
      'read(p, 5) = 2',
      'read(p, 5) = 0',
    ]);
  });
});

describe('a writer', () => {
  it('sleeps on pipewr in a full pipe until less than 5,461 bytes are left', () => {
    const t = buffered(boot());
    run(t, write(100));
    expect(sleeping(t)).toEqual(['pipewr']);
    run(t, read(16 * KB - 5461));
    expect([sleeping(t), k(t).pipe.pipe.cnt.get(2)]).toEqual([['pipewr'], 5461]);
    expect(sayAll(t, read(1))).toEqual(['read(p, 1) = 1', 'write(p, 100) = 100']);
    expect(k(t).pipe.pipe.cnt.get(2)).toBe(5560);
  });
  it('says what it wrote before a signal, and EINTR where that is nothing', () => {
    const t = boot();
    run(t, { do: 'pipe_tune', resize: false }, open(), write(10_000, { nonblock: true }));
    // 6,384 bytes fit; 8,000 are too few for a direct write.
    run(t, write(8000));
    run(t, write(100));
    expect(sleeping(t)).toEqual(['pipewr', 'pipewr']);
    expect(sayAll(t, { do: 'pipe_signal', pipe: 'p' })).toEqual([
      '2 signalled at the write end of p',
      'write(p, 8000) = 6384',
      'write(p, 100) = -1 EINTR',
    ]);
  });
  it('gets EPIPE when the reader closes, which waits for it on pipecl', () => {
    const t = buffered(boot());
    run(t, write(100));
    expect(sayAll(t, close('read'))).toEqual([
      'close(p, read end) sleeps on pipecl, 0 of 1 done',
      'write(p, 100) = -1 EPIPE',
      'close(p, read end)',
    ]);
    expect(say(t, write(1))).toBe('write(p, 1) = -1 EPIPE');
    expect(pipes(t)).toMatchObject({ open: 1, kva: 0 });
    run(t, close('write'));
    expect(pipes(t).open).toBe(0);
    expect(kernelFaults(k(t))).toEqual([]);
  });
  it('keeps its end open while it is inside, and closes it when it leaves', () => {
    const t = buffered(boot());
    run(t, write(100));
    expect(sayAll(t, close('write'))).toEqual(['close(p, write end)']);
    expect(say(t, write(1))).toBe('the end of p that this needs is closed');
    expect(pipes(t).open).toBe(1);
    run(t, read(16 * KB));
    expect(say(t, read(200))).toBe('read(p, 200) = 100');
    expect(say(t, read(200))).toBe('read(p, 200) = 0');
    run(t, close());
    expect(pipes(t)).toMatchObject({ open: 0, kva: 0 });
    expect(kernelFaults(k(t))).toEqual([]);
  });
});

describe('a process in a call', () => {
  it('sleeps with PRIBIO, and touches its own memory', () => {
    const t = boot();
    run(t, { do: 'fork', as: 'cat' }, { do: 'mmap', process: 'cat', pages: 4 }, open());
    run(t, read(9000, { process: 'cat', from: 1 }));
    const p = t.sim.holdings.get('cat')!.items.get(0);
    expect(sleepOf(k(t), p)).toEqual([true, 76]);
    run(t, write(9000, { nonblock: true }));
    expect(sleepOf(k(t), p)[0]).toBe(false);
    expect(k(t).vm.pmap.resident.get(p)).toBe(3);
  });
  it('gets EFAULT where nothing is mapped', () => {
    const t = boot();
    run(t, { do: 'fork', as: 'cat' }, { do: 'mmap', process: 'cat', pages: 2 }, open());
    expect(say(t, write(3 * 4096, { process: 'cat', nonblock: true }))).toContain('EFAULT');
    expect(say(t, write(20_000, { process: 'cat' }))).toContain('EFAULT');
    expect(pipes(t).borrowed).toBe(0);
    expect(kernelFaults(k(t))).toEqual([]);
  });
  it('leaves the call when it ends', () => {
    const t = boot();
    run(t, { do: 'fork', as: 'cat' }, { do: 'mmap', process: 'cat', pages: 2 }, open());
    run(t, read(10, { process: 'cat' }));
    expect(sayAll(t, { do: 'exit', process: 'cat' })[1]).toBe('read(p, 10) = -1 EINTR');
  });
});

describe('memory that runs out in a copy', () => {
  /** Pipes, and less RAM than a fault is given. */
  const tight = (): Timeline => {
    const t = boot(makeMachine({ ram: bytes(32 * MIB) }));
    run(t, open(3), write(1, { nth: 2 }));
    squeeze(t);
    return t;
  };
  it('keeps the pipe locked; others wait on pipelk; then all go on', () => {
    const t = tight();
    expect(say(t, write(5000, { nth: 0 }))).toContain('sleeps on pfault');
    expect(k(t).pipe.pipe.lock.get(2)).not.toBe(0);
    expect(say(t, read(10, { nth: 0 }))).toContain('sleeps on pipelk');
    expect(say(t, close('read', { nth: 0 }))).toBe('close(p 0, read end)');
    expect(kernelFaults(k(t))).toEqual([]);
    const words = sayAll(t, relax);
    expect(words).toContain('write(p 0, 5000) = 5000');
    expect(words).toContain('read(p 0, 10) = 10');
    expect(kernelFaults(k(t))).toEqual([]);
    expect(pipes(t).open).toBe(3);
  });
  it('undoes a resize that must wait', () => {
    const t = tight();
    const kva = pipes(t).kva;
    expect(say(t, write(40_000, { nth: 2, nonblock: true }))).toContain('sleeps on');
    expect(pipes(t).kva).toBe(kva);
    expect(kernelFaults(k(t))).toEqual([]);
    run(t, relax);
    expect(pipes(t).kva).toBe(kva + 48 * KB);
  });
});

describe('the past', () => {
  it('holds sleeping calls: seek and fork come to the same state', () => {
    const t = boot(SEED_MACHINE);
    run(t, open(4), write(65_536), read(10, { nth: 1 }), close('read', { nth: 2 }));
    const hash = t.hash();
    const branch = t.fork();
    t.seek(2);
    t.seek(4);
    expect([t.hash(), branch.hash()]).toEqual([hash, hash]);
    run(t, read(100_000), close());
    t.seek(4);
    run(branch, read(100_000));
    t.seek(5);
    expect(t.hash()).toBe(branch.hash());
  });
});
