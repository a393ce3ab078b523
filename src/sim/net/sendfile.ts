/**
 * sendfile(2): a file's own pages as the storage of mbufs.
 * FreeBSD 6.2 sys/kern/uipc_syscalls.c kern_sendfile(), sf_buf_mext().
 * A page stays wired from here until its mbuf is freed, then it is as good as any page of a file.
 */
import type { Kernel } from '../kernel/types';
import { F_VALID } from '../phys/frames';
import { lookupPage } from '../phys/object-pages';
import { ALLOC_WIRED, allocPage, wirePage } from '../phys/page';
import { pagerGetPage } from '../vm/pager';
import { freeMbuf, getBorrowing, releasePage, setLength } from './mbuf';
import { sbspace } from './queue';
import { isCut, toProtocol } from './send';
import type { Sent } from './send';
import { protocolOf, sendQueue } from './socket';
import { MB_SENDFILE } from './state';

/** The page of a file, wired and with its contents. 0 = asleep for memory. */
const wiredFilePage = (k: Kernel, object: number, pindex: number): number => {
  const { phys } = k;
  const known = lookupPage(phys, object, pindex);
  const f = known === 0 ? allocPage(phys, { object, pindex }, 'normal', ALLOC_WIRED) : known;
  if (f === 0) {
    k.wait.on = 'vmwait';
    return 0;
  }
  if (known !== 0) wirePage(phys, f);
  if ((phys.frame.flags.get(f) & F_VALID) !== 0) return f;
  pagerGetPage(k, object, pindex);
  phys.frame.flags.set(f, phys.frame.flags.get(f) | F_VALID);
  return f;
};

/** The mbuf that points to a page of the file; kept in the socket while there is no room. */
const pendingMbuf = (k: Kernel, so: number, object: number, pindex: number): number => {
  const { socket } = k.net;
  const waiting = socket.pending.get(so);
  if (waiting !== 0) return waiting;
  if (socket.frame.get(so) === 0) socket.frame.set(so, wiredFilePage(k, object, pindex));
  const frame = socket.frame.get(so);
  if (frame === 0) return 0;
  const m = getBorrowing(k, MB_SENDFILE, frame);
  if (m === 0) return 0;
  setLength(k, m, 4096, true);
  socket.frame.set(so, 0);
  socket.pending.set(so, m);
  return m;
};

/** Without an mbuf: asleep, or refused, and then the page is let go. */
const refusedOrAsleep = (k: Kernel, so: number): Sent => {
  if (k.wait.on !== '') return 0;
  releasePage(k, k.net.socket.frame.get(so));
  k.net.socket.frame.set(so, 0);
  return 'ENOBUFS';
};

/** Whether a sendfile(2) sleeps in the middle of a page: it holds the buffer's lock (`sblock`). */
export const isLocked = (k: Kernel, so: number): boolean =>
  k.net.socket.frame.get(so) !== 0 || k.net.socket.pending.get(so) !== 0;

/**
 * Sends one page of a file. Asleep, the socket keeps the page wired and, once it has one, the mbuf.
 * @returns 4,096; 0 = asleep and `wait.on` says where; or an error
 */
export const sendPage = (k: Kernel, so: number, object: number, pindex: number): Sent => {
  if (!protocolOf(k, so).stream) return 'EINVAL';
  const m = pendingMbuf(k, so, object, pindex);
  if (m === 0) return refusedOrAsleep(k, so);
  if (isCut(k, so)) {
    k.net.socket.pending.set(so, 0);
    freeMbuf(k, m);
    return 'EPIPE';
  }
  const q = sendQueue(so);
  if (sbspace(k, q) < k.net.queue.lowat.get(q)) {
    k.wait.on = 'sbwait';
    return 0;
  }
  k.net.socket.pending.set(so, 0);
  toProtocol(k, so, m);
  return 4096;
};
