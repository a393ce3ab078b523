/** Figures of a zone, with what each comes from. */
import type { DerivationInput, Grade, Unit } from '../../base/derivation';
import { PAGE_SIZE } from '../../base/units';
import { cachedItemsOf, mapExtent, mapNumber, zoneRow } from '../../sim';
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
  /** exact where nothing else is said */
  readonly grade?: Grade;
  /** position of the run, where it is not the one that is shown */
  readonly at?: number;
}

/** A named input of a formula. */
export const input = (
  name: string,
  value: number | string,
  unit: Unit,
  ref?: string,
): DerivationInput => (ref === undefined ? { name, value, unit } : { name, value, unit, ref });

const coded = (text: string): string => text.replaceAll('%', '%25').replaceAll('|', '%7C');
const plain = (text: string): string => text.replaceAll('%7C', '|').replaceAll('%25', '%');

/** Id of a figure of a zone, and so on: what a number on the screen opens. A name may be any text. */
export const liveId = (kind: string, name: string, figure: string): string =>
  ['live', kind, coded(name), coded(figure)].join('|');

/** Kind, name and figure of an id; null where it is no live figure's. */
export const partsOfId = (
  id: string,
): readonly [kind: string, name: string, figure: string] | null => {
  const [prefix, kind = '', name = '', figure = ''] = id.split('|');
  return prefix === 'live' ? [kind, plain(name), plain(figure)] : null;
};

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

/** A zone that shares the keg of another has no free items in slabs of its own. */
const freeInputs = (k: Kernel, row: ZoneRow): readonly DerivationInput[] => {
  const cached = cachedItemsOf(k, row.zone);
  return [
    input('items in buckets', cached, 'items'),
    input('free items in slabs', row.free - cached, 'items'),
  ];
};

/** The share of kmem_map that its slabs take. */
const share = (k: Kernel, row: ZoneRow, id: (f: string) => string): Figure => {
  const { start, end } = mapExtent(k, mapNumber(k, 'kmem_map'));
  return [
    (100 * row.pages) / (end - start),
    'percent',
    [
      input('pages', row.pages, 'pages', id('pages')),
      input('pages of kmem_map', end - start, 'pages', liveId('map', 'kmem_map', 'size')),
    ],
  ];
};

const counts = (
  k: Kernel,
  row: ZoneRow,
  id: (f: string) => string,
): Readonly<Record<string, Figure>> => ({
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
  free: [row.free, 'items', freeInputs(k, row)],
  requests: [row.requests, 'count', []],
  failures: [row.failures, 'count', []],
  share: share(k, row, id),
});

/** What of the slabs is no item, and how much of kmem_map they are. */
const rest = (row: ZoneRow, id: (f: string) => string): Readonly<Record<string, Figure>> => {
  const items = (row.used + row.free) * row.size;
  const held = row.pages * PAGE_SIZE;
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
    bytes: [row.pages * PAGE_SIZE, 'B', [pages, input('size of a page', PAGE_SIZE, 'B')]],
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
  const found = { ...counts(k, row, id), ...amounts(row, id) }[figure];
  if (found === undefined) return null;
  const [value, unit, inputs] = found;
  const [noun, formula, file, fn] = words;
  return { label: `${noun} of zone ${name}`, value, unit, formula, source: [file, fn], inputs };
};
