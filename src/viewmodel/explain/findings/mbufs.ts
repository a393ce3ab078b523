/** Findings about mbufs, pipes and sendfile's buffers, most of them from netstat -m. */
import { formatCount, formatSize } from '../../../base/format';
import type { NetstatMRow } from '../../../import';
import { itemsOf, sysctlOf, told } from './rule';
import type { Draft, Facts, Rule } from './rule';

const lineOf = (f: Facts, name: string): NetstatMRow | undefined =>
  f.seen.netstat.findLast((r) => r.name === name);
const valueOf = (row: NetstatMRow | undefined, label: string): number | undefined => {
  const at = row?.labels.indexOf(label) ?? -1;
  return at < 0 ? undefined : row?.values[at];
};
const total = (row: NetstatMRow | undefined): number =>
  (row?.values ?? []).reduce((n, v) => n + v, 0);

/** Heuristic 8: packets that the secondary zone keeps are a cache. */
export const packets: Rule = (_, f) => {
  const zone = f.zones.find((z) => z.name === 'mbuf_packet');
  const row = lineOf(f, 'mbuf+clusters out of packet secondary zone in use');
  const used = zone?.used ?? row?.values[0] ?? 0;
  const kept = zone?.free ?? row?.values[1] ?? 0;
  const line = zone?.line ?? row?.line;
  if (line === undefined || kept < 64 || kept < used) return [];
  return [
    {
      id: 'packets',
      severity: 'benign',
      certainty: 'certain',
      owner: 'mbufs',
      figures: [],
      lines: [line],
      title: 'Packets that are kept are no leak',
      text: `${formatCount(used)} packets in use, ${formatCount(kept)} kept for the next ones. Each keeps its mbuf and its cluster, so clusters look busier than they are.`,
    },
  ];
};

const CAPPED = ['mbufs in use', 'mbuf clusters in use'] as const;
const DENIED = [
  'requests for memory denied',
  'requests for mbufs denied',
  'requests for jumbo clusters denied',
] as const;

const deniedIn = (f: Facts): readonly NetstatMRow[] =>
  DENIED.flatMap((n) => lineOf(f, n) ?? []).filter((r) => total(r) > 0);

/** Heuristic 9: 4.x counts a peak; at the maximum, with denied requests, the maximum was too small. */
export const peak: Rule = (_, f) => {
  const [denied] = deniedIn(f);
  if (denied === undefined) return [];
  return CAPPED.flatMap((name): Draft[] => {
    const row = lineOf(f, name);
    const highest = valueOf(row, 'peak') ?? valueOf(row, 'total');
    const max = valueOf(row, 'max');
    if (row === undefined || highest === undefined || max === undefined) return [];
    if (max === 0 || highest < max) return [];
    const word = row.labels.includes('peak') ? 'peak' : 'total';
    return [
      {
        id: `peak.${name.split(' ').slice(0, -2).join('-')}`,
        severity: 'cause',
        certainty: 'certain',
        owner: 'mbufs',
        figures: [],
        lines: [row.line, denied.line],
        title: `The maximum of ${name.replace(' in use', '')} was reached`,
        text: `Their ${word} is ${formatCount(highest)}, the maximum ${formatCount(max)}, and ${formatCount(total(denied))} requests were denied.`,
      },
    ];
  });
};

/** Heuristic 5 from the other side: denied requests with every maximum far away. */
export const denied: Rule = (book, f) => {
  const rows = deniedIn(f);
  const [first] = rows;
  if (first === undefined || peak(book, f).length > 0) return [];
  const capped = CAPPED.flatMap((n) => lineOf(f, n) ?? []).filter(
    (r) => valueOf(r, 'max') !== undefined,
  );
  if (capped.length === 0) return [];
  return [
    {
      id: 'denied',
      severity: 'note',
      certainty: 'inferred',
      owner: 'mbufs',
      figures: [],
      lines: [...rows, ...capped].map((r) => r.line),
      title: 'Denied below the maximum',
      text: `Requests were denied (${rows.map((r) => r.values.map(formatCount).join(', ')).join('; ')}), and the clusters are not at their maximum: pages lacked, not permission.`,
    },
  ];
};

