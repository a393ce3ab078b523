/**
 * Pagers: where the contents of a page come from, where they go, and whose space that takes.
 * FreeBSD 6.2 sys/vm/vm_pager.h; swap_pager.c and vnode_pager.c behind it.
 */
import type { Kernel } from '../kernel/types';
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
  isFile(k, object) || swapBlock(k, object, pindex) !== 0;

/** Reads a page in (`vm_pager_get_pages`). The disk answers at once. */
export const pagerGetPage = (k: Kernel, object: number): void => {
  if (!isFile(k, object)) swapGetPage(k);
};

/**
 * Writes pages `first` … `first + count − 1` of an object (`vm_pager_put_pages`).
 * @returns how many went, from the first on: a file takes all, swap space may run out
 */
export const pagerPutPages = (k: Kernel, object: number, first: number, count: number): number =>
  isFile(k, object) ? count : swapPutPages(k, object, first, count);

/** Gives back what the pager holds for one page: swap space; a file keeps its contents. */
export const pagerFreePage = (k: Kernel, object: number, pindex: number): void => {
  if (!isFile(k, object)) swapFreePage(k, object, pindex);
};

/** Gives back what the pager holds for an object that goes. */
export const pagerDealloc = (k: Kernel, object: number): void => {
  if (!isFile(k, object)) swapFreeObject(k, object);
};
