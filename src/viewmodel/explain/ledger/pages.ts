/**
 * The pages of kmem_map by holder: groups of zones, boot pages, free pages, the remainder.
 * FreeBSD 6.2 sys/vm/uma_core.c: every slab page comes from kmem_map, except those of zones with
 * an object of their own and those taken at boot. Nobody else takes pages from that map but
 * malloc above 4,096 B, so the remainder is malloc's.
 */
import type { Derivation } from '../../../base/derivation';
import type { Owner } from '../../../base/owner';
import { PAGE_SIZE } from '../../../base/units';
import { MAX_KMAPENT, UMA_BOOT_PAGES, umaSource } from '../../../sim';
import { computed, given } from '../notebook';
import type { Notebook } from '../notebook';
import type { LedgerGroup, ZoneAccount } from '../types';
import { inMap, sum } from './sums';

const GROUPS: readonly (readonly [id: string, label: string, owner: Owner])[] = [
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

/**
 * Boot pages lie outside the map; some of them hold KMAP ENTRY, which is outside anyway. The rest
 * went to zones that are made early, none of them malloc's.
 */
const bootPages = (book: Notebook, zones: readonly ZoneAccount[]): Derivation => {
  const own = zones.find((z) => z.name === 'KMAP ENTRY');
  const inside = own === undefined ? 0 : Math.ceil(MAX_KMAPENT / own.keg.ipers.value);
  const early = sum(
    zones.filter((z) => z.group !== 'malloc' && inMap(z)),
    (z) => z.pages.value,
  );
  return computed(book, {
    id: 'ledger.group.boot-pages',
    label: 'Boot pages, outside the map',
    value: -Math.min(Math.max(0, UMA_BOOT_PAGES - inside), early),
    unit: 'pages',
    formula: '−(UMA_BOOT_PAGES − pages of KMAP ENTRY among them), at most what the zones hold',
    inputs: [
      given('UMA_BOOT_PAGES', UMA_BOOT_PAGES, 'pages'),
      given('pages of KMAP ENTRY', inside, 'pages'),
      given('pages of zones other than malloc’s', early, 'pages'),
    ],
    source: umaSource('uma_startup()'),
    grade: 'inferred',
    note: 'The tunable vm.boot_pages could change 48.',
  });
};

/** Every figure of the page sum. `held` is zones less boot pages, `large` what remains. */
export interface PageSum {
  readonly groups: readonly LedgerGroup[];
  readonly boot: Derivation;
  readonly freePages: Derivation;
  readonly held: number;
  readonly total: number;
  /** pages left for blocks over 4 K; negative where tables and map do not belong together */
  readonly rest: number;
}

const freeOf = (book: Notebook, map: Derivation, free: number | null): Derivation =>
  computed(book, {
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

/** Adds up the map in pages. `free` is null where the paste does not tell the fill. */
export const sumPages = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  map: Derivation,
  free: number | null,
): PageSum => {
  const groups = groupsOf(book, zones);
  const boot = bootPages(book, zones);
  const freePages = freeOf(book, map, free);
  const total = map.value / PAGE_SIZE;
  const held = sum(groups, (g) => g.pages.value) + boot.value;
  return { groups, boot, freePages, held, total, rest: total - held - freePages.value };
};

/** The remainder of the map, in pages: blocks over 4 K, and free pages where the fill is unknown. */
export const largePages = (
  book: Notebook,
  map: Derivation,
  pages: PageSum,
  isFillKnown: boolean,
): Derivation =>
  computed(book, {
    id: 'ledger.group.large',
    label: isFillKnown ? 'malloc > 4 K' : 'malloc over 4 K, and free',
    value: pages.rest,
    unit: 'pages',
    formula: 'map − zones + boot pages − free',
    inputs: [map, given('zones less boot pages', pages.held, 'pages'), pages.freePages],
    source: umaSource('uma_large_malloc()'),
    grade: 'inferred',
  });
