/**
 * Packets from the card, and those that leave through it.
 * FreeBSD 6.2: a driver's receive interrupt (m_getcl() or m_getjcl() with M_DONTWAIT),
 * sys/netinet/tcp_input.c, udp_usrreq.c udp_append(), raw_ip.c rip_append(), ip_divert.c
 * divert_packet(), sys/net/if_var.h IFQ_HANDOFF().
 */
import type { Kernel } from '../kernel/types';
import { M_NOWAIT } from '../uma/live/state';
import { RX_HEADERS, TCP } from './constants';
import { addFragment, beginDatagram } from './ip-reass';
import { freeChain, freeMbuf, getMbuf, setLength, storageFor } from './mbuf';
import { append, appendAddr, appendStream, dropPacket, sbspace } from './queue';
import { receiveQueue } from './socket';
import { DROP_FULLSOCK, DROP_IFQ, DROP_NOMEM, IFQ } from './state';
import { closeHole, keepSegment } from './tcp-reass';

/**
 * The card gets storage for a frame; without any the frame is lost.
 * @param bytes of data, without headers
 */
const receiveFrame = (k: Kernel, bytes: number): number => {
  const m = getMbuf(k, storageFor(bytes + RX_HEADERS), M_NOWAIT);
  if (m === 0) {
    k.net.cell.add(DROP_NOMEM, 1);
    return 0;
  }
  setLength(k, m, bytes, true);
  k.net.mbuf.room.add(m, -RX_HEADERS);
  return m;
};

/** A TCP segment: cut to the window; with a hole before it, it waits. */
const toStream = (k: Kernel, so: number, m: number, isEarly: boolean): boolean => {
  const { mbuf, socket } = k.net;
  const window = sbspace(k, receiveQueue(so));
  if (window <= 0) return false;
  mbuf.first.set(m, 0);
  if (mbuf.len.get(m) > window) mbuf.len.set(m, window);
  if (isEarly) return keepSegment(k, so, m);
  if (socket.segs.get(so) !== 0) return closeHole(k, so, m);
  appendStream(k, receiveQueue(so), m);
  return true;
};

/** What a packet for a socket is. */
export interface Arrival {
  readonly bytes: number;
  /** a segment before it is still missing */
  readonly isEarly: boolean;
}

/**
 * A packet for a socket arrives.
 * @returns false where it was lost: no storage, no room in the buffer, too many out of order
 */
export const packetForSocket = (k: Kernel, so: number, { bytes, isEarly }: Arrival): boolean => {
  const m = receiveFrame(k, bytes);
  if (m === 0) return false;
  const isTcp = k.net.socket.proto.get(so) - 1 === TCP;
  const took = isTcp ? toStream(k, so, m, isEarly) : appendAddr(k, receiveQueue(so), m);
  if (took) return true;
  freeMbuf(k, m);
  k.net.cell.add(DROP_FULLSOCK, 1);
  return false;
};

/**
 * Hands a packet to the interface.
 * @param maxlen packets that its queue may hold; 0 = as many as there are
 * @returns false where the queue was full and the packet was dropped
 */
export const toInterface = (k: Kernel, chain: number, maxlen: number): boolean => {
  if (maxlen !== 0 && k.net.queue.packets.get(IFQ) >= maxlen) {
    freeChain(k, chain);
    k.net.cell.add(DROP_IFQ, 1);
    return false;
  }
  append(k, IFQ, chain);
  return true;
};

/** A packet for somebody else arrives and waits to leave again. False where it was lost. */
export const packetToForward = (k: Kernel, bytes: number, maxlen: number): boolean => {
  const m = receiveFrame(k, bytes);
  return m !== 0 && toInterface(k, m, maxlen);
};

/** The card has sent the oldest packet. False where none waits. */
export const packetSent = (k: Kernel): boolean => {
  if (k.net.queue.head.get(IFQ) === 0) return false;
  dropPacket(k, IFQ);
  return true;
};

/**
 * Fragments of a datagram that never becomes whole.
 * @returns false where at least one was lost
 */
export const fragmentsArrive = (k: Kernel, fragments: number, bytes: number): boolean => {
  let fp = 0;
  let isWhole = true;
  for (let i = 0; i < fragments; i += 1) {
    const m = receiveFrame(k, bytes);
    if (m === 0) {
      isWhole = false;
      continue;
    }
    if (fp === 0) fp = beginDatagram(k, m);
    else if (!addFragment(k, fp, m)) fp = 0;
    isWhole = isWhole && fp !== 0;
  }
  return isWhole;
};
