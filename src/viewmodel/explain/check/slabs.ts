/** Checks of the slab arithmetic: whole slabs, off-page headers, blocks over 4 K. */
import type { Derivation } from '../../../base/derivation';
import { formatCount, formatKib } from '../../../base/format';
import { umaSource } from '../../../sim';
import { canBeWhole } from '../balance/fit';
import type { EraChoice } from '../era/choose-era';
import { SLABS_0_ITEMS } from '../era/cut-fitted';
import { eraSource } from '../era/eras';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { checkRow, zoneCounter } from './check-row';

/** From 12 on the counters of a zone do not exist in early boot. */
const EARLY = 'One item short: what was made in early boot is not counted in USED.';
const hasEarly = (odd: readonly ZoneAccount[], at: EraChoice): boolean =>
  at.era.space === 'soft-limit' && odd.some((z) => (z.used + z.free + 1) % z.keg.ipers.value === 0);

/** Odd zones that are named. */
const MOST_ODD = 8;
const noteOf = (parts: readonly string[]): { readonly note?: string } => {
  const note = parts.filter((p) => p !== '').join(' ');
  return note === '' ? {} : { note };
};
const isTried = (z: ZoneAccount): boolean => z.keg.ipers.note?.startsWith('Alignment') ?? false;

const oddZone = (z: ZoneAccount): string =>
  `${z.name}, ${formatCount(z.used + z.free)} items at ${formatCount(z.keg.ipers.value)} a slab`;

/** In how many zones USED + FREE is a whole number of slabs. */
export const wholeSlabs = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  at: EraChoice,
): SelfCheckRow => {
  const held = zones.filter((z) => canBeWhole(z, at));
  const odd = held.filter((z) => !z.whole);
  const source =
    at.era.slab === 'list' ? umaSource('zone_small_init()') : eraSource(at.era, 'keg_small_init()');
  const guessed = held.filter((z) => z.whole && isTried(z)).length;
  const predicted = computed(book, {
    id: 'check.whole.all',
    label: 'Zones with items',
    value: held.length,
    unit: 'count',
    formula: 'zones with USED + FREE > 0, secondary zones left out',
    inputs: [],
    source,
  });
  const found = computed(book, {
    id: 'check.whole.found',
    label: 'Zones that fill whole slabs',
    value: held.length - odd.length,
    unit: 'count',
    formula: 'zones in which USED + FREE divides by items a slab',
    inputs: odd.map((z) => z.slabs),
    source,
  });
  return checkRow({
    id: 'whole',
    label: 'Zones that fill whole slabs',
    predicted,
    found,
    text: `${String(found.value)} of ${String(predicted.value)}`,
    ...noteOf([
      odd.length === 0 ? '' : `Not whole: ${odd.slice(0, MOST_ODD).map(oddZone).join('; ')}.`,
      odd.length > MOST_ODD ? `And ${String(odd.length - MOST_ODD)} more.` : '',
      hasEarly(odd, at) ? EARLY : '',
      guessed === 0 ? '' : `${String(guessed)} of them with an alignment found by trying.`,
    ]),
  });
};

interface OffPageKind {
  readonly id: string;
  readonly label: string;
  readonly refcnt: boolean;
  /** which of the two zones of headers; both where left out */
  readonly fits?: (z: ZoneAccount) => boolean;
}

const offPage = (book: Notebook, zones: readonly ZoneAccount[], kind: OffPageKind): Derivation => {
  const list = zones.filter(
    (z) =>
      z.keg.offpage &&
      z.secondaryOf === undefined &&
      z.slabs.value > 0 &&
      z.keg.spec.refcnt === kind.refcnt &&
      (kind.fits?.(z) ?? true),
  );
  return computed(book, {
    id: kind.id,
    label: kind.label,
    value: list.reduce((n, z) => n + z.slabs.value, 0),
    unit: 'slabs',
    formula: 'the sum of the slabs whose header is off the page',
    inputs: list.map((z) => z.slabs),
    source: umaSource('slab_zalloc()'),
  });
};

const refcountedHeaders = (book: Notebook, zones: readonly ZoneAccount[]): SelfCheckRow[] => {
  const zone = zones.find((z) => z.name === 'UMA RCntSlabs');
  if (zone === undefined) return [];
  const label = 'Off-page slabs with reference counts';
  return [
    checkRow({
      id: 'rcnt',
      label: 'UMA RCntSlabs in use = slabs of clusters',
      predicted: offPage(book, zones, { id: 'check.rcnt', label, refcnt: true }),
      found: zoneCounter(book, zone, 'used'),
    }),
  ];
};

/** From 13 on two zones of headers share the work by items of a slab; large blocks have none. */
const fittedHeaders = (book: Notebook, zones: readonly ZoneAccount[]): SelfCheckRow[] =>
  ([0, 1] as const).flatMap((n) => {
    const zone = zones.find((z) => z.name === `UMA Slabs ${n}`);
    if (zone === undefined) return [];
    const predicted = offPage(book, zones, {
      id: `check.slabs.${n}`,
      label: `Off-page slabs of ${n === 0 ? 'up to' : 'more than'} ${SLABS_0_ITEMS} items`,
      refcnt: false,
      fits: (z) => z.keg.ipers.value > SLABS_0_ITEMS === (n === 1),
    });
    const found = zoneCounter(book, zone, 'used');
    const note = 'Zones that the paste leaves out, or that are listed under one name, lack here.';
    const claim = {
      id: `slabs.${n}`,
      label: `UMA Slabs ${n} in use = off-page slabs`,
      predicted,
      found,
    };
    return [checkRow(predicted.value === found.value ? claim : { ...claim, note }, book)];
  });

const plainHeaders = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  { hasPanic, largest }: { readonly hasPanic: boolean; readonly largest: string },
): SelfCheckRow[] => {
  const zone = zones.find((z) => z.name === 'UMA Slabs');
  if (zone === undefined) return [];
  const slabs = offPage(book, zones, { id: 'check.slabs', label: 'Off-page slabs', refcnt: false });
  const found = zoneCounter(book, zone, 'used');
  const blocks = computed(book, {
    id: 'check.largeBlocks',
    label: `Headers of blocks over ${largest}`,
    value: found.value - slabs.value,
    unit: 'items',
    formula: 'UMA Slabs in use − off-page slabs',
    inputs: [found, slabs],
    source: umaSource('uma_large_malloc()'),
  });
  return [
    {
      id: 'slabs',
      label: `UMA Slabs in use = off-page slabs + blocks over ${largest}`,
      predicted: blocks,
      found,
      agrees: blocks.value >= 0,
      text: `${formatCount(found.value)} = ${formatCount(slabs.value)} + ${formatCount(blocks.value)}`,
      note: hasPanic
        ? `The last header belongs to the request that panicked: ${formatCount(blocks.value - 1)} blocks are live.`
        : `${formatCount(blocks.value)} blocks over ${largest} are live.`,
    },
  ];
};

/** Headers that live off the page, against the zones that hold them. */
export const slabHeaders = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  at: EraChoice,
  hasPanic: boolean,
): SelfCheckRow[] => {
  if (at.era.slab === 'fitted') return fittedHeaders(book, zones);
  const largest = formatKib(at.era.zmax);
  return [...refcountedHeaders(book, zones), ...plainHeaders(book, zones, { hasPanic, largest })];
};
