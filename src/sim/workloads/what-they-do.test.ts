/** What each workload does to a machine. */
import { describe, expect, it } from 'vitest';
import { GIB, MIB, bytes } from '../../base/units';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import type { Timeline } from '../engine/timeline';
import { stateSummary } from '../print/summary';
import { rowOf } from '../scenarios/director';
import { load, outcomesOf, wordsOf } from './testkit';

describe('links', () => {
  const blocks = (t: Timeline): number =>
    Object.values(stateSummary(t).holdings).reduce((sum, n) => sum + n, 0);
  it('that leak only become more, a block each and two for TCP', () => {
    const t = load({ id: 'nat_links', set: { leak: 100, tcp: 50 } }, 60);
    const made = t.log.reduce(
      (sum, c) => (c.do === 'nat_links' ? sum + (c.count ?? 1) * (c.proto === 'tcp' ? 2 : 1) : sum),
      0,
    );
    expect(blocks(t)).toBe(made);
    expect(made).toBeGreaterThan(20 * 1500 * 0.75);
  });
  it('that do not leak stay within what a lifetime brings', () => {
    const t = load({ id: 'nat_links', set: { leak: 0, tcp: 0, lifetime: 60 } }, 300);
    // Six rounds of ten seconds, each of at most a quarter more than 1,000 links.
    expect(blocks(t)).toBeLessThanOrEqual(6 * 1250);
    expect(blocks(t)).toBeGreaterThanOrEqual(5 * 750);
    expect(outcomesOf(t)).toEqual(new Set(['done']));
  });
  it('are refused when kmem_map is full, and nothing panics until somebody must have memory', () => {
    const t = load({ id: 'nat_links', set: { rate: 5000 } }, 40);
    expect(t.eventsOf(t.length - 1)[0]?.outcome).toBe('refused');
    expect(t.sim.panic).toBeNull();
    t.push({ do: 'malloc', type: 'temp', size: 16_384 });
    expect(t.sim.panic).toMatch(/kmem_map too small/);
  });
});

describe('packets', () => {
  it('without an end of the queue take every cluster that there may be', () => {
    const t = load({ id: 'packets', set: { rate: 10_000, sent: 0 } }, 6, SEED_MACHINE);
    const { used, limit } = rowOf(t, 'mbuf_cluster');
    expect([used, limit]).toEqual([8768, 8768]);
    expect(stateSummary(t).net.lost.noMemory).toBeGreaterThan(0);
  });
  it('with a queue of 50 keep 50, and the rest is lost there', () => {
    const t = load({ id: 'packets', set: { queue: 50, sent: 0 } }, 12);
    const { toSend, lost } = stateSummary(t).net;
    expect([toSend, lost.noMemory]).toEqual([50, 0]);
    expect(lost.fullQueue).toBeGreaterThan(1000);
  });
});

describe('find', () => {
  const vnodes = (t: Timeline) => stateSummary(t).vnodes;
  it('leaves a quarter of kern.maxvnodes free and recycles the rest', () => {
    const t = load({ id: 'find' }, 160, SEED_MACHINE);
    const { numvnodes, freevnodes, desiredvnodes, wantfreevnodes } = vnodes(t);
    expect([desiredvnodes, wantfreevnodes]).toEqual([17_230, 4307]);
    // getnewvnode() takes one back as soon as there is one too many.
    expect(freevnodes - wantfreevnodes).toBeLessThanOrEqual(1);
    // 20,000 files were looked at; the others are directories, held by names in them.
    expect(numvnodes).toBeLessThan(20_000 / 3);
    // Inodes go with their vnodes: those of the file system, a few of them of devices.
    expect(Math.abs(rowOf(t, 'FFS inode').used - numvnodes)).toBeLessThanOrEqual(2);
  });
  it('with files that stay open grows past kern.maxvnodes, where a caller waits for vnlru', () => {
    const t = load({ id: 'find', set: { open: 100 } }, 160, SEED_MACHINE);
    expect(vnodes(t).numvnodes).toBeGreaterThan(17_230);
    expect(vnodes(t).freevnodes).toBe(0);
    expect(wordsOf(t).some((w) => w.includes('sleeps on vlruwk'))).toBe(true);
  });
  it('that reads fills the buffer cache, and inactive pages with the rest', () => {
    const t = load({ id: 'find', set: { read: 100 } }, 120, SEED_MACHINE);
    const { buffers, pages, vnodes: v } = stateSummary(t);
    expect(buffers.bufspace).toBeGreaterThan(buffers.lobufspace - 65_536);
    expect(pages.inactive).toBeGreaterThan(15_000);
    // Each buffer with data holds its vnode.
    expect(v.numvnodes - v.freevnodes).toBeGreaterThan(2000);
  });
});

