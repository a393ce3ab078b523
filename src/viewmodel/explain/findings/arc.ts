/** Findings about ZFS: what of the heap is the ARC's, and who gave way to whom. */
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

/** Heuristic 10: a large share of the heap is the ARC. */
export const arc: Rule = (book, f) => {
  const zones = f.zones.filter((z) => ARC_ZONES.test(z.name));
  const types = (f.chosen.m?.rows ?? []).filter((r) => isArcType(r.type));
  const zoneBytes = zones.reduce((n, z) => n + z.pages.value * PAGE_SIZE, 0);
  const typeBytes = types.reduce((n, r) => n + r.memUse, 0);
  const allTypes = (f.chosen.m?.rows ?? []).reduce((n, r) => n + r.memUse, 0);
  const byZone = zoneBytes > 0 && zoneBytes >= LARGE * heldBytes(f.zones);
  const byType = typeBytes > 0 && typeBytes >= LARGE * allTypes && typeBytes >= MIB;
  const lines = byZone ? zones.map((z) => z.line) : types.map((r) => r.line);
  const [line] = lines;
  if ((!byZone && !byType) || line === undefined) return [];
  const bytes = found(book, {
    id: 'arc',
    label: 'Held for ZFS',
    value: byZone ? zoneBytes : typeBytes,
    unit: 'B',
    formula: byZone ? 'pages of the zones of ZFS × 4,096' : 'MemUse of solaris',
    inputs: byZone ? zones.map((z) => z.pages) : [],
    line,
    what: byZone ? 'vmstat -z' : 'vmstat -m',
  });
  const isOld = majorsOf(f.seen.release).to <= 7 || f.seen.arch === 'i386';
  return [
    {
      id: 'arc',
      severity: isOld ? 'contributing' : 'note',
      certainty: 'inferred',
      owner: 'files',
      figures: [bytes],
      lines: lines.slice(0, 8),
      title: 'A large part is ZFS’s',
      text: `${formatSize(bytes.value)} are held for ZFS, most of it the ARC: a cache by design.${isOld ? DANGER : ''}`,
    },
  ];
};

/** Heuristic 11: metadata that the ARC cannot drop. */
export const arcMeta: Rule = (book, f) => {
  const row = last(f, 'ARC');
  const whole = row?.fields['total'] ?? 0;
  const other = row?.fields['other'] ?? 0;
  const used = sysctlOf(f, 'kstat.zfs.misc.arcstats.arc_meta_used');
  const limit = sysctlOf(f, 'kstat.zfs.misc.arcstats.arc_meta_limit');
  const isOver = used !== undefined && limit !== undefined && used.value > 2 * limit.value;
  const isOther = row !== undefined && whole > 0 && other >= whole / 2;
  if (!isOver && !isOther) return [];
  const told2 =
    used === undefined || limit === undefined
      ? []
      : [
          told(book, {
            id: 'arc-meta.used',
            label: 'arc_meta_used',
            value: used.value,
            unit: 'B',
            line: used.line,
            what: 'arc_meta_used',
          }),
          told(book, {
            id: 'arc-meta.limit',
            label: 'arc_meta_limit',
            value: limit.value,
            unit: 'B',
            line: limit.line,
            what: 'arc_meta_limit',
          }),
        ];
  const ofTop = isOther ? [field(book, row, 'other'), field(book, row, 'total')] : [];
  const words = [
    isOther ? `Of an ARC of ${formatSize(whole)}, ${formatSize(other)} are “Other”.` : '',
    isOver && limit !== undefined
      ? `Metadata takes ${formatSize(used.value)} with a limit of ${formatSize(limit.value)}.`
      : '',
    'It is pinned by what is open or was walked, as of millions of files.',
  ];
  return [
    {
      id: 'arc-meta',
      severity: 'cause',
      certainty: 'inferred',
      owner: 'files',
      figures: [...ofTop, ...told2],
      lines: [row?.line, used?.line, limit?.line].filter((l) => l !== undefined),
      title: 'The ARC cannot drop its metadata',
      text: words.filter((w) => w !== '').join(' '),
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
