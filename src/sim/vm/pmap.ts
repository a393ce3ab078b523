/**
 * What maps a managed page, and the page tables of processes.
 * FreeBSD 6.2 sys/i386/i386/pmap.c: pmap_enter(), pmap_remove_pte(), pmap_remove_all(),
 * pmap_ts_referenced(), pmap_is_modified(), pmap_clear_modify(), _pmap_allocpte().
 * Simplified: one pv entry a mapping holds the bits of its page table entry.
 */
import { Z_PV } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_REFERENCED, NEEDED } from '../phys/frames';
import { ALLOC_UNMANAGED, ALLOC_WIRED, allocPage, freePage, unwirePage } from '../phys/page';
import { giveRecord, takeRecord } from '../state/pool';
import { M_NOWAIT } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { PAGE_TABLE_OBJECT } from '../vm-map/types';
import { PVS, PV_CHAINS, PV_POOL, TABLES, TABLE_POOL } from './state';

/** `PG_A`: read or written since it was last looked at. */
export const PG_A = 1;
/** `PG_M`: written since it was last cleaned. */
export const PG_M = 2;
/** `PG_RW`: may be written; a write to a page without it faults. */
export const PG_RW = 4;
/** The kernel's own pmap. */
export const KERNEL_PMAP = 0;

/** log2 of the pages that one page table maps. */
const REGION_SHIFT = 10;
/** pmap_ts_referenced() stops counting here. */
const ENOUGH = 5;

const pvPool = (k: Kernel) => ({ cell: k.vm.cell, top: PVS, free: PV_POOL });
const tablePool = (k: Kernel) => ({ cell: k.vm.cell, top: TABLES, free: TABLE_POOL });
const chainOf = (pmap: number, va: number): number =>
  (Math.imul(pmap, 0x9e3779b1) + va) & (PV_CHAINS - 1);

/** The mapping at an address, or 0. */
export const pmapLookup = (k: Kernel, pmap: number, va: number): number => {
  const { pv, hash } = k.vm;
  let n = hash.get(chainOf(pmap, va));
  while (n !== 0 && (pv.pmap.get(n) !== pmap || pv.va.get(n) !== va)) n = pv.hnext.get(n);
  return n;
};

/** The frame mapped at an address by a pv entry, or 0 (`pmap_extract`). */
export const pmapFrame = (k: Kernel, pmap: number, va: number): number =>
  k.vm.pv.frame.get(pmapLookup(k, pmap, va));

const findTable = (k: Kernel, pmap: number, region: number): number => {
  const { table } = k.vm;
  let t = k.vm.pmap.tables.get(pmap);
  while (t !== 0 && table.region.get(t) !== region) t = table.next.get(t);
  return t;
};

/** The page table over an address, made where there is none (`_pmap_allocpte`). 0 = no page. */
const needTable = (k: Kernel, pmap: number, va: number): number => {
  const { table, pmap: p } = k.vm;
  const region = va >> REGION_SHIFT;
  const known = findTable(k, pmap, region);
  if (known !== 0) return known;
  const owner = { object: PAGE_TABLE_OBJECT, pindex: pmap };
  const f = allocPage(k.phys, owner, 'normal', ALLOC_WIRED | ALLOC_UNMANAGED);
  if (f === 0) return 0;
  const t = takeRecord(table, tablePool(k));
  table.region.set(t, region);
  table.frame.set(t, f);
  table.next.set(t, p.tables.get(pmap));
  p.tables.set(pmap, t);
  return t;
};

const dropTable = (k: Kernel, pmap: number, t: number): void => {
  const { table, pmap: p } = k.vm;
  const f = table.frame.get(t);
  let at = p.tables.get(pmap);
  if (at === t) p.tables.set(pmap, table.next.get(t));
  else {
    while (table.next.get(at) !== t) at = table.next.get(at);
    table.next.set(at, table.next.get(t));
  }
  giveRecord(table, tablePool(k), t);
  unwirePage(k.phys, f, false);
  freePage(k.phys, f);
};

