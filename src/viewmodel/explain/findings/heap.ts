/** Findings about the heap of any era: who owns a malloc zone, how full it is, what shares its addresses. */
import { formatCount, formatPercent, formatSize } from '../../../base/format';
import { GIB, PAGE_SIZE } from '../../../base/units';
import type { MallocRow } from '../../../import';
import { mallocSize } from '../era/zone-facts';
import type { Notebook } from '../notebook';
import type { ZoneAccount } from '../types';
import { found, heldBytes, sysctlOf, told } from './rule';
import type { Draft, Facts, Rule } from './rule';

/** A malloc zone below this share of all zones is no news. */
const LARGE = 0.1;
/** Share of a zone's items that a type must come to, to be called its owner. */
const OWNS = 0.5;

const candidate = (z: ZoneAccount, f: Facts): MallocRow | null => {
  const size = f.at === null ? undefined : mallocSize(z.name, f.at.era);
  const fits = (f.chosen.m?.rows ?? []).filter(
    (r) => size !== undefined && r.sizes.includes(size) && r.inUse <= z.used,
  );
  return fits.reduce<MallocRow | null>((a, b) => (a && a.inUse >= b.inUse ? a : b), null);
};

const ownerOf = (book: Notebook, z: ZoneAccount, type: MallocRow): Draft => {
  const share = found(book, {
    id: `owner.${z.name}`,
    label: `Blocks of ${type.type} as a share of zone ${z.name}`,
    value: (100 * type.inUse) / z.used,
    unit: 'percent',
    formula: 'InUse ÷ USED × 100',
    inputs: [
      { name: 'InUse', value: type.inUse, unit: 'items' },
      { name: 'USED', value: z.used, unit: 'items' },
    ],
    line: type.line,
    what: type.type,
  });
  const isOnly = type.sizes.length === 1;
  return {
    id: `owner.${z.name}`,
    severity: 'note',
    certainty: isOnly ? 'certain' : 'inferred',
    owner: 'malloc',
    figures: [share, z.pages],
    lines: [z.line, type.line],
    title: `Zone ${z.name} is ${isOnly ? '' : 'probably '}${type.type}’s`,
    text: `${formatCount(type.inUse)} blocks of ${type.type} against ${formatCount(z.used)} items in use of zone ${z.name}: ${isOnly ? '' : 'at most '}${formatPercent(share.value, 0)}.`,
  };
};

/** The type behind a large malloc zone, by size and count. The ledger of 6 to 9 says it in pages. */
export const owner: Rule = (book, f) => {
  if (f.ledger !== null || f.chosen.m === null) return [];
  const all = heldBytes(f.zones);
  return f.zones
    .filter((z) => z.group === 'malloc' && z.pages.value * PAGE_SIZE >= LARGE * all && z.used > 0)
    .flatMap((z) => {
      const type = candidate(z, f);
      return type === null || type.inUse < OWNS * z.used ? [] : [ownerOf(book, z, type)];
    });
};

/** Both tables are there: their bytes overlap. */
export const overlap: Rule = (_, { zones, chosen }) => {
  const malloc = zones.filter((z) => z.group === 'malloc' && z.used > 0);
  const [first] = malloc;
  const type = chosen.m?.rows[0];
  if (first === undefined || type === undefined) return [];
  return [
    {
      id: 'overlap',
      severity: 'benign',
      certainty: 'certain',
      owner: 'malloc',
      figures: [],
      lines: [first.line, type.line],
      title: 'vmstat -m and vmstat -z overlap',
      text: 'The malloc zones of vmstat -z hold the small blocks of vmstat -m. Who adds both counts them twice.',
    },
  ];
};

/** Share of a heap of fixed size from which it counts as full. */
const FULL = 90;

