/** Delayed writes: B-8 and B-9 of reference/paging-and-pipes.md, section 3, and the syncer. */
import { describe, expect, it } from 'vitest';
import { machineOf, router } from '../file/testkit';
import type { Rig } from '../file/testkit';
import { vnodePagerPut } from '../file/pager';
import { F_DIRTY, Q_ACTIVE, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { pmapIsModified } from '../vm/pmap';
import { incore } from './queue';
import { ALTFLUSHES, BQ_CLEAN, BQ_DIRTY, DIRTYFLUSHES, NUMDIRTY, READS, WRITES } from './state';

const cell = (r: Rig, at: number): number => r.k.buf.cell.get(at);
const NBUF = 2213;

/** Open files of one page on a router with 2,213 buffers: each write makes one buffer dirty. */
const openFiles = (count: number): Rig => {
  const r = router(NBUF);
  r.run({ do: 'file_create', as: 'f', pages: 1, count, perdir: 1000 });
  r.run({ do: 'file_open', file: 'f' });
  return r;
};

describe('B-8: bufdaemon', () => {
  it('is asked for at (286 + 573) ÷ 2 dirty buffers and writes until 286 are left', () => {
    const r = openFiles(600);
    for (let nth = 0; nth < 428; nth += 1)
      r.timeline.push({ do: 'file_write', file: 'f', nth, pages: 1 });
    expect(cell(r, NUMDIRTY)).toBe(428);
    const events = r.run({ do: 'file_write', file: 'f', nth: 428, pages: 1 });
    expect(events.map((e) => e.words)).toEqual([
      'write(f): 1 blocks',
      'bufdaemon writes 143 buffers, 286 dirty left',
    ]);
    expect(events[1]!.outcome).toBe('daemon');
    expect([cell(r, NUMDIRTY), cell(r, WRITES)]).toEqual([286, 143]);
  });
  it('comes when writers sleep on flswai at 573', () => {
    const r = openFiles(700);
    const events = r.run({ do: 'file_write', file: 'f' });
    expect(events.map((e) => e.outcome)).toEqual(['asleep', 'daemon', 'woken']);
    expect(events[0]!.words).toBe('write(f): 700 blocks sleeps on flswai, 573 of 700 done');
    expect(events[1]!.words).toBe('bufdaemon writes 287 buffers, 286 dirty left');
    expect(events[0]!.changes).toContainEqual({ what: 'dirty buffers', from: 0, to: 573 });
    expect(cell(r, NUMDIRTY)).toBe(286 + 127);
  });
  it('comes again and again for one long write', () => {
    const r = openFiles(2000);
    const events = r.run({ do: 'file_write', file: 'f' });
    const daemons = events.filter((e) => e.outcome === 'daemon');
    // 573, then 287 more after each of five runs; the 565 dirty ones of the end are reason for a sixth.
    expect(daemons).toHaveLength(6);
    expect(events.slice(-2).map((e) => e.outcome)).toEqual(['woken', 'daemon']);
    expect([cell(r, NUMDIRTY), cell(r, WRITES)]).toEqual([286, 2000 - 286]);
  });
});

describe('one file', () => {
  it('is held back at 515 dirty buffers of its own: each more writes one', () => {
    const r = router(NBUF);
    r.run({ do: 'file_create', as: 'f', pages: 4000 });
    r.run({ do: 'file_open', file: 'f' });
    // One page of every other block: no neighbours, no whole blocks.
    for (let i = 0; i < 417; i += 1)
      r.timeline.push({ do: 'file_write', file: 'f', from: 8 * i, pages: 1 });
    expect(cell(r, DIRTYFLUSHES)).toBe(0);
    const all = r.run({ do: 'file_write', file: 'f', pages: 3000, random: true });
    expect(all.every((e) => !e.words.includes('flswai'))).toBe(true);
    expect(cell(r, DIRTYFLUSHES)).toBeGreaterThan(0);
    expect(cell(r, ALTFLUSHES)).toBe(0);
    expect(cell(r, NUMDIRTY)).toBeLessThanOrEqual(516);
  });
  it('that is written in sequence goes out in clusters of 128 KB right behind the writer', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f' });
    r.run({ do: 'file_open', file: 'f' });
    r.run({ do: 'file_write', file: 'f', pages: 28 });
    expect([cell(r, NUMDIRTY), cell(r, WRITES)]).toEqual([7, 0]);
    r.run({ do: 'file_write', file: 'f', from: 28, pages: 8 });
    expect([cell(r, NUMDIRTY), cell(r, WRITES)]).toEqual([1, 8]);
    r.run({ do: 'file_write', file: 'f', from: 36, pages: 4000 });
    expect(cell(r, NUMDIRTY)).toBeLessThanOrEqual(8);
  });
});

