/** Files, vnodes and names: what looking at them, using them and forgetting them takes. */
import { describe, expect, it } from 'vitest';
import { READS, WRITES, NUMDIRTY } from '../buf/state';
import { incore } from '../buf/queue';
import { residentCount } from '../phys/object-pages';
import { Q_ACTIVE, Q_FREE, Q_INACTIVE, WIRED, queued } from '../phys/frames';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';
import { typeFigures } from '../malloc/malloc';
import { mmap, spaceOf } from '../proc/proc';
import { accessPage } from '../vm/fault';
import { fileObject } from './calls';
import { DIRHASH_MAXMEM } from './dirhash';
import { hasTables } from './dirhash-memory';
import { blockBytes, filePages, sizedBlock } from './disk';
import { topFigures } from './figures';
import { DESIRED, DIRHASHMEM, FREEVNODES, NUMVNODES, RECYCLED, V_FREE, WANTFREE } from './state';
import { machineOf, router } from './testkit';
import type { Rig } from './testkit';

const cell = (r: Rig, at: number): number => r.k.file.cell.get(at);

describe('a disk', () => {
  it('takes no memory until somebody looks', () => {
    const r = router();
    const free = queued(r.k.phys, Q_FREE);
    r.run({ do: 'file_create', as: 'f', count: 5000, pages: 4 });
    expect([queued(r.k.phys, Q_FREE), r.used('VNODE')]).toEqual([free, 0]);
  });
  it.each([
    // sectors of the file, block, bytes of it: whole ones, then as many fragments of 2 KB as needed
    [40, 0, 16_384],
    [40, 1, 4096],
    [33, 1, 2048],
    [32, 1, 0],
    [12 * 32 + 1, 12, 16_384],
    [11 * 32 + 1, 11, 2048],
  ])('ends a file of %i sectors with a block %i of %i bytes', (sectors, lbn, size) => {
    expect(sizedBlock(lbn, sectors, 14)).toBe(size);
  });
  it('refuses a block size that is no power of two', () => {
    const r = router();
    const [e] = r.run({ do: 'file_create', block: 5000 });
    expect(e).toMatchObject({ outcome: 'wrong' });
    expect(r.run({ do: 'file_read', file: 'files' })[0]).toMatchObject({
      outcome: 'wrong',
      words: 'there is no file named files',
    });
  });
});

describe('lstat(2)', () => {
  it('takes a vnode, an inode and a name each, and no VM object', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 100, pages: 4, perdir: 10 });
    const objects = r.used('VM OBJECT');
    r.run({ do: 'file_stat', file: 'f' });
    // 100 files, 10 directories, the one above them, the root, the disk.
    expect(r.used('VNODE')).toBe(113);
    expect([r.used('FFS inode'), r.used('FFS2 dinode')]).toEqual([112, 112]);
    expect([r.used('S VFS Cache'), r.used('L VFS Cache'), r.used('NAMEI')]).toEqual([111, 0, 0]);
    // Only the disk has one.
    expect(r.used('VM OBJECT') - objects).toBe(1);
    const namei = zoneFigures(r.k.uma, zoneNumber(r.k.uma, 'NAMEI'));
    expect(namei.requests).toBe(100);
  });
  it('puts names of more than 31 letters into the zone of long ones', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 16, long: true });
    r.run({ do: 'file_stat', file: 'f' });
    expect([r.used('S VFS Cache'), r.used('L VFS Cache')]).toEqual([1, 16]);
  });
  it('reads each block of inodes once: 64 inodes of 256 B', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 640, perdir: 1000 });
    r.run({ do: 'file_stat', file: 'f' });
    // Files 4 … 643 and three before them: blocks 0 … 10. One block of the root and one of 16 KB.
    expect(r.k.buf.cell.get(READS)).toBe(11 + 1 + 1);
    const again = r.k.buf.cell.get(READS);
    r.run({ do: 'file_stat', file: 'f' });
    expect(r.k.buf.cell.get(READS)).toBe(again);
  });
  it('leaves vnodes on the free list, those of directories held by the names in them', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 50, perdir: 10 });
    r.run({ do: 'file_stat', file: 'f' });
    expect(cell(r, FREEVNODES)).toBe(50);
    const v = r.k.file.file.vnode.get(r.files('f')[0]!);
    expect(r.k.file.vnode.flags.get(v) & V_FREE).toBe(V_FREE);
    r.run({ do: 'file_open', file: 'f', nth: 0 });
    expect([cell(r, FREEVNODES), r.k.file.vnode.flags.get(v) & V_FREE]).toEqual([49, 0]);
  });
});

