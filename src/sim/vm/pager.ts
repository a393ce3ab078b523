/**
 * Pagers: where the contents of a page come from, where they go, and whose space that takes.
 * FreeBSD 6.2 sys/vm/vm_pager.h; swap_pager.c and vnode_pager.c behind it.
 */
import { vnodePagerGet, vnodePagerHas, vnodePagerPut } from '../file/pager';
import { vnodePagerDereference, vnodePagerReference } from '../file/refs';
import type { Kernel } from '../kernel/types';
import { F_DIRTY } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import {
  swapBlock,
  swapFreeObject,
  swapFreePage,
  swapGetPage,
  swapPutPages,
} from '../swap/swap-pager';
import { OBJT_VNODE } from './state';

const isFile = (k: Kernel, object: number): boolean =>
  k.vm.object.type.get(object) - 1 === OBJT_VNODE;

/** Whether the pager holds contents for a page, so that a fault must read and not zero. */
export const pagerHasPage = (k: Kernel, object: number, pindex: number): boolean =>
  isFile(k, object) ? vnodePagerHas(k, object, pindex) : swapBlock(k, object, pindex) !== 0;

/** Reads a page in (`vm_pager_get_pages`). The disk answers at once. */
export const pagerGetPage = (k: Kernel, object: number, pindex: number): void => {
  if (isFile(k, object)) vnodePagerGet(k, object, pindex);
  else swapGetPage(k);
};

/** Writes dirty pages of a file, block by block: one write cleans the whole block. */
const putFilePages = (k: Kernel, object: number, first: number, count: number): number => {
  for (let i = 0; i < count; i += 1) {
    const f = lookupPage(k.phys, object, first + i);
    const isDirty = f !== 0 && (k.phys.frame.flags.get(f) & F_DIRTY) !== 0;
    if (isDirty && !vnodePagerPut(k, object, first + i)) return i;
  }
  return count;
};

/**
 * Writes pages `first` … `first + count − 1` of an object (`vm_pager_put_pages`).
 * @returns how many went, from the first on: a file takes all, swap space may run out
 */
export const pagerPutPages = (k: Kernel, object: number, first: number, count: number): number =>
  isFile(k, object) ? putFilePages(k, object, first, count) : swapPutPages(k, object, first, count);

/** One more map shows the object: a file's vnode is in use once more. */
export const pagerReference = (k: Kernel, object: number): void => {
  if (isFile(k, object)) vnodePagerReference(k, object);
};

/** One map less shows it. */
export const pagerDereference = (k: Kernel, object: number): void => {
  if (isFile(k, object)) vnodePagerDereference(k, object);
};

/** Gives back what the pager holds for one page: swap space; a file keeps its contents. */
export const pagerFreePage = (k: Kernel, object: number, pindex: number): void => {
  if (!isFile(k, object)) swapFreePage(k, object, pindex);
};

/** Gives back what the pager holds for an object that goes. */
export const pagerDealloc = (k: Kernel, object: number): void => {
  if (!isFile(k, object)) swapFreeObject(k, object);
};
