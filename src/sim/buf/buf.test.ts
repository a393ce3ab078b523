/** The rules of reference/paging-and-pipes.md, section 3: B-1 to B-7 and the marks of section 1. */
import { describe, expect, it } from 'vitest';
import { MIB } from '../../base/units';
import { topFigures } from '../file/figures';
import { machineOf, router } from '../file/testkit';
import type { Rig } from '../file/testkit';
import { M_BUFFER, M_KMEM, mapOf } from '../kernel/types';
import { typeFigures } from '../malloc/malloc';
import { F_VALID, Q_CACHE, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { isSevere } from '../phys/page';
import { kernelSpace } from '../proc/proc';
import { accessPage } from '../vm/fault';
import { bread, getblk } from './block';
import { bufFrame } from './memory';
import { incore, setFlags } from './queue';
import { bqrelse, brelse } from './release';
import {
  BQ_CLEAN,
  BQ_EMPTY,
  BQ_EMPTYKVA,
  BUFMALLOC,
  BUFSPACE,
  B_INVAL,
  B_MALLOC,
  DEFRAGCNT,
  DIRTYTHRESH,
  HIBUFSPACE,
  HIDIRTY,
  LOBUFSPACE,
  LODIRTY,
  MAXBUFMALLOC,
  NBUF,
  READS,
} from './state';

const cell = (r: Rig, at: number): number => r.k.buf.cell.get(at);
const onQueue = (r: Rig, q: number): number => r.k.buf.queue.length.get(q);
/** Buffers of a vnode, by block. */
const bufOf = (r: Rig, file: number, lbn: number): number =>
  incore(r.k, r.k.file.file.vnode.get(file), lbn);

/** A machine with one open file of so many pages. */
const withFile = (r: Rig, pages: number, block = 16_384): number => {
  r.run({ do: 'file_create', as: 'f', pages, block });
  r.run({ do: 'file_open', file: 'f' });
  return r.files('f')[0]!;
};

describe('marks of the buffer cache', () => {
  it.each([
    [2213, 35_602_432, [573, 286, 515]],
    [2225, 35_799_040, [576, 288, 518]],
  ])('with %i buffers', (nbuf, high, dirty) => {
    const r = router(nbuf);
    expect(cell(r, NBUF)).toBe(nbuf);
    expect(cell(r, HIBUFSPACE)).toBe(high);
    expect(cell(r, LOBUFSPACE)).toBe(high - 65_536);
    expect([HIDIRTY, LODIRTY, DIRTYTHRESH].map((at) => cell(r, at))).toEqual(dirty);
    expect(onQueue(r, BQ_EMPTY)).toBe(nbuf);
    const { min, max } = r.k.kmem.maps.map;
    const m = mapOf(r.k, M_BUFFER);
    expect((max.get(m) - min.get(m)) * 4096).toBe(nbuf * 16_384);
  });
  it('halve the dirty marks where they would fill more than three quarters of it', () => {
    // 16 buffers: 24 dirty ones are more than there are; 12 × 16 K is over ¾ of 192 K, 6 × 16 K not.
    const r = machineOf(64, 16);
    expect([HIDIRTY, LODIRTY, DIRTYTHRESH].map((at) => cell(r, at))).toEqual([6, 3, 21]);
  });
});

describe('B-1: where buffers lie', () => {
  it('in buffer_map, and a file in no map but it', () => {
    const r = router();
    const f = withFile(r, 400);
    const kmem = r.k.kmem.maps.map.size.get(mapOf(r.k, M_KMEM));
    const before = r.k.kmem.maps.map.size.get(mapOf(r.k, M_BUFFER));
    r.run({ do: 'file_read', file: 'f' });
    expect(r.k.kmem.maps.map.size.get(mapOf(r.k, M_KMEM))).toBe(kmem);
    expect(r.k.kmem.maps.map.size.get(mapOf(r.k, M_BUFFER)) - before).toBe(400);
    const { min, max } = r.k.kmem.maps.map;
    const kva = r.k.buf.buf.kva.get(bufOf(r, f, 0));
    expect(kva).toBeGreaterThanOrEqual(min.get(mapOf(r.k, M_BUFFER)));
    expect(kva).toBeLessThan(max.get(mapOf(r.k, M_BUFFER)));
  });
  it('small blocks without an object in kmem_map, up to a twentieth of hibufspace, then in pages', () => {
    const r = router();
    // Directories of one sector that are looked through and not opened: buffers of 2,048 B.
    r.run({ do: 'file_create', as: 'd', count: 1000, perdir: 1 });
    r.run({ do: 'file_stat', file: 'd' });
    const most = Math.ceil(cell(r, MAXBUFMALLOC) / 2048);
    expect([cell(r, MAXBUFMALLOC), most]).toEqual([1_787_494, 873]);
    const type = r.k.malloc.names.indexOf('BIO buffer');
    expect(typeFigures(r.k.malloc, type)).toMatchObject({ inUse: most, bytes: most * 2048 });
    expect(cell(r, BUFMALLOC)).toBe(most * 2048);
    const { buf } = r.k.buf;
    const rest = Array.from({ length: cell(r, NBUF) }, (_, i) => i + 1).filter(
      (n) => buf.bufsize.get(n) === 4096 && (buf.flags.get(n) & B_MALLOC) === 0,
    );
    // The root directory is one more.
    expect(rest).toHaveLength(1001 - most);
    for (const n of rest) expect(buf.npages.get(n)).toBe(1);
    // Each has 16 KB of address space all the same.
    expect(cell(r, BUFSPACE)).toBeGreaterThan(1000 * 16_384);
  });
});

describe('B-2: a buffer of a file', () => {
  it('has wired pages of the object of the file behind its address space', () => {
    const r = router();
    const f = withFile(r, 10);
    const wired = r.k.phys.count.get(WIRED);
    r.run({ do: 'file_read', file: 'f' });
    expect(r.k.phys.count.get(WIRED) - wired).toBe(10);
    const { buf } = r.k.buf;
    const object = r.k.file.vnode.object.get(r.k.file.file.vnode.get(f));
    expect([0, 1, 2].map((lbn) => buf.npages.get(bufOf(r, f, lbn)))).toEqual([4, 4, 2]);
    expect([0, 1, 2].map((lbn) => buf.kvaPages.get(bufOf(r, f, lbn)))).toEqual([4, 4, 4]);
    const frame = bufFrame(r.k, bufOf(r, f, 2), 1);
    expect([r.k.phys.frame.object.get(frame), r.k.phys.frame.pindex.get(frame)]).toEqual([
      object,
      9,
    ]);
    expect(r.k.phys.frame.wire.get(frame)).toBe(1);
  });
  it('panics where the kernel touches its address space beyond the data', () => {
    const r = router();
    const f = withFile(r, 1);
    r.run({ do: 'file_read', file: 'f' });
    const kva = r.k.buf.buf.kva.get(bufOf(r, f, 0));
    expect(() => accessPage(r.k, kernelSpace(r.k), kva + 3, false)).toThrow(
      'vm_fault: fault on nofault entry',
    );
  });
  it('takes a page that the object has already, without a read', () => {
    const r = router();
    withFile(r, 4);
    r.run({ do: 'file_read', file: 'f' });
    const n = bufOf(r, r.files('f')[0]!, 0);
    setFlags(r.k, n, B_INVAL);
    brelse(r.k, n);
    const [inactive, reads] = [queued(r.k.phys, Q_INACTIVE), cell(r, READS)];
    expect(inactive).toBe(4);
    r.run({ do: 'file_read', file: 'f' });
    expect([queued(r.k.phys, Q_INACTIVE), cell(r, READS) - reads]).toEqual([0, 0]);
  });
});

describe('B-3: releasing a buffer', () => {
  it('keeps its pages wired and its place', () => {
    const r = router();
    const f = withFile(r, 4);
    r.run({ do: 'file_read', file: 'f' });
    const n = bufOf(r, f, 0);
    expect(r.k.buf.buf.queue.get(n)).toBe(BQ_CLEAN);
    const clean = onQueue(r, BQ_CLEAN);
    r.run({ do: 'file_read', file: 'f' });
    expect([bufOf(r, f, 0), onQueue(r, BQ_CLEAN)]).toEqual([n, clean]);
    expect(r.k.buf.queue.tail.get(BQ_CLEAN)).toBe(n);
  });
  it('lets pages go to the end of the inactive queue when the buffer is taken for another', () => {
    const r = machineOf(64, 40);
    const f = withFile(r, 400);
    r.run({ do: 'file_read', file: 'f' });
    const { queue, frame } = r.k.phys;
    expect(bufOf(r, f, 0)).toBe(0);
    // The last blocks are in buffers, the ones before lie inactive in the order in which they went.
    const last = frame.pindex.get(queue.tail.get(Q_INACTIVE));
    expect(bufOf(r, f, Math.floor(last / 4) + 1)).not.toBe(0);
    expect(last % 4).toBe(3);
  });
  it('frees pages that never held data', () => {
    const r = router();
    const f = withFile(r, 4);
    const v = r.k.file.file.vnode.get(f);
    const free = r.k.phys.queue.length.get(1);
    const n = getblk(r.k, v, 0, 16_384);
    expect(r.k.phys.frame.flags.get(bufFrame(r.k, n, 0)) & F_VALID).toBe(0);
    setFlags(r.k, n, B_INVAL);
    brelse(r.k, n);
    expect(r.k.phys.queue.length.get(1)).toBe(free);
  });
  it('lets pages go to the cache queue at once where free + cache is below v_free_severe', () => {
    const r = machineOf(64);
    const f = withFile(r, 8);
    const v = r.k.file.file.vnode.get(f);
    bqrelse(r.k, bread(r.k, v, 0, 16_384));
    const free = r.k.phys.queue.length.get(1);
    for (let i = 0; i < free - 120; i += 1) takePage(r, i);
    expect(isSevere(r.k.phys)).toBe(true);
    const cached = queued(r.k.phys, Q_CACHE);
    bqrelse(r.k, bread(r.k, v, 1, 16_384));
    expect(queued(r.k.phys, Q_CACHE) - cached).toBe(4);
    expect(bufOf(r, f, 1)).toBe(0);
    expect(bufOf(r, f, 0)).not.toBe(0);
  });
});

/** Takes a page for nobody in particular, so that RAM runs short. */
const takePage = (r: Rig, i: number): void => {
  r.k.kmem.pages.take(2, r.k.kmem.base + 200_000 + i, 'system');
};

describe('B-4: memory pressure', () => {
  it('does not touch buffers: there is no vm_lowmem handler', () => {
    const r = router();
    withFile(r, 400);
    r.run({ do: 'file_read', file: 'f' });
    const before = [cell(r, BUFSPACE), onQueue(r, BQ_CLEAN), r.k.phys.count.get(WIRED)];
    r.run({ do: 'uma_reclaim' });
    const after = [cell(r, BUFSPACE), onQueue(r, BQ_CLEAN), r.k.phys.count.get(WIRED)];
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(before[2]! - after[2]!).toBeLessThan(10);
  });
});

describe('B-5: bufspace', () => {
  it('counts address space of buffers that hold nothing', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 400 });
    r.run({ do: 'file_read', file: 'f' });
    const [space, wired] = [cell(r, BUFSPACE), r.k.phys.count.get(WIRED)];
    r.run({ do: 'file_unlink', file: 'f' });
    expect(cell(r, BUFSPACE)).toBe(space);
    expect(wired - r.k.phys.count.get(WIRED)).toBe(400);
    expect(onQueue(r, BQ_EMPTYKVA)).toBe(100);
  });
  it('is 34M in top when the router has read enough files', () => {
    const r = router();
    withFile(r, 10_000);
    r.run({ do: 'file_read', file: 'f' });
    const { buf } = topFigures(r.k);
    expect(buf).toBeGreaterThanOrEqual(33.95 * MIB);
    expect(buf).toBeLessThan(34.14 * MIB);
    // It stops growing at the low mark: from there on clean buffers are taken first.
    expect(buf - cell(r, LOBUFSPACE)).toBeGreaterThanOrEqual(0);
    expect(buf - cell(r, LOBUFSPACE)).toBeLessThan(16_384);
    const again = cell(r, BUFSPACE);
    r.run({ do: 'file_create', as: 'g', pages: 4000 });
    r.run({ do: 'file_read', file: 'g' });
    expect(cell(r, BUFSPACE)).toBe(again);
  });
});

