/** Single steps of the buffer cache that commands reach only in passing. */
import { describe, expect, it } from 'vitest';
import { machineOf, router } from '../file/testkit';
import type { Rig } from '../file/testkit';
import { DELAYNO, DISK } from '../file/state';
import { readBlock, writeBlock } from '../file/transfer';
import { kernelFaults } from '../kernel/invariants';
import { freeCount } from '../phys/frames';
import { isSevere } from '../phys/page';
import { getblk } from './block';
import { awrite } from './cluster';
import { getnewbuf } from './getnewbuf';
import { incore } from './queue';
import { brelse } from './release';
import {
  BQ_DIRTY,
  BQ_EMPTYKVA,
  BUFSPACE,
  B_CACHE,
  B_DELWRI,
  B_INVAL,
  HIBUFSPACE,
  NUMDIRTY,
  READS,
  WRITES,
} from './state';

const cell = (r: Rig, at: number): number => r.k.buf.cell.get(at);
const vnodeOf = (r: Rig, name: string): number => r.k.file.file.vnode.get(r.files(name)[0]!);

/** One open file of so many pages. */
const withFile = (r: Rig, pages: number): Rig => {
  r.run({ do: 'file_create', as: 'f', pages });
  r.run({ do: 'file_open', file: 'f' });
  return r;
};

/** Makes single blocks of the file dirty, without neighbours knowing of each other. */
const dirtyBlocks = (r: Rig, blocks: readonly number[]): void => {
  for (const lbn of blocks)
    r.timeline.push({ do: 'file_write', file: 'f', from: 4 * lbn, pages: 1 });
};

/** Takes free pages until so many are left. */
const takePages = (r: Rig, left: number): void => {
  const at = r.k.kmem.base + 200_000;
  for (let i = 0; freeCount(r.k.phys) > left; i += 1)
    r.k.kmem.pages.take(2, at + i, left > 200 ? 'normal' : 'interrupt');
};

describe('an empty buffer', () => {
  it.each([
    // hibufspace is 196,608: the one that would reach it is not had.
    [16_384, 11],
    [65_536, 2],
  ])('of %i bytes is had while bufspace stays below the high mark: %i times', (size, times) => {
    const { k } = machineOf(64, 16);
    expect(k.buf.cell.get(HIBUFSPACE)).toBe(196_608);
    let had = 0;
    while (getnewbuf(k, size) !== 0) had += 1;
    expect([had, k.wait.on]).toEqual([times, 'newbuf']);
    expect(k.buf.cell.get(BUFSPACE)).toBe(times * size);
  });
  it('that keeps address space is used again before the ones that were given up earlier', () => {
    const { k } = machineOf(64, 16);
    const [first, second] = [getnewbuf(k, 16_384), getnewbuf(k, 16_384)];
    for (const n of [first, second]) {
      k.buf.buf.flags.set(n, B_INVAL);
      brelse(k, n);
    }
    expect(k.buf.queue.length.get(BQ_EMPTYKVA)).toBe(2);
    expect([getnewbuf(k, 16_384), getnewbuf(k, 16_384)]).toEqual([second, first]);
  });
});

describe('a delayed write', () => {
  it('goes out with dirty neighbours: as many ahead as fit into 128 KB, then behind', () => {
    const r = withFile(router(), 80);
    dirtyBlocks(
      r,
      Array.from({ length: 20 }, (_, i) => i).filter((i) => i !== 3),
    );
    const v = vnodeOf(r, 'f');
    const left = (): number[] =>
      Array.from({ length: 20 }, (_, i) => i).filter(
        (i) => (r.k.buf.buf.flags.get(incore(r.k, v, i)) & B_DELWRI) !== 0,
      );
    awrite(r.k, incore(r.k, v, 9));
    expect(left()).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 17, 18, 19]);
    awrite(r.k, incore(r.k, v, 19));
    expect(left()).toEqual([0, 1, 2, 4, 5, 6, 7, 8]);
    // Block 3 is clean and parts the rest.
    awrite(r.k, incore(r.k, v, 6));
    expect(left()).toEqual([0, 1, 2]);
    expect(cell(r, NUMDIRTY)).toBe(3);
    expect(kernelFaults(r.k)).toEqual([]);
  });
  it('stands on its vnode’s list in the order of blocks', () => {
    const r = withFile(router(), 80);
    dirtyBlocks(r, [5, 3, 9, 1, 7]);
    const order: number[] = [];
    const { dirty } = r.k.file.vnode;
    for (let n = dirty.get(vnodeOf(r, 'f')); n !== 0; n = r.k.buf.buf.vnext.get(n))
      order.push(r.k.buf.buf.lbn.get(n));
    expect(order).toEqual([1, 3, 5, 7, 9]);
  });
  it('waits 30 steps of the syncer, one of a directory 29, one of the disk 28', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 1, count: 2 });
    r.run({ do: 'wait', seconds: 5 });
    r.run({ do: 'file_open', file: 'f', nth: 0 });
    r.run({ do: 'file_write', file: 'f', nth: 0 });
    r.run({ do: 'file_unlink', file: 'f', nth: 1 });
    const { file, vnode, cell: c } = r.k.file;
    const ahead = (f: number): number =>
      (vnode.slot.get(file.vnode.get(f)) - 1 - c.get(DELAYNO) + 64) % 32;
    const f = r.files('f')[0]!;
    expect([ahead(f), ahead(file.dir.get(f)), ahead(c.get(DISK))]).toEqual([30, 29, 28]);
  });
  it('that is written takes mappings off its pages', () => {
    const r = withFile(router(), 4);
    r.run({ do: 'fork', as: 'p' });
    r.run({ do: 'file_mmap', process: 'p', file: 'f' });
    r.run({ do: 'touch', process: 'p', write: false });
    const [p] = r.timeline.sim.holdings.get('p')!.items.a;
    r.run({ do: 'file_write', file: 'f', pages: 1 });
    expect(r.k.vm.pmap.resident.get(p!)).toBe(4);
    r.run({ do: 'file_sync', file: 'f' });
    expect(r.k.vm.pmap.resident.get(p!)).toBe(0);
  });
});

