/**
 * `umastat`: kegs and their zones as they stand in kernel memory, with the bucket of every CPU. A keg
 * becomes the rows that `vmstat -z` would print of its zones, by the sums that libmemstat makes.
 * Pinned: FreeBSD tools/tools/umastat/umastat.c main(), lib/libmemstat/memstat_uma.c
 * memstat_kvm_uma(), both of 6 to 9.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { ZoneRow } from '../types';
import type { Cursor, Reader, Taken } from '../reader';
import { firstColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';

const FIELD = /^(u[kzc]_[a-z]+) = "?(.{0,60}?)"?;?$/;
const BUCKETS = /^\}; \/\/ total cnt (\d{1,20}), total entries \d{1,20}$/;
const CACHES = /^(?:\/\/ )?(\d{1,20}) cache total cnt, \d{1,20} total entries$/;
const MOST_LINES = 20_000;

interface Zone {
  readonly line: number;
  name: string;
  allocs: number;
  frees: number;
  fails: number;
  /** items in the buckets of the zone and of the CPUs */
  cached: number;
}

interface Keg {
  readonly fields: Map<string, number>;
  readonly zones: Zone[];
  lines: number;
  whole: boolean;
}

const addField = (zone: Zone, name: string, value: string): void => {
  const n = Number(value);
  if (name === 'uz_name') zone.name = value;
  else if (name === 'uz_allocs' || name === 'uc_allocs') zone.allocs += n;
  else if (name === 'uz_frees' || name === 'uc_frees') zone.frees += n;
  else if (name === 'uz_fails') zone.fails = n;
};

const take = (keg: Keg, line: SourceLine): void => {
  const text = line.compact;
  const zone = keg.zones.at(-1);
  if (text === 'Zone {') {
    keg.zones.push({ line: line.line, name: '', allocs: 0, frees: 0, fails: 0, cached: 0 });
    return;
  }
  const [, name = '', value = ''] = FIELD.exec(text) ?? [];
  if (zone === undefined) {
    if (/^-?\d+$/.test(value)) keg.fields.set(name, Number(value));
    return;
  }
  addField(zone, name, value);
  const cached = (BUCKETS.exec(text) ?? CACHES.exec(text))?.[1];
  if (cached !== undefined) zone.cached += Number(cached);
};

/** How many braces a line opens less those it closes. */
const depthOf = (text: string): number => text.split('{').length - text.split('}').length;

/** A keg from its first line to its closing brace. */
const readKeg = (lines: readonly SourceLine[], at: number): Keg => {
  const keg: Keg = { fields: new Map(), zones: [], lines: 1, whole: false };
  let depth = 1;
  while (!keg.whole && keg.lines < MOST_LINES) {
    const line = lines[at + keg.lines];
    if (line === undefined || line.compact === 'Keg {') break;
    take(keg, line);
    depth += depthOf(line.compact);
    keg.lines += 1;
    keg.whole = depth === 0;
  }
  return keg;
};

const NEEDED = ['uk_size', 'uk_free', 'uk_maxpages', 'uk_ppera', 'uk_ipers'] as const;

const rowsOf = ({ fields, zones }: Keg): readonly ZoneRow[] => {
  const [size = 0, kegFree = 0, maxPages = 0, ppera = 1, ipers = 0] = NEEDED.map(
    (n) => fields.get(n) ?? 0,
  );
  return zones.map((z, i) => ({
    line: z.line,
    name: z.name,
    size,
    limit: Math.floor(maxPages / Math.max(1, ppera)) * ipers,
    used: Math.max(0, z.allocs - z.frees),
    // only the first zone of a keg counts the free items of its slabs
    free: z.cached + (i === 0 ? kegFree : 0),
    requests: z.allocs,
    fail: z.fails,
  }));
};

const broken = (line: SourceLine, keg: Keg): Diagnostic => ({
  line: line.line,
  column: firstColumn(line),
  severity: 'warning',
  found: `a keg of ${keg.lines} lines without its end`,
  expected: `${NEEDED.join(', ')}, then its zones and a closing brace`,
  done: 'skipped',
  run: 'umastat',
  message:
    'This keg of umastat breaks off, so its zones cannot be counted. They are left out; paste the keg up to its closing brace.',
});

const isWhole = (keg: Keg): boolean => keg.whole && NEEDED.every((n) => keg.fields.has(n));

/** All kegs from the cursor on; they are one document. */
const readKegs = ({ lines, at }: Cursor): Taken => {
  const rows: ZoneRow[] = [];
  const diagnostics: Diagnostic[] = [];
  let count = 0;
  let line = lines[at];
  while (line?.compact === 'Keg {') {
    const keg = readKeg(lines, at + count);
    if (isWhole(keg)) rows.push(...rowsOf(keg).filter((r) => r.name !== ''));
    else diagnostics.push(broken(line, keg));
    count += keg.lines;
    line = lines[at + count];
  }
  const parts = rows.length === 0 ? [] : [{ kind: 'vmstat-z', rows } as const];
  return { count, as: 'keg', kind: null, parts, head: 'umastat', diagnostics };
};

export const umastat: Reader = {
  id: 'umastat',
  title: 'umastat: kegs and zones in kernel memory',
  sniff: (line) => line.compact === 'Keg {',
  parse: (cursor) => (cursor.lines[cursor.at]?.compact === 'Keg {' ? readKegs(cursor) : null),
  example: `Keg {
  uk_recurse = 0
  uk_align = UMA_ALIGN_PTR
  uk_pages = 3
  uk_free = 4
  uk_size = 256
  uk_rsize = 256
  uk_maxpages = 0
  uk_pgoff = 4056
  uk_ppera = 1
  uk_ipers = 15
  uk_flags = 0;
  Zone {
    uz_name = "pipe";
    uz_allocs = 20;
    uz_frees = 3;
    uz_fails = 1;
    uz_fills = 0;
    uz_count = 1;
    uz_full_bucket {
  { ub_cnt = 6, ub_entries = 16 } 
    };  // total cnt 6, total entries 16
    uz_free_bucket {
    };  // total cnt 0, total entries 0
    uc_cache[0] = {
      uc_frees = 10;
      uc_allocs = 18;
      uc_freebucket = NULL;
      uc_allocbucket { ub_cnt = 10, ub_entries = 16 };
    };
    // 10 cache total cnt, 16 total entries
  };
};
`,
};
