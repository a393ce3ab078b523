/**
 * How many items the creators of capped zones ask for: one row for each uma_zone_set_max() of
 * 6.2-RELEASE and 7.3-RELEASE that GENERIC, pf and netgraph reach.
 */
import type { Derivation } from '../../base/derivation';
import type { Boot } from './boot-context';
import type { Tuning } from './tuning';

/** 512 hash slots × 30 entries: syncache and host cache have the same two numbers. */
const HASHED = 512 * 30;
/** Half of the ephemeral ports: (65,535 − 49,152) ÷ 2 (sys/netinet/in.h). */
const HALF_PORT_RANGE = Math.floor((65535 - 49152) / 2);

/** What a zone's creator asks for. */
export interface Wanted {
  readonly zone: string;
  readonly value: number;
  readonly formula: string;
  readonly from?: readonly Derivation[];
  /** file below sys/, and function */
  readonly at: readonly [file: string, fn: string];
  /** the loader tunable that replaces it */
  readonly tunable?: string;
  /** the tunable counts only above 0 */
  readonly zeroMeansAuto?: boolean;
}

const socketZones = (b: Boot, t: Tuning): readonly Wanted[] => {
  const is73 = b.k.tag === 'r73';
  const rows: readonly (readonly [string, string, string])[] = [
    ['socket', 'kern/uipc_domain.c', 'domaininit()'],
    ['udpcb', 'netinet/udp_usrreq.c', 'udp_init()'],
    ...(is73 ? [['udp_inpcb', 'netinet/udp_usrreq.c', 'udp_init()'] as const] : []),
    ['inpcb', 'netinet/tcp_subr.c', 'tcp_init()'],
    ['tcpcb', 'netinet/tcp_subr.c', 'tcp_init()'],
    ['ripcb', 'netinet/raw_ip.c', 'rip_init()'],
    ['divcb', 'netinet/ip_divert.c', 'div_init()'],
    ['unpcb', 'kern/uipc_usrreq.c', 'unp_init()'],
  ];
  return rows.map(([zone, file, fn]) => ({
    zone,
    value: t.maxsockets.value,
    formula: 'maxsockets',
    from: [t.maxsockets],
    at: [file, fn],
  }));
};

const tcpZones = (b: Boot, t: Tuning): readonly Wanted[] => {
  const is62 = b.k.tag === 'r62';
  return [
    {
      zone: 'tcptw',
      value: Math.min(HALF_PORT_RANGE, Math.floor(t.maxsockets.value / 5)),
      formula: 'maxsockets ÷ 5, at most 8,191',
      from: [t.maxsockets],
      at: [is62 ? 'netinet/tcp_subr.c' : 'netinet/tcp_timewait.c', 'tcptw_auto_size()'],
      tunable: 'net.inet.tcp.maxtcptw',
      zeroMeansAuto: true,
    },
    {
      zone: 'tcpreass',
      value: Math.floor(t.nmbclusters.value / 16),
      formula: 'nmbclusters ÷ 16',
      from: [t.nmbclusters],
      at: [is62 ? 'netinet/tcp_input.c' : 'netinet/tcp_reass.c', 'tcp_reass_init()'],
      tunable: 'net.inet.tcp.reass.maxsegments',
    },
    {
      zone: 'syncache',
      value: HASHED,
      formula: '512 buckets × 30',
      at: ['netinet/tcp_syncache.c', 'syncache_init()'],
      tunable: 'net.inet.tcp.syncache.cachelimit',
    },
    {
      zone: 'hostcache',
      value: HASHED,
      formula: '512 buckets × 30',
      at: ['netinet/tcp_hostcache.c', 'tcp_hc_init()'],
      tunable: 'net.inet.tcp.hostcache.cachelimit',
    },
  ];
};

const mbufZones = (b: Boot, t: Tuning): readonly Wanted[] => {
  const at = ['kern/kern_mbuf.c', 'mbuf_init()'] as const;
  const clusters: Wanted = {
    zone: 'mbuf_cluster',
    value: t.nmbclusters.value,
    formula: 'nmbclusters',
    from: [t.nmbclusters],
    at,
  };
  if (!b.k.hasJumboLimits) return [clusters];
  // tunable_mbinit() divides before kern.ipc.nmbclusters is read.
  const untuned = 1024 + 64 * t.maxusers.value;
  const jumbo = (zone: string, parts: number): Wanted => ({
    zone,
    value: Math.floor(untuned / parts),
    formula: `(1,024 + 64 × maxusers) ÷ ${String(parts)}: a tuned nmbclusters does not change it`,
    from: [t.maxusers],
    at: ['kern/kern_mbuf.c', 'tunable_mbinit()'],
  });
  return [
    clusters,
    jumbo('mbuf_jumbo_pagesize', 2),
    jumbo('mbuf_jumbo_9k', 4),
    jumbo('mbuf_jumbo_16k', 8),
  ];
};

const netgraphZones = (b: Boot): readonly Wanted[] => {
  const at = ['netgraph/ng_base.c', 'ngb_mod_event()'] as const;
  const fixed = (zone: string, value: number, formula: string, name: string): Wanted => ({
    zone,
    value,
    formula,
    at,
    tunable: name,
  });
  if (b.k.tag !== 'r73')
    return [fixed('NetGraph items', 512, '512, a constant', 'net.graph.maxalloc')];
  return [
    fixed('NetGraph items', 4096, '4,096, a constant', 'net.graph.maxalloc'),
    fixed('NetGraph data items', 512, '512, a constant', 'net.graph.maxdata'),
  ];
};

const PF_INIT = ['contrib/pf/net/pf_ioctl.c', 'pfattach()'] as const;
const PF_NORM = ['contrib/pf/net/pf_norm.c', 'pf_normalize_init()'] as const;
const PF: readonly (readonly [zone: string, items: number, at: Wanted['at']])[] = [
  ['pfstatepl', 10_000, PF_INIT],
  ['pffrent', 5_000, PF_NORM],
  ['pffrcache', 10_000, PF_NORM],
  ['pffrcent', 50_000, PF_NORM],
];

/** Every capped zone of the machine, those with an object of their own left out. */
export const allWanted = (b: Boot, t: Tuning): readonly Wanted[] => [
  ...mbufZones(b, t),
  ...socketZones(b, t),
  ...tcpZones(b, t),
  {
    zone: 'ipq',
    value: Math.max(1, Math.floor(t.nmbclusters.value / 32)),
    formula: 'nmbclusters ÷ 32, at least 1',
    from: [t.nmbclusters],
    at: ['netinet/ip_input.c', 'maxnipq_update()'],
  },
  ...netgraphZones(b),
  ...PF.map(([zone, value, at]) => ({
    zone,
    value,
    formula: `${String(value)}, pf’s own default`,
    at,
  })),
];
