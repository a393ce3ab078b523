/**
 * Queues of mbufs: socket buffers and the interface's send queue.
 * FreeBSD 6.2 sys/kern/uipc_socket2.c: sbreserve_locked(), sbappendstream_locked(), sbcompress(),
 * sbappendaddr_locked(), sbdrop_locked(); sys/sys/socketvar.h sbspace().
 */
import type { Kernel } from '../kernel/types';
import { M_NOWAIT } from '../uma/live/state';
import { COPY_LIMIT, MCLBYTES, MSIZE, NAME_LENGTH, SB_EFFICIENCY, SB_MAX } from './constants';
import { extSize, freeMbuf, getPlain, isBorrowed, setLength } from './mbuf';

/** Sets the marks of a socket buffer (`sbreserve`, `soreserve`). */
export const reserve = (k: Kernel, q: number, bytes: number, lowat: number): void => {
  const { queue } = k.net;
  queue.hiwat.set(q, bytes);
  queue.mbmax.set(q, Math.min(bytes * SB_EFFICIENCY, SB_MAX));
  queue.lowat.set(q, Math.min(lowat, bytes));
};

/** `sb_lowat` of what is sent. */
export const SEND_LOWAT = MCLBYTES;

/** Bytes that still fit; below 0 where more is in it than should be (`sbspace`). */
export const sbspace = (k: Kernel, q: number): number => {
  const { hiwat, cc, mbmax, mbcnt } = k.net.queue;
  return Math.min(hiwat.get(q) - cc.get(q), mbmax.get(q) - mbcnt.get(q));
};

/** `sballoc` and `sbfree`. */
const count = (k: Kernel, q: number, m: number, sign: 1 | -1): void => {
  const { queue, mbuf } = k.net;
  queue.mbufs.add(q, sign);
  queue.packets.add(q, sign * mbuf.first.get(m));
  queue.cc.add(q, sign * mbuf.len.get(m));
  queue.mbcnt.add(q, sign * (MSIZE + extSize(k, m)));
};

/** Puts a chain at the end. */
export const append = (k: Kernel, q: number, chain: number): void => {
  const { queue, mbuf } = k.net;
  if (queue.head.get(q) === 0) queue.head.set(q, chain);
  else mbuf.next.set(queue.tail.get(q), chain);
  for (let m = chain; m !== 0; m = mbuf.next.get(m)) {
    count(k, q, m, 1);
    queue.tail.set(q, m);
  }
};

/** Whether a small mbuf's data is copied behind the last one's instead. */
const fitsTail = (k: Kernel, q: number, m: number): boolean => {
  const { queue, mbuf } = k.net;
  const tail = queue.tail.get(q);
  if (tail === 0 || isBorrowed(k, tail)) return false;
  const len = mbuf.len.get(m);
  return len <= COPY_LIMIT && len <= mbuf.room.get(tail);
};

/** Appends one mbuf to a stream; what is small is copied into the last mbuf and freed. */
export const appendStream = (k: Kernel, q: number, m: number): void => {
  const { queue, mbuf } = k.net;
  if (!fitsTail(k, q, m)) {
    append(k, q, m);
    return;
  }
  const tail = queue.tail.get(q);
  const len = mbuf.len.get(m);
  mbuf.len.add(tail, len);
  mbuf.room.add(tail, -len);
  queue.cc.add(q, len);
  freeMbuf(k, m);
};

/** Appends a datagram with its sender's name before it. False where it has no room or no mbuf. */
export const appendAddr = (k: Kernel, q: number, m: number): boolean => {
  const { mbuf } = k.net;
  if (NAME_LENGTH + mbuf.len.get(m) > sbspace(k, q)) return false;
  const name = getPlain(k, M_NOWAIT);
  if (name === 0) return false;
  setLength(k, name, NAME_LENGTH, true);
  mbuf.first.set(m, 0);
  mbuf.next.set(name, m);
  append(k, q, name);
  return true;
};

/** Frees the first mbuf of a queue. */
const freeHead = (k: Kernel, q: number): void => {
  const { queue } = k.net;
  const m = queue.head.get(q);
  count(k, q, m, -1);
  const next = freeMbuf(k, m);
  queue.head.set(q, next);
  if (next === 0) queue.tail.set(q, 0);
};

/** Drops `bytes` from the front, at most all (`sbdrop`). Returns how many. */
export const drop = (k: Kernel, q: number, bytes: number): number => {
  const { queue, mbuf } = k.net;
  const asked = Math.min(bytes, queue.cc.get(q));
  let left = asked;
  while (left > 0) {
    const m = queue.head.get(q);
    const len = mbuf.len.get(m);
    if (len > left) {
      mbuf.len.set(m, len - left);
      queue.cc.add(q, -left);
      break;
    }
    left -= len;
    freeHead(k, q);
  }
  return asked;
};

/** Frees the first packet or record. Returns its bytes. */
export const dropPacket = (k: Kernel, q: number): number => {
  const { queue, mbuf } = k.net;
  const before = queue.cc.get(q);
  do freeHead(k, q);
  while (queue.head.get(q) !== 0 && mbuf.first.get(queue.head.get(q)) === 0);
  return before - queue.cc.get(q);
};

/** Frees everything (`sbflush`). */
export const flush = (k: Kernel, q: number): void => {
  while (k.net.queue.head.get(q) !== 0) freeHead(k, q);
};
