/**
 * What a process sends.
 * FreeBSD 6.2 sys/kern/uipc_socket.c sosend(), sys/netinet/udp_usrreq.c udp_output(),
 * sys/kern/uipc_usrreq.c uipc_send().
 * Left out: the copies that tcp_output() makes for the card, gone as soon as they are sent.
 */
import type { Kernel } from '../kernel/types';
import { spaceOf } from '../proc/proc';
import { M_NOWAIT, M_WAITOK } from '../uma/live/state';
import { accessPage } from '../vm/fault';
import type { Access } from '../vm/fault';
import { IFQ_MAXLEN, MCLBYTES, MHLEN, MINCLSIZE, MLEN, UNIX } from './constants';
import { asleepOr, borrowPage, userPage } from './cow-send';
import type { Got, Sending } from './cow-send';
import { toInterface } from './input';
import { freeChain, getMbuf, getPlain, setLength } from './mbuf';
import { appendStream, sbspace } from './queue';
import { protocolOf, receiveQueue, sendQueue } from './socket';
import { MB_CLUSTER, MB_PACKET, MB_PLAIN } from './state';

/** Why a write ended. */
export type SendError = 'EMSGSIZE' | 'ENOBUFS' | 'EPIPE' | 'EFAULT' | 'EINVAL' | 'EAGAIN';

/** Bytes sent; 0 where the caller would sleep and `wait.on` says where; or an error. */
export type Sent = number | SendError;

/** uiomove(): reads the pages that hold bytes [at, at + len). */
const readUser = (k: Kernel, s: Sending, at: number, len: number): Access => {
  if (s.process === 0) return 'done';
  const first = Math.floor((s.offset + at) / 4096);
  const last = Math.floor((s.offset + at + len - 1) / 4096);
  for (let page = first; page <= last; page += 1) {
    const va = userPage(k, s, page * 4096 - s.offset);
    const came = va < 0 ? 'fault' : accessPage(k, spaceOf(k, s.process), va, false);
    if (came !== 'done') return came;
  }
  return 'done';
};

/** A part of a write: where it is in it, how much is left of it, and what fits. */
interface Part {
  readonly at: number;
  readonly resid: number;
  readonly space: number;
  readonly isFirst: boolean;
}

/** An mbuf with a copy of the process's data. */
const copyIn = (k: Kernel, s: Sending, p: Part): Got => {
  const isBig = p.resid >= MINCLSIZE;
  const small = p.isFirst ? MHLEN : MLEN;
  const len = Math.min(isBig ? MCLBYTES : small, p.resid, p.space);
  const came = readUser(k, s, p.at, len);
  if (came !== 'done') return came;
  const big = s.zeroCopy ? MB_CLUSTER : MB_PACKET;
  const m = getMbuf(k, isBig ? big : MB_PLAIN, M_WAITOK);
  if (m === 0) return asleepOr(k, 'cannot');
  setLength(k, m, len, p.isFirst);
  return { m };
};

/** The next mbuf of a write. */
const nextMbuf = (k: Kernel, s: Sending, p: Part): Got => {
  const mayBorrow = s.zeroCopy && s.process !== 0 && p.resid >= 4096 && p.space >= 4096;
  const got = mayBorrow ? borrowPage(k, s, p.at) : 'cannot';
  if (got === 'cannot') return copyIn(k, s, p);
  if (typeof got === 'object') k.net.mbuf.first.set(got.m, p.isFirst ? 1 : 0);
  return got;
};

const errorOf = (got: Exclude<Got, object>): Sent => {
  if (got === 'asleep') return 0;
  return got === 'fault' ? 'EFAULT' : 'ENOBUFS';
};

/** uipc_send(): into the other end's receive buffer, which takes from what the sender may send. */
const toPeer = (k: Kernel, so: number, m: number): void => {
  const { queue, socket } = k.net;
  const [from, to] = [sendQueue(so), receiveQueue(socket.peer.get(so))];
  const [cc, mbcnt] = [queue.cc.get(to), queue.mbcnt.get(to)];
  appendStream(k, to, m);
  queue.hiwat.add(from, cc - queue.cc.get(to));
  queue.mbmax.add(from, mbcnt - queue.mbcnt.get(to));
};

