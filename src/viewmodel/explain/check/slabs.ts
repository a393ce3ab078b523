/** Checks of the slab arithmetic: whole slabs, off-page headers, blocks over 4 K. */
import type { Derivation } from '../../../base/derivation';
import { formatCount } from '../../../base/format';
import { umaSource } from '../../../sim';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { checkRow, zoneCounter } from './check-row';

const oddZone = (z: ZoneAccount): string =>
  `${z.name}, ${formatCount(z.used + z.free)} items at ${formatCount(z.keg.ipers.value)} a slab`;

/** In how many zones USED + FREE is a whole number of slabs. */
export const wholeSlabs = (book: Notebook, zones: readonly ZoneAccount[]): SelfCheckRow => {
  const held = zones.filter((z) => z.used + z.free > 0 && z.secondaryOf === undefined);
  const odd = held.filter((z) => !z.whole);
  const source = umaSource('zone_small_init()');
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
    ...(odd.length === 0 ? {} : { note: `Not whole: ${odd.map(oddZone).join('; ')}.` }),
  });
};

const offPage = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  kind: { readonly id: string; readonly label: string; readonly refcnt: boolean },
): Derivation => {
  const list = zones.filter(
    (z) =>
      z.keg.offpage &&
      z.secondaryOf === undefined &&
      z.slabs.value > 0 &&
      z.keg.spec.refcnt === kind.refcnt,
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

const plainHeaders = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  hasPanic: boolean,
): SelfCheckRow[] => {
  const zone = zones.find((z) => z.name === 'UMA Slabs');
  if (zone === undefined) return [];
  const slabs = offPage(book, zones, { id: 'check.slabs', label: 'Off-page slabs', refcnt: false });
  const found = zoneCounter(book, zone, 'used');
  const blocks = computed(book, {
    id: 'check.largeBlocks',
    label: 'Headers of blocks over 4 K',
    value: found.value - slabs.value,
    unit: 'items',
    formula: 'UMA Slabs in use − off-page slabs',
    inputs: [found, slabs],
    source: umaSource('uma_large_malloc()'),
  });
  return [
    {
      id: 'slabs',
      label: 'UMA Slabs in use = off-page slabs + blocks over 4 K',
      predicted: blocks,
      found,
      agrees: blocks.value >= 0,
      text: `${formatCount(found.value)} = ${formatCount(slabs.value)} + ${formatCount(blocks.value)}`,
      note: hasPanic
        ? `The last header belongs to the request that panicked: ${formatCount(blocks.value - 1)} blocks are live.`
        : `${formatCount(blocks.value)} blocks over 4 K are live.`,
    },
  ];
};

/** Headers that live off the page, against the zones that hold them. */
export const slabHeaders = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  hasPanic: boolean,
): SelfCheckRow[] => [...refcountedHeaders(book, zones), ...plainHeaders(book, zones, hasPanic)];
