/**
 * The buffer cache: how many buffers, what they may hold, and the tables allocated beside them.
 * FreeBSD sys/kern/vfs_bio.c kern_vfs_bio_buffer_alloc() and bufinit(). A quarter of the first
 * 64 MB becomes buffers, then a tenth (6.2's own comment says a twentieth).
 */
import { formatCount } from '../../base/format';
import { KIB, PAGE_SIZE } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { kernSource, note, tunable } from './boot-context';
import type { Boot } from './boot-context';
import { BKVASIZE, INT_MAX, MAXBSIZE } from './constants';
import { pagesBetween } from './kva';
import type { KvaBounds } from './kva';
import { given } from './workbook';
import type { Entry } from './workbook';

/** Buffers and swap buffers, in items. */
export interface Buffers {
  readonly nbuf: Derivation;
  readonly nswbuf: Derivation;
}

const BASE_BUFFERS = 50;
/** Below 4 MB only the base buffers exist. */
const FIRST_KB = 4096;
/** The first 64 MB count for a quarter. */
const QUARTER_KB = 65536;
/** `factor`: 4 × BKVASIZE in K, the quarter. */
const FACTOR = (4 * BKVASIZE) / KIB;
const LEAST_SWBUF = 16;
const MOST_SWBUF = 256;
/** 7.3 keeps 3 × maxbufspace within a `long`. */
const MOST_BUFFERS_73 = Math.floor(Math.floor(INT_MAX / 3) / BKVASIZE);

const autoBuffers = (kb: number, maxbcache: number): number => {
  const quarter = kb > FIRST_KB ? Math.floor((kb - FIRST_KB) / FACTOR) : 0;
  const tenth = kb > QUARTER_KB ? Math.floor(((kb - QUARTER_KB) * 2) / (FACTOR * 5)) : 0;
  const nbuf = BASE_BUFFERS + Math.min(quarter, Math.floor(QUARTER_KB / FACTOR)) + tenth;
  return maxbcache > 0 ? Math.min(nbuf, Math.floor(maxbcache / BKVASIZE)) : nbuf;
};

const ENTRY = { id: 'nbuf', label: 'Buffers', unit: 'items' } as const;

const tunedBuffers = (b: Boot, set: Derivation, source: Entry['source']): Derivation => {
  const most = b.k.tag === 'r73' ? MOST_BUFFERS_73 : set.value;
  if (set.value > most)
    note(
      b,
      'warning',
      `kern.nbuf is ${formatCount(set.value)}; the kernel lowers it to ${formatCount(most)}, so that 3 × maxbufspace fits a long.`,
    );
  return b.book.number({
    ...ENTRY,
    value: Math.min(set.value, most),
    formula: 'set by the loader tunable kern.nbuf; kern.maxbcache does not hold it',
    from: [set],
    source,
  });
};

const countBuffers = (b: Boot, physmem: Derivation, bounds: KvaBounds): Derivation => {
  const source = kernSource(b, 'kern/vfs_bio.c', 'kern_vfs_bio_buffer_alloc()');
  const set = tunable(b, 'kern.nbuf', source);
  if (set !== undefined && set.value > 0) return tunedBuffers(b, set, source);
  const mapPages = pagesBetween(bounds.vmMin, bounds.vmMax);
  const param1 = kernSource(b, 'kern/subr_param.c', 'init_param1()');
  const cap = tunable(b, 'kern.maxbcache', param1) ?? given('maxbcache', b.k.bcacheMax, 'B');
  const kb = (Math.min(physmem.value, mapPages) * PAGE_SIZE) / KIB;
  return b.book.number({
    ...ENTRY,
    value: autoBuffers(kb, Number(cap.value)),
    formula:
      '50 + a quarter of the first 64 MB + a tenth of the rest, in buffers of 16 K; at most maxbcache ÷ 16 K. RAM counts up to the size of kernel_map',
    from: [physmem, given('pages of kernel_map', mapPages, 'pages'), cap],
    source,
  });
};

/** maxbufspace and the marks below it: bufinit(). */
const bufferSpace = (b: Boot, nbuf: Derivation): void => {
  const source = kernSource(b, 'kern/vfs_bio.c', 'bufinit()');
  const space = b.book.number({
    id: 'maxbufspace',
    label: 'Buffer address space',
    unit: 'B',
    value: nbuf.value * BKVASIZE,
    formula: 'nbuf × 16 K',
    from: [nbuf],
    source,
  });
  const high = b.book.number({
    id: 'hibufspace',
    label: 'Buffer space, high mark',
    unit: 'B',
    value: Math.max(Math.floor((3 * space.value) / 4), space.value - 10 * MAXBSIZE),
    formula: 'the larger of ¾ × maxbufspace and maxbufspace − 640 K',
    from: [space],
    source,
  });
  b.book.number({
    id: 'lobufspace',
    label: 'Buffer space, low mark',
    unit: 'B',
    value: Math.max(0, high.value - MAXBSIZE),
    formula: 'hibufspace − 64 K',
    from: [high],
    source,
    note: high.value < MAXBSIZE ? 'The kernel’s own figure is below zero here.' : undefined,
  });
};

/** Counts buffers and swap buffers; writes the marks of the buffer space as well. */
export const countAllBuffers = (b: Boot, physmem: Derivation, bounds: KvaBounds): Buffers => {
  const nbuf = countBuffers(b, physmem, bounds);
  const nswbuf = b.book.number({
    id: 'nswbuf',
    label: 'Swap buffers',
    unit: 'items',
    value: Math.max(Math.min(Math.floor(nbuf.value / 4), MOST_SWBUF), LEAST_SWBUF),
    formula: 'nbuf ÷ 4, at least 16, at most 256',
    from: [nbuf],
    source: kernSource(b, 'kern/vfs_bio.c', 'kern_vfs_bio_buffer_alloc()'),
  });
  bufferSpace(b, nbuf);
  return { nbuf, nswbuf };
};
