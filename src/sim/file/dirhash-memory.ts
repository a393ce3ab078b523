/**
 * What the hash of a directory takes, and the list from which the least used one is taken back.
 * FreeBSD 6.2 sys/ufs/ufs/ufs_dirhash.c: ufsdirhash_build(), ufsdirhash_free(), ufsdirhash_recycle().
 * There is no vm_lowmem handler in 6.2: only a directory that wants a hash takes another's.
 */
import type { Kernel } from '../kernel/types';
import { mallocAlloc, mallocFree, mallocType } from '../malloc/malloc';
import { giveRecord, takeRecord } from '../state/pool';
import { M_NOWAIT, M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import {
  CHUNKS,
  CHUNK_POOL,
  DIRHASHES,
  DIRHASHMEM,
  DIRHASH_POOL,
  HASH_HEAD,
  HASH_TAIL,
  Z_DIRHASH,
} from './state';

/** `sizeof(struct dirhash)` on i386. */
export const DIRHASH_SIZE = 360;
/** `DH_SCOREINIT`: how many wishes of others a new hash outlives. */
const SCORE_INIT = 8;
/** Bytes of one DIRHASH item: 256 offsets. */
const ARRAY_BYTES = 1024;
const POINTER = 4;

const hashPool = (k: Kernel) => ({ cell: k.file.cell, top: DIRHASHES, free: DIRHASH_POOL });
const chunkPool = (k: Kernel) => ({ cell: k.file.cell, top: CHUNKS, free: CHUNK_POOL });
const typeOf = (k: Kernel): number => mallocType(k.malloc, 'UFS dirhash');

/** Bytes of a hash without its record. */
export const tableBytes = (narrays: number, nblk: number): number =>
  narrays * (POINTER + ARRAY_BYTES) + nblk;

/** Puts a hash behind `before` on the list, or at its end. */
const enlist = (k: Kernel, h: number, before: number): void => {
  const { dirhash, cell } = k.file;
  const behind = before === 0 ? 0 : dirhash.lnext.get(before);
  dirhash.lprev.set(h, before);
  dirhash.lnext.set(h, behind);
  if (before === 0) cell.set(HASH_HEAD, h);
  else dirhash.lnext.set(before, h);
  if (behind === 0) cell.set(HASH_TAIL, h);
  else dirhash.lprev.set(behind, h);
};

const delist = (k: Kernel, h: number): void => {
  const { dirhash, cell } = k.file;
  const [next, prev] = [dirhash.lnext.get(h), dirhash.lprev.get(h)];
  if (prev === 0) cell.set(HASH_HEAD, next);
  else dirhash.lnext.set(prev, next);
  if (next === 0) cell.set(HASH_TAIL, prev);
  else dirhash.lprev.set(next, prev);
  dirhash.lnext.set(h, 0);
  dirhash.lprev.set(h, 0);
};

/** Moves a hash that was used past the next one, unless that has a higher score. */
export const moveUp = (k: Kernel, h: number): void => {
  const { score, lnext } = k.file.dirhash;
  const next = lnext.get(h);
  if (next === 0 || score.get(h) < score.get(next)) return;
  delist(k, h);
  enlist(k, h, next);
};

const giveArrays = (k: Kernel, h: number): void => {
  const { chunk, dirhash, cell } = k.file;
  for (let c = dirhash.first.get(h), next = 0; c !== 0; c = next) {
    next = chunk.next.get(c);
    umaZfree(k.uma, cell.get(Z_DIRHASH), chunk.item.get(c));
    giveRecord(chunk, chunkPool(k), c);
  }
  dirhash.first.set(h, 0);
};

const giveBlock = (k: Kernel, column: 'record' | 'arrays' | 'blkfree', h: number): void => {
  const item = k.file.dirhash[column].get(h);
  if (item !== 0) mallocFree(k.malloc, typeOf(k), item);
  k.file.dirhash[column].set(h, 0);
};

/** Takes the tables of a hash away; its record stays until its directory is looked at again. */
export const dropTables = (k: Kernel, h: number): void => {
  const { dirhash, cell } = k.file;
  delist(k, h);
  giveArrays(k, h);
  giveBlock(k, 'arrays', h);
  giveBlock(k, 'blkfree', h);
  cell.add(DIRHASHMEM, -tableBytes(dirhash.narrays.get(h), dirhash.nblk.get(h)));
};

/** Whether a hash still has its tables. */
export const hasTables = (k: Kernel, h: number): boolean => k.file.dirhash.arrays.get(h) !== 0;

/** Gives the hash of a directory's vnode back, if it has one (ufsdirhash_free()). */
export const freeDirhash = (k: Kernel, v: number): void => {
  const { vnode, dirhash, cell } = k.file;
  const h = vnode.dirhash.get(v);
  if (h === 0) return;
  if (hasTables(k, h)) dropTables(k, h);
  giveBlock(k, 'record', h);
  cell.add(DIRHASHMEM, -DIRHASH_SIZE);
  giveRecord(dirhash, hashPool(k), h);
  vnode.dirhash.set(v, 0);
};

/** Takes the arrays of a hash; a DIRHASH item each. */
const takeArrays = (k: Kernel, h: number): boolean => {
  const { chunk, dirhash, cell } = k.file;
  for (let i = 0; i < dirhash.narrays.get(h); i += 1) {
    const item = umaZalloc(k.uma, cell.get(Z_DIRHASH), M_WAITOK);
    if (item === 0) return false;
    const c = takeRecord(chunk, chunkPool(k));
    chunk.item.set(c, item);
    chunk.next.set(c, dirhash.first.get(h));
    dirhash.first.set(h, c);
  }
  return true;
};

/**
 * Gives a directory's vnode a hash of `narrays` arrays and `nblk` bytes of free-space table.
 * @returns false where memory is not to be had; where `wait.on` says so, the caller sleeps
 */
export const makeDirhash = (k: Kernel, v: number, narrays: number, nblk: number): boolean => {
  const { vnode, dirhash, cell } = k.file;
  const h = takeRecord(dirhash, hashPool(k));
  const take = (size: number): number => mallocAlloc(k.malloc, typeOf(k), size, M_NOWAIT);
  dirhash.vnode.set(h, v);
  dirhash.narrays.set(h, narrays);
  dirhash.nblk.set(h, nblk);
  dirhash.score.set(h, SCORE_INIT);
  dirhash.record.set(h, take(DIRHASH_SIZE));
  dirhash.arrays.set(h, take(narrays * POINTER));
  dirhash.blkfree.set(h, take(nblk));
  const got = [dirhash.record, dirhash.arrays, dirhash.blkfree].every((c) => c.get(h) !== 0);
  if (got && takeArrays(k, h)) {
    vnode.dirhash.set(v, h);
    enlist(k, h, cell.get(HASH_TAIL));
    cell.add(DIRHASHMEM, DIRHASH_SIZE + tableBytes(narrays, nblk));
    return true;
  }
  giveArrays(k, h);
  for (const column of ['arrays', 'blkfree', 'record'] as const) giveBlock(k, column, h);
  giveRecord(dirhash, hashPool(k), h);
  return false;
};
