/**
 * The exact shape of what `kva` prints, as docs/cli.md describes it. Objects are strict: a field
 * that is not written down here is a mistake in the code or in the document.
 */
import * as v from 'valibot';
import {
  whole,
  count,
  line,
  text,
  address,
  grade,
  owner,
  release,
  arch,
  source,
  derivation,
} from './atoms';
import { diffSchema } from './diff-schema';
import { collectSchema, reportSchema } from './report-schema';

const region = v.strictObject({
  id: text,
  parent: v.nullable(text),
  name: text,
  what: text,
  start: address,
  size: v.pipe(whole, v.minValue(1)),
  owner,
  backing: v.picklist(['reserved', 'handed-out', 'resident', 'swapped']),
  paging: v.picklist(['wired', 'pageable', 'discardable']),
  grade,
  formula: text,
  source,
  sizeRef: text,
  startRef: text,
  note: v.optional(text),
});

/** `kva layout` */
export const layoutSchema = v.strictObject({
  machine: v.strictObject({
    release,
    arch,
    ram: count,
    smp: v.boolean(),
    pae: v.boolean(),
    kvaPages: v.optional(count),
    tunables: v.record(text, count),
    kernelEnd: count,
    reservedTop: count,
    agpAperture: count,
    threads: count,
    vmspaces: count,
  }),
  sysctl: v.record(text, count),
  zoneLimits: v.record(text, count),
  regions: v.array(region),
  outside: v.array(region),
  accounted: count,
  values: v.record(text, derivation),
  notes: v.array(v.strictObject({ severity: v.picklist(['warning', 'info']), message: text })),
});

/** Kinds of blocks, as the document lists them. */
export const KINDS = [
  'vmstat-z',
  'vmstat-m',
  'vmstat-s',
  'sysctl',
  'top',
  'netstat-m',
  'panic',
  'log',
  'swapinfo',
  'table',
  'foreign',
] as const;

const block = (kind: (typeof KINDS)[number], row: v.ObjectEntries) =>
  v.strictObject({
    kind: v.literal(kind),
    era: text,
    lines: v.strictTuple([line, line]),
    rows: v.array(v.strictObject({ line, ...row })),
    command: v.optional(text),
    fromDump: v.boolean(),
  });

const blocks = [
  block('vmstat-z', {
    name: text,
    size: v.number(),
    limit: v.number(),
    used: v.number(),
    free: v.number(),
    requests: v.number(),
    fail: v.optional(v.number()),
    sleep: v.optional(v.number()),
    xdomain: v.optional(v.number()),
    raw: v.optional(v.record(text, text)),
  }),
  block('vmstat-m', {
    type: text,
    inUse: v.number(),
    memUse: v.number(),
    memUseUnit: v.number(),
    highUse: v.optional(v.number()),
    requests: v.number(),
    sizes: v.array(v.number()),
  }),
  block('vmstat-s', { name: text, value: v.number() }),
  block('sysctl', { name: text, value: v.string(), number: v.optional(v.number()) }),
  block('top', {
    label: text,
    fields: v.record(text, v.number()),
    inusePercent: v.optional(v.number()),
    ratio: v.optional(v.number()),
  }),
  block('netstat-m', { name: text, values: v.array(v.number()), labels: v.array(v.string()) }),
  block('panic', {
    text,
    requested: v.optional(v.number()),
    allocated: v.optional(v.number()),
  }),
  block('log', { id: text, text }),
  block('swapinfo', { device: text, total: v.number(), used: v.number(), avail: v.number() }),
  block('table', {
    columns: v.array(text),
    cells: v.array(v.string()),
    numbers: v.record(text, v.number()),
  }),
  block('foreign', {
    system: text,
    text,
    columns: v.optional(v.array(text)),
    cells: v.optional(v.array(v.string())),
  }),
];

const machineEvidence = v.strictObject({
  release: v.nullable(text),
  arch: v.nullable(arch),
  cpus: v.nullable(count),
  pageSize: v.nullable(count),
  evidence: v.array(
    v.strictObject({
      about: v.picklist(['release', 'arch', 'cpus', 'page size']),
      value: text,
      line: v.optional(line),
      reason: text,
      confidence: v.picklist(['sure', 'likely', 'weak']),
    }),
  ),
});

