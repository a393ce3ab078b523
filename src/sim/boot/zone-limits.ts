/**
 * The LIMIT column of `vmstat -z`: each creator asks for n items, UMA rounds up to whole slabs.
 * One row for each uma_zone_set_max() of 6.2-RELEASE and 7.3-RELEASE that GENERIC, pf and
 * netgraph reach. Rounding needs the item size; where it is not known the wanted number stands,
 * inferred, and says so.
 */
import type { Derivation } from '../../base/derivation';
import { zoneLimit } from '../uma/limit';
import { kernSource, tuned } from './boot-context';
import type { Boot } from './boot-context';
import { keepKeg } from './own-zones';
import type { OwnZone } from './own-zones';
import type { Tuning } from './tuning';
import type { Entry } from './workbook';
import { itemSize } from './zone-sizes';

/** 512 hash slots × 30 entries: syncache and host cache have the same two numbers. */
const HASHED = 512 * 30;
/** Half of the ephemeral ports: (65,535 − 49,152) ÷ 2 (sys/netinet/in.h). */
const HALF_PORT_RANGE = Math.floor((65535 - 49152) / 2);

interface Wanted {
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

const allWanted = (b: Boot, t: Tuning): readonly Wanted[] => [
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

const wantedItems = (b: Boot, w: Wanted): Derivation => {
  const entry: Entry = {
    id: `wanted.${w.zone}`,
    label: `Items wanted for zone ${w.zone}`,
    unit: 'items',
    value: w.value,
    formula: w.formula,
    ...(w.from === undefined ? {} : { from: w.from }),
    source: kernSource(b, w.at[0], w.at[1]),
  };
  if (w.tunable === undefined) return b.book.number(entry);
  return tuned(b, w.tunable, entry, w.zeroMeansAuto === true ? 'is-unset' : 'is-a-value');
};

const limitOf = (b: Boot, w: Wanted): Derivation => {
  const wanted = wantedItems(b, w);
  const size = itemSize(w.zone, b.k.release, b.k.arch);
  if (size !== undefined) return b.book.keep(zoneLimit(wanted, keepKeg(b, w.zone, size)));
  return b.book.number({
    id: `limit.${w.zone}`,
    label: `LIMIT of zone ${w.zone}`,
    unit: 'items',
    value: wanted.value,
    formula: 'wanted, not rounded',
    from: [wanted],
    source: kernSource(b, 'vm/uma_core.c', 'uma_zone_set_max()'),
    grade: 'inferred',
    note: 'The item size of this release is not known, so the rounding up to whole slabs is missing.',
  });
};

/** The limit of a zone with an object of its own, under `limit.<zone>`. */
export const ownLimit = (b: Boot, zone: OwnZone): Derivation => {
  const { name } = zone.keg.spec;
  const wanted = b.book.number({
    id: `wanted.${name}`,
    label: `Items wanted for zone ${name}`,
    unit: 'items',
    value: zone.wanted.value,
    formula: zone.wanted.id,
    from: [zone.wanted],
    source: zone.wanted.source,
  });
  return b.book.keep(zoneLimit(wanted, zone.keg));
};

/**
 * Every zone limit of the machine, by zone name; each is also in the book as `limit.<zone>`.
 * @param own limits of the zones with an object of their own
 */
export const zoneLimits = (
  b: Boot,
  t: Tuning,
  own: readonly (readonly [zone: string, limit: Derivation])[],
): Readonly<Record<string, Derivation>> =>
  Object.fromEntries([...allWanted(b, t).map((w) => [w.zone, limitOf(b, w)] as const), ...own]);
