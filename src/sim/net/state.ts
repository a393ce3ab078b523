/**
 * Records of sockets, mbufs and sf_bufs. Record 0 of each kind is none.
 * FreeBSD 6.2 sys/sys/mbuf.h, socketvar.h, sys/i386/include/sf_buf.h, sys/netinet/ip_var.h, tcp_var.h.
 */
import { I32, U8 } from '../state/columns';

/** What storage an mbuf has: itself, a packet of both, a cluster of its own, a jumbo one, a page. */
export const MB_PLAIN = 1;
export const MB_PACKET = 2;
export const MB_CLUSTER = 3;
export const MB_JUMBOP = 4;
export const MB_JUMBO9 = 5;
export const MB_JUMBO16 = 6;
/** external storage is an sf_buf: a page of a file, or one of a process that is shared copy-on-write */
export const MB_SENDFILE = 7;
export const MB_COW = 8;

const mbufColumns = () => ({
  kind: new U8(),
  /** item of zone mbuf or mbuf_packet */
  item: new I32(),
  /** item of the cluster's zone, or number of the sf_buf */
  ext: new I32(),
  /** block of malloc type mbuf that counts references to an sf_buf */
  ref: new I32(),
  /** `m_len`, and bytes free behind the data */
  len: new I32(),
  room: new I32(),
  /** 1: the first of its packet or record */
  first: new U8(),
  next: new I32(),
});

/**
 * Queues of mbufs, by number: 0 is the send queue of the network interface, socket n receives in 2n
 * and sends from 2n + 1.
 */
const queueColumns = () => ({
  head: new I32(),
  tail: new I32(),
  mbufs: new I32(),
  packets: new I32(),
  /** `sb_cc`, `sb_mbcnt`, `sb_hiwat`, `sb_mbmax`, `sb_lowat` */
  cc: new I32(),
  mbcnt: new I32(),
  hiwat: new I32(),
  mbmax: new I32(),
  lowat: new I32(),
});

const socketColumns = () => ({
  /** 1 + index into `PROTOCOLS`; 0 = no such socket */
  proto: new U8(),
  /** items of Files, socket, the protocol's control block and tcpcb that store it */
  file: new I32(),
  item: new I32(),
  pcb: new I32(),
  tcpcb: new I32(),
  /** the other end, of a local socket */
  peer: new I32(),
  /** `so_gencnt` */
  gen: new I32(),
  /** segments that came out of order (`t_segq`), and how many */
  segs: new I32(),
  segLength: new I32(),
  /** of a sendfile(2) that sleeps: the page it has wired, the mbuf that waits for space */
  frame: new I32(),
  pending: new I32(),
  next: new I32(),
});

/** `struct tseg_qent`. */
const segColumns = () => ({ item: new I32(), mbuf: new I32(), next: new I32() });

/** `struct ipq`: `next` and `prev` on its hash chain, newest first. */
const ipqColumns = () => ({
  item: new I32(),
  mbuf: new I32(),
  fragments: new I32(),
  chain: new U8(),
  ttl: new I32(),
  next: new I32(),
  prev: new I32(),
});

/** `struct sf_buf`: `next` and `prev` on the free list, `hnext` on the hash chain. */
const sfColumns = () => ({
  frame: new I32(),
  refs: new I32(),
  next: new I32(),
  prev: new I32(),
  hnext: new I32(),
});

/** Cells of column `cell`: records ever used and heads of the pools of each kind. */
export const MBUFS = 0;
export const MBUF_POOL = 1;
export const SOCKETS = 2;
export const SOCKET_POOL = 3;
export const SEGS = 4;
export const SEG_POOL = 5;
export const IPQS = 6;
export const IPQ_POOL = 7;
/** sf_bufs: how many, first kernel page, ends of the free list, in use, most ever in use, sleeps for one */
export const SF_COUNT = 8;
export const SF_BASE = 9;
export const SF_HEAD = 10;
export const SF_TAIL = 11;
export const SF_USED = 12;
export const SF_PEAK = 13;
export const SF_ALLOCWAIT = 14;
/** mbufs that are on their way */
export const MBUFS_LIVE = 15;
/** `numopensockets` and `so_gencnt` */
export const OPEN_SOCKETS = 16;
export const GENCNT = 17;
/** `nipq`, `ips_fragdropped`, `ips_fragtimeout`, datagrams ever begun */
export const NIPQ = 18;
export const FRAG_DROPPED = 19;
export const FRAG_TIMEOUT = 20;
export const DATAGRAMS = 21;
/** `tcp_reass_qsize` and `tcp_reass_overflows` */
export const REASS_QSIZE = 22;
export const REASS_OVERFLOWS = 23;
/** packets lost: no mbuf or cluster for the card, socket buffer full, interface queue full */
export const DROP_NOMEM = 24;
export const DROP_FULLSOCK = 25;
export const DROP_IFQ = 26;
/** `socow_stats`: pages lent to sends, and given back */
export const COW_SUCCESS = 27;
export const COW_IODONE = 28;
/** `m_drain`: how often mb_reclaim() ran */
export const DRAINS = 29;
/** malloc type mbuf, once it is used */
export const T_MBUF = 30;
/** the file that sendfile(2) sends where no other is named */
export const OWN_FILE = 31;
/** zones by number */
export const Z_FILES = 32;
export const Z_JUMBOP = 33;
export const Z_JUMBO9 = 34;
export const Z_JUMBO16 = 35;
export const Z_IPQ = 36;
export const Z_TCPREASS = 37;
export const Z_TCPCB = 38;
/** control blocks, in the order of `PROTOCOLS` */
export const Z_PCB = 39;
const CELLS = 48;

/** `IPREASS_NHASH`. */
export const IPREASS_NHASH = 64;
/** The network interface's send queue. */
export const IFQ = 0;

/** Everything of the network part. */
export interface NetState {
  readonly mbuf: ReturnType<typeof mbufColumns>;
  readonly queue: ReturnType<typeof queueColumns>;
  readonly socket: ReturnType<typeof socketColumns>;
  readonly seg: ReturnType<typeof segColumns>;
  readonly ipq: ReturnType<typeof ipqColumns>;
  readonly sf: ReturnType<typeof sfColumns>;
  /** first sf_buf of each hash chain */
  readonly sfHash: I32;
  /** first and last datagram of each hash chain */
  readonly ipqHead: I32;
  readonly ipqTail: I32;
  readonly cell: I32;
}

/** No sockets, no packets. */
export const netState = (): NetState => {
  const n: NetState = {
    mbuf: mbufColumns(),
    queue: queueColumns(),
    socket: socketColumns(),
    seg: segColumns(),
    ipq: ipqColumns(),
    sf: sfColumns(),
    sfHash: new I32(),
    ipqHead: new I32(IPREASS_NHASH),
    ipqTail: new I32(IPREASS_NHASH),
    cell: new I32(CELLS),
  };
  for (const top of [MBUFS, SOCKETS, SEGS, IPQS]) n.cell.set(top, 1);
  return n;
};
