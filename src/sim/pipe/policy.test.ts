/** Sizes of pipe buffers: rules R1 to R6 of reference/paging-and-pipes.md, and the ring. */
import { describe, expect, it } from 'vitest';
import { makeMachine } from '../boot/machine';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { boot, pipes, run, say, sayAll, sizeOf } from './testkit';

const KB = 1024;
/** A machine whose pipe_map has `pages` pages. */
const small = (pages: number): Timeline =>
  boot(
    makeMachine({ ram: 64 * 2 ** 20, tunables: { 'kern.ipc.maxpipekva': pages * 4096 } } as never),
  );
const write = (nth: number, bytes: number, more = {}) =>
  ({ do: 'pipe_write', pipe: 'p', nth, bytes, nonblock: true, ...more }) as const;
const read = (nth: number, bytes: number, more = {}) =>
  ({ do: 'pipe_read', pipe: 'p', nth, bytes, nonblock: true, ...more }) as const;
const open = (count: number) => ({ do: 'pipe_open', as: 'p', count }) as const;
const cnt = (t: Timeline, pair: number): number => t.sim.kernel.pipe.pipe.cnt.get(pair * 2);

describe('R1, the first size', () => {
  it('is 16 KB up to and at half of the room, 4 KB above it', () => {
    const t = small(32);
    run(t, open(4));
    expect(pipes(t).kva).toBe(64 * KB);
    run(t, open(2));
    // 64 KB is half of 128 KB, not more: the fifth is large, the sixth is small.
    expect([sizeOf(t, 5), sizeOf(t, 6)]).toEqual([16 * KB, 4 * KB]);
  });
  it('is nothing against the usual direction, until a byte is written there', () => {
    const t = small(64);
    run(t, open(1));
    const reverse = () => t.sim.kernel.pipe.pipe.size.get(3);
    expect(reverse()).toBe(0);
    expect(say(t, write(0, 1, { reverse: true }))).toBe('write(p 0, 1) = 1');
    expect([reverse(), pipes(t).kva]).toEqual([4 * KB, 20 * KB]);
    expect(say(t, read(0, 9, { reverse: true }))).toBe('read(p 0, 9) = 1');
  });
});

describe('R2, before a write', () => {
  it.each([
    [16 * KB, 16 * KB],
    [16 * KB + 1, 32 * KB],
    [32 * KB + 1, 64 * KB],
    [200 * KB, 64 * KB],
  ])('%i bytes make the buffer %i', (bytes, size) => {
    const t = small(64);
    run(t, open(1), write(0, bytes));
    expect([sizeOf(t, 1), cnt(t, 1)]).toEqual([size, Math.min(bytes, size)]);
  });
  it('counts what is in the pipe already, and copies it over', () => {
    const t = small(64);
    run(t, open(1), write(0, 16 * KB), read(0, 10 * KB), write(0, 4 * KB));
    expect(sizeOf(t, 1)).toBe(16 * KB);
    run(t, write(0, 12 * KB));
    const { pipe } = t.sim.kernel.pipe;
    expect([sizeOf(t, 1), cnt(t, 1)]).toEqual([32 * KB, 22 * KB]);
    expect([pipe.out.get(2), pipe.in.get(2)]).toEqual([0, 22 * KB]);
    expect(say(t, read(0, 64 * KB))).toBe(`read(p 0, ${64 * KB}) = ${22 * KB}`);
  });
  it('does not grow above half of the room, nor where resizing is forbidden', () => {
    const t = small(32);
    run(t, open(5), write(0, 30 * KB));
    expect(sizeOf(t, 1)).toBe(16 * KB);
    const u = small(64);
    run(u, open(1), { do: 'pipe_tune', resize: false }, write(0, 30 * KB));
    expect(sizeOf(u, 1)).toBe(16 * KB);
    run(u, { do: 'pipe_tune', resize: true }, read(0, 20 * KB), write(0, 30 * KB));
    expect(sizeOf(u, 1)).toBe(32 * KB);
  });
  it('shrinks above three quarters, but not with more than a page in the pipe', () => {
    const t = small(32);
    run(t, open(5), write(0, 4097), write(1, 4096), open(5));
    expect(pipes(t).kva).toBe(100 * KB);
    run(t, write(0, 1), write(1, 1));
    expect([sizeOf(t, 1), sizeOf(t, 2)]).toEqual([16 * KB, 4 * KB]);
    // 88 KB are not more than 96 KB: nothing shrinks any more.
    run(t, write(2, 1));
    expect([sizeOf(t, 3), pipes(t).kva]).toEqual([16 * KB, 88 * KB]);
  });
});