describe('readdir', () => {
  it('opens directories, whose blocks then have objects behind them', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 100, perdir: 10 });
    const objects = r.used('VM OBJECT');
    const [e] = r.run({ do: 'file_readdir', file: 'f' });
    expect(e!.words).toBe('readdir(f): 11 directories');
    expect(r.used('VM OBJECT') - objects).toBe(12);
    expect(r.used('VNODE')).toBe(13);
    // One sector each: a fragment, a page.
    const dir = r.k.file.file.dir.get(r.files('f')[0]!);
    expect(blockBytes(r.k, dir, 0)).toBe(2048);
    const v = r.k.file.file.vnode.get(dir);
    expect(r.k.buf.buf.npages.get(incore(r.k, v, 0))).toBe(1);
  });
});

describe('the hash of a large directory', () => {
  it('is built on the first look at a name: 2,560 B at least, half as many slots again', () => {
    const r = router();
    // 83 names and the two of every directory fill four sectors, 84 need five.
    r.run({ do: 'file_create', as: 'small', count: 83, perdir: 1000 });
    r.run({ do: 'file_stat', file: 'small', nth: 0 });
    expect([r.used('DIRHASH'), cell(r, DIRHASHMEM)]).toEqual([0, 0]);
    r.run({ do: 'file_create', as: 'large', count: 84, perdir: 1000 });
    r.run({ do: 'file_stat', file: 'large', nth: 0 });
    // 2,560 ÷ 12 entries at most, 320 slots, two arrays of 256; 8 B of free space.
    expect([r.used('DIRHASH'), cell(r, DIRHASHMEM)]).toEqual([2, 360 + 2 * 1028 + 8]);
    const type = r.k.malloc.names.indexOf('UFS dirhash');
    expect(typeFigures(r.k.malloc, type)).toMatchObject({ inUse: 3, bytes: 512 + 16 + 16 });
    r.run({ do: 'file_stat', file: 'large' });
    expect(r.used('DIRHASH')).toBe(2);
  });
  it('reads the whole directory', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 4000, perdir: 5000 });
    const dir = r.k.file.file.dir.get(r.files('f')[0]!);
    r.run({ do: 'file_stat', file: 'f', nth: 0 });
    const v = r.k.file.file.vnode.get(dir);
    const there = [0, 1, 2, 3, 4, 5].map((lbn) => incore(r.k, v, lbn) !== 0);
    // 191 sectors: five blocks of 16 KB and a last one.
    expect(there).toEqual([true, true, true, true, true, true]);
  });
  it('is taken for another where all have 2 MB, but only after eight wishes', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 170_000, perdir: 1000 });
    // 48 sectors each: 12 arrays. The directory above them has nine: three arrays.
    const bytes = 360 + 12 * 1028 + 72;
    const top = 360 + 3 * 1028 + 14;
    const most = Math.floor((DIRHASH_MAXMEM - top) / bytes);
    for (let i = 0; i < most; i += 1)
      r.timeline.push({ do: 'file_stat', file: 'f', nth: i * 1000 });
    expect(cell(r, DIRHASHMEM)).toBe(top + most * bytes);
    const firstDir = r.k.file.file.dir.get(r.files('f')[0]!);
    const first = r.k.file.vnode.dirhash.get(r.k.file.file.vnode.get(firstDir));
    for (let wish = 1; wish <= 9; wish += 1) {
      expect(hasTables(r.k, first)).toBe(true);
      r.run({ do: 'file_stat', file: 'f', nth: most * 1000 + wish });
    }
    expect(hasTables(r.k, first)).toBe(false);
    expect(cell(r, DIRHASHMEM)).toBeLessThanOrEqual(DIRHASH_MAXMEM);
  });
  it('of more than 1 MB takes none from others', () => {
    const r = router();
    for (const as of ['a', 'b']) r.run({ do: 'file_create', as, count: 90_000, perdir: 100_000 });
    r.run({ do: 'file_stat', file: 'a', nth: 0 });
    const bytes = cell(r, DIRHASHMEM);
    expect(bytes).toBeGreaterThan(DIRHASH_MAXMEM / 2);
    for (let nth = 0; nth < 12; nth += 1) r.timeline.push({ do: 'file_stat', file: 'b', nth });
    expect(cell(r, DIRHASHMEM)).toBe(bytes);
  });
  it('goes with the vnode of its directory', () => {
    const r = machineOf(32);
    r.run({ do: 'file_create', as: 'f', count: 200, perdir: 1000 });
    r.run({ do: 'file_stat', file: 'f' });
    expect(r.used('DIRHASH')).toBeGreaterThan(0);
    r.run({ do: 'file_unlink', file: 'f' });
    // Nothing names it any more, but its blocks hold it until vnlru looks for vnodes.
    expect(r.used('DIRHASH')).toBe(3);
    r.run({ do: 'file_create', as: 'g', count: 1700, perdir: 25 });
    r.run({ do: 'file_open', file: 'g' });
    expect(r.used('DIRHASH')).toBe(0);
  });
});

