/**
 * The ledger of kmem_map: what the zones hold by their slabs, and what they leave over.
 * FreeBSD 6.2 sys/vm/uma_core.c page_alloc(), uma_large_malloc(); the remainder is blocks over 4 K.
 */
import { formatCount } from '../../../base/format';
import type { Chosen } from '../choose-blocks';
import type { Notebook } from '../notebook';
import type { Ledger, LedgerGroup, ZoneAccount } from '../types';
import type { Derivation } from '../../../base/derivation';
import { linesOf } from './lines';
import { naiveOf, sumOfMalloc, unattributedOf } from './malloc-sum';
import { mapSize } from './map-size';
import { largePages, sumPages } from './pages';
import type { PageSum } from './pages';

/** Zone tables shorter than this are excerpts: nothing is concluded from what they lack. */
export const WHOLE_TABLE = 40;

const withRemainder = (pages: PageSum, large: Derivation): LedgerGroup[] => [
  ...pages.groups,
  { id: 'large', label: large.label, owner: 'malloc', pages: large, zones: [] },
  { id: 'boot-pages', label: pages.boot.label, owner: 'uma', pages: pages.boot, zones: [] },
];

/**
 * The ledger, or the sentence that says what is missing.
 * @param zones accounts of the chosen `vmstat -z` table
 * @param chosen the tables of one moment
 */
export const ledgerOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  chosen: Chosen,
): Ledger | string => {
  const { map, free, limits } = mapSize(book, chosen);
  if (map === null) return 'The size of kmem_map is not in the paste. Add: sysctl vm.kmem_size.';
  if (zones.length < WHOLE_TABLE)
    return `Only ${String(zones.length)} zones are in the paste. Add the whole output of vmstat -z.`;
  const pages = sumPages(book, zones, map, free);
  if (pages.rest < 0)
    return `The zones hold ${formatCount(pages.held)} pages, the map has only ${formatCount(pages.total)}. Tables and map size do not belong together.`;
  const large = largePages(book, map, pages, free !== null);
  const lines = linesOf(book, zones, pages.boot, large);
  const mallocSum = sumOfMalloc(book, chosen);
  const live = lines[0]?.bytes.value ?? 0;
  return {
    map,
    lines,
    zones,
    freePages: pages.freePages,
    isFillKnown: free !== null,
    mallocSum,
    unattributed:
      mallocSum === null || free === null ? null : unattributedOf(book, large, mallocSum, live),
    groups: withRemainder(pages, large),
    naive: mallocSum === null ? null : naiveOf(book, zones, mallocSum, map),
    limits,
  };
};