describe('the syncer', () => {
  it('writes a file 31 steps of a second after it became dirty, and its inode 29 later', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 1 });
    r.run({ do: 'wait', seconds: 1 });
    r.run({ do: 'file_stat', file: 'f' });
    // The whole file system is due in 17 s, then every 31; let that pass.
    r.run({ do: 'wait', seconds: 17 });
    r.run({ do: 'file_open', file: 'f' });
    r.run({ do: 'file_write', file: 'f', pages: 1 });
    r.run({ do: 'wait', seconds: 30 });
    expect(cell(r, NUMDIRTY)).toBe(1);
    const [, daemon] = r.run({ do: 'wait', seconds: 1 });
    expect(daemon!.words).toBe('syncer writes 1 buffer');
    // The inode is now a delayed write of the disk's.
    expect(cell(r, NUMDIRTY)).toBe(1);
    r.run({ do: 'wait', seconds: 40 });
    expect(cell(r, NUMDIRTY)).toBe(0);
  });
  it('leaves nothing dirty after two rounds, however long one waits', () => {
    const states = [70, 997, 100_000].map((seconds) => {
      const r = router();
      r.run({ do: 'file_create', as: 'f', pages: 1, count: 100 });
      r.run({ do: 'file_write', file: 'f' });
      r.run({ do: 'wait', seconds });
      return [cell(r, NUMDIRTY), cell(r, WRITES)];
    });
    // 100 blocks, and the inodes of 101 files in three blocks of 64.
    expect(states.map(([dirty]) => dirty)).toEqual([0, 0, 0]);
    expect(new Set(states.map(([, writes]) => writes)).size).toBe(1);
  });
  it('is where it would be had it gone step by step', () => {
    const [long, steps] = [router(), router()];
    for (const r of [long, steps]) r.run({ do: 'file_create', as: 'f', pages: 1, count: 3 });
    for (const r of [long, steps]) r.run({ do: 'file_write', file: 'f' });
    long.run({ do: 'wait', seconds: 5000 });
    for (let i = 0; i < 5; i += 1) steps.run({ do: 'wait', seconds: 1000 });
    for (const r of [long, steps]) r.run({ do: 'file_write', file: 'f' });
    for (let i = 0; i < 40; i += 1) {
      for (const r of [long, steps]) r.run({ do: 'wait', seconds: 1 });
      expect(cell(long, NUMDIRTY)).toBe(cell(steps, NUMDIRTY));
    }
  });
});

