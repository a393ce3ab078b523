/**
 * Pages that a send in progress shares copy-on-write with their process.
 * FreeBSD 6.2 sys/vm/vm_page.c: vm_page_cowsetup(), vm_page_cowclear(), vm_page_cowfault();
 * sys/i386/i386/pmap.c pmap_page_protect().
 */
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_VALID, WIRED } from '../phys/frames';
import { insertPage, lookupPage, removePage } from '../phys/object-pages';
import { allocPage } from '../phys/page';
import { pmapClearModify, pmapIsModified, pmapRemoveAll } from './pmap';

const setFlags = (k: Kernel, f: number, flags: number): void => {
  k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | flags);
};

/** One send more shares the page; no mapping may write it any longer, what they wrote is noted. */
export const cowSetup = (k: Kernel, f: number): void => {
  k.phys.frame.cow.add(f, 1);
  if (!pmapIsModified(k, f)) return;
  setFlags(k, f, F_DIRTY);
  pmapClearModify(k, f);
};

/** One send less. Mappings may write again once they fault. */
export const cowClear = (k: Kernel, f: number): void => {
  if (k.phys.frame.cow.get(f) > 0) k.phys.frame.cow.add(f, -1);
};

/** Whether a write to a mapped frame must fault first. */
export const isShared = (k: Kernel, f: number): boolean => k.phys.frame.cow.get(f) > 0;

/**
 * The object gets a fresh page with the same contents, the sends keep the old one, which belongs to
 * nobody from then on (vm_page_cowfault()). The old page's wirings are split: as many as there are
 * sends stay, the rest goes to the new page.
 */
const cowFault = (k: Kernel, f: number): boolean => {
  const { phys } = k;
  const { frame } = phys;
  const owner = { object: frame.object.get(f), pindex: frame.pindex.get(f) };
  pmapRemoveAll(k, f);
  removePage(phys, f);
  const fresh = allocPage(phys, owner, 'normal', 0);
  if (fresh === 0) {
    insertPage(phys, f, owner.object, owner.pindex);
    k.wait.on = 'vmwait';
    return false;
  }
  setFlags(k, fresh, F_VALID | F_DIRTY);
  const rest = frame.wire.get(f) - frame.cow.get(f);
  frame.wire.set(fresh, rest);
  frame.wire.set(f, frame.cow.get(f));
  // The kernel forgets to count the new page as wired; ours counts wired pages as they are.
  if (rest > 0) phys.count.add(WIRED, 1);
  return true;
};

/**
 * Before a write fault is resolved: separates a page from the sends that share it.
 * @returns false where the caller would sleep for a page and `wait.on` says so
 */
export const separate = (k: Kernel, object: number, pindex: number): boolean => {
  const f = lookupPage(k.phys, object, pindex);
  return f === 0 || !isShared(k, f) || cowFault(k, f);
};
