/**
 * Where sendfile(2) takes pages from: a file, or a file of its own that no command made.
 * FreeBSD 6.2 sys/kern/uipc_syscalls.c kern_sendfile(): vn_rdwr() with UIO_NOCOPY reads up to MAXBSIZE
 * into the object; sys/ufs/ffs/ffs_vnops.c ffs_read() with IO_VMIO lets the buffers go at once.
 */
import { bread } from '../buf/block';
import { setFlags } from '../buf/queue';
import { brelse } from '../buf/release';
import { B_RELBUF } from '../buf/state';
import { isOpen } from '../file/calls';
import { blockBytes, fileBlocks, filePages } from '../file/disk';
import { namei } from '../file/lookup';
import { needObject, vget, vput } from '../file/vnode';
import type { Kernel } from '../kernel/types';
import { F_VALID } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { objectDeallocate, objectReference, staticObject } from '../vm/object';
import { OBJT_VNODE } from '../vm/state';
import { OWN_FILE } from './state';

/** A file for the time of a call. */
export interface Source {
  readonly object: number;
  /** where it ends */
  readonly pages: number;
  /** Reads a page that is in RAM without contents; false = asleep. */
  readonly read: (pindex: number) => boolean;
}

/** `MAXBSIZE` in pages. */
const READ_PAGES = 16;
/** Pages of the file that is sent where no other is named: 4 GB. */
const OWN_FILE_PAGES = 2 ** 20;

/** The file that nobody but sendfile(2) knows, for runs that need no files. Its disk is at hand. */
export const ownSource = (k: Kernel): Source => {
  const { cell } = k.net;
  if (cell.get(OWN_FILE) === 0) cell.set(OWN_FILE, staticObject(k, OBJT_VNODE, OWN_FILE_PAGES));
  const object = cell.get(OWN_FILE);
  const read = (pindex: number): boolean => {
    const f = lookupPage(k.phys, object, pindex);
    k.phys.frame.flags.set(f, k.phys.frame.flags.get(f) | F_VALID);
    return true;
  };
  return { object, pages: OWN_FILE_PAGES, read };
};

/** Reads the blocks of 64 KB from a page on, through buffers that are let go at once. */
const readBlocks = (k: Kernel, f: number, pindex: number): boolean => {
  const v = vget(k, f);
  if (v === 0) return false;
  const per = 2 ** (k.file.file.bshift.get(f) - 12);
  const end = Math.min(fileBlocks(k, f), Math.ceil((pindex + READ_PAGES) / per));
  let n = 1;
  for (let lbn = Math.floor(pindex / per); lbn < end && n !== 0; lbn += 1) {
    n = bread(k, v, lbn, blockBytes(k, f, lbn));
    if (n === 0) break;
    setFlags(k, n, B_RELBUF);
    brelse(k, n);
  }
  vput(k, v);
  return n !== 0;
};

/** A file, with a reference to its object until `closeSource`. Null = asleep. */
export const fileSource = (k: Kernel, f: number): Source | null => {
  const v = isOpen(k, f) ? vget(k, f) : namei(k, f);
  if (v === 0) return null;
  const isThere = needObject(k, v);
  const object = k.file.vnode.object.get(v);
  if (isThere) objectReference(k, object);
  vput(k, v);
  if (!isThere) return null;
  return { object, pages: filePages(k, f), read: (pindex) => readBlocks(k, f, pindex) };
};

/** Gives the reference back. */
export const closeSource = (k: Kernel, s: Source): void => {
  if (s.object !== k.net.cell.get(OWN_FILE)) objectDeallocate(k, s.object);
};
