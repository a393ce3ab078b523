/** Direct writes: rules D1 to D10 of reference/paging-and-pipes.md, and the older ways to borrow. */
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { M_KERNEL, mapOf } from '../kernel/types';
import { Q_ACTIVE, Q_HOLD, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { SF_HEAD } from '../net/state';
import { WRITER } from './state';
import { PG_M, pmapLookup } from '../vm/pmap';
import { sleepOf } from '../proc/testkit';
import { boot, bootSeed, pipes, run, say, sayAll } from './testkit';

const KB = 1024;
const k = (t: Timeline) => t.sim.kernel;
const sleeping = (t: Timeline): string[] => t.sim.sleepers.map((s) => s.on);
const open = (count = 1) => ({ do: 'pipe_open', as: 'p', count }) as const;
const write = (n: number, more = {}) =>
  ({ do: 'pipe_write', pipe: 'p', bytes: n, ...more }) as const;
const read = (n: number, more = {}) => ({ do: 'pipe_read', pipe: 'p', bytes: n, ...more }) as const;
const total = (t: Timeline, what: 'hold' | 'wire'): number =>
  k(t).phys.frame[what].a.reduce((sum, n) => sum + n, 0);
const sound = (t: Timeline): void => {
  expect(kernelFaults(k(t))).toEqual([]);
};
const isDirty = (t: Timeline, pmap: number, va: number): boolean => {
  const n = pmapLookup(k(t), pmap, va);
  return n !== 0 && (k(t).vm.pv.bits.get(n) & PG_M) !== 0;
};
/** A process with a buffer, and a pipe. */
const withProcess = (pages: number): Timeline => {
  const t = boot();
  run(t, { do: 'fork', as: 'cat' }, { do: 'mmap', process: 'cat', pages }, open());
  run(t, { do: 'touch', process: 'cat' });
  return t;
};

describe('D1, which writes are direct', () => {
  it.each([
    [8191, {}, 0],
    [8192, {}, 2],
    [8193, {}, 3],
    [8192, { unaligned: true }, 3],
    [65_536, { nonblock: true }, 0],
  ])('%i bytes %o borrow %i pages', (n, more, pages) => {
    const t = boot();
    run(t, open(), write(n, more));
    expect([pipes(t).borrowed, total(t, 'hold')]).toEqual([pages, pages]);
    sound(t);
  });
  it('none where the buffer is less than 8 KB', () => {
    const t = boot();
    run(t, open(), { do: 'pipe_tune', resize: false }, write(8192, { reverse: true }));
    expect([pipes(t).borrowed, sleeping(t)]).toEqual([0, ['pipewr']]);
  });
  it('goes on through the buffer when less than 8 KB are left', () => {
    const t = boot();
    run(t, open(), write(64 * KB + 100));
    expect(k(t).pipe.pipe.mapCnt.get(2)).toBe(64 * KB);
    expect(sayAll(t, read(64 * KB))).toEqual(['read(p, 65536) = 65536', 'write(p, 65636) = 65636']);
    expect([pipes(t).borrowed, k(t).pipe.pipe.cnt.get(2)]).toEqual([0, 100]);
  });
});

describe('D2, taking turns', () => {
  it('waits on pipdwc until the buffer is empty', () => {
    const t = boot();
    run(t, open(), write(10), write(20_000));
    expect(sleeping(t)).toEqual(['pipdwc']);
    run(t, read(9));
    expect([sleeping(t), pipes(t).borrowed]).toEqual([['pipdwc'], 0]);
    run(t, read(9));
    expect([sleeping(t), pipes(t).borrowed]).toEqual([['pipdwt'], 5]);
  });
  it('waits on pipdww for another direct write, and a small write on pipbww', () => {
    const t = boot();
    run(t, open(), write(20_000), write(30_000), write(10));
    expect(sleeping(t)).toEqual(['pipdwt', 'pipdww', 'pipbww']);
    expect(pipes(t).borrowed).toBe(5);
    run(t, read(20_000));
    // The second writer comes first again; the small one finds its direct write and waits on.
    expect(sleeping(t)).toEqual(['pipdwt', 'pipbww']);
    expect(pipes(t).borrowed).toBe(8);
    expect(sayAll(t, read(30_000))).toContain('write(p, 10) = 10');
    sound(t);
  });
});

describe('D3 to D5, chunks', () => {
  it('borrows 64 KB at a time and lets go of them when the reader has them all', () => {
    const t = boot();
    run(t, open(), write(150_000));
    expect([pipes(t).borrowed, k(t).pipe.pipe.mapCnt.get(2)]).toEqual([16, 65_536]);
    run(t, read(65_535));
    expect([pipes(t).borrowed, k(t).pipe.pipe.mapCnt.get(2)]).toEqual([16, 1]);
    run(t, read(1));
    expect([pipes(t).borrowed, k(t).pipe.pipe.mapCnt.get(2)]).toEqual([16, 65_536]);
    run(t, read(65_536));
    // 18,928 bytes are left: five pages.
    expect([pipes(t).borrowed, sleeping(t)]).toEqual([5, ['pipdwt']]);
    expect(sayAll(t, read(99_999))).toEqual([
      'read(p, 99999) = 18928',
      'write(p, 150000) = 150000',
    ]);
    expect(total(t, 'hold')).toBe(0);
    sound(t);
  });
  it('waits on sfbufa where no sf_buf is to be had', () => {
    const t = boot();
    run(t, open(), write(20_000));
    const { cell } = k(t).net;
    const head = cell.get(SF_HEAD);
    cell.set(SF_HEAD, 0);
    expect(say(t, read(20_000))).toContain('sleeps on sfbufa');
    expect(k(t).pipe.pipe.mapCnt.get(2)).toBe(20_000);
    cell.set(SF_HEAD, head);
    expect(sayAll(t, { do: 'wait', seconds: 1 })).toContain('read(p, 20000) = 20000');
    sound(t);
  });
  it('reads the pages of a process, and makes none of them dirty', () => {
    const t = boot();
    run(t, { do: 'fork', as: 'cat' }, { do: 'mmap', process: 'cat', pages: 4 }, open());
    run(t, write(16_384, { process: 'cat' }));
    const p = t.sim.holdings.get('cat')!.items.get(0);
    expect(k(t).vm.pmap.resident.get(p)).toBe(4);
    const first = k(t).pipe.call.base.get(1);
    expect([0, 1, 2, 3].map((i) => isDirty(t, p, first + i))).toEqual([false, false, false, false]);
  });
  it('takes pages of one implicit process where none is named, until the pipe is closed', () => {
    const t = boot();
    run(t, open(2), write(20_000));
    const writer = k(t).pipe.cell.get(WRITER);
    expect(k(t).vm.pmap.resident.get(writer)).toBe(10);
    expect(sleepOf(k(t), writer)).toEqual([true, 76]);
    expect([k(t).pipe.call.base.get(1), k(t).pipe.call.base.get(2)].every((b) => b > 0)).toBe(true);
    run(t, read(20_000, { nth: 0 }), { do: 'pipe_close', pipe: 'p', nth: 0 });
    expect(k(t).vm.pmap.resident.get(writer)).toBe(5);
    expect(sleepOf(k(t), writer)[0]).toBe(true);
    run(t, read(20_000), { do: 'pipe_close', pipe: 'p' });
    expect(k(t).vm.pmap.resident.get(writer)).toBe(0);
    sound(t);
  });
  it('neither wires pages nor takes address space for them', () => {
    const t = withProcess(16);
    const map = mapOf(k(t), M_KERNEL);
    const figures = () => [k(t).phys.count.get(WIRED), k(t).kmem.maps.map.size.get(map)];
    const before = figures();
    run(t, write(65_536, { process: 'cat' }));
    expect([pipes(t).borrowed, figures()]).toEqual([16, before]);
    const p = t.sim.holdings.get('cat')!.items.get(0);
    expect(sleepOf(k(t), p)).toEqual([true, 76]);
  });
});

describe('D6 to D8, when the reader does not come', () => {
  it('leaves pages that the process frees on the hold queue until they are let go', () => {
    const t = withProcess(16);
    run(t, write(65_536, { process: 'cat' }));
    expect(queued(k(t).phys, Q_HOLD)).toBe(0);
    // exec drops the memory of a process that still writes: only a script can do that.
    run(t, { do: 'execve', process: 'cat', bytes: 100 });
    expect(queued(k(t).phys, Q_HOLD)).toBe(16);
    sound(t);
    run(t, read(65_536));
    expect([queued(k(t).phys, Q_HOLD), total(t, 'hold')]).toEqual([0, 0]);
    sound(t);
  });
  it('copies what is left to the pipe when a signal comes, and counts it as written', () => {
    const t = boot();
    run(t, open(), write(100_000), read(5000));
    const active = queued(k(t).phys, Q_ACTIVE);
    expect(sayAll(t, { do: 'pipe_signal', pipe: 'p' })[1]).toBe('write(p, 100000) = 65536');
    const pages = Math.ceil((65_536 - 5000) / 4096);
    expect(queued(k(t).phys, Q_ACTIVE) - active).toBe(pages);
    const { pipe } = k(t).pipe;
    expect([pipe.cnt.get(2), pipe.out.get(2), pipe.in.get(2)]).toEqual([60_536, 0, 60_536]);
    expect(say(t, read(70_000))).toBe('read(p, 70000) = 60536');
    sound(t);
  });
  it('leaves dirty pages in the pipe', () => {
    const t = boot();
    run(t, open(), write(20_000), { do: 'pipe_signal', pipe: 'p' });
    const at = k(t).pipe.pipe.at.get(2);
    const dirty = [0, 1, 2, 3, 4, 5].map((i) => isDirty(t, 0, at + i));
    expect(dirty).toEqual([true, true, true, true, true, false]);
  });
  it('does so when its process ends', () => {
    const t = withProcess(17);
    run(t, write(65_536, { process: 'cat', unaligned: true }));
    expect(pipes(t).borrowed).toBe(17);
    run(t, { do: 'exit', process: 'cat' });
    expect([pipes(t).borrowed, total(t, 'hold'), queued(k(t).phys, Q_HOLD)]).toEqual([0, 0, 0]);
    expect(k(t).pipe.pipe.cnt.get(2)).toBe(65_536);
    sound(t);
  });
  it('gives EPIPE and lets go when the reader closes', () => {
    const t = boot();
    run(t, open(), write(65_537));
    expect(sayAll(t, { do: 'pipe_close', pipe: 'p', end: 'read' })).toEqual([
      'close(p, read end) sleeps on pipecl, 0 of 1 done',
      'write(p, 65537) = -1 EPIPE',
      'close(p, read end)',
    ]);
    expect([pipes(t).borrowed, pipes(t).kva, total(t, 'hold')]).toEqual([0, 0, 0]);
    sound(t);
  });
  it('calls a write good whose last chunk was on offer when the reader closed', () => {
    // pipe_write() forgives EPIPE where nothing is left to write and the buffer is empty.
    const t = boot();
    run(t, open(), write(65_536));
    expect(sayAll(t, { do: 'pipe_close', pipe: 'p', end: 'read' })[1]).toBe(
      'write(p, 65536) = 65536',
    );
    expect([pipes(t).borrowed, total(t, 'hold')]).toEqual([0, 0]);
  });
  it('stops a writer that waits its turn', () => {
    const t = boot();
    run(t, open(), write(20_000), write(20_000), { do: 'pipe_signal', pipe: 'p' });
    expect(t.eventsOf(3).map((e) => e.words)).toEqual([
      '2 signalled at the write end of p',
      'write(p, 20000) = 20000',
      'write(p, 20000) = -1 EINTR',
    ]);
  });
});

describe('D9, address space without RAM', () => {
  it('keeps 64 KB for the pipe though none of its pages is touched', () => {
    const t = boot();
    run(t, open(), write(65_536));
    expect(pipes(t).kva).toBe(65_536);
    const at = k(t).pipe.pipe.at.get(2) - k(t).kmem.base;
    for (let i = 0; i < 16; i += 1) expect(k(t).frameAt.get(at + i)).toBe(0);
  });
});

describe('the older ways', () => {
  it.each(['wired', 'mapped'] as const)('%s: shows 17 pages in kernel_map', (borrow) => {
    const t = withProcess(17);
    run(t, { do: 'pipe_tune', borrow });
    const map = mapOf(k(t), M_KERNEL);
    const size = () => k(t).kmem.maps.map.size.get(map);
    const [kva, wired] = [size(), k(t).phys.count.get(WIRED)];
    run(t, write(65_536, { process: 'cat', unaligned: true }));
    expect(pipes(t)).toMatchObject({ borrowed: 17, directKva: 17 * 4096, kva: 65_536 });
    expect(size() - kva).toBe(17);
    expect(k(t).phys.count.get(WIRED) - wired).toBe(borrow === 'wired' ? 17 : 0);
    const at = k(t).pipe.pipe.kva.get(2) - k(t).kmem.base;
    expect(k(t).pipe.ms.a.slice(34, 51)).toEqual(k(t).frameAt.a.slice(at, at + 17));
    sound(t);
    run(t, read(65_536));
    // The room stays with the pipe while there is enough of it; the pages are gone from it.
    expect(pipes(t)).toMatchObject({ borrowed: 0, directKva: 17 * 4096, sfBufs: 0 });
    expect(k(t).frameAt.get(at)).toBe(0);
    expect([k(t).phys.count.get(WIRED), queued(k(t).phys, Q_INACTIVE)]).toEqual([wired, 0]);
    sound(t);
    run(t, { do: 'pipe_close', pipe: 'p' });
    expect([pipes(t).directKva, size()]).toEqual([0, kva]);
    sound(t);
  });
  it.each(['wired', 'mapped'] as const)('%s: frees pages whose owner has ended', (borrow) => {
    const t = withProcess(16);
    run(t, { do: 'pipe_tune', borrow }, write(65_536, { process: 'cat' }));
    run(t, { do: 'exit', process: 'cat' });
    expect([pipes(t).borrowed, k(t).pipe.pipe.cnt.get(2)]).toEqual([0, 65_536]);
    sound(t);
  });
  it('give the room back when pipes have more than maxpipekva together', () => {
    const t = bootSeed();
    run(t, { do: 'pipe_tune', borrow: 'wired' });
    for (let i = 0; i < 32; i += 1) run(t, open(), write(65_536, { nth: i }));
    expect(pipes(t)).toMatchObject({ kva: 32 * 65_536, directKva: 32 * 17 * 4096 });
    // 2,097,152 + 2,228,224 are more than 4,169,728; three rooms fewer are not.
    run(t, read(65_536));
    expect(pipes(t).directKva).toBe(29 * 17 * 4096);
    sound(t);
  });
});
