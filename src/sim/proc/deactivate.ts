/**
 * Taking RAM from a process whose limit it exceeds.
 * FreeBSD 6.2 sys/vm/vm_pageout.c: vm_pageout_map_deactivate_pages(),
 * vm_pageout_object_deactivate_pages(). Left out: shadow chains, pages that are busy.
 */
import type { Kernel } from '../kernel/types';
import { F_REFERENCED, F_UNMANAGED, Q_ACTIVE, Q_INACTIVE } from '../phys/frames';
import { firstPage, residentCount } from '../phys/object-pages';
import { activatePage, deactivatePage, requeuePage } from '../phys/page';
import { ALGORITHM } from '../pageout/state';
import { ENTRY_SUBMAP, NO_OBJECT } from '../vm-map/types';
import { pmapRemoveAll, pmapRemovePages, pmapTsReferenced } from '../vm/pmap';
import { spaceOf } from './memory';

/** `ACT_ADVANCE`, `ACT_DECLINE`, `ACT_MAX`. */
const ACT_ADVANCE = 3;
const ACT_DECLINE = 1;
const ACT_MAX = 64;
/** Mappings of a page that `pmap_page_exists_quick` looks at. */
const FEW = 16;

const residentPages = (k: Kernel, p: number): number => k.vm.pmap.resident.get(p);

/** `pmap_page_exists_quick`. */
const isMappedBy = (k: Kernel, p: number, f: number): boolean => {
  const { pv } = k.vm;
  let n = k.phys.frame.pv.get(f);
  for (let i = 0; n !== 0 && i < FEW; i += 1, n = pv.fnext.get(n))
    if (pv.pmap.get(n) === p) return true;
  return false;
};

const advance = (k: Kernel, f: number, count: number): void => {
  const { act, queue } = k.phys.frame;
  const wasActive = queue.get(f) === Q_ACTIVE;
  activatePage(k.phys, f);
  if (!wasActive) act.set(f, act.get(f) + count);
  else if (act.get(f) < ACT_MAX - ACT_ADVANCE) act.set(f, act.get(f) + ACT_ADVANCE);
  if (wasActive) requeuePage(k.phys, f);
};

const decline = (k: Kernel, f: number): void => {
  const { act } = k.phys.frame;
  act.set(f, Math.max(act.get(f) - ACT_DECLINE, 0));
  if (act.get(f) !== 0 && k.pageout.cell.get(ALGORITHM) === 0) {
    requeuePage(k.phys, f);
    return;
  }
  pmapRemoveAll(k, f);
  deactivatePage(k.phys, f);
};

/** A page that was used grows younger, one that was not older, and one that is old loses its mappings. */
const agePage = (k: Kernel, f: number): void => {
  const { flags, queue } = k.phys.frame;
  const isMarked = (flags.get(f) & F_REFERENCED) !== 0;
  const count = pmapTsReferenced(k, f) || (isMarked ? 1 : 0);
  flags.set(f, flags.get(f) & ~F_REFERENCED);
  if (count > 0) advance(k, f, count);
  else if (queue.get(f) === Q_ACTIVE) decline(k, f);
  else if (queue.get(f) === Q_INACTIVE) pmapRemoveAll(k, f);
};

/** The frames of an object in the order of its pages (`memq`). */
const framesOf = (k: Kernel, object: number): number[] => {
  const frames: number[] = [];
  for (let f = firstPage(k.phys, object); f !== 0; f = k.phys.frame.onext.get(f)) frames.push(f);
  const { pindex } = k.phys.frame;
  return frames.sort((a, b) => pindex.get(a) - pindex.get(b));
};

const ageObject = (k: Kernel, p: number, object: number, desired: number): void => {
  const { frame } = k.phys;
  if (residentPages(k, p) <= desired) return;
  for (const f of framesOf(k, object)) {
    if (residentPages(k, p) <= desired) return;
    const isFixed = frame.wire.get(f) !== 0 || frame.hold.get(f) !== 0;
    if (isFixed || (frame.flags.get(f) & F_UNMANAGED) !== 0 || !isMappedBy(k, p, f)) continue;
    agePage(k, f);
  }
};

/** The object of every entry of a process, in address order, and whether any entry is wired. */
const objectsOf = (k: Kernel, p: number): { objects: number[]; anyWired: boolean } => {
  const { map, entry } = k.kmem.maps;
  const objects: number[] = [];
  let anyWired = false;
  for (let e = entry.next.get(map.head.get(spaceOf(k, p).map)); e !== 0; e = entry.next.get(e)) {
    if (entry.wired.get(e) > 0) anyWired = true;
    const object = entry.object.get(e);
    if ((entry.flags.get(e) & ENTRY_SUBMAP) === 0 && object !== NO_OBJECT) objects.push(object);
  }
  return { objects, anyWired };
};

/**
 * Ages the pages of a process, those of its largest object first, until it has no more than `desired`
 * mapped. With 0 all its mappings go, and its page tables with them.
 */
export const mapDeactivatePages = (k: Kernel, p: number, desired: number): void => {
  const { objects, anyWired } = objectsOf(k, p);
  const largest = objects.reduce(
    (a, b) => (a === 0 || residentCount(k.phys, a) < residentCount(k.phys, b) ? b : a),
    0,
  );
  if (largest !== 0) ageObject(k, p, largest, desired);
  for (const object of objects) {
    if (residentPages(k, p) <= desired) break;
    ageObject(k, p, object, desired);
  }
  if (desired === 0 && !anyWired) pmapRemovePages(k, p);
};
