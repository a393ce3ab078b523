/**
 * Fragments of IP datagrams that are not whole yet.
 * FreeBSD 6.2 sys/netinet/ip_input.c: ip_reass(), ip_freef(), ip_slowtimo(), ip_drain().
 * Datagrams are numbered; the number is what they are hashed by.
 */
import { layoutNumber } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { giveRecord, takeRecord } from '../state/pool';
import { M_NOWAIT } from '../uma/live/state';
import { umaZalloc, umaZfree } from '../uma/live/zalloc';
import { IPFRAGTTL, MAX_FRAGMENTS, SLOW_HZ } from './constants';
import { freeChain } from './mbuf';
import {
  DATAGRAMS,
  FRAG_DROPPED,
  FRAG_TIMEOUT,
  IPQS,
  IPQ_POOL,
  IPREASS_NHASH,
  NIPQ,
  Z_IPQ,
} from './state';

const pool = (k: Kernel) => ({ cell: k.net.cell, top: IPQS, free: IPQ_POOL });

/** `maxnipq`: datagrams that may wait for fragments. */
export const maxNipq = (k: Kernel): number =>
  Math.floor(layoutNumber(k.layout, 'nmbclusters') / 32);

const insertHead = (
  { net: { ipq, ipqHead, ipqTail } }: Kernel,
  chain: number,
  fp: number,
): void => {
  const first = ipqHead.get(chain);
  ipq.next.set(fp, first);
  if (first === 0) ipqTail.set(chain, fp);
  else ipq.prev.set(first, fp);
  ipqHead.set(chain, fp);
};

/** ip_freef(): drops a datagram. Returns how many fragments it had. */
const freeDatagram = (k: Kernel, fp: number): number => {
  const { ipq, ipqHead, ipqTail, cell } = k.net;
  const chain = ipq.chain.get(fp);
  const [next, prev] = [ipq.next.get(fp), ipq.prev.get(fp)];
  if (prev === 0) ipqHead.set(chain, next);
  else ipq.next.set(prev, next);
  if (next === 0) ipqTail.set(chain, prev);
  else ipq.prev.set(next, prev);
  const n = freeChain(k, ipq.mbuf.get(fp));
  umaZfree(k.uma, cell.get(Z_IPQ), ipq.item.get(fp));
  giveRecord(ipq, pool(k), fp);
  cell.add(NIPQ, -1);
  return n;
};

/** Over the limit, the oldest datagram of the chain goes, or the oldest of the first chain that has one. */
const makeRoom = (k: Kernel, chain: number): void => {
  const { ipqTail, cell } = k.net;
  const most = maxNipq(k);
  if (most === 0 || cell.get(NIPQ) <= most) return;
  let from = chain;
  for (let i = 0; ipqTail.get(from) === 0 && i < IPREASS_NHASH; i += 1) from = i;
  if (ipqTail.get(from) !== 0) cell.add(FRAG_TIMEOUT, freeDatagram(k, ipqTail.get(from)));
};

/**
 * The first fragment of a datagram arrives.
 * @returns the datagram, or 0 where the fragment was dropped
 */
export const beginDatagram = (k: Kernel, m: number): number => {
  const { ipq, cell } = k.net;
  const chain = cell.get(DATAGRAMS) % IPREASS_NHASH;
  cell.add(DATAGRAMS, 1);
  makeRoom(k, chain);
  const item = maxNipq(k) === 0 ? 0 : umaZalloc(k.uma, cell.get(Z_IPQ), M_NOWAIT);
  if (item === 0) {
    cell.add(FRAG_DROPPED, freeChain(k, m));
    return 0;
  }
  const fp = takeRecord(ipq, pool(k));
  ipq.item.set(fp, item);
  ipq.mbuf.set(fp, m);
  ipq.fragments.set(fp, 1);
  ipq.ttl.set(fp, IPFRAGTTL);
  ipq.chain.set(fp, chain);
  insertHead(k, chain, fp);
  cell.add(NIPQ, 1);
  return fp;
};

/**
 * One more fragment of a datagram that still is not whole; one too many drops them all.
 * @returns false where the datagram is gone
 */
export const addFragment = (k: Kernel, fp: number, m: number): boolean => {
  const { ipq, mbuf, cell } = k.net;
  mbuf.next.set(m, ipq.mbuf.get(fp));
  ipq.mbuf.set(fp, m);
  ipq.fragments.add(fp, 1);
  if (ipq.fragments.get(fp) <= MAX_FRAGMENTS) return true;
  cell.add(FRAG_DROPPED, freeDatagram(k, fp));
  return false;
};

/** Calls `f` for every datagram; it may free the one it is given. */
const eachDatagram = (k: Kernel, f: (fp: number) => void): void => {
  const { ipq, ipqHead } = k.net;
  for (let chain = 0; chain < IPREASS_NHASH; chain += 1)
    for (let fp = ipqHead.get(chain); fp !== 0;) {
      const next = ipq.next.get(fp);
      f(fp);
      fp = next;
    }
};

/** ip_slowtimo() over `seconds`: datagrams older than 30 s go, then what is above the limit. */
export const ipSlowtimo = (k: Kernel, seconds: number): void => {
  const { ipq, cell } = k.net;
  eachDatagram(k, (fp) => {
    ipq.ttl.set(fp, Math.max(ipq.ttl.get(fp) - seconds * SLOW_HZ, 0));
    if (ipq.ttl.get(fp) === 0) cell.add(FRAG_TIMEOUT, freeDatagram(k, fp));
  });
  eachDatagram(k, (fp) => {
    if (cell.get(NIPQ) > maxNipq(k)) cell.add(FRAG_DROPPED, freeDatagram(k, fp));
  });
};

/** ip_drain(): drops all fragments. Returns how many. */
export const ipDrain = (k: Kernel): number => {
  const before = k.net.cell.get(FRAG_DROPPED);
  eachDatagram(k, (fp) => {
    k.net.cell.add(FRAG_DROPPED, freeDatagram(k, fp));
  });
  return k.net.cell.get(FRAG_DROPPED) - before;
};
