/**
 * TCP segments that came out of order.
 * FreeBSD 6.2 sys/netinet/tcp_input.c tcp_reass(), tcp_reass_init(); tcp_subr.c tcp_drain().
 * A connection has one hole at a time, before everything that waits.
 */
import { layoutNumber } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { giveRecord, takeRecord } from '../state/pool';
import { M_NOWAIT } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { REASS_MAXQLEN } from './constants';
import { freeMbuf } from './mbuf';
import { appendStream } from './queue';
import { REASS_OVERFLOWS, REASS_QSIZE, SEGS, SEG_POOL, SOCKETS, Z_TCPREASS } from './state';

const pool = (k: Kernel) => ({ cell: k.net.cell, top: SEGS, free: SEG_POOL });

/** `tcp_reass_maxseg`: segments that all connections may have waiting. */
export const reassMaxseg = (k: Kernel): number =>
  Math.floor(layoutNumber(k.layout, 'nmbclusters') / 16);

const isOver = (k: Kernel, so: number): boolean =>
  k.net.cell.get(REASS_QSIZE) + 1 >= reassMaxseg(k) ||
  k.net.socket.segLength.get(so) >= REASS_MAXQLEN;

/**
 * Keeps a segment that came before its turn.
 * @returns false where too many wait or no queue entry is to be had; the segment is then the caller's
 */
export const keepSegment = (k: Kernel, so: number, m: number): boolean => {
  const { socket, seg, cell } = k.net;
  if (isOver(k, so)) {
    cell.add(REASS_OVERFLOWS, 1);
    return false;
  }
  const item = umaZalloc(k.uma, cell.get(Z_TCPREASS), M_NOWAIT);
  if (item === 0) return false;
  const te = takeRecord(seg, pool(k));
  seg.item.set(te, item);
  seg.mbuf.set(te, m);
  seg.next.set(te, socket.segs.get(so));
  socket.segs.set(so, te);
  socket.segLength.add(so, 1);
  cell.add(REASS_QSIZE, 1);
  return true;
};

/** Takes the first entry off and returns its segment. */
const takeSegment = (k: Kernel, so: number): number => {
  const { socket, seg, cell } = k.net;
  const te = socket.segs.get(so);
  const m = seg.mbuf.get(te);
  socket.segs.set(so, seg.next.get(te));
  umaZfree(k.uma, cell.get(Z_TCPREASS), seg.item.get(te));
  giveRecord(seg, pool(k), te);
  socket.segLength.add(so, -1);
  cell.add(REASS_QSIZE, -1);
  return m;
};

/**
 * The segment that was missing: with all that waited it goes to the socket.
 * @returns false where no queue entry is to be had, which even this one needs
 */
export const closeHole = (k: Kernel, so: number, m: number): boolean => {
  const item = umaZalloc(k.uma, k.net.cell.get(Z_TCPREASS), M_NOWAIT);
  if (item === 0) return false;
  appendStream(k, 2 * so, m);
  umaZfree(k.uma, k.net.cell.get(Z_TCPREASS), item);
  while (k.net.socket.segs.get(so) !== 0) appendStream(k, 2 * so, takeSegment(k, so));
  return true;
};

/** Frees all segments that wait on a connection. Returns how many. */
export const freeSegs = (k: Kernel, so: number): number => {
  let n = 0;
  for (; k.net.socket.segs.get(so) !== 0; n += 1) freeMbuf(k, takeSegment(k, so));
  return n;
};

/** tcp_drain(): every connection drops what came out of order. Returns how many segments. */
export const tcpDrain = (k: Kernel): number => {
  let n = 0;
  for (let so = k.net.cell.get(SOCKETS) - 1; so > 0; so -= 1) n += freeSegs(k, so);
  return n;
};
