/**
 * Item sizes of the zones that have a LIMIT, in bytes, by release and architecture.
 * 6.2 on i386: as the seed prints them (6.2-STABLE; its unpcb has 144 B where 6.2-RELEASE has
 * 140). The others: what a compiler gives for the declarations of that release, without kernel
 * options. 7.0 has no tree here. Clusters have the same size everywhere.
 */
import type { Arch, Release } from './types';

type Sizes = Readonly<Record<string, number>>;

const CLUSTERS: Sizes = {
  mbuf_cluster: 2048,
  mbuf_jumbo_pagesize: 4096,
  mbuf_jumbo_9k: 9216,
  mbuf_jumbo_16k: 16384,
};

const I386_62: Sizes = {
  socket: 356,
  udpcb: 180,
  inpcb: 180,
  tcpcb: 464,
  ripcb: 180,
  divcb: 180,
  unpcb: 144,
  tcptw: 48,
  ipq: 32,
  tcpreass: 20,
  syncache: 100,
  hostcache: 76,
  'NetGraph items': 36,
  pfstatepl: 260,
  pffrent: 16,
  pffrcache: 48,
  pffrcent: 12,
};

const I386_73: Sizes = {
  ...I386_62,
  socket: 416,
  udpcb: 8,
  udp_inpcb: 180,
  unpcb: 168,
  tcptw: 52,
  syncache: 104,
  'NetGraph data items': 36,
  pfstatepl: 284,
};

const AMD64_62: Sizes = {
  socket: 616,
  udpcb: 304,
  inpcb: 304,
  tcpcb: 752,
  ripcb: 304,
  divcb: 304,
  unpcb: 192,
  tcptw: 80,
  ipq: 56,
  tcpreass: 40,
  syncache: 128,
  hostcache: 136,
  'NetGraph items': 72,
  pfstatepl: 368,
  pffrent: 32,
  pffrcache: 80,
  pffrcent: 24,
};

const BY_KERNEL: Readonly<Partial<Record<`${Release} ${Arch}`, Sizes>>> = {
  '6.2 i386': I386_62,
  '7.3 i386': I386_73,
  '6.2 amd64': AMD64_62,
};

/** Item size of a zone with a LIMIT, in bytes; undefined where it is not known. */
export const itemSize = (zone: string, release: Release, arch: Arch): number | undefined =>
  CLUSTERS[zone] ?? BY_KERNEL[`${release} ${arch}`]?.[zone];