const link = (k: Kernel, n: number): void => {
  const { pv, pmap: p, hash } = k.vm;
  const f = pv.frame.get(n);
  const pmap = pv.pmap.get(n);
  const first = k.phys.frame.pv.get(f);
  pv.fnext.set(n, first);
  if (first !== 0) pv.fprev.set(first, n);
  k.phys.frame.pv.set(f, n);
  const head = p.head.get(pmap);
  pv.pnext.set(n, head);
  if (head !== 0) pv.pprev.set(head, n);
  p.head.set(pmap, n);
  p.resident.add(pmap, 1);
  const chain = chainOf(pmap, pv.va.get(n));
  pv.hnext.set(n, hash.get(chain));
  hash.set(chain, n);
};

const unlink = (k: Kernel, n: number): void => {
  const { pv, pmap: p, hash } = k.vm;
  const [fnext, fprev] = [pv.fnext.get(n), pv.fprev.get(n)];
  if (fprev === 0) k.phys.frame.pv.set(pv.frame.get(n), fnext);
  else pv.fnext.set(fprev, fnext);
  if (fnext !== 0) pv.fprev.set(fnext, fprev);
  const pmap = pv.pmap.get(n);
  const [pnext, pprev] = [pv.pnext.get(n), pv.pprev.get(n)];
  if (pprev === 0) p.head.set(pmap, pnext);
  else pv.pnext.set(pprev, pnext);
  if (pnext !== 0) pv.pprev.set(pnext, pprev);
  p.resident.add(pmap, -1);
  const chain = chainOf(pmap, pv.va.get(n));
  let at = hash.get(chain);
  if (at === n) hash.set(chain, pv.hnext.get(n));
  else {
    while (pv.hnext.get(at) !== n) at = pv.hnext.get(at);
    pv.hnext.set(at, pv.hnext.get(n));
  }
};

/** Writes the bits of a mapping that goes on its page: `vm_page_dirty`, `PG_REFERENCED`. */
const keepBits = (k: Kernel, n: number): void => {
  const bits = k.vm.pv.bits.get(n);
  const f = k.vm.pv.frame.get(n);
  const gained = ((bits & PG_M) === 0 ? 0 : F_DIRTY) | ((bits & PG_A) === 0 ? 0 : F_REFERENCED);
  k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | gained);
};

const removePv = (k: Kernel, n: number): void => {
  const { pv } = k.vm;
  const pmap = pv.pmap.get(n);
  const va = pv.va.get(n);
  keepBits(k, n);
  unlink(k, n);
  const item = pv.item.get(n);
  giveRecord(pv, pvPool(k), n);
  umaZfree(k.uma, k.cell.get(Z_PV), item);
  if (pmap === KERNEL_PMAP) {
    k.frameAt.set(va - k.kmem.base, 0);
    k.touched.note(va - k.kmem.base);
    return;
  }
  const t = findTable(k, pmap, va >> REGION_SHIFT);
  k.vm.table.entries.add(t, -1);
  if (k.vm.table.entries.get(t) === 0) dropTable(k, pmap, t);
};

/**
 * Maps a managed frame at an address (`pmap_enter`); what was mapped there goes first.
 * @returns false where there is no page for a page table or no pv entry; `wait.on` is then `vmwait`
 */
export const pmapEnter = (k: Kernel, pmap: number, va: number, f: number): boolean => {
  const { pv } = k.vm;
  pmapRemove(k, pmap, va);
  const t = pmap === KERNEL_PMAP ? 0 : needTable(k, pmap, va);
  const item = pmap !== KERNEL_PMAP && t === 0 ? 0 : umaZalloc(k.uma, k.cell.get(Z_PV), M_NOWAIT);
  if (item === 0) {
    if (t !== 0 && k.vm.table.entries.get(t) === 0) dropTable(k, pmap, t);
    k.phys.count.set(NEEDED, 1);
    k.wait.on = 'vmwait';
    return false;
  }
  const n = takeRecord(pv, pvPool(k));
  pv.frame.set(n, f);
  pv.pmap.set(n, pmap);
  pv.va.set(n, va);
  pv.item.set(n, item);
  pv.bits.set(n, PG_RW);
  link(k, n);
  if (pmap === KERNEL_PMAP) {
    k.frameAt.set(va - k.kmem.base, f);
    k.touched.note(va - k.kmem.base);
  } else k.vm.table.entries.add(t, 1);
  return true;
};