describe('open(2) and close(2)', () => {
  it('give and take a descriptor, an object and a use of the vnode', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 3, pages: 10 });
    r.run({ do: 'file_open', file: 'f', nth: 1 });
    const v = r.k.file.file.vnode.get(r.files('f')[1]!);
    const object = r.k.file.vnode.object.get(v);
    expect([r.used('Files'), r.k.file.vnode.use.get(v)]).toEqual([1, 1]);
    expect(r.k.vm.object.size.get(object)).toBe(10);
    expect(r.run({ do: 'file_open', file: 'f', nth: 1 })[0]!.outcome).toBe('refused');
    expect(r.run({ do: 'file_unlink', file: 'f', nth: 1 })[0]!.outcome).toBe('refused');
    r.run({ do: 'file_close', file: 'f', nth: 1 });
    expect([r.used('Files'), r.k.file.vnode.use.get(v)]).toEqual([0, 0]);
    // The object lives as long as the vnode.
    expect(r.k.file.vnode.object.get(v)).toBe(object);
    expect(r.run({ do: 'file_close', file: 'f', nth: 1 })[0]!.outcome).toBe('refused');
  });
});

describe('vnodes', () => {
  it('of which nobody needs more than a quarter are taken back, oldest first', () => {
    const r = machineOf(32);
    expect([cell(r, DESIRED), cell(r, WANTFREE)]).toEqual([1604, 401]);
    r.run({ do: 'file_create', as: 'f', count: 1000, perdir: 1000 });
    r.run({ do: 'file_stat', file: 'f' });
    // A new one takes one back where more than the quarter are free: so there is one more.
    expect(cell(r, FREEVNODES)).toBe(402);
    expect([r.used('VNODE'), cell(r, NUMVNODES), cell(r, RECYCLED)]).toEqual([405, 405, 598]);
    const files = r.files('f');
    const there = files.filter((f) => r.k.file.file.vnode.get(f) !== 0);
    expect(there).toEqual(files.slice(-402));
    expect(r.used('S VFS Cache')).toBe(403);
    const { free } = zoneFigures(r.k.uma, zoneNumber(r.k.uma, 'VNODE'));
    expect(free).toBeLessThan(20);
    r.run({ do: 'wait', seconds: 1 });
    expect(cell(r, FREEVNODES)).toBe(401);
  });
  it('beyond kern.maxvnodes make a caller sleep on vlruwk, once, until vnlru has looked', () => {
    const r = machineOf(32);
    r.run({ do: 'file_create', as: 'f', count: 1700, perdir: 5000 });
    const events = r.run({ do: 'file_open', file: 'f' });
    expect(events[0]!.words).toContain('sleeps on vlruwk, 1602 of 1700 done');
    // All are open: vnlru gets nowhere and the caller goes on.
    expect(events.map((e) => e.outcome)).toEqual(['asleep', 'woken']);
    expect(cell(r, NUMVNODES)).toBe(1703);
    const later = r.run({ do: 'file_close', file: 'f' });
    expect(later.map((e) => e.words).at(-1)).toBe('vnlru takes back 1,299 vnodes, 404 left');
    expect(cell(r, FREEVNODES)).toBe(401);
    // All of that is by number: RAM was never short. VNODE is NOFREE and gives no slab back.
    const { used, free } = zoneFigures(r.k.uma, zoneNumber(r.k.uma, 'VNODE'));
    expect(used).toBe(404);
    expect(used + free).toBeGreaterThanOrEqual(1703);
    r.run({ do: 'uma_reclaim' });
    expect(zoneFigures(r.k.uma, zoneNumber(r.k.uma, 'VNODE')).free).toBe(free);
  });
  it('with data in buffers are not free, but vnlru takes them, and writes what is dirty', () => {
    const r = machineOf(32);
    r.run({ do: 'file_create', as: 'f', count: 60, pages: 1, perdir: 5000 });
    r.run({ do: 'file_write', file: 'f' });
    const [dirty, free] = [r.k.buf.cell.get(NUMDIRTY), cell(r, FREEVNODES)];
    expect([dirty, free]).toEqual([61, 0]);
    // So many open files that vnlru has to look for others.
    r.run({ do: 'file_create', as: 'open', count: 1600, perdir: 5000 });
    r.run({ do: 'file_open', file: 'open' });
    const there = r.files('f').filter((f) => r.k.file.file.vnode.get(f) !== 0).length;
    expect(there).toBeLessThan(60);
    expect(r.k.buf.cell.get(WRITES)).toBeGreaterThanOrEqual(60 - there);
    expect(cell(r, RECYCLED)).toBe(60 - there);
  });
});

