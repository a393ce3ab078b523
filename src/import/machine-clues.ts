/**
 * What a table's columns and its zone names say about the release. Read in the kernel sources of
 * 6.2, 7.0-CURRENT, 9.0-CURRENT, 9.3, 10.1, 10.4, 11.0, 12.1 and 13.0-CURRENT: a name speaks for the
 * releases whose tree holds it. Releases are numbers: 602 is 6.2, 1300 is 13.0.
 */

/** From and to, both inclusive. `OPEN_END` = no later bound known. */
export interface ReleaseRange {
  readonly from: number;
  readonly to: number;
}

const OPEN_END = 9999;
const LAST_MINOR = 99;
const MAJOR = 100;

/** `6.2` → 602; `13` → 1300; anything else → 0. */
export const releaseNumber = (text: string): number => {
  const m = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text);
  return m === null ? 0 : Number(m[1]) * MAJOR + Number(m[2] ?? 0);
};

const oneBound = (n: number, last: boolean): string => {
  const minor = n % MAJOR;
  const major = String(Math.floor(n / MAJOR));
  return minor === 0 || (last && minor === LAST_MINOR) ? major : `${major}.${minor}`;
};

/** `6`, `6.2`, `6–7`, `13+`, `up to 9`. */
export const formatRelease = ({ from, to }: ReleaseRange): string => {
  if (to === OPEN_END) return `${oneBound(from, false)}+`;
  if (from === 0) return `up to ${oneBound(to, true)}`;
  const [a, b] = [oneBound(from, false), oneBound(to, true)];
  return a === b ? a : `${a}–${b}`;
};

/** What all ranges have in common; null where there is none, or nothing to go by. */
export const intersect = (ranges: readonly ReleaseRange[]): ReleaseRange | null => {
  if (ranges.length === 0) return null;
  const from = Math.max(...ranges.map((r) => r.from));
  const to = Math.min(...ranges.map((r) => r.to));
  return from <= to ? { from, to } : null;
};

const upTo = (major: number): ReleaseRange => ({ from: 0, to: major * MAJOR + LAST_MINOR });
const since = (release: number): ReleaseRange => ({ from: release, to: OPEN_END });
const between = (from: number, to: number): ReleaseRange => ({ from, to: to + LAST_MINOR });

interface ReleaseClue {
  readonly range: ReleaseRange;
  readonly reason: string;
}

/** By era of a block: the releases whose vmstat or netstat prints that layout. */
export const ERA_CLUES: Readonly<Record<string, ReleaseClue>> = {
  z0: { range: between(300, 400), reason: 'the header of vmstat -z has four blanks before USED' },
  z1: { range: between(500, 700), reason: 'vmstat -z has five columns and short names' },
  z2: { range: between(600, 700), reason: 'vmstat -z has five columns and full names' },
  z3: { range: between(602, 800), reason: 'vmstat -z has a FAILURES column and no SLEEP column' },
  z4: { range: between(900, 1200), reason: 'vmstat -z has FAIL and SLEEP columns and no XDOMAIN' },
  z5: { range: between(1300, 1400), reason: 'vmstat -z has an XDOMAIN column' },
  z6: { range: since(1403), reason: 'vmstat -z has a column named XDOM' },
  m0: { range: between(300, 400), reason: 'vmstat -m has Limit columns' },
  m1: { range: between(500, 500), reason: 'vmstat -m has true HighUse figures' },
  m2: { range: between(600, 1200), reason: 'vmstat -m has a HighUse column of dashes' },
  m3: { range: between(1300, 1400), reason: 'vmstat -m has no HighUse column' },
  m4: { range: since(1403), reason: 'vmstat -m prints humanised figures without K' },
  n0: { range: between(300, 400), reason: 'netstat -m counts current, peak and max' },
  n1: { range: between(500, 500), reason: 'netstat -m counts in KBytes, as only 5.x does' },
  n2: { range: between(600, 900), reason: 'netstat -m counts calls to protocol drain routines' },
  n4: { range: since(1100), reason: 'netstat -m counts sendfile syscalls' },
  'vm.uma': { range: since(1300), reason: 'sysctl has a tree vm.uma' },
  ddb: { range: since(1300), reason: 'DDB knows show uma /i and show malloc /i' },
  libxo: { range: since(1100), reason: 'the document comes from libxo' },
};

