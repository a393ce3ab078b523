/** Findings about ZFS: what of the heap is the ARC's, and who gave way to whom. */
import type { Derivation } from '../../../base/derivation';
import { formatPercent, formatSize } from '../../../base/format';
import { MIB, PAGE_SIZE } from '../../../base/units';
import type { TopRow } from '../../../import';
import { majorsOf } from '../era/choose-era';
import type { Notebook } from '../notebook';
import { found, heldBytes, sysctlOf, told } from './rule';
import type { Facts, Rule } from './rule';

const ARC_ZONES =
  /^(?:zio_(?:data_)?buf_\d+|abd_chunk|dnode_t|arc_buf_hdr_t.*|arc_buf_t|dmu_buf_impl_t|zio_cache|zfs_znode_cache)$/;
const isArcType = (type: string): boolean => type === 'solaris';
/** Share of all zones, or of all types, from which the ARC is worth a sentence. */
const LARGE = 0.25;

const last = (f: Facts, label: string): TopRow | undefined =>
  f.seen.top.findLast((r) => r.label === label);
const ram = (mem: TopRow): number =>
  ['active', 'inact', 'laundry', 'wired', 'cache', 'free'].reduce(
    (n, k) => n + (mem.fields[k] ?? 0),
    0,
  );
const field = (book: Notebook, row: TopRow, name: string) =>
  told(book, {
    id: `top.${row.label}.${row.line}.${name}`,
    label: `${row.label}, ${name}`,
    value: row.fields[name] ?? 0,
    unit: 'B',
    line: row.line,
    what: 'top',
  });

const DANGER =
  ' Before amd64 had a large map and ZFS kept to it, the ARC could fill kmem_map and panic.';

/** What of the heap is held for ZFS, by the zones or else by the type of one table. */
interface ForZfs {
  readonly bytes: number;
  readonly lines: readonly number[];
  readonly inputs: readonly Derivation[];
  readonly from: 'zones' | 'type';
}

const byZones = (f: Facts): ForZfs | null => {
  const zones = f.zones.filter((z) => ARC_ZONES.test(z.name));
  const bytes = zones.reduce((n, z) => n + z.pages.value * PAGE_SIZE, 0);
  if (bytes === 0 || bytes < LARGE * heldBytes(f.zones)) return null;
  const inputs = zones.map((z) => z.pages);
  return { bytes, lines: zones.map((z) => z.line), inputs, from: 'zones' };
};

const byType = (f: Facts): ForZfs | null => {
  const all = f.chosen.m?.rows ?? [];
  const types = all.filter((r) => isArcType(r.type));
  const bytes = types.reduce((n, r) => n + r.memUse, 0);
  const whole = all.reduce((n, r) => n + r.memUse, 0);
  if (bytes < MIB || bytes < LARGE * whole) return null;
  return { bytes, lines: types.map((r) => r.line), inputs: [], from: 'type' };
};

/** Heuristic 10: a large share of the heap is the ARC. */
export const arc: Rule = (book, f) => {
  const held = byZones(f) ?? byType(f);
  const line = held?.lines[0];
  if (held === null || line === undefined) return [];
  const bytes = found(book, {
    id: 'arc',
    label: 'Held for ZFS',
    value: held.bytes,
    unit: 'B',
    formula: held.from === 'zones' ? 'pages of the zones of ZFS × 4,096' : 'MemUse of solaris',
    inputs: held.inputs,
    line,
    what: held.from === 'zones' ? 'vmstat -z' : 'vmstat -m',
  });
  const isOld = majorsOf(f.seen.release).to <= 7 || f.seen.arch === 'i386';
  return [
    {
      id: 'arc',
      severity: isOld ? 'contributing' : 'note',
      certainty: 'inferred',
      owner: 'files',
      figures: [bytes],
      lines: held.lines.slice(0, 8),
      title: 'A large part is ZFS’s',
      text: `${formatSize(bytes.value)} are held for ZFS, most of it the ARC: a cache by design.${isOld ? DANGER : ''}`,
    },
  ];
};

/** One half of the evidence on metadata: a clause, its figures, its lines. */
interface Clause {
  readonly words: string;
  readonly figures: readonly Derivation[];
  readonly lines: readonly number[];
}

const otherClause = (book: Notebook, f: Facts): Clause[] => {
  const row = last(f, 'ARC');
  const whole = row?.fields['total'] ?? 0;
  const other = row?.fields['other'] ?? 0;
  if (row === undefined || whole === 0 || other < whole / 2) return [];
  return [
    {
      words: `Of an ARC of ${formatSize(whole)}, ${formatSize(other)} are “Other”.`,
      figures: [field(book, row, 'other'), field(book, row, 'total')],
      lines: [row.line],
    },
  ];
};

