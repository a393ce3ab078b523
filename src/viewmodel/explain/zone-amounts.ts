/**
 * Slabs, pages and bytes of one zone from its USED and FREE.
 * Rests on one identity of FreeBSD 6.2 sys/vm/uma_core.c slab_zalloc(): USED + FREE over all
 * zones of a keg is slabs × ipers.
 */
import type { Derivation } from '../../base/derivation';
import { PAGE_SIZE } from '../../base/units';
import { umaSource } from '../../sim';
import type { KegLayout } from '../../sim';
import type { EraKeg } from './era/keg';
import { primaryOf } from './era/zone-facts';
import { computed, given } from './notebook';
import type { Computed, Notebook } from './notebook';
import type { ZoneAccount } from './types';
import type { CleanRow } from './zone-rows';

/** USED and FREE of a keg: of its first zone and of those that share it. */
export interface Held {
  readonly used: number;
  readonly free: number;
  /** rows of the secondary zones that were added */
  readonly shared: readonly CleanRow[];
}

/** What a row holds whose items live in no slab of its own. */
export const NOTHING_HELD: Held = { used: 0, free: 0, shared: [] };

/** Adds the rows that share the keg; their slots live in the first zone's slabs. */
export const heldBy = (
  row: CleanRow,
  all: readonly CleanRow[],
  names: ReadonlySet<string>,
): Held => {
  const own = primaryOf(row.name);
  if (own !== undefined && names.has(own)) return NOTHING_HELD;
  const shared = all.filter((r) => primaryOf(r.name) === row.name);
  const sum = (of: (r: CleanRow) => number): number => shared.reduce((n, r) => n + of(r), of(row));
  return { used: sum((r) => r.used), free: sum((r) => r.free), shared };
};

type Figure = Pick<Computed, 'label' | 'value' | 'unit' | 'formula' | 'inputs'>;
type Maker = (what: string, figure: Figure) => Derivation;

const maker = (book: Notebook, row: CleanRow, keg: KegLayout, held: Held): Maker => {
  const together = held.shared.map((r) => r.name).join(', ');
  return (what, figure) =>
    computed(book, {
      ...figure,
      id: `zone.${row.name}.${what}`,
      label: `${figure.label} of zone ${row.name}`,
      source: umaSource('slab identity'),
      grade: keg.ipers.grade === 'inferred' ? 'inferred' : 'user-data',
      note: together === '' ? undefined : `With ${together}, which shares the keg.`,
    });
};

const slabsAndPages = (
  make: Maker,
  keg: KegLayout,
  held: Held,
): Pick<ZoneAccount, 'slabs' | 'pages'> => {
  const slabs = make('slabs', {
    label: 'Slabs',
    value: (held.used + held.free) / keg.ipers.value,
    unit: 'slabs',
    formula: '(USED + FREE) ÷ ipers',
    inputs: [given('USED', held.used, 'items'), given('FREE', held.free, 'items'), keg.ipers],
  });
  const pages = make('pages', {
    label: 'Pages',
    value: Math.ceil(slabs.value) * keg.ppera.value,
    unit: 'pages',
    formula: 'slabs, rounded up, × ppera',
    inputs: [slabs, keg.ppera],
  });
  return { slabs, pages };
};

type Amounts = Pick<
  ZoneAccount,
  'slabs' | 'pages' | 'liveBytes' | 'freeBytes' | 'overheadBytes' | 'headerBytes' | 'wasteBytes'
>;

/** The overhead in two: headers inside the slabs, and what no item and no header uses. */
const splitOverhead = (
  make: Maker,
  slabs: Derivation,
  header: number,
  overhead: Derivation,
): Pick<Amounts, 'headerBytes' | 'wasteBytes'> => {
  const headerBytes = make('headers', {
    label: 'Headers inside the slabs',
    value: Math.min(Math.ceil(slabs.value) * header, Math.max(0, overhead.value)),
    unit: 'B',
    formula: 'slabs, rounded up, × header; 0 where the header lives elsewhere',
    inputs: [slabs, given('header', header, 'B')],
  });
  const wasteBytes = make('waste', {
    label: 'Padding and unused tails',
    value: overhead.value - headerBytes.value,
    unit: 'B',
    formula: 'headers and padding − headers',
    inputs: [overhead, headerBytes],
  });
  return { headerBytes, wasteBytes };
};

/** The figures of a zone. Live, free and overhead bytes add up to pages × 4,096. */
export const amountsOf = (book: Notebook, row: CleanRow, k: EraKeg, held: Held): Amounts => {
  const { keg } = k;
  const make = maker(book, row, keg, held);
  const { slabs, pages } = slabsAndPages(make, keg, held);
  const size = given('SIZE', row.size, 'B');
  const each = row.size * k.copies;
  const perCpu = k.copies === 1 ? '' : ' × CPUs';
  const liveBytes = make('live', {
    label: 'Live items',
    value: held.used * each,
    unit: 'B',
    formula: `USED × SIZE${perCpu}`,
    inputs: [given('USED', held.used, 'items'), size],
  });
  const freeBytes = make('free', {
    label: 'Free items',
    value: held.free * each,
    unit: 'B',
    formula: `FREE × SIZE${perCpu}`,
    inputs: [given('FREE', held.free, 'items'), size],
  });
  const overheadBytes = make('overhead', {
    label: 'Headers and padding',
    value: pages.value * PAGE_SIZE - liveBytes.value - freeBytes.value,
    unit: 'B',
    formula: 'pages × 4,096 − live − free',
    inputs: [pages, liveBytes, freeBytes],
  });
  const split = splitOverhead(make, slabs, k.header, overheadBytes);
  return { slabs, pages, liveBytes, freeBytes, overheadBytes, ...split };
};
