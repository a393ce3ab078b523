/**
 * The buffer cache at boot: marks, and all headers empty.
 * FreeBSD 6.2 sys/kern/vfs_bio.c bufinit(). Left out: `bogus_page`, one wired page.
 */
import { layoutNumber } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { needAll } from '../state/columns';
import { queueTail } from './queue';
import {
  BKVASIZE,
  BQ_EMPTY,
  B_INVAL,
  DIRTYTHRESH,
  HIBUFSPACE,
  HIDIRTY,
  LOBUFSPACE,
  LODIRTY,
  MAXBUFMALLOC,
  NBUF,
} from './state';

/** `hidirtybuffers`: nbuf ÷ 4 + 20, halved until so many buffers fill at most ¾ of hibufspace. */
const highDirty = (nbuf: number, hibufspace: number): number => {
  let high = Math.floor(nbuf / 4) + 20;
  while (high * BKVASIZE > Math.floor((3 * hibufspace) / 4)) high >>= 1;
  return high;
};

/** bufinit(): sets the marks from the boot layout and puts every header on the empty queue. */
export const bufinit = (k: Kernel): void => {
  const { cell, buf } = k.buf;
  const nbuf = layoutNumber(k.layout, 'nbuf');
  const hibufspace = layoutNumber(k.layout, 'hibufspace');
  const hidirty = highDirty(nbuf, hibufspace);
  cell.set(NBUF, nbuf);
  cell.set(HIBUFSPACE, hibufspace);
  cell.set(LOBUFSPACE, layoutNumber(k.layout, 'lobufspace'));
  cell.set(MAXBUFMALLOC, Math.floor(hibufspace / 20));
  cell.set(HIDIRTY, hidirty);
  cell.set(LODIRTY, hidirty >> 1);
  cell.set(DIRTYTHRESH, Math.floor(((Math.floor(nbuf / 4) + 20) * 9) / 10));
  needAll(buf, nbuf + 1);
  for (let n = 1; n <= nbuf; n += 1) {
    buf.flags.set(n, B_INVAL);
    queueTail(k.buf, BQ_EMPTY, n);
  }
};