const META = 'kstat.zfs.misc.arcstats.arc_meta_';
const metaClause = (book: Notebook, f: Facts): Clause[] => {
  const used = sysctlOf(f, `${META}used`);
  const limit = sysctlOf(f, `${META}limit`);
  if (used === undefined || limit === undefined || used.value <= 2 * limit.value) return [];
  const figure = (name: string, row: { readonly value: number; readonly line: number }) =>
    told(book, { id: `arc-meta.${name}`, label: name, unit: 'B', what: name, ...row });
  return [
    {
      words: `Metadata takes ${formatSize(used.value)} with a limit of ${formatSize(limit.value)}.`,
      figures: [figure('arc_meta_used', used), figure('arc_meta_limit', limit)],
      lines: [used.line, limit.line],
    },
  ];
};

/** Heuristic 11: metadata that the ARC cannot drop. */
export const arcMeta: Rule = (book, f) => {
  const clauses = [...otherClause(book, f), ...metaClause(book, f)];
  if (clauses.length === 0) return [];
  const end = 'It is pinned by what is open or was walked, as of millions of files.';
  return [
    {
      id: 'arc-meta',
      severity: 'cause',
      certainty: 'inferred',
      owner: 'files',
      figures: clauses.flatMap((c) => c.figures),
      lines: clauses.flatMap((c) => c.lines),
      title: 'The ARC cannot drop its metadata',
      text: [...clauses.map((c) => c.words), end].join(' '),
    },
  ];
};

/** Heuristic 12: items that left the ARC and stay in UMA's caches. */
export const arcCached: Rule = (book, f) => {
  const mem = last(f, 'Mem');
  const row = last(f, 'ARC');
  if (mem === undefined || row === undefined || majorsOf(f.seen.release).to < 13) return [];
  const wired = mem.fields['wired'] ?? 0;
  const size = row.fields['total'] ?? 0;
  const idle = f.zones
    .filter((z) => ARC_ZONES.test(z.name))
    .reduce((n, z) => n + z.freeBytes.value, 0);
  if (wired < 0.4 * ram(mem) || size > wired / 2 || idle < LARGE * (wired - size)) return [];
  const free = found(book, {
    id: 'arc-cached',
    label: 'Free items of the zones of ZFS',
    value: idle,
    unit: 'B',
    formula: 'the sum of FREE × SIZE over the zones of ZFS',
    inputs: f.zones.filter((z) => ARC_ZONES.test(z.name)).map((z) => z.freeBytes),
    line: row.line,
    what: 'vmstat -z',
  });
  return [
    {
      id: 'arc-cached',
      severity: 'contributing',
      certainty: 'inferred',
      owner: 'files',
      figures: [free, field(book, mem, 'wired'), field(book, row, 'total')],
      lines: [mem.line, row.line],
      title: 'The ARC shrank, the memory stayed',
      text: `${formatSize(wired)} are wired with an ARC of ${formatSize(size)}. ${formatSize(idle)} of the rest are free items that the zones of ZFS keep.`,
    },
  ];
};

/** Heuristic 13: the page daemon asks the ARC first, and files of UFS or mmap stay in Inact. */
export const arcYields: Rule = (book, f) => {
  const mem = last(f, 'Mem');
  const row = last(f, 'ARC');
  const max = sysctlOf(f, 'vfs.zfs.arc_max') ?? sysctlOf(f, 'vfs.zfs.arc.max');
  if (mem === undefined || row === undefined || max === undefined || max.value === 0) return [];
  const inact = mem.fields['inact'] ?? 0;
  const size = row.fields['total'] ?? 0;
  if (inact < 0.3 * ram(mem) || size > max.value / 2) return [];
  const share = found(book, {
    id: 'arc-yields',
    label: 'Inact as a share of RAM',
    value: (100 * inact) / ram(mem),
    unit: 'percent',
    formula: 'Inact ÷ all fields of Mem but Buf × 100',
    inputs: [{ name: 'Inact', value: inact, unit: 'B' }],
    line: mem.line,
    what: 'top',
  });
  const limit = told(book, {
    id: 'arc-yields.max',
    label: 'Largest size of the ARC',
    value: max.value,
    unit: 'B',
    line: max.line,
    what: 'vfs.zfs.arc_max',
  });
  return [
    {
      id: 'arc-yields',
      severity: 'note',
      certainty: 'inferred',
      owner: 'files',
      figures: [share, field(book, row, 'total'), limit],
      lines: [mem.line, row.line, max.line],
      title: 'The ARC gives way to inactive pages',
      text: `The ARC has ${formatSize(size)} and may have ${formatSize(max.value)}, while ${formatPercent(share.value, 0)} of RAM is inactive: the page daemon asks the ARC first.`,
    },
  ];
};
