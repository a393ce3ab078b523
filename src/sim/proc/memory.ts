/**
 * The address space of a process: what is mapped where.
 * FreeBSD 6.2 sys/vm/vm_mmap.c mmap(), munmap(); sys/i386/include/vmparam.h for its extent.
 */
import { M_KERNEL, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { ENTRY_SUBMAP, NO_OBJECT } from '../vm-map/types';
import { vmMapDelete, vmMapFindspace, vmMapInsert, vmMapMayDelete } from '../vm-map/vm-map';
import { KERNEL_PMAP, pmapRemove } from '../vm/pmap';
import type { Space } from '../vm/fault';
import { P_SYSTEM } from './state';

/** Pages of user address space on i386: below `VM_MAXUSER_ADDRESS`, where stacks end. */
export const USER_PAGES = 0xbfc00;
/** Where programs begin: 0x08048000. */
export const TEXT_START = 0x8048;

/** The address space of a process. */
export const spaceOf = (k: Kernel, p: number): Space => ({
  pmap: p,
  map: k.proc.proc.map.get(p) - 1,
});

/** The kernel's own address space. */
export const kernelSpace = (k: Kernel): Space => ({ pmap: KERNEL_PMAP, map: mapOf(k, M_KERNEL) });

/**
 * Maps `pages` pages of zero-filled memory at a page of the caller's choice, which must be free. The
 * caller has made sure of an entry.
 */
export const mapAt = (k: Kernel, p: number, at: number, pages: number): void => {
  const entry = { start: at, end: at + pages, object: NO_OBJECT, offset: 0, flags: 0 };
  if (pages > 0) vmMapInsert(k.kmem.maps, spaceOf(k, p).map, entry);
};

/**
 * Maps `pages` pages at the next free address.
 * @param object what is shown from its first page on; NO_OBJECT = zero-filled memory, made on first
 *   touch. The map takes over the caller's reference.
 * @returns first page, or 0 where the address space has no hole, for a system process, which has no memory
 *   of its own, and where the caller sleeps for an entry (`wait.on`) and nothing has changed
 */
export const mmap = (k: Kernel, p: number, pages: number, object = NO_OBJECT): number => {
  const { maps } = k.kmem;
  const { map } = spaceOf(k, p);
  if ((k.proc.proc.flags.get(p) & P_SYSTEM) !== 0) return 0;
  const at = vmMapFindspace(maps, map, pages, k.proc.proc.brk.get(p));
  if (at < 0) return 0;
  const entry = { start: at, end: at + pages, object, offset: 0, flags: 0 };
  if (vmMapInsert(maps, map, entry) === 0) return 0;
  k.proc.proc.brk.set(p, at + pages);
  return at;
};

/**
 * Unmaps a range of a process's pages.
 * @returns false where the caller sleeps for entries first (`wait.on`) and nothing has changed
 */
export const munmap = (k: Kernel, p: number, at: number, pages: number): boolean => {
  const { map } = spaceOf(k, p);
  if (!vmMapMayDelete(k.kmem.maps, map, at, at + pages)) return false;
  for (let i = 0; i < pages; i += 1) pmapRemove(k, p, at + i);
  vmMapDelete(k.kmem.maps, map, at, at + pages);
  return true;
};

/** A run of mapped pages. */
export interface Run {
  readonly at: number;
  readonly pages: number;
}

/** The mapped pages of a process in address order, as runs. */
export const mappedRuns = (k: Kernel, p: number): Run[] => {
  const { map, entry } = k.kmem.maps;
  const runs: Run[] = [];
  const head = map.head.get(spaceOf(k, p).map);
  for (let e = entry.next.get(head); e !== 0; e = entry.next.get(e))
    if ((entry.flags.get(e) & ENTRY_SUBMAP) === 0)
      runs.push({ at: entry.start.get(e), pages: entry.end.get(e) - entry.start.get(e) });
  return runs;
};

/** Cuts `pages` pages, from the `from`-th mapped one on, out of the runs of a process. */
export const runsWithin = (k: Kernel, p: number, from: number, pages: number): Run[] => {
  const cut: Run[] = [];
  let skip = from;
  let left = pages;
  for (const run of mappedRuns(k, p)) {
    const first = Math.min(skip, run.pages);
    const n = Math.min(run.pages - first, left);
    if (n > 0) cut.push({ at: run.at + first, pages: n });
    skip -= first;
    left -= n;
  }
  return cut;
};