const JUMBO = /^mbuf_jumbo_(?:9k|16k)$/;
/** Share of a limit below which the limit is not what refused. */
const FAR = 0.9;

/** Heuristic 3: clusters of several pages fail for want of pages in a row, not of pages. */
export const contiguity: Rule = (book, { zones }) => {
  const failing = zones.filter(
    (z) => JUMBO.test(z.name) && z.fail > 0 && (z.limit === 0 || z.used + z.free < FAR * z.limit),
  );
  if (failing.length === 0) return [];
  return [
    {
      id: 'contiguity',
      severity: 'contributing',
      certainty: 'inferred',
      owner: 'mbufs',
      lines: failing.map((z) => z.line),
      title: 'No pages in a row',
      text: `${failing.map((z) => `${z.name}: ${formatCount(z.fail)} refused with ${formatCount(z.used + z.free)} of ${z.limit === 0 ? 'no limit' : formatCount(z.limit)}`).join('. ')}. Such a cluster needs pages that follow each other; RAM may be free and too broken up.`,
      figures: failing.map((z) => itemsOf(book, z)),
    },
  ];
};

/** Share of a map from which it counts as used up. */
const FULL = 0.9;
/** Heuristic 19: the message about pipes, against what pipes use. */
export const pipeKva: Rule = (book, f) => {
  const used = sysctlOf(f, 'kern.ipc.pipekva');
  const max = sysctlOf(f, 'kern.ipc.maxpipekva');
  const message = f.seen.log.find((r) => r.id === 'pipe-kva');
  const isFull =
    used !== undefined && max !== undefined && max.value > 0 && used.value >= FULL * max.value;
  if (message === undefined && !isFull) return [];
  const rows = [used, max].filter((r) => r !== undefined);
  const figures = rows.map((r, i) =>
    told(book, {
      id: `pipe-kva.${i === 0 ? 'used' : 'max'}`,
      label: i === 0 ? 'First figure of the pipes' : 'Address space for pipes',
      value: r.value,
      unit: 'B',
      line: r.line,
      what: 'sysctl kern.ipc',
    }),
  );
  const sizes =
    used === undefined || max === undefined
      ? 'How much pipes use is not in the text.'
      : `Pipes use ${formatSize(used.value)} of ${formatSize(max.value)}.`;
  const harmless =
    used === undefined || isFull
      ? ''
      : ' So the map is broken up, not used up. A pipe that gets no large buffer makes do with a small one.';
  return [
    {
      id: 'pipe-kva',
      severity: isFull ? 'contributing' : 'benign',
      certainty: used === undefined ? 'open' : 'inferred',
      owner: 'pipes',
      figures,
      lines: [...(message === undefined ? [] : [message.line]), ...rows.map((r) => r.line)],
      title: isFull ? 'Pipes have used up their map' : 'The message about pipes is harmless',
      text: `${sizes}${harmless}`,
    },
  ];
};

/** Heuristic 20: sendfile's mappings on i386. */
export const sfbufs: Rule = (_, f) => {
  const row = lineOf(f, 'sfbufs in use');
  const highest = valueOf(row, 'peak') ?? sysctlOf(f, 'kern.ipc.nsfbufspeak')?.value;
  const max = valueOf(row, 'max') ?? sysctlOf(f, 'kern.ipc.nsfbufs')?.value;
  const lines = [
    row?.line,
    sysctlOf(f, 'kern.ipc.nsfbufspeak')?.line,
    sysctlOf(f, 'kern.ipc.nsfbufs')?.line,
  ].filter((l) => l !== undefined);
  if (highest === undefined || max === undefined || max === 0 || highest < FULL * max) return [];
  return [
    {
      id: 'sfbufs',
      severity: 'contributing',
      certainty: 'certain',
      owner: 'meta',
      figures: [],
      lines,
      title: 'sendfile’s buffers were nearly all in use',
      text: `The peak is ${formatCount(highest)} of ${formatCount(max)}. sendfile waits for one when all are taken.`,
    },
  ];
};