const fillOf = (book: Notebook, f: Facts, kind: 'soft' | 'fixed') => {
  const { balance } = f;
  if (balance === null || balance.whole === null || balance.taken === null) return null;
  if ((balance.space === 'soft-limit') !== (kind === 'soft')) return null;
  const { whole, taken } = balance;
  const share = found(book, {
    id: `fill.${kind}`,
    label: 'Share that is taken',
    value: (100 * taken.value) / whole.value,
    unit: 'percent',
    formula: 'taken ÷ size × 100',
    inputs: [taken, whole],
    line: 1,
    what: 'sysctl',
  });
  return share.value >= FULL ? { share, whole, taken, name: balance.name } : null;
};

const linesOf = (f: Facts): number[] =>
  ['vm.uma_kmem_total', 'vm.kmem_map_size', 'vm.uma_kmem_limit', 'vm.kmem_size'].flatMap(
    (n) => sysctlOf(f, n)?.line ?? [],
  );

/** A map or an arena that is nearly full, on a kernel that has not panicked. */
export const full: Rule = (book, f) => {
  const fill = f.chosen.panic === null ? fillOf(book, f, 'fixed') : null;
  if (fill === null) return [];
  const { share, whole, taken } = fill;
  return [
    {
      id: 'full',
      severity: 'cause',
      certainty: 'certain',
      owner: 'malloc',
      figures: [share, taken, whole],
      lines: linesOf(f),
      title: 'The heap is nearly full',
      text: `${formatSize(taken.value)} of ${formatSize(whole.value)} are taken, ${formatPercent(share.value, 1)}.`,
    },
  ];
};

/** The soft limit of 12 and later is near or passed. */
export const softLimit: Rule = (book, f) => {
  const fill = fillOf(book, f, 'soft');
  if (fill === null) return [];
  const { share, whole, taken } = fill;
  return [
    {
      id: 'soft-limit',
      severity: 'contributing',
      certainty: 'certain',
      owner: 'uma',
      figures: [share, taken, whole],
      lines: linesOf(f),
      title: 'The heap is at its soft limit',
      text: `${formatSize(taken.value)} of ${formatSize(whole.value)} are taken, ${formatPercent(share.value, 1)}: caches are drained again and again.`,
    },
  ];
};

const MAPS = ['vm.kmem_size', 'vfs.maxbufspace', 'kern.ipc.maxpipekva'] as const;
/** Share of the kernel's addresses from which its maps starve each other, in percent. */
const CROWDED = 70;

/** Heuristic 21: on i386 all maps share one stretch of addresses. */
export const starved: Rule = (book, f) => {
  const kva = sysctlOf(f, 'vm.kvm_size');
  const maps = MAPS.flatMap((name) => {
    const row = sysctlOf(f, name);
    return row === undefined ? [] : [{ name, ...row }];
  });
  const sum = maps.reduce((n, m) => n + m.value, 0);
  if (kva === undefined || kva.value === 0 || kva.value >= 4 * GIB) return [];
  if (maps.length < 2 || (100 * sum) / kva.value < CROWDED) return [];
  const total = found(book, {
    id: 'starved',
    label: 'Maps together',
    value: sum,
    unit: 'B',
    formula: 'the sum of the maps in the paste',
    inputs: maps.map((m) => ({ name: m.name, value: m.value, unit: 'B' })),
    line: maps[0]?.line ?? kva.line,
    what: 'sysctl',
  });
  const size = told(book, {
    id: 'starved.kva',
    label: 'Kernel addresses',
    value: kva.value,
    unit: 'B',
    line: kva.line,
    what: 'vm.kvm_size',
  });
  return [
    {
      id: 'starved',
      severity: 'contributing',
      certainty: 'inferred',
      owner: 'meta',
      figures: [total, size],
      lines: [kva.line, ...maps.map((m) => m.line)],
      title: 'Maps starve each other',
      text: `${maps.map((m) => m.name).join(', ')} come to ${formatSize(sum)} of ${formatSize(kva.value)} of kernel addresses.`,
    },
  ];
};
