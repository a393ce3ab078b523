/** Findings about single zones: limits, leaks, failures that do no harm. */
import { formatCount, formatPercent, formatSize } from '../../../base/format';
import { MIB } from '../../../base/units';
import type { ZoneAccount } from '../types';
import { found, heldBytes, itemsOf } from './rule';
import type { Draft, Rule } from './rule';

/** The tunable behind a zone's LIMIT, where there is one. */
const TUNABLES: readonly (readonly [zone: RegExp, tunable: string])[] = [
  [/^mbuf_cluster$/, 'kern.ipc.nmbclusters'],
  [/^mbuf_jumbo_page(?:size)?$/, 'kern.ipc.nmbjumbop'],
  [/^mbuf_jumbo_9k$/, 'kern.ipc.nmbjumbo9'],
  [/^mbuf_jumbo_16k$/, 'kern.ipc.nmbjumbo16'],
  [/^mbuf$/, 'kern.ipc.nmbufs'],
  [/^NetGraph items$/, 'net.graph.maxalloc'],
  [/^NetGraph data items$/, 'net.graph.maxdata'],
  [/^(?:pf states|pfstatepl)$/, 'set limit states … in /etc/pf.conf'],
  [/^(?:pf source nodes|pfsrctrpl)$/, 'set limit src-nodes … in /etc/pf.conf'],
  [/^(?:socket|inpcb|tcpcb|udpcb|unpcb|tcp_inpcb|udp_inpcb|ripcb)$/, 'kern.ipc.maxsockets'],
  [/^tcptw$/, 'net.inet.tcp.maxtcptw'],
  [/^syncache$/, 'net.inet.tcp.syncache.cachelimit'],
  [/^tcpreass$/, 'net.inet.tcp.reass.maxsegments'],
  [/^PV ENTRY$/, 'vm.pmap.shpgperproc'],
  [/^(?:SWAPMETA|swblk|swpctrie)$/, 'kern.maxswzone'],
];
/** The tunable that sets a zone's LIMIT; undefined where none is known. */
export const tunableOf = (zone: string): string | undefined =>
  TUNABLES.find(([name]) => name.test(zone))?.[1];

const useOf = (zone: string): Pick<Draft, 'next' | 'use'> => {
  const tunable = tunableOf(zone);
  return tunable === undefined
    ? {}
    : {
        next: `Raise ${tunable} if the refusals hurt; a refused M_NOWAIT request is dropped, not lost memory.`,
        use: [tunable, `vmstat -z | grep "${zone}"`],
      };
};

/** Share of LIMIT from which a zone counts as full: caches of other CPUs keep the rest. */
const NEAR = 0.98;
const isFull = (z: ZoneAccount): boolean => z.limit > 0 && z.used + z.free >= NEAR * z.limit;

/** Heuristic 4: zones that refused requests because their limit was reached. */
export const atLimit: Rule = (book, { zones }) =>
  zones
    .filter((z) => z.fail > 0 && isFull(z))
    .map((z) => ({
      ...useOf(z.name),
      id: `limit.${z.name}`,
      severity: 'contributing',
      certainty: 'certain',
      owner: z.owner,
      figures: [itemsOf(book, z)],
      lines: [z.line],
      title: `${z.name} has reached its limit`,
      text: `${formatCount(z.used + z.free)} of ${formatCount(z.limit)} items exist and ${formatCount(z.fail)} requests were refused.`,
    }));

/** More path buffers in use than threads that could use them. */
export const namei: Rule = (_, { zones }) => {
  const z = zones.find((x) => x.name === 'NAMEI');
  const threads = zones.find((x) => x.name === 'THREAD');
  if (z === undefined || threads === undefined || z.used <= threads.used) return [];
  return [
    {
      id: 'namei',
      severity: 'note',
      certainty: 'inferred',
      owner: 'files',
      figures: [z.pages],
      lines: [z.line, threads.line],
      title: 'NAMEI buffers look leaked',
      text: `${formatCount(z.used)} path buffers are in use with ${formatCount(threads.used)} threads; a thread seldom needs more than one.`,
    },
  ];
};

/** Zones whose failures cost nothing: buckets, and the tags of vmem that are made in advance. */
const HARMLESS = /(?: Bucket|^vmem btag)$/;

/** Heuristic 6: bucket zones with failures. */
export const buckets: Rule = (_, { zones }) => {
  const failing = zones.filter((z) => HARMLESS.test(z.name) && z.fail > 0);
  if (failing.length === 0) return [];
  return [
    {
      id: 'buckets',
      severity: 'benign',
      certainty: 'certain',
      owner: 'uma',
      figures: failing.map((z) => z.pages),
      lines: failing.map((z) => z.line),
      title: 'Bucket failures are harmless',
      text: `${failing.map((z) => `${z.name} ${formatCount(z.fail)}`).join(', ')}: ${failing.every((z) => z.name === 'vmem btag') ? 'a tag that cannot be had is tried for again, or made from the reserve.' : 'a bucket that cannot be had only means that an item bypasses the per-CPU cache.'}`,
    },
  ];
};

/** Zones without a limit whose failures are named. */
const MOST = 6;

/** Heuristic 5: without a limit, a failure is a request that found no page and could not wait. */
export const noLimit: Rule = (_, { zones, ledger }) => {
  // Where the ledger shows a full map, that is what refused them.
  if (ledger?.freePages.value === 0 && ledger.isFillKnown) return [];
  const failing = zones
    .filter((z) => z.limit === 0 && z.fail > 0 && !HARMLESS.test(z.name))
    .sort((a, b) => b.fail - a.fail);
  if (failing.length === 0) return [];
  const named = failing.slice(0, MOST);
  return [
    {
      id: 'no-limit',
      severity: 'note',
      certainty: 'inferred',
      owner: 'uma',
      figures: [],
      lines: named.map((z) => z.line),
      title: 'Refused without a limit',
      text: `${named.map((z) => `${z.name} ${formatCount(z.fail)}`).join(', ')}: these zones have no ceiling, so requests that may not wait found no free page.`,
    },
  ];
};

