/** What must hold of sockets, mbufs and borrowed pages after every command. */
import { Z_CLUSTER, Z_MBUF, Z_PACKET, Z_SOCKET } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { MSIZE } from './constants';
import { sfFaults, loanFaults } from './loan-invariants';
import { extSize } from './mbuf';
import {
  IPREASS_NHASH,
  MBUFS,
  MBUFS_LIVE,
  MB_CLUSTER,
  MB_PACKET,
  MB_SENDFILE,
  NIPQ,
  OPEN_SOCKETS,
  REASS_QSIZE,
  SOCKETS,
  Z_IPQ,
  Z_TCPREASS,
} from './state';

/** Walks chains and remembers each mbuf; one that is met twice is a fault. */
class Walk {
  readonly seen = new Set<number>();
  readonly faults: string[] = [];
  private readonly k: Kernel;
  constructor(k: Kernel) {
    this.k = k;
  }
  /** A chain's mbufs. */
  chain(first: number, where: string): number[] {
    const list: number[] = [];
    for (let m = first; m !== 0; m = this.k.net.mbuf.next.get(m)) {
      if (this.seen.has(m)) {
        this.faults.push(`mbuf ${m} is in ${where} and somewhere else`);
        break;
      }
      this.seen.add(m);
      if (this.k.net.mbuf.kind.get(m) === 0) this.faults.push(`${where} has the free mbuf ${m}`);
      list.push(m);
    }
    return list;
  }
}

const sum = (list: readonly number[], f: (m: number) => number): number =>
  list.reduce((n, m) => n + f(m), 0);

/** A queue's counters against its mbufs. */
const queueFaults = (k: Kernel, w: Walk, q: number): void => {
  const { queue, mbuf } = k.net;
  const list = w.chain(queue.head.get(q), `queue ${q}`);
  const real = {
    tail: list.at(-1) ?? 0,
    mbufs: list.length,
    packets: sum(list, (m) => mbuf.first.get(m)),
    cc: sum(list, (m) => mbuf.len.get(m)),
    mbcnt: sum(list, (m) => MSIZE + extSize(k, m)),
  };
  for (const [name, n] of Object.entries(real) as [keyof typeof real, number][])
    if (queue[name].get(q) !== n)
      w.faults.push(`queue ${q} says ${name} ${queue[name].get(q)}, it is ${n}`);
};

const socketFaults = (k: Kernel, w: Walk, so: number): void => {
  const { socket, seg } = k.net;
  if (socket.pending.get(so) !== 0) w.chain(socket.pending.get(so), `sendfile of ${so}`);
  let n = 0;
  for (let te = socket.segs.get(so); te !== 0; te = seg.next.get(te)) {
    n += 1;
    w.chain(seg.mbuf.get(te), `segments of ${so}`);
  }
  if (n !== socket.segLength.get(so)) w.faults.push(`socket ${so} miscounts its segments`);
  const peer = socket.peer.get(so);
  if (peer !== 0 && socket.peer.get(peer) !== so) w.faults.push(`socket ${so} has a strange peer`);
};

/** Sockets and their queues. Returns how many sockets and segments there are. */
const allSockets = (k: Kernel, w: Walk): { sockets: number; segs: number } => {
  const found = { sockets: 0, segs: 0 };
  queueFaults(k, w, 0);
  for (let so = 1; so < k.net.cell.get(SOCKETS); so += 1) {
    queueFaults(k, w, 2 * so);
    queueFaults(k, w, 2 * so + 1);
    if (k.net.socket.proto.get(so) === 0) continue;
    socketFaults(k, w, so);
    found.sockets += 1;
    found.segs += k.net.socket.segLength.get(so);
  }
  return found;
};

const allDatagrams = (k: Kernel, w: Walk): number => {
  const { ipq, ipqHead } = k.net;
  let n = 0;
  for (let chain = 0; chain < IPREASS_NHASH; chain += 1)
    for (let fp = ipqHead.get(chain); fp !== 0; fp = ipq.next.get(fp)) {
      n += 1;
      const list = w.chain(ipq.mbuf.get(fp), `datagram ${fp}`);
      if (list.length !== ipq.fragments.get(fp))
        w.faults.push(`datagram ${fp} miscounts its fragments`);
    }
  return n;
};

const used = (k: Kernel, zone: number): number =>
  k.uma.zone.allocs.get(zone) - k.uma.zone.frees.get(zone);

/** Nothing is in a queue that its zone has not handed out. */
const zoneFaults = (k: Kernel, mbufs: readonly number[], n: Readonly<Record<string, number>>) => {
  const { cell } = k.net;
  const kinds = (kind: number): number =>
    mbufs.filter((m) => k.net.mbuf.kind.get(m) === kind).length;
  const packets = kinds(MB_PACKET);
  const atLeast: readonly (readonly [zone: number, items: number])[] = [
    [k.cell.get(Z_PACKET), packets],
    [k.cell.get(Z_MBUF), mbufs.length - packets],
    [k.cell.get(Z_CLUSTER), packets + kinds(MB_CLUSTER)],
    [k.cell.get(Z_SOCKET), n['sockets'] ?? 0],
    [cell.get(Z_IPQ), n['datagrams'] ?? 0],
    [cell.get(Z_TCPREASS), n['segs'] ?? 0],
  ];
  return atLeast
    .filter(([zone, items]) => used(k, zone) < items)
    .map(([zone, items]) => `zone ${k.uma.names[zone] ?? ''} has fewer than ${items} items in use`);
};

/** All faults of the network part. */
export const netFaults = (k: Kernel): string[] => {
  const { cell, mbuf } = k.net;
  const w = new Walk(k);
  const { sockets, segs } = allSockets(k, w);
  const datagrams = allDatagrams(k, w);
  const faults = w.faults;
  const counted: readonly (readonly [what: string, cell: number, real: number])[] = [
    ['sockets', OPEN_SOCKETS, sockets],
    ['segments', REASS_QSIZE, segs],
    ['datagrams', NIPQ, datagrams],
    ['mbufs', MBUFS_LIVE, w.seen.size],
  ];
  for (const [what, at, real] of counted)
    if (cell.get(at) !== real) faults.push(`${what}: ${real}, counted ${cell.get(at)}`);
  for (let m = 1; m < cell.get(MBUFS); m += 1)
    if (mbuf.kind.get(m) !== 0 && !w.seen.has(m)) faults.push(`mbuf ${m} is nowhere`);
  const mbufs = [...w.seen];
  const refs = new Map<number, number>();
  for (const m of mbufs)
    if (mbuf.kind.get(m) >= MB_SENDFILE)
      refs.set(mbuf.ext.get(m), (refs.get(mbuf.ext.get(m)) ?? 0) + 1);
  return [
    ...faults,
    ...zoneFaults(k, mbufs, { sockets, segs, datagrams }),
    ...sfFaults(k, refs),
    ...loanFaults(k, mbufs),
  ];
};
