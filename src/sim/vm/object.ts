/**
 * VM objects: what a page belongs to.
 * FreeBSD 6.2 sys/vm/vm_object.c: vm_object_allocate(), vm_object_deallocate(),
 * vm_object_terminate(). Left out: shadow chains; a forked process begins with memory of its own.
 */
import { Z_OBJECT } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { firstPage, lookupPage, removePage } from '../phys/object-pages';
import { freePage } from '../phys/page';
import { giveRecord, takeRecord } from '../state/pool';
import { M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { pagerDealloc, pagerDereference, pagerFreePage, pagerReference } from './pager';
import { pmapRemoveAll } from './pmap';
import { OBJECTS, OBJECT_POOL } from './state';

const pool = (k: Kernel) => ({ cell: k.vm.cell, top: OBJECTS, free: OBJECT_POOL });

/** A static object, as zones and the boot have them: no item of VM OBJECT behind it. */
export const staticObject = (k: Kernel, type: number, size: number): number => {
  const o = takeRecord(k.vm.object, pool(k));
  k.vm.object.type.set(o, type + 1);
  k.vm.object.size.set(o, size);
  k.vm.object.refs.set(o, 1);
  return o;
};

/**
 * A new object (vm_object_allocate()).
 * @param size pages
 * @returns its number, or 0 where the caller would sleep and `wait.on` says so
 */
export const objectAllocate = (k: Kernel, type: number, size: number): number => {
  const item = umaZalloc(k.uma, k.cell.get(Z_OBJECT), M_WAITOK);
  if (item === 0) return 0;
  const o = staticObject(k, type, size);
  k.vm.object.item.set(o, item);
  return o;
};

/** One more holder. */
export const objectReference = (k: Kernel, o: number): void => {
  k.vm.object.refs.add(o, 1);
  pagerReference(k, o);
};

/** Frees a page that nothing wires; a wired one loses its owner and goes when it is unwired. */
const dropPage = (k: Kernel, f: number): void => {
  pmapRemoveAll(k, f);
  if (k.phys.frame.wire.get(f) === 0) freePage(k.phys, f);
  else removePage(k.phys, f);
};

/** Frees the pages [from, from + count) of an object (`vm_object_page_remove`) and their swap space. */
export const objectPageRemove = (k: Kernel, o: number, from: number, count: number): void => {
  for (let i = from; i < from + count; i += 1) {
    const f = lookupPage(k.phys, o, i);
    if (f !== 0) dropPage(k, f);
    pagerFreePage(k, o, i);
  }
};

/** One holder less; the last one takes pages, swap space and the record with it. */
export const objectDeallocate = (k: Kernel, o: number): void => {
  const { object } = k.vm;
  object.refs.add(o, -1);
  pagerDereference(k, o);
  if (object.refs.get(o) > 0) return;
  for (let f = firstPage(k.phys, o); f !== 0; f = firstPage(k.phys, o)) dropPage(k, f);
  pagerDealloc(k, o);
  const item = object.item.get(o);
  giveRecord(object, pool(k), o);
  if (item !== 0) umaZfree(k.uma, k.cell.get(Z_OBJECT), item);
};
