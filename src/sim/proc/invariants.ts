/** What must hold of processes, threads and their stacks after every command. */
import { Z_PROC, Z_THREAD, Z_VMSPACE } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { F_UNMANAGED } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { payloadOf } from '../uma/live/payload';
import { SLABS } from '../uma/live/state';
import { STACK_PAGES, stackPage } from './kstack';
import { hasFlag, threadsOf } from './sleep';
import { NPROCS, OUT, PROCS, P_NONE, P_OUT, P_SYSTEM, P_WANTED, THREADS } from './state';

/** Every item of a zone, used or free. */
const itemsOf = (k: Kernel, zone: number): number[] => {
  const { slab, keg } = k.uma;
  const mine = k.uma.zone.keg.get(zone);
  const items: number[] = [];
  for (let s = 1; s < k.uma.cell.get(SLABS); s += 1)
    if (slab.page.get(s) !== 0 && slab.keg.get(s) === mine)
      for (let i = 0; i < keg.ipers.get(mine); i += 1) items.push((s << 8) | i);
  return items;
};

/** A stack: both pages wired where the kernel sees them, or, swapped out, neither wired nor seen. */
const stackFaults = (k: Kernel, t: number): string[] => {
  const { thread } = k.proc;
  const isOut = hasFlag(k, thread.proc.get(t), P_OUT);
  const faults: string[] = [];
  for (let i = 0; i < STACK_PAGES; i += 1) {
    const f = lookupPage(k.phys, thread.object.get(t), i);
    const seen = k.frameAt.get(stackPage(k, t, i) - k.kmem.base);
    if (seen !== (isOut ? 0 : f))
      faults.push(`thread ${t}: the kernel sees another stack page ${i}`);
    if ((f !== 0 && k.phys.frame.wire.get(f) === 1) === isOut)
      faults.push(`thread ${t}: stack page ${i} is wired wrongly`);
    if (f !== 0 && (k.phys.frame.flags.get(f) & F_UNMANAGED) !== 0)
      faults.push(`thread ${t}: stack page ${i} is unmanaged`);
  }
  if (k.frameAt.get(stackPage(k, t, -1) - k.kmem.base) !== 0)
    faults.push(`thread ${t} has a page behind its guard`);
  return faults;
};

/** A thread for each THREAD item and an item for each thread. */
const threadFaults = (k: Kernel): string[] => {
  const { item } = k.proc.thread;
  const faults: string[] = [];
  const items = itemsOf(k, k.cell.get(Z_THREAD));
  for (const i of items)
    if (item.get(payloadOf(k.uma, i)) !== i) faults.push(`THREAD item ${i} has no thread`);
  let threads = 0;
  for (let t = 1; t < k.proc.cell.get(THREADS); t += 1) {
    if (item.get(t) === 0) continue;
    threads += 1;
    faults.push(...stackFaults(k, t));
  }
  if (threads !== items.length) faults.push(`${threads} threads, ${items.length} items of THREAD`);
  return faults;
};

/** What PROC and VMSPACE items keep for good: a thread with a ksegrp, a page directory. */
const keptFaults = (k: Kernel): string[] => {
  const { ksegrp } = k.proc.thread;
  const faults: string[] = [];
  for (const i of itemsOf(k, k.cell.get(Z_PROC)))
    if (ksegrp.get(payloadOf(k.uma, i)) === 0)
      faults.push(`PROC item ${i} has no thread of its own`);
  for (const i of itemsOf(k, k.cell.get(Z_VMSPACE))) {
    const f = k.frameAt.get(payloadOf(k.uma, i) - k.kmem.base);
    if (f === 0 || k.phys.frame.wire.get(f) !== 1)
      faults.push(`VMSPACE item ${i} has no page directory`);
  }
  return faults;
};

const procFault = (k: Kernel, p: number): string[] => {
  const { procItem, vmspace, thread, pid, map, hold } = k.proc.proc;
  const who = `pid ${pid.get(p)}`;
  const isSystem = hasFlag(k, p, P_SYSTEM);
  const faults: string[] = [];
  if (procItem.get(p) === 0 || map.get(p) === 0 || (vmspace.get(p) === 0) !== isSystem)
    faults.push(`${who} lacks an item or has one too many`);
  if (payloadOf(k.uma, procItem.get(p)) !== thread.get(p))
    faults.push(`${who} does not run the thread of its item`);
  if (threadsOf(k, p).some((t) => k.proc.thread.proc.get(t) !== p))
    faults.push(`${who} runs a thread of somebody else`);
  const directory = isSystem ? 0 : k.frameAt.get(payloadOf(k.uma, vmspace.get(p)) - k.kmem.base);
  if (k.vm.pmap.directory.get(p) !== directory) faults.push(`${who} has a strange page directory`);
  if (hasFlag(k, p, P_WANTED) && !hasFlag(k, p, P_OUT)) faults.push(`${who} is in and wanted back`);
  if (hasFlag(k, p, P_OUT) && hold.get(p) !== 0) faults.push(`${who} is held and swapped out`);
  return faults;
};

/** All faults of processes and threads. */
export const procFaults = (k: Kernel): string[] => {
  const faults = [...threadFaults(k), ...keptFaults(k)];
  const { cell } = k.proc;
  let procs = 0;
  let out = 0;
  for (let p = 1; p < cell.get(PROCS); p += 1) {
    if (k.proc.proc.state.get(p) === P_NONE) continue;
    procs += 1;
    if (hasFlag(k, p, P_OUT)) out += 1;
    faults.push(...procFault(k, p));
  }
  const isRight = procs === cell.get(NPROCS) && out === cell.get(OUT);
  return isRight ? faults : [...faults, 'processes are miscounted'];
};
