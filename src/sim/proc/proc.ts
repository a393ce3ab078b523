/**
 * Processes come and go, map memory and touch it.
 * FreeBSD 6.2 sys/kern/kern_fork.c fork1(), sys/kern/kern_exit.c exit1(), sys/vm/vm_map.c
 * vmspace_alloc() and vmspace_free(), sys/i386/i386/pmap.c pmap_pinit() and pmap_release().
 * Left out: copy-on-write between parent and child; a process begins empty.
 */
import { M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { M_KERNEL, UPTIME, Z_KSEGRP, Z_PROC, Z_THREAD, Z_VMSPACE, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { ALLOC_UNMANAGED, ALLOC_WIRED, allocPage, freePage, unwirePage } from '../phys/page';
import { giveRecord, takeRecord } from '../state/pool';
import { ENTRY_SUBMAP, NO_OBJECT, PAGE_TABLE_OBJECT } from '../vm-map/types';
import {
  vmMapCreate,
  vmMapDelete,
  vmMapDestroy,
  vmMapFindspace,
  vmMapInsert,
} from '../vm-map/vm-map';
import { KERNEL_PMAP, pmapQenter, pmapQremove, pmapRemove, pmapRemovePages } from '../vm/pmap';
import type { Space } from '../vm/fault';
import { payloadOf } from '../kernel/item-hooks';
import { isSevere } from '../phys/page';
import { bringBack } from './swap';
import { NEXT_PID, PROCS, PROC_POOL, P_ASLEEP, P_NONE, P_OUT, P_RUN, P_WANTED } from './state';

/** Pages of user address space on i386: below `VM_MAXUSER_ADDRESS`. */
const USER_PAGES = 0xbfc00;
/** Where programs begin: 0x08048000. */
const TEXT_START = 0x8048;

const pool = (k: Kernel) => ({ cell: k.proc.cell, top: PROCS, free: PROC_POOL });

/** The address space of a process. */
export const spaceOf = (k: Kernel, p: number): Space => ({
  pmap: p,
  map: k.proc.proc.map.get(p) - 1,
});

/** The kernel's own address space. */
export const kernelSpace = (k: Kernel): Space => ({ pmap: KERNEL_PMAP, map: mapOf(k, M_KERNEL) });

/** In the order in which fork1() asks for them. */
const ITEMS = [
  ['procItem', Z_PROC],
  ['thread', Z_THREAD],
  ['ksegrp', Z_KSEGRP],
  ['vmspace', Z_VMSPACE],
] as const;

const giveItems = (k: Kernel, p: number): void => {
  for (const [column, zone] of [...ITEMS].reverse()) {
    const item = k.proc.proc[column].get(p);
    if (item !== 0) umaZfree(k.uma, k.cell.get(zone), item);
  }
};

const takeItems = (k: Kernel, p: number): boolean => {
  for (const [column, zone] of ITEMS) {
    const item = umaZalloc(k.uma, k.cell.get(zone), M_WAITOK);
    if (item === 0) return false;
    k.proc.proc[column].set(p, item);
  }
  return true;
};

/** The page directory: one wired page behind address space that the VMSPACE item keeps. */
const takeDirectory = (k: Kernel, p: number): boolean => {
  const owner = { object: PAGE_TABLE_OBJECT, pindex: p };
  const f = allocPage(k.phys, owner, 'normal', ALLOC_WIRED | ALLOC_UNMANAGED);
  if (f === 0) {
    k.wait.on = 'vmwait';
    return false;
  }
  k.vm.pmap.directory.set(p, f);
  pmapQenter(k, payloadOf(k, k.proc.proc.vmspace.get(p)), f);
  return true;
};

/**
 * A new process, running and empty.
 * @returns its number, or 0 where the caller would sleep and `wait.on` says so
 */
export const fork = (k: Kernel, flags = 0): number => {
  const { proc, cell } = k.proc;
  // vm_forkproc() waits while memory is severely short.
  if (isSevere(k.phys)) {
    k.wait.on = 'vmwait';
    return 0;
  }
  const p = takeRecord(proc, pool(k));
  for (const column of Object.values(k.vm.pmap)) column.need(p + 1);
  if (!takeItems(k, p) || !takeDirectory(k, p)) {
    giveItems(k, p);
    giveRecord(proc, pool(k), p);
    return 0;
  }
  const map = vmMapCreate(k.kmem.maps, 0, USER_PAGES, false);
  const pid = cell.get(NEXT_PID);
  cell.set(NEXT_PID, pid + 1);
  k.mapNames[map] = `pid ${pid}`;
  proc.map.set(p, map + 1);
  proc.pid.set(p, pid);
  proc.brk.set(p, TEXT_START);
  proc.state.set(p, P_RUN);
  proc.flags.set(p, flags);
  proc.swapped.set(p, k.cell.get(UPTIME));
  return p;
};

/** Whether there is a process of that number. */
export const isProc = (k: Kernel, p: number): boolean => k.proc.proc.state.get(p) !== P_NONE;

/**
 * A process ends: its memory, its page tables and all that the kernel kept for it go.
 * @throws KernelPanic where its stack is on swap and cannot be brought back: it must run to end
 */
export const exit = (k: Kernel, p: number): void => {
  const { maps } = k.kmem;
  bringBack(k, p);
  const { map } = spaceOf(k, p);
  pmapRemovePages(k, p);
  vmMapDelete(maps, map, maps.map.min.get(map), maps.map.max.get(map));
  vmMapDestroy(maps, map);
  k.mapNames[map] = '';
  const directory = k.vm.pmap.directory.get(p);
  pmapQremove(k, payloadOf(k, k.proc.proc.vmspace.get(p)));
  unwirePage(k.phys, directory, false);
  freePage(k.phys, directory);
  k.vm.pmap.directory.set(p, 0);
  giveItems(k, p);
  giveRecord(k.proc.proc, pool(k), p);
};

/**
 * Maps `pages` pages at the next free address.
 * @param object what is shown from its first page on; NO_OBJECT = zero-filled memory, made on first
 *   touch. The map takes over the caller's reference.
 * @returns first page, or 0 where the address space has no hole or no entry is to be had
 */
export const mmap = (k: Kernel, p: number, pages: number, object = NO_OBJECT): number => {
  const { maps } = k.kmem;
  const { map } = spaceOf(k, p);
  const at = vmMapFindspace(maps, map, pages, k.proc.proc.brk.get(p));
  if (at < 0) return 0;
  vmMapInsert(maps, map, { start: at, end: at + pages, object, offset: 0, flags: 0 });
  k.proc.proc.brk.set(p, at + pages);
  return at;
};

/** Unmaps a range of a process's pages. */
export const munmap = (k: Kernel, p: number, at: number, pages: number): void => {
  for (let i = 0; i < pages; i += 1) pmapRemove(k, p, at + i);
  vmMapDelete(k.kmem.maps, spaceOf(k, p).map, at, at + pages);
};

/** The mapped pages of a process in address order, as runs. */
export const mappedRuns = (
  k: Kernel,
  p: number,
): { readonly at: number; readonly pages: number }[] => {
  const { map, entry } = k.kmem.maps;
  const runs: { at: number; pages: number }[] = [];
  const head = map.head.get(spaceOf(k, p).map);
  for (let e = entry.next.get(head); e !== 0; e = entry.next.get(e))
    if ((entry.flags.get(e) & ENTRY_SUBMAP) === 0)
      runs.push({ at: entry.start.get(e), pages: entry.end.get(e) - entry.start.get(e) });
  return runs;
};

/** A process falls asleep (msleep()). */
export const fallAsleep = (k: Kernel, p: number, wmesg: number, priority: number): void => {
  const { proc } = k.proc;
  proc.state.set(p, P_ASLEEP);
  proc.wmesg.set(p, wmesg);
  proc.priority.set(p, priority);
  proc.since.set(p, k.cell.get(UPTIME));
};

/** A process wakes up (setrunnable()). One that is swapped out asks to be brought back first. */
export const wakeUp = (k: Kernel, p: number): void => {
  const { flags } = k.proc.proc;
  if ((flags.get(p) & P_OUT) !== 0) flags.set(p, flags.get(p) | P_WANTED);
  k.proc.proc.state.set(p, P_RUN);
  k.proc.proc.wmesg.set(p, 0);
};