describe('B-6: a buffer for a new block', () => {
  it('is one that keeps address space, before an empty one', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 40 });
    r.run({ do: 'file_read', file: 'f' });
    r.run({ do: 'file_unlink', file: 'f' });
    const [space, empty] = [cell(r, BUFSPACE), onQueue(r, BQ_EMPTY)];
    r.run({ do: 'file_create', as: 'g', pages: 24 });
    r.run({ do: 'file_read', file: 'g' });
    expect([cell(r, BUFSPACE), onQueue(r, BQ_EMPTY)]).toEqual([space, empty]);
  });
  it('is the clean one that was longest not used, from the low mark on', () => {
    const r = machineOf(64, 40);
    const f = withFile(r, 200);
    r.run({ do: 'file_read', file: 'f' });
    expect(cell(r, BUFSPACE)).toBe(cell(r, LOBUFSPACE));
    // 26 buffers of 16 KB: the last blocks that were read are there, the ones before are not.
    const there = Array.from({ length: 50 }, (_, lbn) => bufOf(r, f, lbn) !== 0);
    expect(there.lastIndexOf(false) + 1).toBe(50 - there.filter(Boolean).length);
    expect(there.filter(Boolean)).toHaveLength(26);
  });
  it('flushes down to the low mark where larger blocks drove bufspace over the high one', () => {
    const r = machineOf(64, 40);
    withFile(r, 400);
    r.run({ do: 'file_read', file: 'f' });
    r.run({ do: 'file_create', as: 'large', count: 4, pages: 16, block: 65_536 });
    const seen: number[] = [];
    for (let nth = 0; nth < 4; nth += 1) {
      r.run({ do: 'file_read', file: 'large', nth });
      seen.push(cell(r, BUFSPACE));
    }
    expect(Math.max(...seen)).toBeLessThanOrEqual(40 * 16_384);
    expect(onQueue(r, BQ_EMPTY)).toBeGreaterThan(0);
  });
});

