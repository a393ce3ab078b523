/** What every finding rests on, and the share of the map that several of them state. */
import type { Derivation } from '../../../base/derivation';
import { PAGE_SIZE } from '../../../base/units';
import { umaSource } from '../../../sim';
import type { Unit } from '../../../base/derivation';
import type { FINDINGS } from '../../../strings/en/findings';
import type { Balance } from '../balance/types';
import type { Chosen } from '../choose-blocks';
import type { EraChoice } from '../era/choose-era';
import { computed, given, inPaste, read } from '../notebook';
import type { Notebook } from '../notebook';
import type { Seen } from '../seen';
import type { Finding, Ledger, ZoneAccount } from '../types';

/** What is known when the rules run. */
export interface Facts {
  readonly zones: readonly ZoneAccount[];
  readonly ledger: Ledger | null;
  readonly balance: Balance | null;
  readonly chosen: Chosen;
  readonly seen: Seen;
  /** the rules that the zones were reckoned by; null where none hold */
  readonly at: EraChoice | null;
}

/** Rules that there are, by the id under which their words stand. */
export type RuleId = keyof typeof FINDINGS;

/** A finding before its rule's words are added; it may bring its own `next` and `use`. */
export type Draft = Omit<Finding, 'rule' | 'next' | 'use' | 'test' | 'limits' | 'lesson'> & {
  readonly next?: string;
  readonly use?: readonly string[];
};

/** A rule looks at the facts and says something, or nothing. Never throws. */
export type Rule = (book: Notebook, f: Facts) => readonly Draft[];

/** A figure that stands in the paste, for a sentence that writes it in another way. */
export const told = (
  book: Notebook,
  of: {
    readonly id: string;
    readonly label: string;
    readonly value: number;
    readonly unit: Unit;
    readonly line: number;
    readonly what: string;
  },
): Derivation => read(book, { ...of, id: `finding.${of.id}` });

/** A figure computed from the paste, under `finding.<id>`. */
export const found = (
  book: Notebook,
  of: {
    readonly id: string;
    readonly label: string;
    readonly value: number;
    readonly unit: Unit;
    readonly formula: string;
    readonly inputs: Parameters<typeof computed>[1]['inputs'];
    readonly line: number;
    readonly what: string;
  },
): Derivation =>
  computed(book, {
    id: `finding.${of.id}`,
    label: of.label,
    value: of.value,
    unit: of.unit,
    formula: of.formula,
    inputs: of.inputs,
    source: inPaste(of.line, of.what),
  });

/** Bytes that all zones of the table hold, secondary zones and caches left out. */
export const heldBytes = (zones: readonly ZoneAccount[]): number =>
  zones.reduce((n, z) => n + z.pages.value * PAGE_SIZE, 0);

/** A whole number of a sysctl of the paste, with its line. */
export const sysctlOf = (
  f: Facts,
  name: string,
): { readonly value: number; readonly line: number } | undefined => {
  const row = f.chosen.sysctl.get(name);
  return row?.number === undefined || !Number.isFinite(row.number) || row.number < 0
    ? undefined
    : { value: row.number, line: row.line };
};

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
