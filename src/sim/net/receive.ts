/**
 * What leaves a socket's buffers: data that a process reads, data that the other side has acknowledged.
 * FreeBSD 6.2 sys/kern/uipc_socket.c soreceive(), sys/netinet/tcp_input.c tcp_input() with sbdrop(),
 * sys/kern/uipc_usrreq.c uipc_rcvd().
 */
import type { Kernel } from '../kernel/types';
import { drop, dropPacket } from './queue';
import { protocolOf, receiveQueue, sendQueue } from './socket';

/** Whole datagrams until `bytes` have been read. */
const readDatagrams = (k: Kernel, q: number, bytes: number): number => {
  let got = 0;
  while (got < bytes && k.net.queue.head.get(q) !== 0) got += dropPacket(k, q);
  return got;
};

/** A process reads up to `bytes`; nothing waits for more to come. Returns how many it got. */
export const soreceive = (k: Kernel, so: number, bytes: number): number => {
  const { queue, socket } = k.net;
  const q = receiveQueue(so);
  if (!protocolOf(k, so).stream) return readDatagrams(k, q, bytes);
  const mbcnt = queue.mbcnt.get(q);
  const got = drop(k, q, bytes);
  const peer = socket.peer.get(so);
  if (peer === 0) return got;
  queue.hiwat.add(sendQueue(peer), got);
  queue.mbmax.add(sendQueue(peer), mbcnt - queue.mbcnt.get(q));
  return got;
};

/** The other side acknowledges up to `bytes` of what was sent. Returns how many there were. */
export const acknowledge = (k: Kernel, so: number, bytes: number): number =>
  drop(k, sendQueue(so), bytes);
