/** The table of zones: columns, order, filter and sums. */
import type { Derivation, Source } from '../../base/derivation';
import { inputFrom } from '../../base/derivation';
import { formatCount } from '../../base/format';
import { sourceRef } from '../../base/sources';
import { KIB, PAGE_SIZE } from '../../base/units';
import { spaceName } from '../explain/era/eras';
import type { Explanation, Ledger, ZoneAccount } from '../explain/types';

/** What a zone holds first; then what the paste prints, and the slabs it comes to. */
export const ZONE_COLUMNS = [
  'name',
  'pages',
  'freeBytes',
  'size',
  'used',
  'free',
  'ipers',
  'slabs',
  'limit',
  'fail',
] as const;
export type ZoneColumn = (typeof ZONE_COLUMNS)[number];
export type Direction = 'ascending' | 'descending';
export interface ZoneOrder {
  readonly by: ZoneColumn;
  readonly direction: Direction;
}

/** The largest holder first. */
export const FIRST_ORDER: ZoneOrder = { by: 'pages', direction: 'descending' };

const VALUE: Readonly<Record<ZoneColumn, (z: ZoneAccount) => number | string>> = {
  name: (z) => z.name.toLowerCase(),
  size: (z) => z.size,
  limit: (z) => z.limit,
  used: (z) => z.used,
  free: (z) => z.free,
  fail: (z) => z.fail,
  slabs: (z) => z.slabs.value,
  ipers: (z) => z.keg.ipers.value,
  pages: (z) => z.pages.value,
  freeBytes: (z) => z.freeBytes.value,
};

/** Choosing the same column again turns it round; a name begins at A, a figure at the largest. */
export const nextOrder = (order: ZoneOrder, by: ZoneColumn): ZoneOrder => {
  if (order.by === by)
    return { by, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
  return { by, direction: by === 'name' ? 'ascending' : 'descending' };
};

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'string' ? a.localeCompare(String(b), 'en') : a - Number(b);

/** Zones whose name holds the words, in that order; equal ones stay as the paste has them. */
export const zoneRows = (
  zones: readonly ZoneAccount[],
  order: ZoneOrder,
  filter: string,
): readonly ZoneAccount[] => {
  const wanted = filter.trim().toLowerCase();
  const sign = order.direction === 'ascending' ? 1 : -1;
  const value = VALUE[order.by];
  return zones
    .filter((z) => z.name.toLowerCase().includes(wanted))
    .sort((a, b) => sign * compare(value(a), value(b)));
};

/** Sums of the columns that can be summed, over zones whose pages lie in the space of the heap. */
export interface ZoneSums {
  readonly slabs: number;
  readonly pages: number;
  readonly freeBytes: number;
}
const inMap = (z: ZoneAccount): boolean => !z.ownObject && z.secondaryOf === undefined;
const add = (zones: readonly ZoneAccount[], of: (z: ZoneAccount) => number): number =>
  zones.filter(inMap).reduce((sum, z) => sum + of(z), 0);

export const zoneSums = (zones: readonly ZoneAccount[]): ZoneSums => ({
  slabs: add(zones, (z) => Math.ceil(z.slabs.value)),
  pages: add(zones, (z) => z.pages.value),
  freeBytes: add(zones, (z) => z.freeBytes.value),
});

/** The same sums for all zones, each with its derivation. */
export interface ZoneSumFigures {
  readonly slabs: Derivation;
  readonly pages: Derivation;
  readonly freeBytes: Derivation;
}

const MOST_INPUTS = 12;

/** Where the pages of the zones come from: kmem_map up to 9, the arenas later. */
export const spaceOf = ({
  rules,
  zones,
}: Explanation): { readonly name: string; readonly source: Source } => ({
  name: rules === null ? 'kmem_map' : spaceName(rules),
  source: zones.find(inMap)?.pages.source ?? sourceRef('r62', 'sys/vm/uma_core.c', 'page_alloc()'),
});

export const zoneSumFigures = (explanation: Explanation): ZoneSumFigures | null => {
  const { zones } = explanation;
  if (zones.length === 0) return null;
  const sums = zoneSums(zones);
  const space = spaceOf(explanation);
  const make = (
    what: keyof ZoneSums,
    unit: Derivation['unit'],
    of: (z: ZoneAccount) => Derivation,
  ): Derivation => ({
    id: `reading.zones.${what}`,
    label: `${{ slabs: 'Slabs', pages: 'Pages', freeBytes: 'Free items' }[what]} of all zones in ${space.name}`,
    value: sums[what],
    unit,
    formula: 'the sum of the column, zones that are not in it and secondary zones left out',
    inputs: [...zones]
      .filter(inMap)
      .sort((a, b) => of(b).value - of(a).value)
      .slice(0, MOST_INPUTS)
      .map((z) => ({ name: z.name, value: of(z).value, unit, ref: of(z).id })),
    source: space.source,
    grade: 'user-data',
    note: `The ${MOST_INPUTS} largest are listed; all stand in the table.`,
  });
  return {
    slabs: make('slabs', 'slabs', (z) => z.slabs),
    pages: make('pages', 'pages', (z) => z.pages),
    freeBytes: make('freeBytes', 'B', (z) => z.freeBytes),
  };
};

/** Whole K, for a column whose head names the unit. */
export const inKib = (bytes: number): string => formatCount(Math.round(bytes / KIB));

/** The map itself in pages. */
export const mapPages = (ledger: Ledger): Derivation => ({
  id: 'reading.mapPages',
  label: 'Pages of kmem_map',
  value: ledger.map.value / PAGE_SIZE,
  unit: 'pages',
  formula: 'size of kmem_map ÷ 4,096',
  inputs: [inputFrom(ledger.map)],
  source: ledger.map.source,
  grade: ledger.map.grade,
});
