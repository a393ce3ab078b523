/** Pipes to the end of their map, pages lent to a socket, and a daemon that goes out and comes back. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../engine/commands';
import type { Timeline } from '../engine/timeline';
import { stateSummary } from '../print/summary';
import { after, at, changeOf, endOf, eventsOf, wordsOf } from './testkit';

const MAX = 4_169_728;

describe.each([['pipe_storm'], ['pipe_storm_4x']])('%s', (id) => {
  let t: Timeline;
  beforeAll(() => {
    t = endOf(id);
  });
  const pipesAfter = (holds: (c: Command) => boolean, nth?: number) => after(t, holds, nth).pipes;

  it('lets 32 writers go direct, each with 64 KB of pipe_map that it does not touch', () => {
    const { kva, borrowed, maxKva } = pipesAfter((c) => c.do === 'pipe_write', 31);
    expect([kva, maxKva]).toEqual([32 * 65_536, MAX]);
    expect(kva).toBeGreaterThan(MAX / 2);
    expect(borrowed).toBe(32 * 16);
  });
  it('gives the 33rd 4 KB, and it copies', () => {
    const { kva, borrowed } = pipesAfter((c) => c.do === 'pipe_write', 32);
    expect([kva, borrowed]).toEqual([32 * 65_536 + 4096, 32 * 16]);
  });
  it('shrinks a large pipe beyond three quarters, whose writer then copies', () => {
    const large = (nth: number) => (c: { do: string; nth?: number; bytes?: number }) =>
      c.do === 'pipe_write' && c.nth === nth;
    const { kva } = pipesAfter((c) => c.do === 'pipe_read');
    expect([kva, kva > (3 * MAX) / 4]).toEqual([3_129_344, true]);
    const shrunk = pipesAfter(large(0), 1);
    // 64 KB became 4 KB.
    expect([shrunk.kva, shrunk.borrowed]).toEqual([3_129_344 - 61_440, 31 * 16]);
  });
  it('copies what a writer leaves that a signal ends: 16 pages of pipe_map', () => {
    const event = t.eventsOf(t.log.findIndex((c) => c.do === 'pipe_signal')).at(-1);
    expect(event?.words).toBe('write(large 1, 65536) = 65536');
    expect([changeOf(event, 'pipe borrowed'), changeOf(event, 'free')]).toEqual([-16, -16]);
  });
  it('refuses pipes at the end of the map, with one message', () => {
    const isOpen = (c: { do: string }): boolean => c.do === 'pipe_open';
    const last = t.log.filter(isOpen).length - 1;
    const { kva, allocFail, messages } = pipesAfter(isOpen, last);
    expect([kva, allocFail, messages]).toEqual([MAX, 2, 1]);
  });
  it('gives all of it back', () => {
    const { pipes, pages } = at(t, t.length);
    expect(pipes).toMatchObject({ open: 0, kva: 0, borrowed: 0, directKva: 0 });
    expect(pages.active).toBe(0);
  });
});

describe('the same pipes in 4.x', () => {
  const full = (id: string) => after(endOf(id), (c) => c.do === 'pipe_write', 31);
  it('wire their pages and map them into kernel_map: 17 pages of it each', () => {
    const now = full('pipe_storm');
    const then = full('pipe_storm_4x');
    expect([now.pages.active, then.pages.active]).toEqual([512, 0]);
    expect(then.pages.wired - now.pages.wired).toBe(512);
    expect([now.pipes.directKva, then.pipes.directKva]).toEqual([0, 32 * 17 * 4096]);
    // kernel_map has that much less.
    expect(then.maps[0]!.allocated - now.maps[0]!.allocated).toBe(32 * 17 * 4096);
  });
});

describe('zero_copy', () => {
  let t: Timeline;
  beforeAll(() => {
    t = endOf('zero_copy');
  });
  const send = (nth: number) => after(t, (c) => c.do === 'send', nth);
  const event = (verb: string, nth: number) =>
    t.eventsOf(t.log.flatMap((c, i) => (c.do === verb ? [i] : []))[nth] as number)[0];

  it('wires eight pages of the process and shows them in eight sf_bufs', () => {
    const { net } = send(0);
    expect([net.sfBufs.used, net.zeroCopy]).toEqual([8, 8]);
    // Away from the active queue.
    expect(changeOf(event('send', 0), 'active')).toBe(-8);
  });
  it('gives the process a fresh page for each one that it overwrites; the socket keeps the old', () => {
    for (const nth of [1, 2, 3, 4]) {
      const e = event('touch', nth);
      const what = ['free', 'active', 'wired', 'sf_bufs'];
      expect(what.map((w) => changeOf(e, w))).toEqual([-1, 1, 0, 0]);
    }
  });
  it('frees the four old pages with the acknowledgement, and makes the other four inactive', () => {
    const e = event('ack', 0);
    const what = ['free', 'inactive', 'wired', 'sf_bufs'];
    expect(what.map((w) => changeOf(e, w))).toEqual([4, 4, -8, -8]);
  });
  it('costs no page where the process waits', () => {
    expect(changeOf(event('send', 1), 'free')).toBe(0);
    expect(changeOf(event('ack', 1), 'free')).toBe(0);
    expect(changeOf(event('touch', 5), 'free')).toBe(0);
    const { processes, net } = at(t, t.length);
    expect([processes[0]?.resident, net.zeroCopy]).toEqual([16, 0]);
  });
});

describe('swapped_sleeper', () => {
  let t: Timeline;
  beforeAll(() => {
    t = endOf('swapped_sleeper');
  });
  const said = (text: RegExp) => eventsOf(t).find((e) => text.test(e.words));

  it('takes out the daemon that sleeps in select, with the stacks of its two threads', () => {
    const out = said(/^vmdaemon: pid 100 swapped out, 502 mappings removed$/);
    // Two stacks of two pages, and the two page tables of text with data, and stack.
    expect(changeOf(out, 'wired')).toBe(-6);
    expect(changeOf(out, 'inactive')).toBe(4);
  });
  it('leaves the one that sleeps on a pipe, which is more urgent than PSOCK', () => {
    expect(wordsOf(t).filter((w) => w.includes('pid 101'))).toEqual([]);
    const { processes } = at(t, t.length);
    expect(processes[1]).toMatchObject({ pid: 101, wmesg: 'piperd', resident: 502, swap: 0 });
  });
  it('writes its data and stacks to swap, and drops its text, which nobody wrote', () => {
    const { processes } = after(t, (c) => c.do === 'exit');
    expect(processes[0]).toMatchObject({ state: 'swapped out', resident: 0, swap: 200 });
  });
  it('brings the stacks back before it runs, and its pages when it touches them', () => {
    const back = said(/^proc0: pid 100 swapped in$/);
    expect([changeOf(back, 'wired'), changeOf(back, 'free')]).toEqual([4, -4]);
    const woken = after(t, (c) => c.do === 'wakeup').processes[0];
    expect(woken).toMatchObject({ state: 'running', resident: 0 });
    t.seek(t.length);
    expect(stateSummary(t).processes[0]).toMatchObject({ state: 'running', resident: 502 });
  });
  it('keeps the address space of its stacks all the while', () => {
    const sizes = new Set(
      t.log.flatMap((_, i) => (i < 5 ? [] : [at(t, i + 1).maps[0]?.allocated])),
    );
    expect(sizes.size).toBe(1);
  });
});
