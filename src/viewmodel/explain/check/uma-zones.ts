/** Checks of UMA's own zones: hash tables, kegs, zones. */
import { formatCount } from '../../../base/format';
import { predictHash, umaSource } from '../../../sim';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { checkRow, zoneCounter } from './check-row';

const hashTables = (book: Notebook, zones: readonly ZoneAccount[]): SelfCheckRow[] => {
  const zone = zones.find((z) => z.name === 'UMA Hash');
  if (zone === undefined) return [];
  const p = predictHash(
    zones
      .filter((z) => z.secondaryOf === undefined)
      .map((z) => ({ keg: z.keg, slabs: z.slabs.value })),
  );
  const requests = book.keep(p.requests);
  const used = book.keep(p.used);
  return [
    {
      id: 'hash',
      label: 'UMA Hash, asked for and in use',
      predicted: used,
      found: zoneCounter(book, zone, 'used'),
      agrees: requests.value === zone.requests && used.value === zone.used,
      text: `${String(requests.value)} / ${String(used.value)} = ${formatCount(zone.requests)} / ${formatCount(zone.used)}`,
    },
  ];
};

interface Master {
  readonly name: string;
  readonly value: number;
  readonly formula: string;
}

const mastersOf = (zones: readonly ZoneAccount[]): readonly Master[] => {
  const secondary = zones.filter((z) => z.secondaryOf !== undefined).length;
  return [
    {
      name: 'UMA Kegs',
      value: zones.length - secondary - 1,
      formula: 'zones listed − secondary zones − the static master',
    },
    {
      name: 'UMA Zones',
      value: zones.length - 2,
      formula: 'zones listed − the two static masters',
    },
  ];
};

/** What UMA keeps about itself, against the number of zones in the paste. */
export const umaZones = (book: Notebook, zones: readonly ZoneAccount[]): SelfCheckRow[] => [
  ...hashTables(book, zones),
  ...mastersOf(zones).flatMap((m) => {
    const zone = zones.find((z) => z.name === m.name);
    if (zone === undefined) return [];
    const predicted = computed(book, {
      id: `check.${m.name}`,
      label: `${m.name} that must exist`,
      value: m.value,
      unit: 'items',
      formula: m.formula,
      inputs: [],
      source: umaSource('uma_startup()'),
    });
    const found = zoneCounter(book, zone, 'used');
    return [checkRow({ id: m.name, label: `${m.name} in use`, predicted, found })];
  }),
];
