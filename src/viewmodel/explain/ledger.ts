/**
 * The ledger of kmem_map: what the zones hold by their slabs, and what they leave over.
 * FreeBSD 6.2 sys/vm/uma_core.c page_alloc(), uma_large_malloc(); the remainder is blocks over 4 K.
 */
import type { Derivation } from '../../base/derivation';
import { formatCount, formatKib } from '../../base/format';
import type { Owner } from '../../base/owner';
import { KIB, PAGE_SIZE } from '../../base/units';
import { MAX_KMAPENT, UMA_BOOT_PAGES, umaSource } from '../../sim';
import type { Chosen } from './choose-blocks';
import { computed, given, read } from './notebook';
import type { Notebook } from './notebook';
import type { Ledger, LedgerGroup, LedgerLine, ZoneAccount } from './types';

/** Zone tables shorter than this are excerpts: nothing is concluded from what they lack. */
export const WHOLE_TABLE = 40;
const GROUPS: readonly (readonly [string, string, Owner])[] = [
  ['malloc', 'malloc(9) zones 16 to 4096', 'malloc'],
  ['files', 'VM objects, vnodes, FFS, name cache', 'files'],
  ['mbufs', 'mbufs and clusters', 'mbufs'],
  ['uma', 'UMA and malloc’s own structures', 'uma'],
  ['net', 'network control blocks, routes', 'uma'],
  ['proc', 'processes, files, pipes', 'uma'],
  ['disk', 'disk requests', 'uma'],
  ['vm', 'VM structures', 'meta'],
  ['other', 'zones the model does not know', 'uma'],
];

const sum = <T>(list: readonly T[], of: (t: T) => number): number =>
  list.reduce((n, t) => n + of(t), 0);
const inMap = (z: ZoneAccount): boolean => !z.ownObject && z.secondaryOf === undefined;

const mapSize = (
  book: Notebook,
  chosen: Chosen,
): { map: Derivation | null; free: number | null } => {
  const row = chosen.sysctl.get('vm.kmem_size');
  const size = row?.number;
  const { panic } = chosen;
  const held = chosen.panicFits ? panic?.allocated : undefined;
  const what = { label: 'Size of kmem_map', unit: 'B' as const };
  if (row !== undefined && size !== undefined && size > 0) {
    const map = read(book, {
      id: 'ledger.map',
      ...what,
      value: size,
      line: row.line,
      what: 'vm.kmem_size',
    });
    return { map, free: held === undefined || held > size ? null : (size - held) / PAGE_SIZE };
  }
  if (panic !== null && held !== undefined && held > 0) {
    const map = read(book, {
      id: 'ledger.map',
      ...what,
      value: held,
      line: panic.line,
      what: 'total allocated',
      note: 'vm.kmem_size is not in the paste; the panic says how much was handed out.',
    });
    return { map, free: 0 };
  }
  return { map: null, free: null };
};

const groupsOf = (book: Notebook, zones: readonly ZoneAccount[]): LedgerGroup[] =>
  GROUPS.flatMap(([id, label, owner]) => {
    const mine = zones
      .filter((z) => z.group === id && inMap(z) && z.pages.value > 0)
      .sort((a, b) => b.pages.value - a.pages.value);
    if (mine.length === 0) return [];
    const pages = computed(book, {
      id: `ledger.group.${id}`,
      label,
      value: sum(mine, (z) => z.pages.value),
      unit: 'pages',
      formula: 'the sum of its zones',
      inputs: mine.map((z) => z.pages),
      source: umaSource('page_alloc()'),
    });
    return [{ id, label, owner, pages, zones: mine.map((z) => z.name) }];
  });

/** Boot pages lie outside the map; some of them hold KMAP ENTRY, which is outside anyway. */
const bootPages = (book: Notebook, zones: readonly ZoneAccount[]): Derivation => {
  const own = zones.find((z) => z.name === 'KMAP ENTRY');
  const inside = own === undefined ? 0 : Math.ceil(MAX_KMAPENT / own.keg.ipers.value);
  return computed(book, {
    id: 'ledger.group.boot-pages',
    label: 'Boot pages, outside the map',
    value: inside - UMA_BOOT_PAGES,
    unit: 'pages',
    formula: '−(UMA_BOOT_PAGES − pages of KMAP ENTRY among them)',
    inputs: [
      given('UMA_BOOT_PAGES', UMA_BOOT_PAGES, 'pages'),
      given('pages of KMAP ENTRY', inside, 'pages'),
    ],
    source: umaSource('uma_startup()'),
    grade: 'inferred',
    note: 'The tunable vm.boot_pages could change 48.',
  });
};

const linesOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  boot: Derivation,
  large: Derivation,
): LedgerLine[] => {
  const malloc = zones.filter((z) => z.group === 'malloc' && inMap(z));
  const other = zones.filter((z) => z.group !== 'malloc' && inMap(z));
  const live = computed(book, {
    id: 'ledger.live',
    label: 'Live malloc items up to 4 K',
    value: sum(malloc, (z) => z.liveBytes.value),
    unit: 'B',
    formula: 'the sum of USED × SIZE over zones 16 to 4096',
    inputs: malloc.map((z) => z.liveBytes),
    source: umaSource('uma_zalloc_arg()'),
  });
  const free = sum(malloc, (z) => z.freeBytes.value);
  const waste = sum(malloc, (z) => z.overheadBytes.value);
  const dead = computed(book, {
    id: 'ledger.dead',
    label: 'Held by the same zones, not live',
    value: free + waste,
    unit: 'B',
    formula: 'free items + headers and padding',
    inputs: [given('free items', free, 'B'), given('headers and padding', waste, 'B')],
    source: umaSource('zone_small_init()'),
  });
  const pages = sum(other, (z) => z.pages.value) + boot.value;
  const rest = computed(book, {
    id: 'ledger.other',
    label: 'Other UMA zones',
    value: pages * PAGE_SIZE,
    unit: 'B',
    formula: '(pages of the other zones − boot pages) × 4,096',
    inputs: [given('pages', pages - boot.value, 'pages'), boot],
    source: umaSource('page_alloc()'),
  });
  const block = computed(book, {
    id: 'ledger.large',
    label: 'Blocks over 4 K',
    value: large.value * PAGE_SIZE,
    unit: 'B',
    formula: 'pages × 4,096',
    inputs: [large],
    source: umaSource('uma_large_malloc()'),
  });
  const owners: readonly Owner[] = ['mbufs', 'files', 'uma'];
  const parts = owners.map((owner) => ({
    owner,
    bytes:
      PAGE_SIZE *
      sum(
        other.filter((z) => z.owner === owner || (owner === 'uma' && !owners.includes(z.owner))),
        (z) => z.pages.value,
      ),
  }));
  const lastPart = parts.map((p) =>
    p.owner === 'uma' ? { ...p, bytes: Math.max(0, p.bytes + boot.value * PAGE_SIZE) } : p,
  );
  return [
    {
      id: 'live',
      label: 'Live blocks, up to 4 K',
      detail: 'the part of vmstat -m that is exact',
      owner: 'malloc',
      bytes: live,
      parts: [{ owner: 'malloc', bytes: live.value }],
    },
    {
      id: 'dead',
      label: 'Same zones, not live',
      detail: `free ${formatKib(Math.round(free / KIB) * KIB)}, headers and padding ${formatKib(Math.round(waste / KIB) * KIB)}`,
      owner: 'malloc',
      bytes: dead,
      parts: [{ owner: 'malloc', bytes: dead.value }],
    },
    {
      id: 'other',
      label: 'Other UMA zones',
      detail: `${formatCount(pages)} pages: mbufs, vnodes, files`,
      owner: 'files',
      bytes: rest,
      parts: lastPart,
    },
    {
      id: 'large',
      label: 'Blocks over 4 K',
      detail: 'the remainder of the map',
      owner: 'malloc',
      bytes: block,
      parts: [{ owner: 'malloc', bytes: block.value }],
    },
  ];
};

const sumOfMalloc = (book: Notebook, chosen: Chosen): Derivation | null => {
  if (chosen.sum !== null)
    return read(book, {
      id: 'ledger.mallocSum',
      label: 'Sum of vmstat -m',
      value: chosen.sum.value * KIB,
      unit: 'B',
      line: chosen.sum.line,
      what: chosen.sum.command,
      note: 'An awk sum of the third column: it misreads types whose names hold a blank.',
    });
  if (chosen.m === null || chosen.m.rows.length < WHOLE_TABLE / 2) return null;
  return read(book, {
    id: 'ledger.mallocSum',
    label: 'Sum of vmstat -m',
    value: sum(chosen.m.rows, (r) => r.memUse),
    unit: 'B',
    line: chosen.m.rows[0]?.line ?? 1,
    what: 'vmstat -m',
  });
};

const naiveOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  malloc: Derivation,
  map: Derivation,
): NonNullable<Ledger['naive']> => {
  const items = sum(zones, (z) => z.size * (z.used + z.free));
  const total = computed(book, {
    id: 'ledger.naive',
    label: 'vmstat -m plus vmstat -z',
    value: malloc.value + items,
    unit: 'B',
    formula:
      'sum of vmstat -m + sum of SIZE × (USED + FREE): a mistake, zones 16 to 4096 are counted twice',
    inputs: [malloc, given('sum of vmstat -z', items, 'B')],
    source: umaSource('double counting'),
  });
  const percent = computed(book, {
    id: 'ledger.naivePercent',
    label: 'The mistaken sum as a share of the map',
    value: (100 * total.value) / map.value,
    unit: 'percent',
    formula: 'mistaken sum ÷ map × 100',
    inputs: [total, map],
    source: umaSource('double counting'),
  });
  return { bytes: total, percent };
};

/** The ledger, or the sentence that says what is missing. */
export const ledgerOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  chosen: Chosen,
): Ledger | string => {
  const { map, free } = mapSize(book, chosen);
  if (map === null) return 'The size of kmem_map is not in the paste. Add: sysctl vm.kmem_size.';
  if (zones.length < WHOLE_TABLE)
    return `Only ${String(zones.length)} zones are in the paste. Add the whole output of vmstat -z.`;
  const groups = groupsOf(book, zones);
  const boot = bootPages(book, zones);
  const total = map.value / PAGE_SIZE;
  const freePages = computed(book, {
    id: 'ledger.free',
    label: 'Free pages of the map',
    value: free ?? 0,
    unit: 'pages',
    formula: '(vm.kmem_size − total allocated) ÷ 4,096',
    inputs: [map],
    source: umaSource('page_alloc()'),
    ...(free === null
      ? {
          note: 'Not in the paste: free pages, if any, are inside the remainder.',
          grade: 'inferred' as const,
        }
      : {}),
  });
  const held = sum(groups, (g) => g.pages.value) + boot.value;
  const value = total - held - freePages.value;
  if (value < 0)
    return `The zones hold ${formatCount(held)} pages, the map has only ${formatCount(total)}. Tables and map size do not belong together.`;
  const large = computed(book, {
    id: 'ledger.group.large',
    label: free === null ? 'malloc over 4 K, and free' : 'malloc > 4 K',
    value,
    unit: 'pages',
    formula: 'map − zones + boot pages − free',
    inputs: [map, given('zones less boot pages', held, 'pages'), freePages],
    source: umaSource('uma_large_malloc()'),
    grade: 'inferred',
  });
  const lines = linesOf(book, zones, boot, large);
  const mallocSum = sumOfMalloc(book, chosen);
  const live = lines[0]?.bytes.value ?? 0;
  const unattributed =
    mallocSum === null || free === null
      ? null
      : computed(book, {
          id: 'ledger.unattributed',
          label: 'malloc missing from the sum',
          value: Math.max(0, large.value * PAGE_SIZE - Math.max(0, mallocSum.value - live)),
          unit: 'B',
          formula: 'blocks over 4 K − (sum of vmstat -m − live items up to 4 K)',
          inputs: [large, mallocSum, given('live items', live, 'B')],
          source: umaSource('uma_large_malloc()'),
          grade: 'inferred',
          note: 'Nobody owns it in this data: a third-party module, or names with blanks that awk misread.',
        });
  return {
    map,
    lines,
    zones,
    freePages,
    mallocSum,
    unattributed,
    groups: [
      ...groups,
      { id: 'large', label: large.label, owner: 'malloc', pages: large, zones: [] },
      { id: 'boot-pages', label: boot.label, owner: 'uma', pages: boot, zones: [] },
    ],
    naive: mallocSum === null ? null : naiveOf(book, zones, mallocSum, map),
    limits:
      free === null
        ? [
            'No panic line of the same moment is in the paste: free pages cannot be told from blocks over 4 K.',
          ]
        : [],
  };
};