/** Free items below this, in bytes and as a share of all zones, are no news. */
const CACHED_BYTES = MIB;
const CACHED_SHARE = 0.05;
const VNODE_CACHE =
  /^(?:VNODE|VM OBJECT|[SL](?:TS)? VFS Cache|STS VFS Cache|FFS\d? (?:inode|dinode)|dnode_t|zfs_znode_cache)$/;

const isCached = (z: ZoneAccount, all: number): boolean =>
  z.free > 2 * z.used &&
  z.place !== 'shared' &&
  z.place !== 'cache' &&
  !z.keg.spec.nofree &&
  z.freeBytes.value >= Math.max(CACHED_BYTES, CACHED_SHARE * all);

/** Heuristic 7: many free items are a cache, not a leak. */
export const cached: Rule = (book, { zones }) => {
  const all = heldBytes(zones);
  const big = zones
    .filter((z) => isCached(z, all))
    .sort((a, b) => b.freeBytes.value - a.freeBytes.value)
    .slice(0, MOST);
  const [first] = big;
  if (first === undefined) return [];
  const sum = big.reduce((n, z) => n + z.freeBytes.value, 0);
  const bytes = found(book, {
    id: 'cached',
    label: 'Free items of these zones',
    value: sum,
    unit: 'B',
    formula: 'the sum of FREE × SIZE',
    inputs: big.map((z) => z.freeBytes),
    line: first.line,
    what: first.name,
  });
  const files = big.some((z) => VNODE_CACHE.test(z.name))
    ? ' A walk over many files, as of find or a backup, leaves such a cache behind.'
    : '';
  return [
    {
      id: 'cached',
      severity: 'benign',
      certainty: 'certain',
      owner: first.owner,
      figures: [bytes],
      lines: big.map((z) => z.line),
      title: 'Free items are a cache',
      text: `${big.map((z) => `${z.name}: ${formatCount(z.used)} in use, ${formatCount(z.free)} free`).join('. ')}. Together ${formatSize(sum)} that the kernel keeps and can give back.${files}`,
    },
  ];
};

/** Requests that waited at a limit. */
export const sleepers: Rule = (_, { chosen }) => {
  const slept = (chosen.z?.rows ?? []).filter((r) => r.limit > 0 && (r.sleep ?? 0) > 0);
  if (slept.length === 0) return [];
  return [
    {
      id: 'sleepers',
      severity: 'note',
      certainty: 'certain',
      owner: 'uma',
      figures: [],
      lines: slept.map((r) => r.line),
      title: 'Requests have waited at a limit',
      text: `${slept.map((r) => `${r.name}: ${formatCount(r.sleep ?? 0)} times`).join('. ')}. A request that may wait sleeps there until an item comes back.`,
    },
  ];
};

/** Requests below which a share of frees means nothing, and the share that is worth a sentence. */
const LEAST_REQUESTS = 10_000;
const FAR = 0.1;

/** Frees on another NUMA domain than the item's. */
export const xdomain: Rule = (book, { chosen }) => {
  const far = (chosen.z?.rows ?? [])
    .filter((r) => r.requests >= LEAST_REQUESTS && (r.xdomain ?? 0) >= FAR * r.requests)
    .filter((r) => (r.xdomain ?? 0) <= r.requests)
    .sort((a, b) => (b.xdomain ?? 0) - (a.xdomain ?? 0))
    .slice(0, MOST);
  if (far.length === 0) return [];
  const shares = far.map((r) =>
    found(book, {
      id: `xdomain.${r.name}`,
      label: `Frees of ${r.name} on another domain`,
      value: (100 * (r.xdomain ?? 0)) / r.requests,
      unit: 'percent',
      formula: 'XDOMAIN ÷ REQ × 100',
      inputs: [
        { name: 'XDOMAIN', value: r.xdomain ?? 0, unit: 'items' },
        { name: 'REQ', value: r.requests, unit: 'items' },
      ],
      line: r.line,
      what: r.name,
    }),
  );
  return [
    {
      id: 'xdomain',
      severity: 'note',
      certainty: 'certain',
      owner: 'uma',
      figures: shares,
      lines: far.map((r) => r.line),
      title: 'Items are freed on the other domain',
      text: `${far.map((r, i) => `${r.name}: ${formatPercent(shares[i]?.value ?? 0, 0)} of the requests`).join('. ')}. Each such free takes the long way.`,
    },
  ];
};

const LIMIT_MESSAGES = new Set([
  'zone-limit',
  'mbuf-clusters-exhausted',
  'mbufs-exhausted',
  'mbuf-address-space',
  'mbuf-consider-clusters',
  'requests-denied',
]);

/** Messages that a limit was reached. */
export const limitLog: Rule = (_, { seen }) => {
  const rows = seen.log.filter((r) => LIMIT_MESSAGES.has(r.id));
  const [first] = rows;
  if (first === undefined) return [];
  const words = [...new Set(rows.map((r) => r.text))].slice(0, 3);
  return [
    {
      id: 'limit-log',
      severity: 'contributing',
      certainty: 'certain',
      owner: 'mbufs',
      figures: [],
      lines: rows.slice(0, MOST).map((r) => r.line),
      title: 'The kernel says that a limit was reached',
      text: `“${words.join('”, “')}”. Requests that may not wait were refused then.`,
    },
  ];
};
