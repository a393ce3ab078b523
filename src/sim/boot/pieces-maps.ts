/**
 * What the boot takes from kernel_map, in the order of SYSINIT (sys/sys/kernel.h): PV entries,
 * kmem_map, the tables and submaps of vm_ksubmap_init(), then reservations of zones and sf_bufs.
 */
import { PAGE_SIZE, roundUp } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { archSource, kernSource, tunable } from './boot-context';
import type { Boot } from './boot-context';
import type { Buffers } from './buffers';
import { ARG_MAX, BKVASIZE, MAXPHYS, NPCPV } from './constants';
import type { Piece } from './piece';
import type { Tuning } from './tuning';
import { given } from './workbook';

const up = (n: number): number => roundUp(n, PAGE_SIZE);
const SUBALLOC = 'kmem_suballoc() panics';

/** The reservation of a zone with an object of its own. */
export const zonePiece = (
  b: Boot,
  id: string,
  limit: Derivation,
  keg: { readonly ipers: Derivation; readonly spec: { readonly name: string } },
): Piece => ({
  id,
  name: `${keg.spec.name} zone`,
  what: `Addresses reserved for zone ${keg.spec.name}; pages come one by one.`,
  size: (limit.value / keg.ipers.value) * PAGE_SIZE,
  owner: 'meta',
  backing: 'reserved',
  formula: 'LIMIT ÷ items a slab × 4,096',
  from: [limit, keg.ipers],
  source: kernSource(b, 'vm/uma_core.c', 'uma_zone_set_obj()'),
});

/** 7.3: the table of superpage heads and the chunks of PV entries. */
export const pvChunkPieces = (
  b: Boot,
  pvMax: Derivation,
  entries: Derivation,
  maxproc: Derivation,
): readonly Piece[] => {
  const source = archSource(b, 'pmap.c', 'pmap_init()');
  return [
    {
      id: 'pv_table',
      name: 'pv_table',
      what: 'One list head for each superpage of RAM.',
      size: up(entries.value * b.k.sizeof.mdPage),
      owner: 'meta',
      backing: 'resident',
      formula: 'pv_npg × sizeof(md_page), rounded up to pages',
      from: [entries, given('sizeof(md_page)', b.k.sizeof.mdPage, 'B')],
      source,
    },
    {
      id: 'pv_entry_kva',
      name: 'PV chunks',
      what: 'Addresses reserved for page-mapping entries, 336 a page.',
      size: Math.max(Math.floor(pvMax.value / NPCPV), maxproc.value) * PAGE_SIZE,
      owner: 'meta',
      backing: 'reserved',
      formula: 'the larger of pv_entry_max ÷ 336 and maxproc, × 4,096',
      from: [pvMax, maxproc],
      source,
      failure: 'pmap_init() panics with "not enough kvm for pv chunks"',
    },
  ];
};

/** kmem_map itself; 7.3 puts it on a superpage boundary where it is large enough. */
export const kmemPiece = (b: Boot, size: Derivation): Piece => ({
  id: 'kmem_map',
  name: 'kmem_map',
  what: 'malloc(9) and UMA share it. Its pages are wired.',
  size: up(size.value),
  owner: 'malloc',
  backing: 'resident',
  formula: size.value % PAGE_SIZE === 0 ? 'vm.kmem_size' : 'vm.kmem_size, rounded up to pages',
  from: [size],
  source: kernSource(b, 'kern/kern_malloc.c', 'kmeminit()'),
  failure: SUBALLOC,
  ...(b.k.kmemAligned && up(size.value) >= b.k.pdeBytes ? { align: b.k.pdeBytes } : {}),
});

const wheelSize = (ncallout: number): number => {
  let size = 1;
  while (size < ncallout) size *= 2;
  return size;
};

const tablesPiece = (b: Boot, t: Tuning, { nbuf, nswbuf }: Buffers): Piece => {
  const { callout, wheelHead, buf } = b.k.sizeof;
  const wheel = b.book.number({
    id: 'callwheelsize',
    label: 'Slots of the callout wheel',
    unit: 'count',
    value: wheelSize(t.ncallout.value),
    formula: 'the power of two at or above ncallout',
    from: [t.ncallout],
    source: kernSource(b, 'kern/kern_timeout.c', 'kern_timeout_callwheel_alloc()'),
  });
  const bytes =
    t.ncallout.value * callout + wheel.value * wheelHead + (nswbuf.value + nbuf.value) * buf;
  return {
    id: 'buf_tables',
    name: 'buffer tables',
    what: 'Callouts and buffer headers.',
    size: up(bytes),
    owner: 'meta',
    backing: 'resident',
    formula:
      'ncallout × sizeof(callout) + callwheelsize × sizeof(wheel slot) + (nbuf + nswbuf) × sizeof(buf), rounded up to pages',
    from: [
      t.ncallout,
      given('sizeof(callout)', callout, 'B'),
      wheel,
      given('sizeof(wheel slot)', wheelHead, 'B'),
      nbuf,
      nswbuf,
      given('sizeof(buf)', buf, 'B'),
    ],
    source: kernSource(b, 'vm/vm_init.c', 'vm_ksubmap_init()'),
    failure: 'vm_ksubmap_init() panics with "startup: no room for tables"',
  };
};