/** `kva read` */
const readSchema = v.strictObject({
  encoding: text,
  lineCount: count,
  verdict: v.strictObject({
    kind: v.picklist([
      'read',
      'truncated',
      'foreign',
      'other flag',
      'nothing',
      'empty',
      'too large',
      'binary',
    ]),
    message: v.string(),
    run: v.string(),
    line: v.optional(line),
  }),
  repairs: v.array(
    v.strictObject({
      id: text,
      kind: v.picklist([
        'quotes',
        'marks',
        'tags',
        'entities',
        'blanks',
        'quoted-printable',
        'fences',
        'join',
        'one line',
        'counter',
        'encoding',
      ]),
      lines: v.strictTuple([line, line]),
      what: text,
    }),
  ),
  blocks: v.array(v.union(blocks)),
  sums: v.array(v.strictObject({ line, command: text, value: v.number(), fromDump: v.boolean() })),
  diagnostics: v.array(
    v.strictObject({
      line,
      column: line,
      severity: v.picklist(['error', 'warning', 'info']),
      message: text,
      found: v.optional(text),
      expected: v.optional(text),
      done: v.optional(v.picklist(['repaired', 'skipped', 'guessed', 'kept'])),
      run: v.optional(text),
    }),
  ),
  machine: machineEvidence,
});

const keg = v.strictObject({
  spec: v.strictObject({
    name: text,
    size: count,
    align: count,
    refcnt: v.boolean(),
    malloc: v.boolean(),
    internal: v.boolean(),
    vm: v.boolean(),
    nofree: v.boolean(),
    ownObject: v.boolean(),
    secondaryOf: v.optional(text),
  }),
  rsize: derivation,
  ipers: derivation,
  ppera: derivation,
  overhead: derivation,
  offpage: v.boolean(),
  hash: v.boolean(),
});
const zone = v.strictObject({
  name: text,
  line,
  owner,
  group: text,
  size: count,
  limit: count,
  used: count,
  free: count,
  requests: count,
  fail: count,
  keg,
  slabs: derivation,
  whole: v.boolean(),
  pages: derivation,
  liveBytes: derivation,
  freeBytes: derivation,
  overheadBytes: derivation,
  headerBytes: derivation,
  wasteBytes: derivation,
  ownObject: v.boolean(),
  place: v.picklist(['counted', 'own', 'direct-map', 'cache', 'shared']),
  known: v.boolean(),
  secondaryOf: v.optional(text),
});
const ledger = v.strictObject({
  map: derivation,
  lines: v.array(
    v.strictObject({
      id: text,
      label: text,
      detail: text,
      owner,
      bytes: derivation,
      parts: v.array(v.strictObject({ owner, bytes: count })),
    }),
  ),
  groups: v.array(
    v.strictObject({ id: text, label: text, owner, pages: derivation, zones: v.array(text) }),
  ),
  zones: v.array(zone),
  freePages: derivation,
  isFillKnown: v.boolean(),
  naive: v.nullable(v.strictObject({ bytes: derivation, percent: derivation })),
  mallocSum: v.nullable(derivation),
  unattributed: v.nullable(derivation),
  limits: v.array(text),
});

const space = v.picklist(['kmem_map', 'kmem_arena', 'soft-limit']);
const balance = v.strictObject({
  era: text,
  arch,
  space,
  name: text,
  whole: v.nullable(derivation),
  taken: v.nullable(derivation),
  base: derivation,
  lines: v.array(
    v.strictObject({
      id: v.picklist([
        'live',
        'cached',
        'waste',
        'headers',
        'large',
        'boot',
        'unattributed',
        'free',
      ]),
      label: text,
      owner,
      bytes: derivation,
      percent: derivation,
    }),
  ),
  outside: v.array(
    v.strictObject({
      id: v.picklist(['direct-map', 'own', 'cache', 'boot']),
      label: text,
      bytes: derivation,
      zones: v.array(text),
    }),
  ),
  limits: v.array(text),
});
const rules = v.strictObject({
  era: text,
  arch,
  invariants: v.boolean(),
  cpus: v.pipe(whole, v.minValue(1)),
  space,
  reasons: v.array(text),
});

