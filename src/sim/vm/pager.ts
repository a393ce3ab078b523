/**
 * Pagers: where the contents of a page come from and where its swap space goes.
 * FreeBSD 6.2 sys/vm/vm_pager.h; swap_pager.c and vnode_pager.c behind it.
 */
import type { Kernel } from '../kernel/types';
import { OBJT_VNODE } from './state';

/** Whether the pager holds contents for a page, so that a fault must read and not zero. */
export const pagerHasPage = (k: Kernel, object: number, _pindex: number): boolean =>
  k.vm.object.type.get(object) - 1 === OBJT_VNODE;

/** Reads a page in (`vm_pager_get_pages`). The disk answers at once. */
export const pagerGetPage = (_k: Kernel, _object: number, _pindex: number): void => undefined;

/** Gives back what the pager holds for an object that goes. */
export const pagerDealloc = (_k: Kernel, _object: number): void => undefined;

/** Gives back what the pager holds for one page: swap space; a file keeps its contents. */
export const pagerFreePage = (_k: Kernel, _object: number, _pindex: number): void => undefined;
