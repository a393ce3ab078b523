/**
 * Pagers: where the contents of a page come from and where its swap space goes.
 * FreeBSD 6.2 sys/vm/vm_pager.h; swap_pager.c and vnode_pager.c behind it.
 */
import { vnodePagerGet, vnodePagerHas } from '../file/pager';
import { vnodePagerDereference, vnodePagerReference } from '../file/refs';
import type { Kernel } from '../kernel/types';
import { OBJT_VNODE } from './state';

const isFile = (k: Kernel, object: number): boolean =>
  k.vm.object.type.get(object) - 1 === OBJT_VNODE;

/** Whether the pager holds contents for a page, so that a fault must read and not zero. */
export const pagerHasPage = (k: Kernel, object: number, pindex: number): boolean =>
  isFile(k, object) && vnodePagerHas(k, object, pindex);

/** Reads a page in (`vm_pager_get_pages`). The disk answers at once. */
export const pagerGetPage = (k: Kernel, object: number, pindex: number): void => {
  if (isFile(k, object)) vnodePagerGet(k, object, pindex);
};

/** One more map shows the object: a file's vnode is in use once more. */
export const pagerReference = (k: Kernel, object: number): void => {
  if (isFile(k, object)) vnodePagerReference(k, object);
};

/** One map less shows it. */
export const pagerDereference = (k: Kernel, object: number): void => {
  if (isFile(k, object)) vnodePagerDereference(k, object);
};

/** Gives back what the pager holds for an object that goes. */
export const pagerDealloc = (_k: Kernel, _object: number): void => undefined;

/** Gives back what the pager holds for one page: swap space; a file keeps its contents. */
export const pagerFreePage = (_k: Kernel, _object: number, _pindex: number): void => undefined;