describe('a copy', () => {
  it('ends by itself; its pages stay as clean or dirty file pages, none goes to swap', () => {
    const t = load({ id: 'copy', set: { files: 4, pages: 500 } }, 10_000);
    expect(t.length).toBeLessThan(200);
    const copied = t.log.reduce((n, c) => (c.do === 'file_write' ? n + (c.pages ?? 0) : n), 0);
    expect(copied).toBeGreaterThanOrEqual(4 * 375);
    expect(stateSummary(t).swap.used).toBe(0);
    expect(stateSummary(t).holdings).toEqual({ originals: 4, copies: 4 });
  });
  it('larger than RAM makes the page daemon give up what was read first', () => {
    const t = load({ id: 'copy', set: { files: 2, pages: 8000, portion: 512 } }, 10_000);
    expect(wordsOf(t).some((w) => /^page daemon, pass 0: .*cached/.test(w))).toBe(true);
    expect(outcomesOf(t)).not.toContain('panic');
  });
});

describe('pipes', () => {
  it('beyond half of pipe_map are opened with 4 KB each, and within its end', () => {
    const t = load({ id: 'pipes', set: { pipes: 400, read: 100, close: 0 } }, 1400, SEED_MACHINE);
    const { open, kva, maxKva, allocFail } = stateSummary(t).pipes;
    expect([open, allocFail]).toEqual([400, 0]);
    expect(kva).toBeGreaterThan(maxKva / 2);
    expect(kva).toBeLessThanOrEqual(maxKva);
    // With 16 KB each they would need more than there is.
    expect(400 * 16_384).toBeGreaterThan(maxKva);
  });
  it('that nobody reads leave writers asleep, one a pipe', () => {
    const t = load({ id: 'pipes', set: { pipes: 50, read: 0, bytes: 65_536 } }, 400);
    const { sleeping } = stateSummary(t);
    expect(sleeping.length).toBeGreaterThan(30);
    expect(sleeping.length).toBeLessThanOrEqual(50);
  });
});

describe('processes', () => {
  const awake = (t: Timeline): number =>
    stateSummary(t).processes.filter((p) => p.state === 'running').length;
  it('sleep where they have nothing to do, and are awake where they work', () => {
    const few = { processes: 10, pages: 50 };
    expect(awake(load({ id: 'processes', set: { ...few, busy: 0 } }, 20))).toBe(0);
    expect(awake(load({ id: 'processes', set: { ...few, busy: 100 } }, 40))).toBe(10);
  });
  it('have their memory in RAM: text, data, and two pages of stack', () => {
    const t = load({ id: 'processes', set: { processes: 3, pages: 40, busy: 0 } }, 5);
    expect(stateSummary(t).processes.map((p) => p.resident)).toEqual([42, 42, 42]);
  });
});

describe('a hog', () => {
  it('is driven to swap, and killed when that is full', () => {
    const t = load({ id: 'hog', set: { pages: 14_000, rate: 2000, swap: 2048 } }, 400);
    const words = wordsOf(t);
    const laundered = words.findIndex((w) => /laundered/.test(w));
    const killed = words.findIndex((w) => /\(hog\), uid 0, was killed: out of swap space/.test(w));
    expect(laundered).toBeGreaterThan(0);
    expect(killed).toBeGreaterThan(laundered);
    expect(stateSummary(t).holdings['hog']).toBe(0);
    // Its end is the end of the workload.
    expect(t.length).toBeLessThan(100);
  });
  it('with swap for all of it lives, part of it out', () => {
    const t = load({ id: 'hog', set: { pages: 14_000, rate: 2000, swap: 16_384 } }, 60);
    expect(t.length).toBe(60);
    expect(stateSummary(t).swap.used).toBeGreaterThan(3000);
    expect(stateSummary(t).holdings['hog']).toBe(1);
  });
});

describe('records in kmem', () => {
  const ZFS = makeMachine({ ram: bytes(GIB) });
  const kmem = (t: Timeline) => stateSummary(t).maps.find((m) => m.name === 'kmem_map')!;
  it('stay within three quarters of kmem_map as long as the disk keeps up', () => {
    const t = load({ id: 'records' }, 3500, ZFS);
    const { allocated, size } = kmem(t);
    expect(size).toBe(320 * MIB);
    // One part of a second may lie above the limit: 25 records; and headers beside it.
    expect(allocated).toBeLessThan(size * 0.75 + 26 * 131_072 + 2 * MIB);
    expect(allocated).toBeGreaterThan(size * 0.74);
    expect(t.sim.panic).toBeNull();
  });
  it('grow beyond it when records come faster than the disk writes, to the panic', () => {
    const t = load({ id: 'records', set: { rate: 800, disk: 400 } }, 5000, ZFS);
    expect(t.sim.panic).toMatch(/^panic: kmem_malloc\(\d+\): kmem_map too small: \d+ total alloc/);
    // Two thirds of RAM are free.
    expect(stateSummary(t).pages.free).toBeGreaterThan((GIB / 4096) * 0.64);
  });
});
