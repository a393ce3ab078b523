/**
 * The pager of files: where their pages come from and where changed ones go.
 * FreeBSD 6.2 sys/vm/vnode_pager.c: vnode_pager_haspage(), vnode_pager_generic_getpages(),
 * vnode_pager_generic_putpages(). A page-in goes past the buffer cache; a page-out is a write of the
 * file's block through it (IO_VMIO | IO_ASYNC), which releases the buffer at once.
 */
import { bread } from '../buf/block';
import { setFlags } from '../buf/queue';
import { B_CLUSTEROK, B_RELBUF, READS } from '../buf/state';
import { bawrite } from '../buf/write';
import type { Kernel } from '../kernel/types';
import { F_DIRTY, F_VALID } from '../phys/frames';
import { firstPage, lookupPage } from '../phys/object-pages';
import { pmapIsModified } from '../vm/pmap';
import { blockBytes, filePages } from './disk';

const fileOf = (k: Kernel, object: number): number =>
  k.file.vnode.file.get(k.vm.object.handle.get(object));

/** Whether a page lies in the file, so that a fault reads it; behind the end there is none. */
export const vnodePagerHas = (k: Kernel, object: number, pindex: number): boolean =>
  pindex < filePages(k, fileOf(k, object));

/** Reads a page of a file into its frame, which must be there. The disk answers at once. */
export const vnodePagerGet = (k: Kernel, object: number, pindex: number): void => {
  const { flags } = k.phys.frame;
  const f = lookupPage(k.phys, object, pindex);
  flags.set(f, (flags.get(f) | F_VALID) & ~F_DIRTY);
  k.buf.cell.add(READS, 1);
};

/**
 * Writes the block of a file that holds a changed page, never to swap. All pages of the block come back
 * clean, unmapped, and at the end of the inactive queue unless somebody else wires them.
 * @returns false where no buffer or no page for it is to be had now; the page stays as it is
 */
export const vnodePagerPut = (k: Kernel, object: number, pindex: number): boolean => {
  const v = k.vm.object.handle.get(object);
  const f = k.file.vnode.file.get(v);
  const lbn = Math.floor(pindex / 2 ** (k.file.file.bshift.get(f) - 12));
  const size = blockBytes(k, f, lbn);
  if (v === 0 || size === 0 || !vnodePagerHas(k, object, pindex)) return false;
  const n = bread(k, v, lbn, size);
  if (n === 0) {
    k.wait.on = '';
    return false;
  }
  setFlags(k, n, B_CLUSTEROK | B_RELBUF);
  bawrite(k, n);
  return true;
};

/**
 * Writes all pages of an object that mappings changed (vm_object_page_clean()).
 * @returns whether none is left
 */
export const cleanObject = (k: Kernel, object: number): boolean => {
  const { frame } = k.phys;
  const changed: number[] = [];
  for (let f = firstPage(k.phys, object); f !== 0; f = frame.onext.get(f))
    if ((frame.flags.get(f) & F_DIRTY) !== 0 || pmapIsModified(k, f)) changed.push(f);
  const pages = changed.map((f) => frame.pindex.get(f)).sort((a, b) => a - b);
  let clean = true;
  for (const pindex of pages) {
    const f = lookupPage(k.phys, object, pindex);
    // The write of a neighbour in the same block may have cleaned it.
    const isChanged = f !== 0 && ((frame.flags.get(f) & F_DIRTY) !== 0 || pmapIsModified(k, f));
    if (isChanged && !vnodePagerPut(k, object, pindex)) clean = false;
  }
  return clean;
};
