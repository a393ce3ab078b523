/**
 * The LIMIT column of `vmstat -z` from the tuning formulas: each creator asks for n items, UMA
 * rounds up to whole slabs. Item sizes are those of the seed's i386 kernel; on amd64 only the
 * three zones whose sizes are known are given.
 */
import type { Derivation } from '../../base/derivation';
import { kegLayout } from '../uma/keg';
import { zoneSpec } from '../uma/known-zones';
import { zoneLimit } from '../uma/limit';
import type { MachineConstants } from './constants';
import type { Notebook } from './notebook';
import type { MachineSpec } from './types';

interface Wanted {
  readonly zone: string;
  readonly size: number;
  readonly from: string;
  readonly times?: (n: number) => number;
  readonly formula: string;
  readonly at: string;
}

const per =
  (divisor: number) =>
  (n: number): number =>
    Math.floor(n / divisor);
const fixed = (n: number) => (): number => n;
const socket = (zone: string, size: number, at: string): Wanted => ({
  zone,
  size,
  from: 'maxsockets',
  formula: 'maxsockets',
  at,
});
const pf = (zone: string, size: number, n: number): Wanted => ({
  zone,
  size,
  from: 'maxsockets',
  times: fixed(n),
  formula: `${String(n)}, pf’s own default`,
  at: 'sys/contrib/pf/net/pf_ioctl.c pfattach()',
});

const WANTED: readonly Wanted[] = [
  {
    zone: 'mbuf_cluster',
    size: 2048,
    from: 'nmbclusters',
    formula: 'nmbclusters',
    at: 'sys/kern/kern_mbuf.c mbuf_init()',
  },
  socket('socket', 356, 'sys/kern/uipc_socket2.c init_maxsockets()'),
  socket('udpcb', 180, 'sys/netinet/udp_usrreq.c udp_init()'),
  socket('inpcb', 180, 'sys/netinet/tcp_subr.c tcp_init()'),
  socket('tcpcb', 464, 'sys/netinet/tcp_subr.c tcp_init()'),
  socket('ripcb', 180, 'sys/netinet/raw_ip.c rip_init()'),
  socket('divcb', 180, 'sys/netinet/ip_divert.c div_init()'),
  socket('unpcb', 144, 'sys/kern/uipc_usrreq.c unp_init()'),
  {
    zone: 'tcptw',
    size: 48,
    from: 'maxsockets',
    times: (n) => Math.min(8191, per(5)(n)),
    formula: 'maxsockets ÷ 5, at most 8,191',
    at: 'sys/netinet/tcp_subr.c tcptw_auto_size()',
  },
  {
    zone: 'ipq',
    size: 32,
    from: 'nmbclusters',
    times: per(32),
    formula: 'nmbclusters ÷ 32',
    at: 'sys/netinet/ip_input.c ip_init()',
  },
  {
    zone: 'tcpreass',
    size: 20,
    from: 'nmbclusters',
    times: per(16),
    formula: 'nmbclusters ÷ 16',
    at: 'sys/netinet/tcp_input.c tcp_reass_init()',
  },
  {
    zone: 'syncache',
    size: 100,
    from: 'maxsockets',
    times: fixed(15360),
    formula: '512 buckets × 30',
    at: 'sys/netinet/tcp_syncache.c syncache_init()',
  },
  {
    zone: 'hostcache',
    size: 76,
    from: 'maxsockets',
    times: fixed(15360),
    formula: '512 buckets × 30',
    at: 'sys/netinet/tcp_hostcache.c tcp_hc_init()',
  },
  {
    zone: 'NetGraph items',
    size: 36,
    from: 'maxsockets',
    times: fixed(512),
    formula: '512, a constant',
    at: 'sys/netgraph/ng_base.c ngb_mod_event()',
  },
  pf('pfstatepl', 260, 10000),
  pf('pffrent', 16, 5000),
  pf('pffrcache', 48, 10000),
  pf('pffrcent', 12, 50000),
];

const limitOf = (m: MachineSpec, book: Notebook, w: Wanted): Derivation => {
  const base = book.get(w.from);
  const value = w.times === undefined ? base.value : w.times(base.value);
  book.write({
    id: `wanted.${w.zone}`,
    label: `Items wanted for zone ${w.zone}`,
    unit: 'items',
    value,
    formula: w.formula,
    from: w.times?.length === 0 ? [] : [w.from],
    at: w.at,
  });
  const keg = kegLayout(zoneSpec(w.zone, w.size, m.arch).spec, m.arch);
  for (const d of [keg.rsize, keg.ipers, keg.ppera, keg.overhead]) book.values[d.id] = d;
  const limit = zoneLimit(book.get(`wanted.${w.zone}`), keg);
  book.values[limit.id] = limit;
  return limit;
};

/** Zones with an object of their own: their limit also reserves KVA, in pages. */
export const ownObjectZones = (
  c: MachineConstants,
): readonly (Wanted & { readonly region: string })[] => [
  ...(c.pv === 'zone'
    ? [
        {
          zone: 'PV ENTRY',
          size: c.sizeof.pvEntry,
          from: 'pv_entry_max',
          formula: 'pv_entry_max',
          at: 'sys/i386/i386/pmap.c pmap_init()',
          region: 'pv_entry_kva',
        },
      ]
    : []),
  {
    zone: 'KMAP ENTRY',
    size: c.sizeof.mapEntry,
    from: 'kmap_entries',
    formula: 'kmap_entries',
    at: 'sys/vm/vm_map.c vm_init2()',
    region: 'kmap_entry_kva',
  },
  {
    zone: 'SWAPMETA',
    size: c.sizeof.swblock,
    from: 'swap_blocks',
    formula: 'swap_blocks',
    at: 'sys/vm/swap_pager.c swap_pager_swap_init()',
    region: 'swapmeta_kva',
  },
];

/** Every zone limit of the machine, by zone name. */
export const zoneLimits = (
  m: MachineSpec,
  c: MachineConstants,
  book: Notebook,
): Readonly<Record<string, Derivation>> => {
  const wanted = [...(m.arch === 'i386' ? WANTED : []), ...ownObjectZones(c)];
  const jumbo: readonly Wanted[] =
    m.release !== '7.3'
      ? []
      : [
          {
            zone: 'mbuf_jumbo_pagesize',
            size: 4096,
            from: 'nmbclusters',
            times: per(2),
            formula: 'nmbclusters ÷ 2',
            at: 'sys/kern/kern_mbuf.c tunable_mbinit()',
          },
          {
            zone: 'mbuf_jumbo_9k',
            size: 9216,
            from: 'nmbclusters',
            times: per(4),
            formula: 'nmbclusters ÷ 4',
            at: 'sys/kern/kern_mbuf.c tunable_mbinit()',
          },
          {
            zone: 'mbuf_jumbo_16k',
            size: 16384,
            from: 'nmbclusters',
            times: per(8),
            formula: 'nmbclusters ÷ 8',
            at: 'sys/kern/kern_mbuf.c tunable_mbinit()',
          },
        ];
  return Object.fromEntries([...wanted, ...jumbo].map((w) => [w.zone, limitOf(m, book, w)]));
};