describe('a vnode that is taken back', () => {
  it('has the pages written first that a mapping changed', () => {
    const r = machineOf(32);
    r.run({ do: 'file_create', as: 'f', pages: 4 });
    r.run({ do: 'fork', as: 'p' });
    r.run({ do: 'file_mmap', process: 'p', file: 'f' });
    r.run({ do: 'touch', process: 'p', pages: 1 });
    r.run({ do: 'exit', process: 'p' });
    const writes = r.k.buf.cell.get(WRITES);
    r.run({ do: 'file_create', as: 'g', count: 1700, perdir: 5000 });
    r.run({ do: 'file_open', file: 'g' });
    expect(r.k.file.file.vnode.get(r.files('f')[0]!)).toBe(0);
    expect(r.k.buf.cell.get(WRITES)).toBe(writes + 1);
  });
});

describe('unlink(2)', () => {
  it('of a file that nobody uses gives all its memory back at once', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', count: 2, pages: 40 });
    r.run({ do: 'file_read', file: 'f', nth: 0 });
    const [vnodes, objects, wired, free] = [
      r.used('VNODE'),
      r.used('VM OBJECT'),
      r.k.phys.count.get(WIRED),
      queued(r.k.phys, Q_FREE),
    ];
    r.run({ do: 'file_unlink', file: 'f', nth: 0 });
    expect(r.files('f')).toHaveLength(1);
    expect([r.used('VNODE'), r.used('VM OBJECT')]).toEqual([vnodes - 1, objects - 1]);
    expect([r.k.phys.count.get(WIRED), queued(r.k.phys, Q_FREE)]).toEqual([wired - 40, free + 40]);
  });
  it('of a mapped file takes the name; the file goes with the last mapping', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 40 });
    r.run({ do: 'fork', as: 'p', count: 2 });
    r.run({ do: 'file_mmap', process: 'p', file: 'f' });
    r.run({ do: 'touch', process: 'p', write: false });
    const f = r.files('f')[0]!;
    const v = r.k.file.file.vnode.get(f);
    expect(r.k.file.vnode.use.get(v)).toBe(2);
    r.run({ do: 'file_unlink', file: 'f' });
    r.run({ do: 'exit', process: 'p', nth: 0 });
    expect(r.k.file.vnode.use.get(v)).toBe(1);
    expect(residentCount(r.k.phys, r.k.file.vnode.object.get(v))).toBe(40);
    const free = queued(r.k.phys, Q_FREE);
    r.run({ do: 'exit', process: 'p' });
    expect(r.k.file.file.type.get(f)).toBe(0);
    expect(queued(r.k.phys, Q_FREE) - free).toBeGreaterThanOrEqual(40);
    expect(queued(r.k.phys, Q_ACTIVE)).toBe(0);
  });
});