/** Zone names that came or went. Names are exact. */
const ZONES: readonly (readonly [names: readonly string[], range: ReleaseRange])[] = [
  [['KSEGRP'], upTo(6)],
  [['UPCALL', 'PIPE'], upTo(7)],
  [['DP fakepg'], upTo(9)],
  [['mbuf_jumbo_pagesize', 'IPFW dynamic rule zone'], upTo(8)],
  [['pfstatepl', 'pfrulepl'], upTo(9)],
  [['UMA RCntSlabs'], upTo(10)],
  [['SWAPMETA'], upTo(11)],
  [['ttyinq', 'cpuset', 'SLEEPQUEUE', 'TURNSTILE', 'umtx pi'], since(800)],
  [['mbuf_jumbo_page', 'STS VFS Cache', 'LTS VFS Cache', 'rl_entry', 'procdesc'], since(900)],
  [['fakepg'], since(902)],
  [['RADIX NODE', 'vmem btag', '64 pcpu', 'pf states', 'pf state keys', '4 Bucket'], since(1000)],
  [['6 Bucket', '12 Bucket'], between(1000, 1200)],
  [['swblk', 'swpctrie', 'vmem', 'mt_stats_zone', 'epoch_record pcpu', 'domainset'], since(1200)],
  [
    ['UMA Slabs 0', 'UMA Slabs 1', 'SMR SHARED', 'SMR CPU', 'malloc-16', 'malloc-128', '2 Bucket'],
    since(1300),
  ],
];

const BY_NAME: ReadonlyMap<string, readonly ReleaseClue[]> = new Map(
  ZONES.flatMap(([names, range]) =>
    names.map((name) => {
      const reason = `there is a zone ${name}, which only ${formatRelease(range)} has`;
      return [name, [{ range, reason }]] as const;
    }),
  ),
);

const NO_CLUES: readonly ReleaseClue[] = [];

/** What the name of one zone says. */
export const zoneClues = (name: string): readonly ReleaseClue[] => BY_NAME.get(name) ?? NO_CLUES;

/**
 * malloc types that came or went. Bounds are those of the trees that were read: a type first seen in
 * 9.0-CURRENT and not in 7.0-CURRENT may be as old as 7.0.
 */
const TYPES: readonly (readonly [names: string, range: ReleaseRange])[] = [
  ['BIO buffer|CODA storage|EXT2 mount|EXT2 node', { from: 0, to: 700 }],
  ['PMAP|allocdirect|allocindir', { from: 0, to: 900 }],
  ['zombie', { from: 0, to: 903 }],
  ['biobuf|encap_export_host|export_host', { from: 602, to: OPEN_END }],
  ['80211crypto|80211dfs|80211nodeie|80211power', { from: 700, to: OPEN_END }],
  ['CAM CCB|CAM DEV|CAM path', { from: 900, to: OPEN_END }],
  ['80211perr|80211prep', { from: 903, to: OPEN_END }],
  ['CAM I/O Scheduler', { from: 1004, to: OPEN_END }],
  ['smartpqi|pfil|tls_sobuf', { from: 1201, to: OPEN_END }],
];

const BY_TYPE: ReadonlyMap<string, ReleaseRange> = new Map(
  TYPES.flatMap(([names, range]) => names.split('|').map((n) => [n, range] as const)),
);

/** What the name of one malloc type says. */
export const typeClues = (type: string): readonly ReleaseClue[] => {
  const range = BY_TYPE.get(type);
  return range === undefined
    ? []
    : [{ range, reason: `there is a malloc type ${type}, which only ${formatRelease(range)} has` }];
};