const cleanMap = (b: Boot, { nbuf, nswbuf }: Buffers): Piece => {
  const source = kernSource(b, 'vm/vm_init.c', 'vm_ksubmap_init()');
  const bufferMap: Piece = {
    id: 'buffer_map',
    name: 'buffer_map',
    what: 'The buffer cache’s windows. Their pages belong to files and are wired while buffered.',
    size: nbuf.value * BKVASIZE,
    owner: 'bufcache',
    backing: 'handed-out',
    formula: 'nbuf × 16 K',
    from: [nbuf],
    source,
  };
  const pagerMap: Piece = {
    id: 'pager_map',
    name: 'pager_map',
    what: 'Windows for paging in and out.',
    size: nswbuf.value * MAXPHYS,
    owner: 'bufcache',
    backing: 'reserved',
    formula: 'nswbuf × 128 K',
    from: [nswbuf],
    source,
  };
  return {
    id: 'clean_map',
    name: 'clean_map',
    what: 'Holds buffer_map and pager_map.',
    size: bufferMap.size + pagerMap.size,
    owner: 'bufcache',
    backing: 'reserved',
    formula: 'buffer_map + pager_map',
    source,
    inside: [bufferMap, pagerMap],
    failure: SUBALLOC,
  };
};

/** `exec_map_entries` of vm_init.c. */
const EXEC_ENTRIES = 16;

const execMap = (b: Boot): Piece => {
  const source = kernSource(b, 'vm/vm_init.c', 'vm_ksubmap_init()');
  const entries =
    tunable(b, 'vm.exec_map_entries', source) ?? given('exec_map_entries', EXEC_ENTRIES, 'count');
  return {
    id: 'exec_map',
    name: 'exec_map',
    what: 'Arguments of programs being started. Pageable.',
    size: Number(entries.value) * (ARG_MAX + 3 * PAGE_SIZE),
    owner: 'pipes',
    backing: 'reserved',
    paging: 'pageable',
    formula: 'exec_map_entries × (256 K + 12 K)',
    from: [entries],
    source,
    failure: SUBALLOC,
  };
};

const pipeMap = (b: Boot, maxpipekva: Derivation): Piece => ({
  id: 'pipe_map',
  name: 'pipe_map',
  what: 'Pipe buffers. Pageable.',
  size: up(maxpipekva.value),
  owner: 'pipes',
  backing: 'reserved',
  paging: 'pageable',
  formula: maxpipekva.value % PAGE_SIZE === 0 ? 'maxpipekva' : 'maxpipekva, rounded up to pages',
  from: [maxpipekva],
  source: kernSource(b, 'vm/vm_init.c', 'vm_ksubmap_init()'),
  failure: SUBALLOC,
});

/** Tables and submaps of vm_ksubmap_init(), in its order. */
export const submapPieces = (
  b: Boot,
  t: Tuning,
  buffers: Buffers,
  maxpipekva: Derivation,
): readonly Piece[] => [
  tablesPiece(b, t, buffers),
  cleanMap(b, buffers),
  execMap(b),
  pipeMap(b, maxpipekva),
];

/** One-page windows of sendfile (i386). */
export const sfBufPieces = (b: Boot, nsfbufs: Derivation | undefined): readonly Piece[] =>
  nsfbufs === undefined
    ? []
    : [
        {
          id: 'sf_bufs',
          name: 'sf_bufs',
          what: 'One-page windows for sendfile and direct pipe writes.',
          size: nsfbufs.value * PAGE_SIZE,
          owner: 'pipes',
          backing: 'reserved',
          placeGrade: 'inferred',
          formula: 'nsfbufs × 4,096',
          from: [nsfbufs],
          source: archSource(b, 'vm_machdep.c', 'sf_buf_init()'),
          note: 'Size exact, place inferred.',
        },
      ];