/** `pru_send` of a stream: TCP keeps the data until it is acknowledged. */
export const toProtocol = (k: Kernel, so: number, m: number): void => {
  k.net.mbuf.first.set(m, 0);
  if (k.net.socket.proto.get(so) - 1 === UNIX) toPeer(k, so, m);
  else appendStream(k, sendQueue(so), m);
};

/** Whether a stream has nobody at the other end (`SBS_CANTSENDMORE`). */
export const isCut = (k: Kernel, so: number): boolean =>
  k.net.socket.proto.get(so) - 1 === UNIX && k.net.socket.peer.get(so) === 0;

/** Whether the writer must wait for room: sbwait(). */
const mustWait = (k: Kernel, so: number, resid: number): boolean => {
  const q = sendQueue(so);
  const space = sbspace(k, q);
  return space < resid && space < k.net.queue.lowat.get(q);
};

/** Sends on a stream until the buffer is full. */
const sendStream = (k: Kernel, s: Sending, at: number, resid: number): Sent => {
  if (isCut(k, s.so)) return 'EPIPE';
  if (mustWait(k, s.so, resid)) {
    k.wait.on = 'sbwait';
    return 0;
  }
  let space = sbspace(k, sendQueue(s.so));
  let sent = 0;
  while (sent < resid && space > 0) {
    const part = { at: at + sent, resid: resid - sent, space, isFirst: true };
    const got = nextMbuf(k, s, part);
    if (typeof got !== 'object') return sent === 0 ? errorOf(got) : sent;
    const len = k.net.mbuf.len.get(got.m);
    toProtocol(k, s.so, got.m);
    sent += len;
    space -= len;
  }
  return sent;
};

/** M_PREPEND(): room for the headers, in the first mbuf or in one more. 0 = no mbuf. */
const prepend = (k: Kernel, chain: number, headers: number): number => {
  const { mbuf } = k.net;
  const leading = mbuf.kind.get(chain) === MB_PLAIN ? mbuf.room.get(chain) & ~3 : 0;
  if (leading >= headers) {
    mbuf.len.add(chain, headers);
    mbuf.room.add(chain, -headers);
    return chain;
  }
  const m = getPlain(k, M_NOWAIT);
  if (m === 0) return 0;
  setLength(k, m, headers, true);
  mbuf.first.set(chain, 0);
  mbuf.next.set(m, chain);
  return m;
};

/** A chain of mbufs with all of a datagram. */
const wholeDatagram = (k: Kernel, s: Sending, bytes: number): Got => {
  const { mbuf } = k.net;
  let [first, last] = [0, 0];
  for (let at = 0; at < bytes; at += mbuf.len.get(last)) {
    const got = nextMbuf(k, s, { at, resid: bytes - at, space: bytes - at, isFirst: first === 0 });
    if (typeof got !== 'object') {
      freeChain(k, first);
      return got;
    }
    if (first === 0) first = got.m;
    else mbuf.next.set(last, got.m);
    last = got.m;
  }
  return { m: first };
};

/** Sends a datagram: to the interface at once, whole or not at all. */
const sendDatagram = (k: Kernel, s: Sending, bytes: number): Sent => {
  if (bytes > k.net.queue.hiwat.get(sendQueue(s.so))) return 'EMSGSIZE';
  const got = wholeDatagram(k, s, bytes);
  if (typeof got !== 'object') return errorOf(got);
  const { headers } = protocolOf(k, s.so);
  const chain = headers === 0 ? got.m : prepend(k, got.m, headers);
  if (chain === 0) {
    freeChain(k, got.m);
    return 'ENOBUFS';
  }
  return toInterface(k, chain, IFQ_MAXLEN) ? bytes : 'ENOBUFS';
};

/**
 * A write to a socket, as far as it comes without sleeping.
 * @param at bytes of it that are sent already
 * @param resid bytes still to be sent
 */
export const sosend = (k: Kernel, s: Sending, at: number, resid: number): Sent =>
  protocolOf(k, s.so).stream ? sendStream(k, s, at, resid) : sendDatagram(k, s, resid);
