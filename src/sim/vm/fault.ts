/**
 * Page faults.
 * FreeBSD 6.2 sys/vm/vm_fault.c vm_fault(), sys/vm/vm_map.c vm_map_lookup(). Left out: shadow chains,
 * read-ahead, protection. A fault that must wait for memory gives `wait.on` = `pfault` and is tried anew.
 */
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_VALID, Q_CACHE } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { activatePage, allocPage, isSevere } from '../phys/page';
import { KernelPanic } from '../state/panic';
import { ENTRY_NOFAULT, ENTRY_SUBMAP, NO_OBJECT } from '../vm-map/types';
import { vmMapLookup } from '../vm-map/vm-map';
import { isShared, separate } from './cow';
import { objectAllocate } from './object';
import { pagerFreePage, pagerGetPage, pagerHasPage } from './pager';
import { KERNEL_PMAP, pmapEnter, pmapFrame, pmapMayWrite, pmapTouch } from './pmap';
import { OBJT_DEFAULT } from './state';

/** Who faults: a pmap and the map over the same addresses. */
export interface Space {
  readonly pmap: number;
  readonly map: number;
}

/** The entry behind an address and the map that holds it, through submaps. */
const lookup = (k: Kernel, map: number, va: number): readonly [map: number, entry: number] => {
  const { entry } = k.kmem.maps;
  const e = vmMapLookup(k.kmem.maps, map, va);
  if (e === 0 || (entry.flags.get(e) & ENTRY_SUBMAP) === 0) return [map, e];
  return lookup(k, entry.submap.get(e) - 1, va);
};

/** The object of an entry; the first fault on an entry without one makes it. 0 = none or asleep. */
const needObject = (k: Kernel, map: number, e: number): number => {
  const { maps } = k.kmem;
  const known = maps.entry.object.get(e);
  if (known !== NO_OBJECT || maps.map.system.get(map) === 1) return known;
  const size = maps.entry.end.get(e) - maps.entry.start.get(e);
  const o = objectAllocate(k, OBJT_DEFAULT, size);
  if (o === 0) return 0;
  maps.entry.object.set(e, o);
  maps.entry.offset.set(e, 0);
  return o;
};

const waitForPage = (k: Kernel): number => {
  k.wait.on = 'pfault';
  return 0;
};

/** Brings page `pindex` of an object into RAM. 0 = asleep for memory. */
export const bringIn = (k: Kernel, object: number, pindex: number): number => {
  const { phys } = k;
  const known = lookupPage(phys, object, pindex);
  if (known !== 0) {
    const isTaken = phys.frame.queue.get(known) === Q_CACHE && isSevere(phys);
    if (!isTaken) return known;
    activatePage(phys, known);
    return waitForPage(k);
  }
  const f = isSevere(phys) ? 0 : allocPage(phys, { object, pindex }, 'normal', 0);
  if (f === 0) return waitForPage(k);
  if (pagerHasPage(k, object, pindex)) pagerGetPage(k, object, pindex);
  phys.frame.flags.set(f, phys.frame.flags.get(f) | F_VALID);
  return f;
};

/** What an access came to. */
export type Access = 'done' | 'asleep' | 'fault';

/**
 * A read or write of one page by a process, or by the kernel in pageable space.
 * @param va page number
 * @returns `fault` where nothing is mapped there (SIGSEGV), `asleep` where `wait.on` says why
 * @throws KernelPanic where the kernel touches an address that must not fault
 */
export const accessPage = (k: Kernel, s: Space, va: number, write: boolean): Access => {
  if (mustFault(k, s, va, write)) {
    const faulted = vmFault(k, s, va, write);
    if (faulted !== 'done') return faulted;
  }
  pmapTouch(k, s.pmap, va, write);
  return 'done';
};

/** Whether the processor finds no page table entry, or one that forbids the write. */
const mustFault = (k: Kernel, s: Space, va: number, write: boolean): boolean => {
  const mapped = pmapFrame(k, s.pmap, va);
  if (mapped !== 0) return write && (isShared(k, mapped) || !pmapMayWrite(k, s.pmap, va));
  return s.pmap !== KERNEL_PMAP || k.frameAt.get(va - k.kmem.base) === 0;
};

const vmFault = (k: Kernel, s: Space, va: number, write: boolean): Access => {
  const { maps } = k.kmem;
  const [map, e] = lookup(k, s.map, va);
  if (e === 0) return 'fault';
  if ((maps.entry.flags.get(e) & ENTRY_NOFAULT) !== 0)
    throw new KernelPanic(`vm_fault: fault on nofault entry, addr: ${(va * 4096).toString(16)}`);
  const object = needObject(k, map, e);
  if (object === 0) return k.wait.on === '' ? 'fault' : 'asleep';
  const pindex = maps.entry.offset.get(e) + va - maps.entry.start.get(e);
  if (write && !separate(k, object, pindex)) return 'asleep';
  const f = bringIn(k, object, pindex);
  if (f === 0) return 'asleep';
  activatePage(k.phys, f);
  if (!pmapEnter(k, s.pmap, va, f)) return 'asleep';
  if (write) {
    // VM_FAULT_DIRTY: what swap holds of the page is out of date.
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_DIRTY);
    pagerFreePage(k, object, pindex);
  }
  return 'done';
};
