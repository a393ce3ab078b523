/** Figures of a zone, with what each comes from. */
import type { DerivationInput, Unit } from '../../base/derivation';
import { zoneRow } from '../../sim';
import type { Kernel, ZoneRow } from '../../sim';
import { ZONE_WORDS } from '../../strings/en/derived';

/** A figure before it is finished into a derivation. */
export interface Made {
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  readonly formula: string;
  readonly source: readonly [file: string, fn: string];
  readonly inputs?: readonly DerivationInput[];
}

/** A named input of a formula. */
export const input = (
  name: string,
  value: number | string,
  unit: Unit,
  ref?: string,
): DerivationInput => (ref === undefined ? { name, value, unit } : { name, value, unit, ref });

/** Id of a figure of a zone, and so on: what a number on the screen opens. */
export const liveId = (kind: string, name: string, figure: string): string =>
  `live|${kind}|${name}|${figure}`;

type Figure = readonly [value: number, unit: Unit, inputs: readonly DerivationInput[]];

/** A keg counts its limit in pages. */
const limitInputs = (row: ZoneRow, id: (f: string) => string): readonly DerivationInput[] => {
  if (row.limit === 0) return [input('pages allowed', 'no limit', 'none')];
  const perPage = row.itemsPerSlab / row.pagesPerSlab;
  return [
    input('pages allowed to its keg', row.limit / perPage, 'pages'),
    input('items of a page', perPage, 'items', id('items')),
  ];
};

const counts = (row: ZoneRow, id: (f: string) => string): Readonly<Record<string, Figure>> => ({
  size: [row.size, 'B', []],
  limit: [row.limit, 'items', limitInputs(row, id)],
  used: [
    row.used,
    'items',
    [
      input('allocations', row.requests, 'count', id('requests')),
      input('frees', row.requests - row.used, 'count'),
    ],
  ],
  free: [row.free, 'items', []],
  requests: [row.requests, 'count', []],
  failures: [row.failures, 'count', []],
});

/** What of the slabs is no item, and how much of kmem_map they are. */
const rest = (row: ZoneRow, id: (f: string) => string): Readonly<Record<string, Figure>> => {
  const items = (row.used + row.free) * row.size;
  const held = row.pages * 4096;
  return {
    rest: [
      Math.max(held - items, 0),
      'B',
      [input('bytes held', held, 'B', id('bytes')), input('live and free items', items, 'B')],
    ],
  };
};

const amounts = (row: ZoneRow, id: (f: string) => string): Readonly<Record<string, Figure>> => {
  const slabs = row.pages / row.pagesPerSlab;
  const size = input('size', row.size, 'B', id('size'));
  const perSlab = input('pages of a slab', row.pagesPerSlab, 'pages');
  const pages = input('pages', row.pages, 'pages', id('pages'));
  return {
    slabs: [slabs, 'slabs', [pages, perSlab]],
    pages: [row.pages, 'pages', [input('slabs', slabs, 'slabs'), perSlab]],
    items: [row.itemsPerSlab, 'items', [size, input('from item to item', row.pitch, 'B')]],
    live: [row.used * row.size, 'B', [input('used', row.used, 'items', id('used')), size]],
    idle: [row.free * row.size, 'B', [input('free', row.free, 'items', id('free')), size]],
    bytes: [row.pages * 4096, 'B', [pages, input('size of a page', 4096, 'B')]],
    ...rest(row, id),
  };
};

/** @returns the figure of a zone, or null where there is no such zone or figure */
export const zoneFigure = (k: Kernel, name: string, figure: string): Made | null => {
  const zone = k.uma.names.indexOf(name);
  const words = ZONE_WORDS[figure];
  if (zone <= 0 || words === undefined) return null;
  const row = zoneRow(k, zone);
  const id = (f: string): string => liveId('zone', name, f);
  const found = { ...counts(row, id), ...amounts(row, id) }[figure];
  if (found === undefined) return null;
  const [value, unit, inputs] = found;
  const [noun, formula, file, fn] = words;
  return { label: `${noun} of zone ${name}`, value, unit, formula, source: [file, fn], inputs };
};