describe('B-7: a buffer_map in pieces', () => {
  /** Buffers of 16 KB everywhere, every other one used again: those between go first. */
  const inPieces = (): Rig => {
    const r = machineOf(64, 40);
    r.run({ do: 'file_create', as: 'small', count: 22, pages: 4, perdir: 100 });
    r.run({ do: 'file_read', file: 'small' });
    for (let nth = 0; nth < 22; nth += 2) r.run({ do: 'file_read', file: 'small', nth });
    return r;
  };
  it('gives up one clean buffer after another until there is a hole', () => {
    const r = inPieces();
    const clean = onQueue(r, BQ_CLEAN);
    r.run({ do: 'file_create', as: 'large', count: 8, pages: 16, block: 65_536 });
    r.run({ do: 'file_read', file: 'large' });
    expect(cell(r, DEFRAGCNT)).toBeGreaterThan(0);
    expect(onQueue(r, BQ_CLEAN)).toBeLessThan(clean);
    for (const f of r.files('large').slice(-2)) {
      const n = bufOf(r, f, 0);
      expect([r.k.buf.buf.kvaPages.get(n), r.k.buf.buf.npages.get(n)]).toEqual([16, 16]);
    }
  });
  it('never breaks up while all blocks have one size', () => {
    const r = machineOf(64, 40);
    withFile(r, 2000);
    r.run({ do: 'file_read', file: 'f' });
    expect(cell(r, DEFRAGCNT)).toBe(0);
  });
  it.each([
    [8, 'nbufkv'],
    [12, 'newbuf'],
  ])('makes a writer sleep where nothing is clean: with %i buffers on %s', (nbuf, on) => {
    const r = machineOf(64, nbuf);
    r.run({ do: 'file_create', as: 'f', count: 12, pages: 16, block: 65_536 });
    r.run({ do: 'file_open', file: 'f' });
    const [first] = r.run({ do: 'file_write', file: 'f', pages: 1 });
    expect(first).toMatchObject({ outcome: 'asleep' });
    expect(first!.words).toContain(`sleeps on ${on}`);
  });
  it('makes a writer sleep on nbufbs where bufspace is over the high mark', () => {
    const r = machineOf(64, 16);
    r.run({ do: 'file_create', as: 'f', count: 4, pages: 16, block: 65_536 });
    r.run({ do: 'file_create', as: 'g', pages: 4 });
    r.run({ do: 'file_open', file: 'f' });
    r.run({ do: 'file_open', file: 'g' });
    r.run({ do: 'file_write', file: 'f', nth: 0, pages: 1 });
    r.run({ do: 'file_write', file: 'f', nth: 1, pages: 1 });
    r.run({ do: 'file_read', file: 'g' });
    r.run({ do: 'file_write', file: 'f', nth: 2, pages: 1 });
    expect(cell(r, BUFSPACE)).toBeGreaterThanOrEqual(cell(r, HIBUFSPACE));
    // Three dirty buffers are what bufdaemon leaves alone: the syncer has to come.
    const events = r.run({ do: 'file_write', file: 'f', nth: 3, pages: 1 });
    expect(events.map((e) => e.outcome)).toEqual(['asleep']);
    expect(events[0]!.words).toContain('sleeps on nbufbs');
    const later = r.run({ do: 'wait', seconds: 31 });
    expect(later.map((e) => e.outcome)).toEqual(['done', 'daemon', 'woken']);
    expect(cell(r, BUFSPACE)).toBeLessThan(cell(r, HIBUFSPACE));
  });
});
