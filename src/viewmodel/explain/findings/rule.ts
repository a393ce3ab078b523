/** What every finding rests on, and the share of the map that several of them state. */
import type { Derivation } from '../../../base/derivation';
import { PAGE_SIZE } from '../../../base/units';
import { umaSource } from '../../../sim';
import type { Chosen } from '../choose-blocks';
import { computed, given, inPaste } from '../notebook';
import type { Notebook } from '../notebook';
import type { Finding, Ledger, ZoneAccount } from '../types';

/** What is known when the rules run. */
export interface Facts {
  readonly zones: readonly ZoneAccount[];
  readonly ledger: Ledger | null;
  readonly chosen: Chosen;
}

/** A rule looks at the facts and says something, or nothing. Never throws. */
export type Rule = (book: Notebook, f: Facts) => readonly Finding[];

/** A share of kmem_map below this, in percent, is no news. */
export const LARGE_SHARE = 10;

/** So many pages as a share of kmem_map, in percent, under `finding.<id>.share`. */
export const shareOf = (book: Notebook, id: string, pages: number, ledger: Ledger): Derivation =>
  computed(book, {
    id: `finding.${id}.share`,
    label: 'Share of kmem_map',
    value: (100 * pages * PAGE_SIZE) / ledger.map.value,
    unit: 'percent',
    formula: 'pages × 4,096 ÷ kmem_map × 100',
    inputs: [ledger.map, { name: 'pages', value: pages, unit: 'pages' }],
    source: umaSource('page_alloc()'),
  });

/** Items that exist in a zone, in use or free, under `finding.items.<zone>`. */
export const itemsOf = (book: Notebook, z: ZoneAccount): Derivation =>
  computed(book, {
    id: `finding.items.${z.name}`,
    label: `Items that exist in zone ${z.name}`,
    value: z.used + z.free,
    unit: 'items',
    formula: 'USED + FREE',
    inputs: [given('USED', z.used, 'items'), given('FREE', z.free, 'items')],
    source: inPaste(z.line, z.name),
  });
