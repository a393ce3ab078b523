/**
 * The hash over the names of a large directory, built when a name is looked for that is not cached.
 * FreeBSD 6.2 sys/ufs/ufs/ufs_dirhash.c: ufsdirhash_build(), ufsdirhash_lookup(), ufsdirhash_recycle().
 */
import { bread } from '../buf/block';
import { bqrelse } from '../buf/release';
import type { Kernel } from '../kernel/types';
import { blockBytes, fileBlocks } from './disk';
import {
  DIRHASH_SIZE,
  dropTables,
  freeDirhash,
  hasTables,
  makeDirhash,
  moveUp,
  tableBytes,
} from './dirhash-memory';
import { DIRHASHMEM, HASH_HEAD } from './state';

/** `vfs.ufs.dirhash_minsize`, in sectors, and `vfs.ufs.dirhash_maxmem`. */
const MIN_SECTORS = 5;
export const DIRHASH_MAXMEM = 2 * 1024 * 1024;
/** `DH_SCOREMAX`. */
const SCORE_MAX = 64;
/** The smallest entry of a directory: a name of one letter. */
const LEAST_ENTRY = 12;
/** `DH_NBLKOFF`: offsets in an array. */
const OFFSETS = 256;

/** Tables for a directory of so many sectors: half as many slots again as it could have entries. */
const tablesFor = (sectors: number): readonly [narrays: number, nblk: number] => {
  const slots = Math.floor((Math.floor((sectors * 512) / LEAST_ENTRY) * 3 + 1) / 2);
  return [Math.ceil(slots / OFFSETS), Math.floor((sectors * 3 + 1) / 2)];
};

/** Takes the least used hashes back until `wanted` bytes fit; one that was used lately stays. */
const makeRoom = (k: Kernel, wanted: number): boolean => {
  const { dirhash, cell } = k.file;
  if (wanted + cell.get(DIRHASHMEM) <= DIRHASH_MAXMEM) return true;
  if (wanted > DIRHASH_MAXMEM / 2) return false;
  while (wanted + cell.get(DIRHASHMEM) > DIRHASH_MAXMEM) {
    const h = cell.get(HASH_HEAD);
    if (h === 0) return false;
    dirhash.score.set(h, dirhash.score.get(h) - 1);
    if (dirhash.score.get(h) > 0) return false;
    dropTables(k, h);
  }
  return true;
};

const readAll = (k: Kernel, v: number): boolean => {
  const dir = k.file.vnode.file.get(v);
  for (let lbn = 0; lbn < fileBlocks(k, dir); lbn += 1) {
    const n = bread(k, v, lbn, blockBytes(k, dir, lbn));
    if (n === 0) return false;
    bqrelse(k, n);
  }
  return true;
};

const build = (k: Kernel, v: number): boolean => {
  const sectors = k.file.file.sectors.get(k.file.vnode.file.get(v));
  const [narrays, nblk] = tablesFor(sectors);
  freeDirhash(k, v);
  if (!makeRoom(k, DIRHASH_SIZE + tableBytes(narrays, nblk))) return true;
  if (!readAll(k, v)) return false;
  // Without memory for a hash the directory is searched from its start.
  return makeDirhash(k, v, narrays, nblk) || k.wait.on === '';
};

/**
 * A name is looked for in a directory: a large one is hashed first, and a hash that is used rises.
 * @returns false where the caller sleeps
 */
export const hashDirectory = (k: Kernel, v: number): boolean => {
  const { vnode, file, dirhash } = k.file;
  if (file.sectors.get(vnode.file.get(v)) < MIN_SECTORS) return true;
  const known = vnode.dirhash.get(v);
  if ((known === 0 || !hasTables(k, known)) && !build(k, v)) return false;
  const h = vnode.dirhash.get(v);
  if (h === 0) return true;
  moveUp(k, h);
  dirhash.score.set(h, Math.min(dirhash.score.get(h) + 1, SCORE_MAX));
  return true;
};