describe('a mapped file', () => {
  it('has no page behind its end: who touches it there gets SIGBUS and no RAM', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 2 });
    r.run({ do: 'fork', as: 'p' });
    const p = r.files('p')[0]!;
    const at = mmap(r.k, p, 4, fileObject(r.k, r.files('f')[0]!));
    const free = queued(r.k.phys, Q_FREE);
    const touch = (page: number) => accessPage(r.k, spaceOf(r.k, p), at + page, true);
    expect([touch(2), touch(3), queued(r.k.phys, Q_FREE)]).toEqual(['fault', 'fault', free]);
    expect(touch(1)).toBe('done');
    r.run({ do: 'file_write', file: 'f', from: 2, pages: 1 });
    expect([touch(2), touch(3)]).toEqual(['done', 'fault']);
  });
  it('keeps its pages when a process ends, and its vnode becomes free', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 40 });
    r.run({ do: 'fork', as: 'p' });
    r.run({ do: 'file_mmap', process: 'p', file: 'f' });
    r.run({ do: 'touch', process: 'p', write: false });
    r.run({ do: 'exit', process: 'p' });
    const v = r.k.file.file.vnode.get(r.files('f')[0]!);
    expect(residentCount(r.k.phys, r.k.file.vnode.object.get(v))).toBe(40);
    expect(r.k.file.vnode.flags.get(v) & V_FREE).toBe(V_FREE);
    const reads = r.k.buf.cell.get(READS);
    r.run({ do: 'file_read', file: 'f' });
    expect(r.k.buf.cell.get(READS)).toBe(reads);
  });
});

describe('write(2)', () => {
  it('makes a file grow, and its object with it', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f' });
    r.run({ do: 'file_open', file: 'f' });
    const f = r.files('f')[0]!;
    for (const [from, pages, size] of [
      [0, 1, 1],
      [1, 4, 5],
      [2, 2, 5],
      [100, 3, 103],
    ] as const) {
      r.run({ do: 'file_write', file: 'f', from, pages });
      expect(filePages(r.k, f)).toBe(size);
    }
  });
  it('fills the last block when the file grows past it', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f' });
    r.run({ do: 'file_open', file: 'f' });
    const f = r.files('f')[0]!;
    r.run({ do: 'file_write', file: 'f', pages: 1 });
    const v = r.k.file.file.vnode.get(f);
    expect(r.k.buf.buf.bcount.get(incore(r.k, v, 0))).toBe(4096);
    r.run({ do: 'file_write', file: 'f', from: 4, pages: 1 });
    expect(r.k.buf.buf.bcount.get(incore(r.k, v, 0))).toBe(16_384);
    expect([r.k.buf.cell.get(WRITES), r.k.buf.cell.get(NUMDIRTY)]).toEqual([1, 1]);
  });
  it('of part of a block reads it first, of a whole one does not', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'f', pages: 8 });
    r.run({ do: 'file_open', file: 'f' });
    const reads = r.k.buf.cell.get(READS);
    r.run({ do: 'file_write', file: 'f', from: 1, pages: 2 });
    expect(r.k.buf.cell.get(READS) - reads).toBe(1);
    r.run({ do: 'file_write', file: 'f', from: 4, pages: 4 });
    expect(r.k.buf.cell.get(READS) - reads).toBe(1);
  });
});

describe('a copy of a large file', () => {
  it('fills the buffer cache to its mark, leaves the rest inactive, and writes all of it', () => {
    const r = router();
    r.run({ do: 'file_create', as: 'from', pages: 8000 });
    r.run({ do: 'file_create', as: 'to' });
    for (let page = 0; page < 8000; page += 400) {
      r.run({ do: 'file_read', file: 'from', from: page, pages: 400 });
      r.run({ do: 'file_write', file: 'to', from: page, pages: 400 });
      expect(r.k.buf.cell.get(NUMDIRTY)).toBeLessThan(12);
    }
    r.run({ do: 'file_sync' });
    r.run({ do: 'wait', seconds: 70 });
    const blocks = 2 * (8000 / 4);
    expect(filePages(r.k, r.files('to')[0]!)).toBe(8000);
    const top = topFigures(r.k);
    expect(Math.round(top.buf / 2 ** 20)).toBe(34);
    // Every block is in a buffer, wired, or lies inactive.
    const cached = r.k.buf.queue.length.get(1);
    expect(queued(r.k.phys, Q_INACTIVE)).toBeGreaterThanOrEqual((blocks - cached) * 4);
    expect(r.k.buf.cell.get(WRITES)).toBeGreaterThanOrEqual(blocks / 2);
    expect(r.k.buf.cell.get(NUMDIRTY)).toBe(0);
    expect(top.active + top.inactive + top.wired + top.cache + top.free).toBe(
      r.k.phys.pages * 4096,
    );
  });
});