describe('R3, before a read', () => {
  it('shrinks above three quarters; the reverse direction too', () => {
    const t = small(32);
    run(t, open(5), open(4), write(0, 10));
    expect([pipes(t).kva, sizeOf(t, 1)]).toEqual([96 * KB, 16 * KB]);
    run(t, open(1), read(0, 5));
    expect([pipes(t).kva, sizeOf(t, 1), cnt(t, 1)]).toEqual([88 * KB, 4 * KB, 5]);
  });
  it('does nothing at three quarters, or where resizing is forbidden', () => {
    const t = small(32);
    run(t, open(9), write(0, 10), read(0, 5));
    expect([pipes(t).kva, sizeOf(t, 1)]).toEqual([96 * KB, 16 * KB]);
    run(t, { do: 'pipe_tune', resize: false }, open(1), read(0, 5));
    expect(sizeOf(t, 1)).toBe(16 * KB);
  });
});

describe('R4 and R5, no room', () => {
  it('keeps the old buffer where there is no hole for both, and counts it', () => {
    const t = small(24);
    // 16 + 16 + 16 KB in use; 32 KB need eight pages beside them: there are twelve.
    run(t, open(3), write(0, 20 * KB));
    expect([sizeOf(t, 1), pipes(t).resizeFail]).toEqual([32 * KB, 0]);
    // 64 KB of 96 are in use: more than half, so nobody grows and nothing fails.
    run(t, write(1, 20 * KB));
    expect([sizeOf(t, 2), pipes(t).resizeFail]).toEqual([16 * KB, 0]);
    const u = small(24);
    run(u, open(3), { do: 'kmem_alloc_wait', map: 'pipe_map', size: 40 * KB, as: 'block' });
    const words = say(u, write(0, 20 * KB));
    expect(words).toBe(`write(p 0, ${20 * KB}) = ${16 * KB}`);
    expect([sizeOf(u, 1), pipes(u).resizeFail, pipes(u).messages]).toEqual([16 * KB, 1, 0]);
  });
  it('tries 4 KB where 16 KB in one piece are not to be had', () => {
    const t = small(32);
    run(t, { do: 'kmem_alloc_wait', map: 'pipe_map', size: 4096, count: 32, as: 'block' });
    run(t, { do: 'kmem_free', from: 'block', count: 16, pick: 'alternate' });
    expect(run(t, open(1))[0]?.outcome).toBe('done');
    expect([sizeOf(t, 1), pipes(t).fragRetry, pipes(t).allocFail]).toEqual([4 * KB, 1, 0]);
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
  });
  it('fails with both counters and one message a second where there is nothing', () => {
    const t = small(4);
    expect(sayAll(t, open(4))[0]).toContain('ENOMEM 3 of 4 times; console: kern.ipc.maxpipekva');
    // 16 KB are more than half of 16 KB: later ones ask for 4 KB at once.
    expect(pipes(t)).toMatchObject({ fragRetry: 0, allocFail: 3, messages: 1, open: 1 });
    expect(say(t, open(1))).toBe('pipe(): ENOMEM 1 of 1 times');
    run(t, { do: 'wait', seconds: 1 });
    expect(say(t, open(1))).toContain('console');
    expect(pipes(t)).toMatchObject({ allocFail: 5, messages: 2 });
  });
  it('refuses a write against the usual direction with ENOMEM', () => {
    const t = small(4);
    run(t, open(1));
    expect(say(t, write(0, 10, { reverse: true }))).toContain('= -1 ENOMEM; console');
    expect(pipes(t)).toMatchObject({ allocFail: 1, kva: 16 * KB });
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
  });
});

describe('R6, the thresholds', () => {
  it('look at the counter, not at what others take of the map', () => {
    const t = small(32);
    run(t, { do: 'kmem_alloc_wait', map: 'pipe_map', size: 70 * KB }, open(1));
    expect([sizeOf(t, 1), pipes(t).kva]).toEqual([16 * KB, 16 * KB]);
  });
});

describe('the ring', () => {
  it('begins at its front whenever it is empty', () => {
    const t = small(64);
    run(t, open(1), write(0, 100), read(0, 60));
    const { pipe } = t.sim.kernel.pipe;
    expect([pipe.out.get(2), pipe.in.get(2), pipe.cnt.get(2)]).toEqual([60, 100, 40]);
    run(t, read(0, 60));
    expect([pipe.out.get(2), pipe.in.get(2), pipe.cnt.get(2)]).toEqual([0, 0, 0]);
  });
  it('wraps around', () => {
    const t = small(64);
    run(t, open(1), write(0, 16_000), read(0, 9000), write(0, 5000));
    const { pipe } = t.sim.kernel.pipe;
    expect([pipe.out.get(2), pipe.in.get(2), pipe.cnt.get(2)]).toEqual([9000, 4616, 12_000]);
    // A read ends at the end of the ring only inside the kernel: read(2) gets both pieces.
    expect(say(t, read(0, 12_000))).toBe('read(p 0, 12000) = 12000');
  });
  it('takes 512 bytes whole or not at all, more in parts', () => {
    const t = small(64);
    run(t, open(1), write(0, 16_384 - 511));
    expect(say(t, { do: 'pipe_tune', resize: false }, write(0, 512))).toContain('EAGAIN');
    expect(say(t, write(0, 513))).toBe('write(p 0, 513) = 511');
    expect(say(t, write(0, 513))).toBe('write(p 0, 513) = -1 EAGAIN');
  });
});
