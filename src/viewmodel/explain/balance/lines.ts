/** Adding the zones up: live, cached, padding, headers; then large blocks and what is left over. */
import type { Derivation } from '../../../base/derivation';
import { KIB, PAGE_SIZE } from '../../../base/units';
import { MAX_KMAPENT } from '../../../sim';
import type { MallocSample } from '../choose-blocks';
import type { EraChoice } from '../era/choose-era';
import { eraSource } from '../era/eras';
import { sum } from '../ledger/sums';
import { computed, given } from '../notebook';
import type { Notebook } from '../notebook';
import type { ZoneAccount } from '../types';

/** Zones whose items are slab headers. */
const HEADERS = /^UMA (?:Slabs(?: [01])?|RCntSlabs)$/;

const counted = (zones: readonly ZoneAccount[]): readonly ZoneAccount[] =>
  zones.filter((z) => z.place === 'counted');

type Part = Pick<Parameters<typeof computed>[1], 'id' | 'label' | 'value' | 'formula' | 'inputs'>;

/** Writes down sums of bytes under the source of the era's allocator. */
const maker =
  (book: Notebook, at: EraChoice, fn: string) =>
  (part: Part): Derivation =>
    computed(book, { ...part, unit: 'B', source: eraSource(at.era, fn) });

/** The four sums over the zones of the space. */
export interface ZoneSumLines {
  readonly live: Derivation;
  readonly cached: Derivation;
  readonly waste: Derivation;
  readonly headers: Derivation;
}

/** Adds up the zones that the space counts. The four add up to their pages × 4,096. */
export const zoneLines = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  at: EraChoice,
): ZoneSumLines => {
  const all = counted(zones);
  const items = all.filter((z) => !HEADERS.test(z.name));
  const off = all.filter((z) => HEADERS.test(z.name));
  const make = maker(book, at, 'slab identity');
  const live = make({
    id: 'balance.live',
    label: 'Live items',
    value: sum(items, (z) => z.liveBytes.value),
    formula: 'the sum of USED × SIZE, zones of slab headers left out',
    inputs: items.map((z) => z.liveBytes),
  });
  const cached = make({
    id: 'balance.cached',
    label: 'Free items that are kept',
    value: sum(all, (z) => z.freeBytes.value),
    formula: 'the sum of FREE × SIZE: caches of CPUs, of domains, and of slabs',
    inputs: all.map((z) => z.freeBytes),
  });
  const waste = make({
    id: 'balance.waste',
    label: 'Padding and unused tails of slabs',
    value: sum(all, (z) => z.wasteBytes.value),
    formula: 'pages × 4,096 − live − free − headers, summed',
    inputs: all.map((z) => z.wasteBytes),
  });
  const inside = sum(all, (z) => z.headerBytes.value);
  const outside = sum(off, (z) => z.liveBytes.value);
  const headers = make({
    id: 'balance.headers',
    label: 'Slab headers',
    value: inside + outside,
    formula: 'headers inside the slabs + items in use of the zones of slab headers',
    inputs: [given('headers inside the slabs', inside, 'B'), ...off.map((z) => z.liveBytes)],
  });
  return { live, cached, waste, headers };
};

/** Pages from before the VM: in the zones, not in the space (6 to 11 on i386). */
export const bootLine = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  at: EraChoice,
): Derivation | null => {
  const { era, arch } = at;
  if (era.bootPages === 0 || arch === 'amd64') return null;
  const own = zones.find((z) => z.name === 'KMAP ENTRY' && z.ownObject);
  const inside = own === undefined ? 0 : Math.ceil(MAX_KMAPENT / own.keg.ipers.value);
  const early = sum(
    counted(zones).filter((z) => z.group !== 'malloc'),
    (z) => z.pages.value,
  );
  return computed(book, {
    id: 'balance.boot',
    label: 'Boot pages, counted in the zones only',
    value: -Math.min(Math.max(0, era.bootPages - inside), early) * PAGE_SIZE,
    unit: 'B',
    formula: '−(boot pages − those of KMAP ENTRY) × 4,096, at most what the zones hold',
    inputs: [given('boot pages', era.bootPages, 'pages'), given('of KMAP ENTRY', inside, 'pages')],
    source: eraSource(era, 'uma_startup()'),
    grade: 'inferred',
    note: 'The tunable vm.boot_pages changes their number.',
  });
};

/** By how much the rounding of `vmstat -m` can be off, at most. */
export const roundingOf = (m: MallocSample | null): number =>
  m === null ? KIB : sum(m.rows, (r) => r.memUseUnit);

/** Blocks above the largest malloc zone, as far as `vmstat -m` shows them. */
export const largeByMalloc = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  mallocSum: Derivation,
  at: EraChoice,
): Derivation => {
  const malloc = zones.filter((z) => z.group === 'malloc');
  const live = sum(malloc, (z) => z.liveBytes.value);
  return computed(book, {
    id: 'balance.large',
    label: `malloc(9) blocks over ${at.era.zmax / KIB} K`,
    value: Math.max(0, mallocSum.value - live),
    unit: 'B',
    formula: 'sum of vmstat -m − items in use of the malloc zones, at least 0',
    inputs: [mallocSum, given('items in use of the malloc zones', live, 'B')],
    source: eraSource(at.era, 'malloc()', 'sys/kern/kern_malloc.c'),
    grade: 'inferred',
    note: 'vmstat -m rounds every type up, and contigmalloc(9) is in it too.',
  });
};

/** The remainder taken for large blocks, where no sum of `vmstat -m` is at hand. */
export const largeByRest = (
  book: Notebook,
  rest: number,
  taken: Derivation,
  at: EraChoice,
): Derivation =>
  computed(book, {
    id: 'balance.large',
    label: `malloc(9) blocks over ${at.era.zmax / KIB} K, and whatever else`,
    value: Math.max(0, rest),
    unit: 'B',
    formula: 'taken − zones, at least 0',
    inputs: [taken, given('zones', taken.value - rest, 'B')],
    source: eraSource(at.era, 'malloc()', 'sys/kern/kern_malloc.c'),
    grade: 'inferred',
    note: 'Without the whole vmstat -m large blocks and unknown holders cannot be told apart.',
  });
