/**
 * Every verb on one small machine, event by event: what it said, what it changed, and the hash of the
 * state after it. Links carry positions of runs, so that a state that differs from yesterday's must be
 * meant: then the fixture is written anew and the difference read.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { stateSummary } from '../print/summary';
import { vmstatM, vmstatZ } from '../print/vmstat';
import { busyWorld } from './busy-world';

const ALLOCATORS: readonly Command[] = [
  { do: 'uma_zcreate', zone: 'mine', size: 700, align: 8 },
  { do: 'uma_zcreate', zone: 'kept', size: 40, nofree: true },
  { do: 'uma_zone_set_max', zone: 'mine', items: 20 },
  { do: 'uma_zalloc', zone: 'mine', count: 18, wait: 'nowait' },
  { do: 'uma_zalloc', zone: 'mine', count: 30, wait: 'nowait' },
  { do: 'uma_zalloc', zone: 'kept', count: 90 },
  { do: 'malloc', type: 'temp', size: 900, count: 40 },
  { do: 'malloc', type: 'temp', size: 9000, count: 3, as: 'large' },
  { do: 'malloc', type: 'devbuf', size: 33, count: 100, wait: 'reserve' },
  { do: 'kmem_alloc', map: 'kernel_map', size: 20_000, count: 2, as: 'wired' },
  { do: 'kmem_alloc_nofault', map: 'kernel_map', size: 12_000, as: 'bare' },
  { do: 'contigmalloc', size: 16_384, as: 'dma' },
  { do: 'vm_page_alloc', class: 'system', count: 5, as: 'frames' },
  { do: 'vm_page_alloc', class: 'interrupt', count: 2, as: 'frames' },
  { do: 'free', from: 'temp', count: 13, pick: 'random' },
  { do: 'free', from: 'temp', count: 9, pick: 'alternate' },
  { do: 'free', from: 'large', count: 2, pick: 'oldest' },
  { do: 'uma_zfree', from: 'mine', count: 0 },
  { do: 'uma_zfree', from: 'kept', count: 60 },
  { do: 'uma_reclaim' },
  { do: 'kmem_free', from: 'wired', count: 1, pick: 'oldest' },
  { do: 'kmem_free', from: 'dma' },
  { do: 'vm_page_free', from: 'frames', count: 3 },
  { do: 'uma_zalloc', zone: 'nobody' },
];
const ON: readonly Command[] = [
  { do: 'packet_out', count: 1 },
  { do: 'receive', socket: 'connection', nth: 0, bytes: 3000 },
  { do: 'receive', socket: 'connection', nth: 0 },
  { do: 'packet_in', bytes: 500, count: 1, socket: 'connection', nth: 1 },
  { do: 'touch', process: 'server', from: 0, pages: 1 },
  { do: 'ack', socket: 'connection', nth: 0, bytes: 4096 },
  { do: 'ack', socket: 'connection' },
  { do: 'mb_reclaim' },
  { do: 'pipe_read', pipe: 'tubes', nth: 1, bytes: 10_000 },
  { do: 'pipe_write', pipe: 'tubes', nth: 2, bytes: 50 },
  { do: 'pipe_write', pipe: 'tubes', nth: 2, bytes: 300, reverse: true },
  { do: 'pipe_signal', pipe: 'tubes', nth: 1, end: 'write' },
  { do: 'pipe_tune', borrow: 'wired' },
  { do: 'pipe_write', pipe: 'tubes', nth: 2, bytes: 20_000, process: 'writer', unaligned: true },
  { do: 'pipe_read', pipe: 'tubes', nth: 2, bytes: 20_000 },
  { do: 'pipe_close', pipe: 'tubes', nth: 2, end: 'read' },
  { do: 'wakeup', process: 'sleeper' },
  { do: 'touch', process: 'sleeper', order: 'random', times: 50 },
  { do: 'sigstop', process: 'server' },
  { do: 'phold', process: 'sleeper' },
  { do: 'sleep', process: 'sleeper', on: 'nanslp', thread: 1 },
  { do: 'execve', process: 'writer', bytes: 9000 },
  { do: 'exec_begin', process: 'writer', bytes: 300 },
  { do: 'exec_end', exec: 'execs' },
  { do: 'munmap', process: 'hog', pages: 700, from: 100 },
  { do: 'file_mmap', process: 'hog', file: 'sources', nth: 2 },
  { do: 'touch', process: 'hog', pages: 300, order: 'local', times: 600, write: false },
  { do: 'file_write', file: 'sources', nth: 3, pages: 4, random: true },
  { do: 'file_sync', file: 'sources', nth: 3 },
  { do: 'file_close', file: 'sources', nth: 0 },
  { do: 'file_unlink', file: 'sources', nth: 4 },
  { do: 'file_sync' },
  { do: 'sendfile', socket: 'connection', nth: 0, pages: 2, file: 'sources' },
  { do: 'kstack_touch', process: 'hog' },
  { do: 'sysctl', name: 'vm.swap_idle_enabled', value: 1 },
  { do: 'wait', seconds: 40 },
  { do: 'vm_lowmem' },
  { do: 'prele', process: 'sleeper' },
  { do: 'sigcont', process: 'server' },
  { do: 'swapoff', device: 1 },
  { do: 'socket_close', socket: 'connection' },
  { do: 'exit', process: 'server' },
  { do: 'exit', process: 'hog' },
  { do: 'wait', seconds: 70 },
  { do: 'kmem_alloc_wait', map: 'exec_map', size: 60_000 },
];

const sized = (e: SimEvent): string =>
  e.changes.map((c) => `${c.what} ${c.to - c.from}`).join(', ');
const line = (e: SimEvent): string => `${e.at} ${e.outcome}: ${e.words} [${sized(e)}]`;

const story = (): Timeline => {
  const t = busyWorld();
  for (const c of [...ALLOCATORS, ...ON]) t.push(c);
  return t;
};

let end: Timeline;
beforeAll(() => {
  end = story();
});

describe('a machine that does everything', () => {
  it('does it as it did', async () => {
    const lines: string[] = [];
    end.seek(0);
    while (end.at < end.length) {
      for (const e of end.step()) lines.push(line(e));
      lines.push(`  = ${end.hash()}`);
      expect(kernelFaults(end.sim.kernel)).toEqual([]);
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
      '../../../tests/fixtures/golden/events.txt',
    );
  });
  it('prints what it printed', async () => {
    end.seek(end.length);
    const { sim } = end;
    const summary = JSON.stringify(stateSummary(end), null, 1);
    await expect(
      `${vmstatZ(sim.kernel)}\n${vmstatM(sim.kernel)}\n${summary}\n`,
    ).toMatchFileSnapshot('../../../tests/fixtures/golden/printed.txt');
  });
});
