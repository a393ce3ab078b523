/**
 * Pairs of pipes: pipe(2), and the last close.
 * FreeBSD 6.2 sys/kern/sys_pipe.c pipe(), pipeclose(); sys/kern/kern_descrip.c falloc() for a file
 * behind each end.
 */
import { Z_PIPE } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { needAll } from '../state/columns';
import { giveRecord, takeRecord } from '../state/pool';
import { M_WAITOK, zoneNumber } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { firstSize, freeSpace, pipespace } from './space';
import { PAIRS, PAIR_POOL, PIPES, PIPE_PRESENT, setFlag } from './state';

const pool = (k: Kernel) => ({ cell: k.pipe.cell, top: PAIRS, free: PAIR_POOL });

/** What pipe(2) came to; a number above 0 is the pair. */
export const ASLEEP = 0;
export const ENOMEM = -1;

const fileZone = (k: Kernel): number => zoneNumber(k.uma, 'Files');

/** Frees the record and the item of a pair whose ends are both closed. */
const dropPair = (k: Kernel, pair: number): void => {
  const { pipe, pair: pairs, cell } = k.pipe;
  for (const column of Object.values(pipe))
    for (const end of [pair * 2, pair * 2 + 1]) column.set(end, 0);
  umaZfree(k.uma, k.cell.get(Z_PIPE), pairs.item.get(pair));
  giveRecord(pairs, pool(k), pair);
  cell.add(PIPES, -2);
};

/** Takes the files of both ends. */
const takeFiles = (k: Kernel, pair: number): boolean => {
  const { file } = k.pipe.pipe;
  for (const end of [pair * 2, pair * 2 + 1]) {
    const item = umaZalloc(k.uma, fileZone(k), M_WAITOK);
    if (item === 0) return false;
    file.set(end, item);
  }
  return true;
};

const giveFile = (k: Kernel, end: number): void => {
  const { file } = k.pipe.pipe;
  if (file.get(end) !== 0) umaZfree(k.uma, fileZone(k), file.get(end));
  file.set(end, 0);
};

/**
 * A new pair. Only the forward direction gets a buffer.
 * @returns its number, `ENOMEM` where pipe_map has no page, or `ASLEEP` where nothing was taken and
 *   `wait.on` says for what
 */
export const openPair = (k: Kernel): number => {
  const { pipe, pair: pairs, cell } = k.pipe;
  const item = umaZalloc(k.uma, k.cell.get(Z_PIPE), M_WAITOK);
  if (item === 0) return ASLEEP;
  const pair = takeRecord(pairs, pool(k));
  needAll(pipe, pair * 2 + 2);
  pairs.item.set(pair, item);
  cell.add(PIPES, 2);
  const end = pair * 2;
  const backed = pipespace(k, end, firstSize(k));
  if (backed === 'done' && takeFiles(k, pair)) {
    setFlag(k.pipe, end, PIPE_PRESENT);
    setFlag(k.pipe, end + 1, PIPE_PRESENT);
    return pair;
  }
  giveFile(k, end);
  giveFile(k, end + 1);
  // pipespace() made sure of the entries for this, and files are of another zone.
  freeSpace(k, end);
  dropPair(k, pair);
  return backed === 'nomem' ? ENOMEM : ASLEEP;
};

/** The last steps of a close, after `mayFreeSpace`: the end's buffer goes, and after both ends the pair. */
export const dropEnd = (k: Kernel, end: number): void => {
  const { flags } = k.pipe.pipe;
  freeSpace(k, end);
  flags.set(end, flags.get(end) & ~PIPE_PRESENT);
  giveFile(k, end);
  const pair = end >> 1;
  const isOpen = [pair * 2, pair * 2 + 1].some((e) => (flags.get(e) & PIPE_PRESENT) !== 0);
  if (!isOpen) dropPair(k, pair);
};
