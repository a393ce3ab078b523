/**
 * Records of objects and of mappings.
 * FreeBSD 6.2 sys/vm/vm_object.h, sys/i386/include/pmap.h (struct pmap, struct pv_entry).
 */
import { I32, U8 } from '../state/columns';

/** What stands behind an object: zero-filled memory, swap, or a file. */
export const OBJT_DEFAULT = 0;
export const OBJT_SWAP = 1;
export const OBJT_VNODE = 2;

const objectColumns = () => ({
  /** 1 + OBJT_*; 0 = no such object */
  type: new U8(),
  /** pages */
  size: new I32(),
  refs: new I32(),
  /** item of VM OBJECT that stores it; 0 = static */
  item: new I32(),
  /** vnode, of a file's object */
  handle: new I32(),
  /** swap metadata blocks that it has (`swp_bcount`) */
  swblocks: new I32(),
  next: new I32(),
});

const pvColumns = () => ({
  frame: new I32(),
  pmap: new I32(),
  /** page number */
  va: new I32(),
  /** `PG_A` and `PG_M` of the page table entry */
  bits: new U8(),
  /** item of PV ENTRY that stores it */
  item: new I32(),
  /** on the frame's list, on the pmap's list, on the hash chain */
  fnext: new I32(),
  fprev: new I32(),
  pnext: new I32(),
  pprev: new I32(),
  hnext: new I32(),
  next: new I32(),
});

/** By pmap: 0 is the kernel's, others bear the number of their process. */
const pmapColumns = () => ({
  head: new I32(),
  /** mappings (`pm_stats.resident_count`) */
  resident: new I32(),
  /** first page table */
  tables: new I32(),
  /** frame of the page directory */
  directory: new I32(),
});

const tableColumns = () => ({
  /** which 4 MB it maps */
  region: new I32(),
  entries: new I32(),
  frame: new I32(),
  next: new I32(),
});

/** Cells of column `cell`: records ever used and heads of the pools of each kind. */
export const OBJECTS = 0;
export const OBJECT_POOL = 1;
export const PVS = 2;
export const PV_POOL = 3;
export const TABLES = 4;
export const TABLE_POOL = 5;
/** `pv_entry_high_water`: with more pv entries the page daemon takes mappings away */
export const PV_HIGH_WATER = 6;
const CELLS = 8;

/** Chains of the hash over (pmap, address). */
export const PV_CHAINS = 1 << 12;

/** Objects and mappings of a kernel. Record 0 of each kind is none. */
export interface VmState {
  readonly object: ReturnType<typeof objectColumns>;
  readonly pv: ReturnType<typeof pvColumns>;
  readonly pmap: ReturnType<typeof pmapColumns>;
  readonly table: ReturnType<typeof tableColumns>;
  readonly hash: I32;
  readonly cell: I32;
}

/** No objects but the reserved numbers below `firstObject`, and no mappings. */
export const vmState = (firstObject: number): VmState => {
  const v: VmState = {
    object: objectColumns(),
    pv: pvColumns(),
    pmap: pmapColumns(),
    table: tableColumns(),
    hash: new I32(PV_CHAINS),
    cell: new I32(CELLS),
  };
  v.cell.set(OBJECTS, firstObject);
  v.cell.set(PVS, 1);
  v.cell.set(TABLES, 1);
  return v;
};
