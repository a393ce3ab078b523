/**
 * Sockets come and go.
 * FreeBSD 6.2 sys/kern/uipc_socket.c: soalloc(), socreate(), soclose(), sodealloc();
 * sys/netinet/in_pcb.c in_pcballoc(), tcp_subr.c tcp_newtcpcb(), sys/kern/uipc_usrreq.c unp_attach().
 * A socket is connected from the start; closing it drops what it holds, as after a reset.
 */
import { Z_SOCKET } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { needAll } from '../state/columns';
import { giveRecord, takeRecord } from '../state/pool';
import { M_NOWAIT, M_WAITOK } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { PROTOCOLS, TCP, UNIX } from './constants';
import type { Protocol } from './constants';
import { freeMbuf, releasePage } from './mbuf';
import { SEND_LOWAT, flush, reserve } from './queue';
import { freeSegs } from './tcp-reass';
import { GENCNT, IFQ, OPEN_SOCKETS, SOCKETS, SOCKET_POOL, Z_FILES, Z_PCB, Z_TCPCB } from './state';

const pool = (k: Kernel) => ({ cell: k.net.cell, top: SOCKETS, free: SOCKET_POOL });

/** Queues of a socket: what it has received, and what it has sent. */
export const receiveQueue = (so: number): number => 2 * so;
export const sendQueue = (so: number): number => 2 * so + 1;

/** The protocol of a socket. */
export const protocolOf = (k: Kernel, so: number): Protocol =>
  PROTOCOLS[k.net.socket.proto.get(so) - 1] as Protocol;

/** Whether there is a socket of that number. */
export const isSocket = (k: Kernel, so: number): boolean =>
  so !== IFQ && k.net.socket.proto.get(so) !== 0;

/** What a socket is stored in, in the order in which socket(2) asks for it. */
const items = (k: Kernel, proto: number) =>
  [
    ['file', k.net.cell.get(Z_FILES), M_WAITOK],
    ['item', k.cell.get(Z_SOCKET), M_WAITOK],
    ['pcb', k.net.cell.get(Z_PCB + proto), proto === UNIX ? M_WAITOK : M_NOWAIT],
    ...(proto === TCP ? [['tcpcb', k.net.cell.get(Z_TCPCB), M_NOWAIT] as const] : []),
  ] as const;

const giveItems = (k: Kernel, so: number, proto: number): void => {
  for (const [column, zone] of [...items(k, proto)].reverse()) {
    const item = k.net.socket[column].get(so);
    if (item !== 0) umaZfree(k.uma, zone, item);
  }
};

/**
 * A connected socket.
 * @param proto index into `PROTOCOLS`
 * @returns its number, or 0: ENOBUFS, or the caller would sleep and `wait.on` says where
 */
const socreate = (k: Kernel, proto: number): number => {
  const { socket, queue, cell } = k.net;
  const so = takeRecord(socket, pool(k));
  needAll(queue, 2 * so + 2);
  for (const [column, zone, how] of items(k, proto)) {
    const item = umaZalloc(k.uma, zone, how);
    if (item === 0) {
      giveItems(k, so, proto);
      giveRecord(socket, pool(k), so);
      return 0;
    }
    socket[column].set(so, item);
  }
  const p = PROTOCOLS[proto] as Protocol;
  socket.proto.set(so, proto + 1);
  reserve(k, sendQueue(so), p.send, SEND_LOWAT);
  reserve(k, receiveQueue(so), p.receive, 1);
  cell.add(GENCNT, 1);
  cell.add(OPEN_SOCKETS, 1);
  socket.gen.set(so, cell.get(GENCNT));
  return so;
};

/** A segment that sendfile(2) had in hand when the socket went away. */
const dropPending = (k: Kernel, so: number): void => {
  const { socket } = k.net;
  const [frame, pending] = [socket.frame.get(so), socket.pending.get(so)];
  if (pending !== 0) freeMbuf(k, pending);
  else if (frame !== 0) releasePage(k, frame);
  socket.frame.set(so, 0);
  socket.pending.set(so, 0);
};

/** Closes a socket: everything that it holds goes, and what the kernel kept for it. */
export const soclose = (k: Kernel, so: number): void => {
  const { socket, queue, cell } = k.net;
  const peer = socket.peer.get(so);
  if (peer !== 0) socket.peer.set(peer, 0);
  dropPending(k, so);
  freeSegs(k, so);
  for (const q of [sendQueue(so), receiveQueue(so)]) {
    flush(k, q);
    for (const column of [queue.hiwat, queue.mbmax, queue.lowat]) column.set(q, 0);
  }
  giveItems(k, so, socket.proto.get(so) - 1);
  cell.add(GENCNT, 1);
  cell.add(OPEN_SOCKETS, -1);
  giveRecord(socket, pool(k), so);
};

/**
 * socket(2), or for local sockets socketpair(2).
 * @returns one number, or two; none where it is refused, or asleep and `wait.on` says so
 */
export const openSockets = (k: Kernel, proto: number): readonly number[] => {
  const so = socreate(k, proto);
  if (so === 0) return [];
  if (proto !== UNIX) return [so];
  const other = socreate(k, proto);
  if (other === 0) {
    soclose(k, so);
    return [];
  }
  k.net.socket.peer.set(so, other);
  k.net.socket.peer.set(other, so);
  return [so, other];
};