describe('a write where memory is short', () => {
  it('goes to the file at once below v_free_severe', () => {
    const r = withFile(machineOf(64), 8);
    const f = r.files('f')[0]!;
    readBlock(r.k, f, { page: 0, pages: 4, seqcount: 0, first: false });
    takePages(r, 120);
    expect(isSevere(r.k.phys)).toBe(true);
    const writes = cell(r, WRITES);
    expect(writeBlock(r.k, f, { page: 0, pages: 1, seqcount: 0, first: false })).toBe(true);
    expect([cell(r, NUMDIRTY), cell(r, WRITES)]).toEqual([0, writes + 1]);
  });
  it('that cannot grow its buffer leaves it as it was', () => {
    const r = withFile(machineOf(64), 0);
    const f = r.files('f')[0]!;
    r.run({ do: 'file_write', file: 'f', pages: 1 });
    takePages(r, 0);
    expect(writeBlock(r.k, f, { page: 1, pages: 3, seqcount: 0, first: false })).toBe(false);
    expect(r.k.wait.on).toBe('vmwait');
    const n = incore(r.k, vnodeOf(r, 'f'), 0);
    expect(r.k.buf.buf.flags.get(n) & (B_CACHE | B_DELWRI)).toBe(B_CACHE | B_DELWRI);
    expect([r.k.buf.buf.npages.get(n), r.k.buf.buf.bcount.get(n)]).toEqual([1, 4096]);
  });
});

describe('a block that is asked for in another size', () => {
  it('stays a delayed write with all its data where memory runs out half-way', () => {
    const r = machineOf(64);
    r.run({ do: 'file_create', as: 'f', block: 65_536 });
    r.run({ do: 'file_open', file: 'f' });
    r.run({ do: 'file_write', file: 'f', pages: 1 });
    const v = vnodeOf(r, 'f');
    // A page may be had while more than two are free.
    takePages(r, 4);
    expect([getblk(r.k, v, 0, 65_536), r.k.wait.on]).toEqual([0, 'vmwait']);
    const n = incore(r.k, v, 0);
    expect(r.k.buf.buf.flags.get(n) & (B_CACHE | B_DELWRI)).toBe(B_CACHE | B_DELWRI);
    // A fragment of an eighth of the block: two pages.
    expect([r.k.buf.buf.npages.get(n), r.k.buf.buf.bcount.get(n)]).toEqual([2, 8192]);
    expect(r.k.buf.buf.queue.get(n)).toBe(BQ_DIRTY);
  });
});

describe('a buffer without an object', () => {
  it('is read anew where its directory has grown', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f' });
    r.run({ do: 'file_stat', file: 'f' });
    const root = r.k.file.file.dir.get(r.k.file.file.dir.get(r.files('f')[0]!));
    const v = r.k.file.file.vnode.get(root);
    expect(r.k.buf.buf.bcount.get(incore(r.k, v, 0))).toBe(2048);
    // 21 names a sector; four sectors are one fragment.
    for (let i = 0; i < 84; i += 1) r.timeline.push({ do: 'file_create', as: 'g' });
    const reads = cell(r, READS);
    r.run({ do: 'file_stat', file: 'g', nth: 0 });
    expect(r.k.buf.buf.bcount.get(incore(r.k, v, 0))).toBe(4096);
    // The root's block, and that of the directory in which the file lies; the inodes are there.
    expect(cell(r, READS) - reads).toBe(2);
  });
});
