/** Memory of zones that the space does not count: the direct map, address space of their own, caches. */
import type { Derivation } from '../../../base/derivation';
import type { EraChoice } from '../era/choose-era';
import { eraSource } from '../era/eras';
import { PAGE_SIZE } from '../../../base/units';
import { sum } from '../ledger/sums';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { ZoneAccount, ZonePlace } from '../types';
import type { OutsidePart } from './types';

const PARTS: readonly (readonly [id: 'direct-map' | 'own', label: string, fn: string])[] = [
  ['direct-map', 'Slabs of one page, in the direct map', 'uma_small_alloc()'],
  ['own', 'Zones with address space of their own', 'uma_zone_set_obj()'],
];

const inPlace = (zones: readonly ZoneAccount[], place: ZonePlace): readonly ZoneAccount[] =>
  zones.filter((z) => z.place === place).sort((a, b) => b.pages.value - a.pages.value);

const heldBy = (
  book: Notebook,
  list: readonly ZoneAccount[],
  at: EraChoice,
  part: (typeof PARTS)[number],
): OutsidePart[] => {
  if (sum(list, (z) => z.pages.value) === 0) return [];
  const [id, label, fn] = part;
  const bytes = computed(book, {
    id: `balance.outside.${id}`,
    label,
    value: sum(list, (z) => z.pages.value) * PAGE_SIZE,
    unit: 'B',
    formula: 'pages of these zones × 4,096',
    inputs: list.map((z) => z.pages),
    source: eraSource(at.era, fn),
  });
  return [{ id, label, bytes, zones: list.map((z) => z.name) }];
};

const cacheItems = (book: Notebook, list: readonly ZoneAccount[], at: EraChoice): OutsidePart[] => {
  if (list.length === 0) return [];
  const label = 'Caches of memory that belongs to others';
  const bytes = computed(book, {
    id: 'balance.outside.cache',
    label,
    value: sum(list, (z) => z.size * (z.used + z.free)),
    unit: 'B',
    formula: 'the sum of SIZE × (USED + FREE): free pages or addresses, counted where they belong',
    inputs: list.map((z) => ({ name: z.name, value: z.used + z.free, unit: 'items' as const })),
    source: eraSource(at.era, 'uma_zcache_create()'),
  });
  return [{ id: 'cache', label, bytes, zones: list.map((z) => z.name) }];
};

/** All parts that hold something. */
export const outsideOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  at: EraChoice,
  boot: Derivation | null,
): readonly OutsidePart[] => [
  ...PARTS.flatMap((p) => heldBy(book, inPlace(zones, p[0]), at, p)),
  ...cacheItems(book, inPlace(zones, 'cache'), at),
  ...(boot === null || boot.value === 0
    ? []
    : [
        {
          id: 'boot' as const,
          label: 'Boot pages',
          bytes: computed(book, {
            id: 'balance.outside.boot',
            label: 'Boot pages',
            value: -boot.value,
            unit: 'B',
            formula: 'the correction of the lines, the other way round',
            inputs: [boot],
            source: boot.source,
          }),
          zones: [],
        },
      ]),
];