/** Takes the mapping at an address away, if there is one. */
export const pmapRemove = (k: Kernel, pmap: number, va: number): void => {
  const n = pmapLookup(k, pmap, va);
  if (n !== 0) removePv(k, n);
};

/** Takes all mappings of a frame away (`pmap_remove_all`). */
export const pmapRemoveAll = (k: Kernel, f: number): void => {
  for (let n = k.phys.frame.pv.get(f); n !== 0; n = k.phys.frame.pv.get(f)) removePv(k, n);
};

/** Takes all mappings of a pmap away. */
export const pmapRemovePages = (k: Kernel, pmap: number): void => {
  for (let n = k.vm.pmap.head.get(pmap); n !== 0; n = k.vm.pmap.head.get(pmap)) removePv(k, n);
};

/** The processor reads or writes through the mapping at an address. */
export const pmapTouch = (k: Kernel, pmap: number, va: number, write: boolean): void => {
  const { bits } = k.vm.pv;
  const n = pmapLookup(k, pmap, va);
  // The kernel's own wired pages have page table entries and no pv entries: nobody asks who used them.
  if (n === 0) return;
  bits.set(n, bits.get(n) | PG_A | (write ? PG_M : 0));
};

/** Whether a write through the mapping at an address would go through. */
export const pmapMayWrite = (k: Kernel, pmap: number, va: number): boolean =>
  (k.vm.pv.bits.get(pmapLookup(k, pmap, va)) & PG_RW) !== 0;

/** Makes every mapping of a frame read-only (`pmap_page_protect(m, VM_PROT_READ)`). */
export const pmapProtect = (k: Kernel, f: number): void => {
  const { pv } = k.vm;
  for (let n = k.phys.frame.pv.get(f); n !== 0; n = pv.fnext.get(n)) {
    const bits = pv.bits.get(n);
    if ((bits & PG_M) !== 0) k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_DIRTY);
    pv.bits.set(n, bits & ~(PG_RW | PG_M));
  }
};

/** Shows a wired page at a kernel page (`pmap_qenter`): no pv entry, nothing to take away. */
export const pmapQenter = (k: Kernel, at: number, f: number): void => {
  k.frameAt.set(at - k.kmem.base, f);
  k.touched.note(at - k.kmem.base);
};

/** Shows nothing at a kernel page any more (`pmap_qremove`). */
export const pmapQremove = (k: Kernel, at: number): void => {
  k.frameAt.set(at - k.kmem.base, 0);
  k.touched.note(at - k.kmem.base);
};

/** How many mappings saw the page used, at most 5; clears what it counts (`pmap_ts_referenced`). */
export const pmapTsReferenced = (k: Kernel, f: number): number => {
  const { pv } = k.vm;
  let count = 0;
  for (let n = k.phys.frame.pv.get(f); n !== 0 && count < ENOUGH; n = pv.fnext.get(n)) {
    if ((pv.bits.get(n) & PG_A) === 0) continue;
    pv.bits.set(n, pv.bits.get(n) & ~PG_A);
    count += 1;
  }
  return count;
};

const clearBits = (k: Kernel, f: number, mask: number): void => {
  const { pv } = k.vm;
  for (let n = k.phys.frame.pv.get(f); n !== 0; n = pv.fnext.get(n))
    pv.bits.set(n, pv.bits.get(n) & ~mask);
};

/** `pmap_clear_reference` and `pmap_clear_modify`. */
export const pmapClearReference = (k: Kernel, f: number): void => {
  clearBits(k, f, PG_A);
};
export const pmapClearModify = (k: Kernel, f: number): void => {
  clearBits(k, f, PG_M);
};

/** Whether a mapping has written the page since it was last cleaned (`pmap_is_modified`). */
export const pmapIsModified = (k: Kernel, f: number): boolean => {
  const { pv } = k.vm;
  for (let n = k.phys.frame.pv.get(f); n !== 0; n = pv.fnext.get(n))
    if ((pv.bits.get(n) & PG_M) !== 0) return true;
  return false;
};
