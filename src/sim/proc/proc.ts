/**
 * Processes come and go.
 * FreeBSD 6.2 sys/kern/kern_fork.c fork1(), sys/kern/kern_exit.c exit1(), sys/vm/vm_glue.c
 * vm_forkproc(), sys/vm/vm_map.c vmspace_alloc() and vmspace_free().
 * Left out: copy-on-write between parent and child; a process begins empty.
 */
import { M_WAITOK } from '../uma/live/state';
import { payloadOf } from '../uma/live/payload';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { UPTIME, Z_PROC, Z_THREAD, Z_VMSPACE, layoutNumber } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { NEEDED } from '../phys/frames';
import { isSevere } from '../phys/page';
import { giveRecord, takeRecord } from '../state/pool';
import { vmMapCreate, vmMapDelete, vmMapDestroy } from '../vm-map/vm-map';
import { pmapRemovePages } from '../vm/pmap';
import { TEXT_START, USER_PAGES, spaceOf } from './memory';
import { fallAsleep, goOn, hasFlag, setFlags, threadsOf, wakeThread } from './sleep';
import {
  MAXPROC_SAID,
  NEXT_PID,
  NPROCS,
  PROCS,
  PROC_POOL,
  P_KILLED,
  P_NONE,
  P_NORMAL,
  P_OUT,
  P_REALTIME,
  P_SYSTEM,
  P_WEXIT,
  VMSPACE0,
} from './state';
import { PRIORITY } from './wmesg';

export { kernelSpace, mappedRuns, mmap, munmap, spaceOf } from './memory';
export { fallAsleep, wakeUp } from './sleep';
export { mayRun } from './swapin';

const pool = (k: Kernel) => ({ cell: k.proc.cell, top: PROCS, free: PROC_POOL });

/** What a new process is to be. */
export interface ForkOptions {
  /** of the kernel's own (`P_SYSTEM`): shares vmspace0 and is never swapped out */
  readonly system?: boolean;
  readonly realtime?: boolean;
  readonly nice?: number;
  /** threads, 1 by default */
  readonly threads?: number;
  /** `RLIMIT_RSS` in pages */
  readonly rss?: number;
}

const adopt = (k: Kernel, p: number, t: number, first: number): void => {
  const { thread } = k.proc;
  thread.proc.set(t, p);
  thread.priority.set(t, PRIORITY['']);
  if (t === first) return;
  thread.sibling.set(t, thread.sibling.get(first));
  thread.sibling.set(first, t);
};

const orphan = (k: Kernel, t: number): void => {
  const { proc, sibling, asleep, wmesg } = k.proc.thread;
  for (const column of [proc, sibling, asleep, wmesg]) column.set(t, 0);
};

/** Gives back the items of a process. Its first thread stays with the PROC item. */
const giveItems = (k: Kernel, p: number): void => {
  const { proc, thread } = k.proc;
  for (const t of threadsOf(k, p)) {
    orphan(k, t);
    if (t !== proc.thread.get(p)) umaZfree(k.uma, k.cell.get(Z_THREAD), thread.item.get(t));
  }
  if (proc.vmspace.get(p) !== 0) umaZfree(k.uma, k.cell.get(Z_VMSPACE), proc.vmspace.get(p));
  if (proc.procItem.get(p) !== 0) umaZfree(k.uma, k.cell.get(Z_PROC), proc.procItem.get(p));
};

/** PROC with its thread, more threads, VMSPACE. False where one has to wait. */
const takeItems = (k: Kernel, p: number, o: ForkOptions): boolean => {
  const { proc } = k.proc;
  const item = umaZalloc(k.uma, k.cell.get(Z_PROC), M_WAITOK);
  if (item === 0) return false;
  const first = payloadOf(k.uma, item);
  proc.procItem.set(p, item);
  proc.thread.set(p, first);
  adopt(k, p, first, first);
  for (let i = 1; i < (o.threads ?? 1); i += 1) {
    const thread = umaZalloc(k.uma, k.cell.get(Z_THREAD), M_WAITOK);
    if (thread === 0) return false;
    adopt(k, p, payloadOf(k.uma, thread), first);
  }
  if (o.system === true) return true;
  const vmspace = umaZalloc(k.uma, k.cell.get(Z_VMSPACE), M_WAITOK);
  proc.vmspace.set(p, vmspace);
  return vmspace !== 0;
};

/** The map of a new process; those of the system share one, which stays empty. */
const takeMap = (k: Kernel, pid: number, isSystem: boolean): number => {
  const { cell } = k.proc;
  if (isSystem && cell.get(VMSPACE0) !== 0) return cell.get(VMSPACE0) - 1;
  const map = vmMapCreate(k.kmem.maps, 0, USER_PAGES, false);
  k.mapNames[map] = isSystem ? 'vmspace0' : `pid ${pid}`;
  if (isSystem) cell.set(VMSPACE0, map + 1);
  return map;
};

