/** Figures of a map of the kernel. */
import type { DerivationInput, Unit } from '../../base/derivation';
import { PAGE_SIZE } from '../../base/units';
import { largestHoleOf, mapExtent, mapNumber, mapStretches } from '../../sim';
import type { Kernel } from '../../sim';
import { DERIVED } from '../../strings/en/derived';
import { input, liveId } from './derive-zone';
import type { Made } from './derive-zone';

/** Where kernel_map stops being laid out by boot, where its last entry ends, and where it ends; bytes. */
const endsOf = (k: Kernel): { start: number; used: number; end: number } => {
  const map = mapNumber(k, 'kernel_map');
  const last = mapStretches(k, map).findLast((x) => x.kind !== 'hole')?.end ?? 0;
  const start = Number(k.layout.regions.find((r) => r.id === 'kernel_stacks')?.start ?? 0n);
  const end = mapExtent(k, map).end * PAGE_SIZE;
  return { start, used: Math.max(last * PAGE_SIZE, start), end };
};

const laterFigure = (k: Kernel, figure: string): Made => {
  const { start, used, end } = endsOf(k);
  const isLater = figure === 'later';
  return {
    label: isLater ? DERIVED.later : DERIVED.unused,
    value: isLater ? used - start : end - used,
    unit: 'B',
    formula: isLater ? DERIVED.laterRule : DERIVED.unusedRule,
    source: ['sys/vm/vm_map.c', 'vm_map_findspace()'],
  };
};

/** What a figure of a map is computed from; entries and their pages are counted. */
const mapInputs = (k: Kernel, map: number, figure: string): readonly DerivationInput[] => {
  const { start, end } = mapExtent(k, map);
  const id = (f: string): string => liveId('map', k.mapNames[map] ?? '', f);
  if (figure === 'size') return [input('end', end, 'pages'), input('start', start, 'pages')];
  if (figure !== 'free' && figure !== 'fill') return [];
  const allocated = k.kmem.maps.map.size.get(map);
  return [
    input(DERIVED.size, end - start, 'pages', id('size')),
    input(DERIVED.allocated, allocated, 'pages', id('allocated')),
  ];
};

const mapFigures = (k: Kernel, map: number): Readonly<Record<string, MapFigure>> => {
  const { start, end } = mapExtent(k, map);
  const { size, entries } = k.kmem.maps.map;
  const allocated = size.get(map);
  const hole = largestHoleOf(k, map).pages;
  const insert = 'vm_map_insert()';
  return {
    size: [DERIVED.size, end - start, DERIVED.sizeRule, 'vm_map_create()'],
    allocated: [DERIVED.allocated, allocated, DERIVED.allocatedRule, insert],
    fill: [DERIVED.fill, (100 * allocated) / (end - start), DERIVED.fillRule, insert],
    free: [DERIVED.free, end - start - allocated, DERIVED.freeRule, insert],
    hole: [DERIVED.hole, hole, DERIVED.holeRule, 'vm_map_findspace()'],
    entries: [DERIVED.entries, entries.get(map), DERIVED.entriesRule, 'vm_map_entry_link()'],
  };
};
type MapFigure = readonly [label: string, value: number, formula: string, fn: string];

/** Where a map begins, or one of the two stretches of kernel_map that boot does not lay out. */
const startFigure = (k: Kernel, map: number, figure: string): Made | null => {
  const { start, used } = endsOf(k);
  const found: Readonly<Record<string, readonly [at: number, label: string, rule: string]>> = {
    start: [
      mapExtent(k, map).start * PAGE_SIZE,
      `${DERIVED.start} ${k.mapNames[map] ?? ''}`,
      DERIVED.startRule,
    ],
    'start of later': [start, DERIVED.startLater, DERIVED.startLaterRule],
    'start of unused': [used, DERIVED.startUnused, DERIVED.startUnusedRule],
  };
  const [value, label, formula] = found[figure] ?? [];
  if (value === undefined || label === undefined || formula === undefined) return null;
  const fn = figure === 'start' ? 'vm_map_create()' : 'vm_map_findspace()';
  return { label, value, unit: 'address', formula, source: ['sys/vm/vm_map.c', fn] };
};

/** Other units than pages. */
const UNITS: Readonly<Record<string, Unit>> = { entries: 'count', fill: 'percent' };

/** @returns the figure of a map, or null where there is no such map or figure */
export const mapFigure = (k: Kernel, name: string, figure: string): Made | null => {
  const map = mapNumber(k, name);
  if (map < 0) return null;
  if (/^start\b/.test(figure)) return startFigure(k, map, figure);
  if (figure === 'later' || figure === 'unused') return laterFigure(k, figure);
  const found = mapFigures(k, map)[figure];
  if (found === undefined) return null;
  const [label, value, formula, fn] = found;
  const unit = UNITS[figure] ?? 'pages';
  return {
    label: `${label} ${name}`,
    value,
    unit,
    formula,
    source: ['sys/vm/vm_map.c', fn],
    inputs: mapInputs(k, map, figure),
  };
};
