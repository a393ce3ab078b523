/**
 * What differs between releases in the arithmetic of slabs and of the kernel's heap.
 * Each row was read in the tree that it names; 7 and 8 stand for what 7.3 and 9.x have in common
 * with 6.2. Where no tree was at hand the row says so in its source.
 */
import { REPOSITORIES } from '../../../base/sources';
import type { Source } from '../../../base/derivation';

export type EraId = 'r6' | 'r7' | 'r8' | 'r10' | 'r11' | 'r12' | 'r13';

/** How a slab keeps its free list, and so how many items it has. */
export type SlabRule =
  /** a byte and padding for each item, 6 to 9 */
  | 'list'
  /** a bitmap of 256 bits in the header, 10 to 12 */
  | 'bitmap'
  /** a bitmap as long as needed; slabs grow until nine tenths are used, 13 and later */
  | 'fitted';

/** What limits the heap. */
export type SpaceKind =
  /** a map of fixed size: a request that finds no hole panics or gets NULL */
  | 'kmem_map'
  /** a vmem arena of fixed size: a request waits, or gets NULL */
  | 'kmem_arena'
  /** a counter against a soft limit: above it caches are drained */
  | 'soft-limit';

export interface Era {
  readonly id: EraId;
  /** major releases, inclusive */
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly slab: SlabRule;
  readonly space: SpaceKind;
  /** `UMA_ALIGN_CACHE` + 1 */
  readonly cacheLine: number;
  /** smallest item of a slab */
  readonly unit: number;
  /** clusters carry a reference count beside each item (`UMA_ZONE_REFCNT`) */
  readonly refcnt: boolean;
  /** pages taken before the VM exists, which the space does not count */
  readonly bootPages: number;
  /** largest malloc(9) request that comes from a zone */
  readonly zmax: number;
  /** a malloc(9) block above that has its header in `UMA Slabs` */
  readonly largeHeaders: boolean;
  /** LIMIT is rounded up to whole slabs */
  readonly slabLimit: boolean;
  /** tree in which the rule was read */
  readonly repository: string;
}

const T104 = 'coder03/freebsd10.4@3d3f8b116d561bc3ce3a6c68681ac74ed73695ab';
const T11 = 'dnybz/MeshBSD@5c6c0539';
const T121 = 'jimskon/FreeBSDDevPF@47cc6eec';
const T13 = 'FreeBSD 13 and later, a public copy without a commit';

const OLD = {
  slab: 'list',
  space: 'kmem_map',
  unit: 16,
  refcnt: true,
  bootPages: 48,
  zmax: 4096,
  largeHeaders: true,
  slabLimit: true,
} as const;
const BITMAP = {
  slab: 'bitmap',
  cacheLine: 64,
  unit: 16,
  zmax: 65536,
  largeHeaders: true,
  slabLimit: true,
} as const;

/** Oldest first. 4.x and 5.x are not here: 4.x has no slabs, and no tree of 5.x was read. */
export const ERAS: readonly Era[] = [
  { id: 'r6', from: 6, to: 6, name: '6.x', ...OLD, cacheLine: 16, repository: REPOSITORIES.r62 },
  { id: 'r7', from: 7, to: 7, name: '7.x', ...OLD, cacheLine: 16, repository: REPOSITORIES.r73 },
  {
    ...OLD,
    id: 'r8',
    from: 8,
    to: 9,
    name: '8.x and 9.x',
    cacheLine: 64,
    repository: 'dcui/FreeBSD-9.3_kernel@39d9caaa',
  },
  {
    ...BITMAP,
    id: 'r10',
    from: 10,
    to: 10,
    name: '10.x',
    space: 'kmem_arena',
    refcnt: true,
    bootPages: 64,
    repository: T104,
  },
  {
    ...BITMAP,
    id: 'r11',
    from: 11,
    to: 11,
    name: '11.x',
    space: 'kmem_arena',
    refcnt: false,
    bootPages: 64,
    repository: T11,
  },
  {
    ...BITMAP,
    id: 'r12',
    from: 12,
    to: 12,
    name: '12.x',
    space: 'soft-limit',
    refcnt: false,
    bootPages: 0,
    repository: T121,
  },
  {
    id: 'r13',
    from: 13,
    to: 15,
    name: '13.x to 15.x',
    slab: 'fitted',
    space: 'soft-limit',
    cacheLine: 64,
    unit: 8,
    refcnt: false,
    bootPages: 0,
    zmax: 65536,
    largeHeaders: false,
    slabLimit: false,
    repository: T13,
  },
];

/** A place in `sys/vm/uma_core.c` of that era. */
export const eraSource = (era: Era, fn: string, file = 'sys/vm/uma_core.c'): Source => ({
  repository: era.repository,
  file,
  function: fn,
});

/** The name by which people call what limits the heap. */
export const spaceName = ({ space }: Pick<Era, 'space'>): string =>
  ({ kmem_map: 'kmem_map', kmem_arena: 'the kmem arena', 'soft-limit': 'the heap of UMA' })[space];