/** At `maxproc` fork(2) fails with EAGAIN, and the console says so at most once a second. */
const isFull = (k: Kernel): boolean => {
  const { cell } = k.proc;
  if (cell.get(NPROCS) < layoutNumber(k.layout, 'maxproc')) return false;
  const now = k.cell.get(UPTIME) + 1;
  if (cell.get(MAXPROC_SAID) !== now)
    k.console.push('maxproc limit exceeded by uid 0, please see tuning(7) and login.conf(5).');
  cell.set(MAXPROC_SAID, now);
  return true;
};

const begin = (k: Kernel, p: number, o: ForkOptions): void => {
  const { proc, cell } = k.proc;
  const pid = cell.get(NEXT_PID);
  cell.set(NEXT_PID, pid + 1);
  cell.add(NPROCS, 1);
  proc.map.set(p, takeMap(k, pid, o.system === true) + 1);
  proc.pid.set(p, pid);
  proc.brk.set(p, TEXT_START);
  proc.state.set(p, P_NORMAL);
  proc.nice.set(p, o.nice ?? 0);
  proc.rss.set(p, o.rss ?? 0);
  proc.since.set(p, k.cell.get(UPTIME));
  proc.swapped.set(p, k.cell.get(UPTIME));
  setFlags(k, p, (o.system === true ? P_SYSTEM : 0) | (o.realtime === true ? P_REALTIME : 0));
  if (o.system === true) return;
  const directory = payloadOf(k.uma, proc.vmspace.get(p));
  k.vm.pmap.directory.set(p, k.frameAt.get(directory - k.kmem.base));
};

/**
 * A new process, running and empty.
 * @returns its number, or 0: the caller would sleep where `wait.on` says so, else EAGAIN
 */
export const fork = (k: Kernel, o: ForkOptions = {}): number => {
  const { proc } = k.proc;
  // vm_forkproc() waits while memory is severely short; it holds its items meanwhile, ours has none yet.
  if (isSevere(k.phys)) {
    k.phys.count.set(NEEDED, 1);
    k.wait.on = 'vmwait';
    return 0;
  }
  const p = takeRecord(proc, pool(k));
  for (const column of Object.values(k.vm.pmap)) column.need(p + 1);
  if (!takeItems(k, p, o) || isFull(k)) {
    giveItems(k, p);
    giveRecord(proc, pool(k), p);
    return 0;
  }
  begin(k, p, o);
  return p;
};

/** Whether there is a process of that number. */
export const isProc = (k: Kernel, p: number): boolean => k.proc.proc.state.get(p) !== P_NONE;

/** The address space goes; the page directory stays with the VMSPACE item. */
const freeSpace = (k: Kernel, p: number): void => {
  const { maps } = k.kmem;
  const { map } = spaceOf(k, p);
  pmapRemovePages(k, p);
  // No entry reaches out of the map, so nothing is cut, and this never sleeps.
  vmMapDelete(maps, map, maps.map.min.get(map), maps.map.max.get(map));
  vmMapDestroy(maps, map);
  k.mapNames[map] = '';
  k.vm.pmap.directory.set(p, 0);
};

/**
 * A process ends: its memory, its page tables and all that the kernel kept for it go.
 * @returns false where it cannot yet: it must be in RAM to end (`wait.on` = `sched`), and whoever holds
 *   it must let go first (`exithold`)
 */
export const exit = (k: Kernel, p: number): boolean => {
  goOn(k, p);
  for (const t of threadsOf(k, p)) wakeThread(k, t);
  if (hasFlag(k, p, P_OUT)) {
    k.wait.on = 'sched';
    return false;
  }
  setFlags(k, p, P_WEXIT);
  if (k.proc.proc.hold.get(p) !== 0) {
    fallAsleep(k, p, 'exithold');
    k.wait.on = 'exithold';
    return false;
  }
  if (!hasFlag(k, p, P_SYSTEM)) freeSpace(k, p);
  giveItems(k, p);
  giveRecord(k.proc.proc, pool(k), p);
  k.proc.cell.add(NPROCS, -1);
  return true;
};

/** Processes that were killed end as soon as they can run. */
export const reapKilled = (k: Kernel): void => {
  for (let p = 1; p < k.proc.cell.get(PROCS); p += 1)
    if (isProc(k, p) && hasFlag(k, p, P_KILLED) && exit(k, p)) k.killed.push(p);
  k.wait.on = '';
};

/** SIGKILL: the process ends at once, or when it is back in RAM and nobody holds it. */
export const kill = (k: Kernel, p: number): void => {
  setFlags(k, p, P_KILLED);
  reapKilled(k);
};
