/**
 * Tables and submaps of FreeBSD sys/vm/vm_init.c vm_ksubmap_init(), in its order: callouts and
 * buffer headers, clean_map with buffer_map and pager_map, exec_map, pipe_map.
 */
import { PAGE_SIZE, roundUp } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { kernSource, tunable } from './boot-context';
import type { Boot } from './boot-context';
import type { Buffers } from './buffers';
import { ARG_MAX, BKVASIZE, MAXPHYS } from './constants';
import type { Piece } from './piece';
import type { Tuning } from './tuning';
import { given } from './workbook';

const up = (n: number): number => roundUp(n, PAGE_SIZE);
const SUBALLOC = 'kmem_suballoc() panics';

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
