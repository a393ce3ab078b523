/**
 * What `vmstat -m` adds up to, what it leaves out, and the mistake of adding `vmstat -z` to it.
 * The sum is live bucket bytes, large blocks and contigmalloc; it holds no free item and no slab
 * header (FreeBSD 6.2 sys/kern/kern_malloc.c malloc_type_zone_allocated()).
 */
import type { Derivation } from '../../../base/derivation';
import { KIB, PAGE_SIZE } from '../../../base/units';
import { umaSource } from '../../../sim';
import type { Chosen } from '../choose-blocks';
import { computed, given, read } from '../notebook';
import type { Notebook } from '../notebook';
import type { Ledger, ZoneAccount } from '../types';
import { sum } from './sums';

/** A `vmstat -m` shorter than this is an excerpt and is not added up. */
const WHOLE_MALLOC_TABLE = 20;

/** The malloc total of the chosen moment: the printed awk sum, or the rows of a whole table. */
export const sumOfMalloc = (book: Notebook, chosen: Chosen): Derivation | null => {
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
  if (chosen.m === null || chosen.m.rows.length < WHOLE_MALLOC_TABLE) return null;
  return read(book, {
    id: 'ledger.mallocSum',
    label: 'Sum of vmstat -m',
    value: sum(chosen.m.rows, (r) => r.memUse),
    unit: 'B',
    line: chosen.m.rows[0]?.line ?? 1,
    what: 'vmstat -m',
  });
};

/** `vmstat -m` and `vmstat -z` added blindly, and what share of the map that makes. */
export const naiveOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  malloc: Derivation,
  map: Derivation,
): NonNullable<Ledger['naive']> => {
  const items = sum(zones, (z) => z.size * (z.used + z.free));
  const bytes = computed(book, {
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
    value: (100 * bytes.value) / map.value,
    unit: 'percent',
    formula: 'mistaken sum ÷ map × 100',
    inputs: [bytes, map],
    source: umaSource('double counting'),
  });
  return { bytes, percent };
};

/** Bytes of blocks over 4 K that the map holds and the sum does not show. */
export const unattributedOf = (
  book: Notebook,
  large: Derivation,
  mallocSum: Derivation,
  live: number,
): Derivation =>
  computed(book, {
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
