/**
 * sendfile(2): a file's own pages as the storage of mbufs.
 * FreeBSD 6.2 sys/kern/uipc_syscalls.c kern_sendfile(); sf_buf_mext() is in `mbuf.ts`.
 * A page stays wired from here until its mbuf is freed, then it is as good as any page of a file.
 */
import type { Kernel } from '../kernel/types';
import { F_VALID } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { ALLOC_WIRED, allocPage, wirePage } from '../phys/page';
import type { Source } from './file-source';
import { freeMbuf, getBorrowing, releasePage, setLength } from './mbuf';
import { sbspace } from './queue';
import { isCut, toProtocol } from './send';
import type { Sent } from './send';
import { protocolOf, sendQueue } from './socket';
import { MB_SENDFILE } from './state';

/** Wires the page of a file, with or without contents. 0 = asleep for memory. */
const wireFilePage = (k: Kernel, object: number, pindex: number): number => {
  const { phys } = k;
  const known = lookupPage(phys, object, pindex);
  if (known !== 0) {
    wirePage(phys, known);
    return known;
  }
  const f = allocPage(phys, { object, pindex }, 'normal', ALLOC_WIRED);
  if (f === 0) k.wait.on = 'vmwait';
  return f;
};

/** The page, wired and with its contents. While it is read the socket keeps it. 0 = asleep or unread. */
const pageInHand = (k: Kernel, so: number, src: Source, pindex: number): number => {
  const { socket } = k.net;
  if (socket.frame.get(so) === 0) socket.frame.set(so, wireFilePage(k, src.object, pindex));
  const f = socket.frame.get(so);
  const isRead = (): boolean => (k.phys.frame.flags.get(f) & F_VALID) !== 0;
  return f !== 0 && (isRead() || (src.read(pindex) && isRead())) ? f : 0;
};

/** The mbuf that points to a page of the file; kept in the socket while there is no room. */
const pendingMbuf = (k: Kernel, so: number, src: Source, pindex: number): number => {
  const { socket } = k.net;
  const waiting = socket.pending.get(so);
  if (waiting !== 0) return waiting;
  const frame = pageInHand(k, so, src, pindex);
  const m = frame === 0 ? 0 : getBorrowing(k, MB_SENDFILE, frame);
  if (m === 0) return 0;
  setLength(k, m, 4096, true);
  socket.frame.set(so, 0);
  socket.pending.set(so, m);
  return m;
};

/** Without an mbuf: asleep, or it cannot be, and then the page is let go. */
const refusedOrAsleep = (k: Kernel, so: number): Sent => {
  if (k.wait.on !== '') return 0;
  const f = k.net.socket.frame.get(so);
  const isRead = (k.phys.frame.flags.get(f) & F_VALID) !== 0;
  releasePage(k, f);
  k.net.socket.frame.set(so, 0);
  return isRead ? 'ENOBUFS' : 'EIO';
};

/** Whether a page that is ready must wait for room: at least sb_lowat, not the whole page. */
export const isPageFull = (k: Kernel, so: number): boolean => {
  const q = sendQueue(so);
  const isWaiting = k.net.socket.pending.get(so) !== 0 && !isCut(k, so);
  return isWaiting && sbspace(k, q) < k.net.queue.lowat.get(q);
};

/** Whether a sendfile(2) sleeps in the middle of a page: it holds the buffer's lock (`sblock`). */
export const isLocked = (k: Kernel, so: number): boolean =>
  k.net.socket.frame.get(so) !== 0 || k.net.socket.pending.get(so) !== 0;

/**
 * Sends one page of a file. Asleep, the socket keeps the page wired and, once it has one, the mbuf.
 * @returns 4,096; 0 = asleep and `wait.on` says where; or an error
 */
export const sendPage = (k: Kernel, so: number, src: Source, pindex: number): Sent => {
  if (!protocolOf(k, so).stream) return 'EINVAL';
  const m = pendingMbuf(k, so, src, pindex);
  if (m === 0) return refusedOrAsleep(k, so);
  if (isCut(k, so)) {
    k.net.socket.pending.set(so, 0);
    freeMbuf(k, m);
    return 'EPIPE';
  }
  if (isPageFull(k, so)) {
    k.wait.on = 'sbwait';
    return 0;
  }
  k.net.socket.pending.set(so, 0);
  toProtocol(k, so, m);
  return 4096;
};
