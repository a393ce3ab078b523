/**
 * What the boot takes from kernel_map beside the submaps of vm_ksubmap_init(): PV entries,
 * kmem_map, reservations of zones, sf_bufs.
 */
import { PAGE_SIZE, roundUp } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { archSource, kernSource } from './boot-context';
import type { Boot } from './boot-context';
import { NPCPV } from './constants';
import type { Piece } from './piece';
import { given } from './workbook';

const up = (n: number): number => roundUp(n, PAGE_SIZE);

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
  failure: 'kmem_suballoc() panics',
  ...(b.k.kmemAligned && up(size.value) >= b.k.pdeBytes ? { align: b.k.pdeBytes } : {}),
});

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