describe('B-9: pages of files', () => {
  /** A process that has one file mapped and has written its first page. */
  const mapped = (pages: number): { r: Rig; object: number } => {
    const r = machineOf(64);
    r.run({ do: 'file_create', as: 'f', pages });
    r.run({ do: 'fork', as: 'p' });
    r.run({ do: 'file_mmap', process: 'p', file: 'f' });
    r.run({ do: 'touch', process: 'p', pages: 1 });
    const v = r.k.file.file.vnode.get(r.files('f')[0]!);
    return { r, object: r.k.file.vnode.object.get(v) };
  };
  it('that a mapping changed are written to the file, through a buffer, and never to swap', () => {
    const { r, object } = mapped(6);
    const f = lookupPage(r.k.phys, object, 0);
    expect(pmapIsModified(r.k, f)).toBe(true);
    const swap = r.k.swap.cell.a.slice();
    const [writes, wired] = [cell(r, WRITES), r.k.phys.count.get(WIRED)];
    expect(vnodePagerPut(r.k, object, 0)).toBe(true);
    expect(cell(r, WRITES) - writes).toBe(1);
    // The write read the other three pages of the block, and released all four.
    expect(r.k.phys.count.get(WIRED)).toBeLessThanOrEqual(wired);
    expect([f, lookupPage(r.k.phys, object, 3)].map((p) => r.k.phys.frame.queue.get(p))).toEqual([
      Q_INACTIVE,
      Q_INACTIVE,
    ]);
    expect(pmapIsModified(r.k, f)).toBe(false);
    expect(r.k.phys.frame.flags.get(f) & F_DIRTY).toBe(0);
    expect(r.k.swap.cell.a).toEqual(swap);
  });
  it('that a mapping changed are what the syncer writes every half minute', () => {
    const { r, object } = mapped(6);
    const writes = cell(r, WRITES);
    r.run({ do: 'wait', seconds: 62 });
    expect(cell(r, WRITES)).toBeGreaterThan(writes);
    expect(pmapIsModified(r.k, lookupPage(r.k.phys, object, 0))).toBe(false);
    const again = cell(r, WRITES);
    r.run({ do: 'wait', seconds: 100 });
    expect(cell(r, WRITES)).toBe(again);
    // It is still mapped, so it is looked at again.
    r.run({ do: 'touch', process: 'p', pages: 1 });
    r.run({ do: 'wait', seconds: 31 });
    expect(cell(r, WRITES)).toBe(again + 1);
  });
  it('are read by a fault without a buffer', () => {
    const { r, object } = mapped(6);
    const v = r.k.vm.object.handle.get(object);
    expect(incore(r.k, v, 0)).toBe(0);
    const [reads, active] = [cell(r, READS), queued(r.k.phys, Q_ACTIVE)];
    r.run({ do: 'touch', process: 'p', from: 1, pages: 5, write: false });
    expect([cell(r, READS) - reads, queued(r.k.phys, Q_ACTIVE) - active]).toEqual([5, 5]);
  });
  it('and their buffers share the frame: a read finds what a mapping brought in', () => {
    const { r, object } = mapped(1);
    const reads = cell(r, READS);
    const f = lookupPage(r.k.phys, object, 0);
    r.run({ do: 'file_read', file: 'f' });
    expect(cell(r, READS)).toBe(reads);
    expect(r.k.phys.frame.wire.get(f)).toBe(1);
    expect(pmapIsModified(r.k, f)).toBe(true);
  });
});

describe('fsync and unlink', () => {
  it('writes the dirty buffers of one file, and all with none named', () => {
    const r = openFiles(10);
    r.run({ do: 'file_write', file: 'f' });
    r.run({ do: 'file_sync', file: 'f', nth: 3 });
    // The inode's block is now dirty instead.
    expect(cell(r, WRITES)).toBe(1);
    expect(cell(r, NUMDIRTY)).toBe(10);
    r.run({ do: 'file_sync' });
    expect(cell(r, WRITES)).toBe(10);
    expect(cell(r, NUMDIRTY)).toBe(1);
  });
  it('of a file throws its dirty buffers away unwritten', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 1 });
    r.run({ do: 'file_write', file: 'f', pages: 2 });
    const [dirty, clean] = [BQ_DIRTY, BQ_CLEAN].map((q) => r.k.buf.queue.length.get(q));
    // The block, and the inode's.
    expect([dirty, cell(r, WRITES)]).toEqual([2, 0]);
    r.run({ do: 'file_unlink', file: 'f' });
    expect(cell(r, WRITES)).toBe(0);
    // Left: the inode's block, and the directory's, which lost a name.
    expect([BQ_DIRTY, BQ_CLEAN].map((q) => r.k.buf.queue.length.get(q))).toEqual([2, clean! - 1]);
  });
});
