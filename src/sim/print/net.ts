/** What netstat -m and sysctl(8) say of sockets, packets and lent pages. */
import type { Kernel } from '../kernel/types';
import {
  COW_IODONE,
  COW_SUCCESS,
  DRAINS,
  DROP_FULLSOCK,
  DROP_IFQ,
  DROP_NOMEM,
  IFQ,
  MBUFS_LIVE,
  NIPQ,
  OPEN_SOCKETS,
  REASS_QSIZE,
  SF_ALLOCWAIT,
  SF_COUNT,
  SF_PEAK,
  SF_USED,
} from '../net/state';

/** The network part of a machine, in counts. */
export interface NetSummary {
  readonly sockets: number;
  /** mbufs in buffers, queues and reassembly */
  readonly mbufs: number;
  /** packets that wait for the card */
  readonly toSend: number;
  /** datagrams and TCP segments that wait for what is missing */
  readonly datagrams: number;
  readonly segments: number;
  /** packets lost: no mbuf or cluster, no room in a socket, no room before the card */
  readonly lost: Readonly<Record<'noMemory' | 'fullSocket' | 'fullQueue', number>>;
  readonly sfBufs: Readonly<Record<'total' | 'used' | 'peak' | 'waits', number>>;
  /** zero-copy sends that are not done */
  readonly zeroCopy: number;
  /** how often mb_reclaim() ran */
  readonly drains: number;
}

/** Sums the network part up. */
export const netSummary = (k: Kernel): NetSummary => {
  const n = (cell: number): number => k.net.cell.get(cell);
  return {
    sockets: n(OPEN_SOCKETS),
    mbufs: n(MBUFS_LIVE),
    toSend: k.net.queue.packets.get(IFQ),
    datagrams: n(NIPQ),
    segments: n(REASS_QSIZE),
    lost: { noMemory: n(DROP_NOMEM), fullSocket: n(DROP_FULLSOCK), fullQueue: n(DROP_IFQ) },
    sfBufs: { total: n(SF_COUNT), used: n(SF_USED), peak: n(SF_PEAK), waits: n(SF_ALLOCWAIT) },
    zeroCopy: n(COW_SUCCESS) - n(COW_IODONE),
    drains: n(DRAINS),
  };
};
