/** Which VM object sendfile(2) takes a file's pages from. */
import type { Kernel } from '../kernel/types';
import { staticObject } from '../vm/object';
import { OBJT_VNODE } from '../vm/state';
import { OWN_FILE } from './state';

/** Pages of the file that is sent where no other is named: 4 GB. */
const OWN_FILE_PAGES = 2 ** 20;

/** The file that nobody but sendfile(2) knows, for runs that need no files. */
export const ownFile = (k: Kernel): number => {
  const { cell } = k.net;
  if (cell.get(OWN_FILE) === 0) cell.set(OWN_FILE, staticObject(k, OBJT_VNODE, OWN_FILE_PAGES));
  return cell.get(OWN_FILE);
};

/** Pages that a file has; sendfile(2) ends there. */
export const filePages = (k: Kernel, object: number): number => k.vm.object.size.get(object);

/** The object of a file. Until files have vnodes, the number of a file is that of its object. */
export const fileObject = (_k: Kernel, file: number): number => file;