/** `kva explain` */
const explainSchema = v.strictObject({
  headline: text,
  rules: v.nullable(rules),
  balance: v.nullable(balance),
  ledger: v.nullable(ledger),
  selfCheck: v.array(
    v.strictObject({
      id: text,
      label: text,
      predicted: derivation,
      found: derivation,
      agrees: v.boolean(),
      text,
      error: v.optional(derivation),
      note: v.optional(text),
    }),
  ),
  findings: v.array(
    v.strictObject({
      id: text,
      rule: text,
      severity: v.picklist(['cause', 'contributing', 'note', 'benign']),
      certainty: v.picklist(['certain', 'inferred', 'open']),
      title: text,
      text,
      share: v.optional(derivation),
      figures: v.array(derivation),
      owner,
      lines: v.array(line),
      next: text,
      use: v.array(text),
      test: text,
      limits: text,
      lesson: v.nullable(v.strictObject({ lesson: text, step: text })),
    }),
  ),
  limits: v.array(text),
  machine: machineEvidence,
});

/** `kva scenarios` */
const scenariosSchema = v.array(
  v.strictObject({
    id: text,
    title: text,
    what: text,
    seed: whole,
    moments: v.array(v.strictObject({ id: text, name: text })),
  }),
);

/** `kva workloads` */
const workloadsSchema = v.array(
  v.strictObject({
    id: text,
    title: text,
    what: text,
    parameters: v.array(
      v.strictObject({ name: text, label: text, unit: text, min: count, max: count, usual: count }),
    ),
  }),
);

/** `kva run --json` and `kva state` */
const stateSchema = v.strictObject({
  at: count,
  commands: count,
  uptime: v.pipe(v.number(), v.minValue(0)),
  panic: v.nullable(text),
  sleeping: v.array(text),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  maps: v.array(
    v.strictObject({
      name: text,
      start: address,
      size: count,
      allocated: count,
      largestHole: count,
      entries: count,
    }),
  ),
  pages: v.strictObject({
    total: count,
    free: count,
    cache: count,
    inactive: count,
    active: count,
    held: count,
    wired: count,
  }),
  top: v.strictObject({
    active: count,
    inactive: count,
    wired: count,
    cache: count,
    buf: count,
    free: count,
  }),
  buffers: v.strictObject({
    nbuf: count,
    bufspace: count,
    lobufspace: count,
    hibufspace: count,
    bufmallocspace: count,
    clean: count,
    dirty: count,
    empty: count,
    emptyKva: count,
    lodirtybuffers: count,
    hidirtybuffers: count,
    bufdefragcnt: count,
  }),
  vnodes: v.strictObject({
    numvnodes: count,
    freevnodes: count,
    desiredvnodes: count,
    wantfreevnodes: count,
    dirhashMem: count,
  }),
  swap: v.strictObject({ total: count, used: count }),
  processes: v.array(
    v.strictObject({
      pid: count,
      state: v.picklist(['exiting', 'wanted back', 'swapped out', 'stopped', 'running', 'asleep']),
      wmesg: v.string(),
      slept: count,
      threads: count,
      resident: count,
      swap: count,
      mapped: count,
      hold: count,
      nice: whole,
      system: v.boolean(),
    }),
  ),
  pipes: v.strictObject({
    open: count,
    kva: count,
    maxKva: count,
    fragRetry: count,
    allocFail: count,
    resizeFail: count,
    messages: count,
    borrowed: count,
    directKva: count,
    sfBufs: count,
  }),
  net: v.strictObject({
    sockets: count,
    mbufs: count,
    toSend: count,
    datagrams: count,
    segments: count,
    lost: v.strictObject({ noMemory: count, fullSocket: count, fullQueue: count }),
    sfBufs: v.strictObject({ total: count, used: count, peak: count, waits: count }),
    zeroCopy: count,
    drains: count,
  }),
  zones: v.array(
    v.strictObject({
      name: text,
      size: count,
      limit: count,
      used: count,
      free: count,
      requests: count,
      failures: count,
    }),
  ),
  types: v.array(
    v.strictObject({ name: text, inUse: count, bytes: count, requests: count, sizes: count }),
  ),
  holdings: v.record(text, count),
});

/** By command. */
export const SCHEMAS = {
  layout: layoutSchema,
  read: readSchema,
  explain: explainSchema,
  diff: diffSchema,
  report: reportSchema,
  collect: collectSchema,
  scenarios: scenariosSchema,
  workloads: workloadsSchema,
  run: stateSchema,
  state: stateSchema,
} as const;
