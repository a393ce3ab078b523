/**
 * The name cache. FreeBSD 6.2 sys/kern/vfs_cache.c: cache_enter(), cache_zap(), cache_purge().
 * Left out: names that lead nowhere (`ncneg`), and `..`.
 */
import type { Kernel } from '../kernel/types';
import { M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { vdrop, vhold } from './refs';
import { Z_LONG, Z_SHORT } from './state';

const zoneOf = (k: Kernel, f: number): number =>
  k.file.cell.get(k.file.file.longName.get(f) === 1 ? Z_LONG : Z_SHORT);

/**
 * Enters the name of a vnode's file into the cache. The first name in a directory holds its vnode.
 * @returns false where the caller would sleep for memory
 */
export const cacheEnter = (k: Kernel, v: number, dir: number): boolean => {
  const { vnode } = k.file;
  const item = umaZalloc(k.uma, zoneOf(k, vnode.file.get(v)), M_WAITOK);
  if (item === 0) return false;
  vnode.name.set(v, item);
  if (vnode.names.get(dir) === 0) vhold(k, dir);
  vnode.names.add(dir, 1);
  return true;
};

/** Takes the name of a vnode's file out of the cache; the last one lets the directory go. */
export const cachePurge = (k: Kernel, v: number): void => {
  const { vnode, file } = k.file;
  const item = vnode.name.get(v);
  if (item === 0) return;
  const f = vnode.file.get(v);
  const dir = file.vnode.get(file.dir.get(f));
  vnode.name.set(v, 0);
  umaZfree(k.uma, zoneOf(k, f), item);
  vnode.names.add(dir, -1);
  if (vnode.names.get(dir) === 0) vdrop(k, dir);
};
