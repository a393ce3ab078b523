/**
 * Derivations of live figures, made when asked for: `live|zone|128|used`. Values are those of the
 * state that is shown; rules are the kernel's, by file and function.
 */
import type { AnyDerivation, Derivation, DerivationInput, Unit } from '../../base/derivation';
import { sourceRef } from '../../base/sources';
import {
  framesOfHolder,
  largestHoleOf,
  mapExtent,
  mapNumber,
  mapStretches,
  stateFigures,
} from '../../sim';
import type { Kernel, Survey, Timeline } from '../../sim';
import { DERIVED, PAGE_WORDS, SLAB_DERIVED, TYPE_WORDS } from '../../strings/en/derived';
import { input, liveId, zoneFigure } from './derive-zone';
import type { Made } from './derive-zone';
import { ASKED_WORDS } from '../../strings/en/asked';
import { askedNow } from './askers';
import { holdersOf } from './holders';
import { resolve } from './place';
import { reachFigure } from './reach-figures';
import { swapFigure } from './swap-view';
import { thingFigure } from './thing-tables';

/** What derivations look at. */
export interface Live {
  readonly timeline: Timeline;
  readonly survey: Survey;
}

const finish = (id: string, at: number, m: Made): Derivation => ({
  id,
  label: m.label,
  value: m.value,
  unit: m.unit,
  formula: m.formula,
  inputs: m.inputs ?? [],
  source: sourceRef('r62', ...m.source),
  grade: 'exact',
  note: `${DERIVED.note} ${at}.`,
});

const laterFigure = (k: Kernel, figure: string): Made => {
  const map = mapNumber(k, 'kernel_map');
  const last = mapStretches(k, map).findLast((x) => x.kind !== 'hole')?.end ?? 0;
  const start = Number(k.layout.regions.find((r) => r.id === 'kernel_stacks')?.start ?? 0n);
  const end = mapExtent(k, map).end * 4096;
  const used = Math.max(last * 4096, start);
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
  if (figure !== 'free') return [];
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
    free: [DERIVED.free, end - start - allocated, DERIVED.freeRule, insert],
    hole: [DERIVED.hole, hole, DERIVED.holeRule, 'vm_map_findspace()'],
    entries: [DERIVED.entries, entries.get(map), DERIVED.entriesRule, 'vm_map_entry_link()'],
  };
};
type MapFigure = readonly [label: string, value: number, formula: string, fn: string];

const mapFigure = (k: Kernel, name: string, figure: string): Made | null => {
  const map = mapNumber(k, name);
  if (map < 0) return null;
  if (figure === 'later' || figure === 'unused') return laterFigure(k, figure);
  const found = mapFigures(k, map)[figure];
  if (found === undefined) return null;
  const [label, value, formula, fn] = found;
  const unit = figure === 'entries' ? 'count' : 'pages';
  return {
    label: `${label} ${name}`,
    value,
    unit,
    formula,
    source: ['sys/vm/vm_map.c', fn],
    inputs: mapInputs(k, map, figure),
  };
};

/** A share of RAM, of a figure in pages. */
const shareOf = (m: Made, pages: number, id: string): Made => ({
  label: `${m.label}: ${DERIVED.share}`,
  value: (100 * m.value) / pages,
  unit: 'percent',
  formula: DERIVED.shareRule,
  source: ['sys/sys/vmmeter.h', 'struct vmmeter'],
  inputs: [input(m.label, m.value, 'pages', id), input('v_page_count', pages, 'pages')],
});

const pagesFigure = (t: Timeline, name: string, figure: string): Made | null => {
  const words = PAGE_WORDS[name];
  const counts: Readonly<Record<string, number>> = stateFigures(t).pages;
  const value =
    name === 'available' ? (counts['free'] ?? 0) + (counts['cache'] ?? 0) : counts[name];
  if (words === undefined || value === undefined) return null;
  const [label, formula, file, fn] = words;
  const inputs = ['free', 'cache'].map((q) =>
    input(PAGE_WORDS[q]?.[0] ?? q, counts[q] ?? 0, 'pages', liveId('pages', q, '')),
  );
  const made: Made = {
    label,
    value,
    unit: 'pages',
    formula,
    source: [file, fn],
    inputs: name === 'available' ? inputs : [],
  };
  return figure === 'share'
    ? shareOf(made, t.sim.kernel.phys.pages, liveId('pages', name, ''))
    : made;
};

const markFigure = (k: Kernel, name: string): Made | null => {
  const value = (k.phys.marks as unknown as Readonly<Record<string, number | null>>)[name];
  if (value === undefined || value === null) return null;
  return {
    label: `${DERIVED.mark} ${name}`,
    value,
    unit: 'pages',
    formula: DERIVED.markRule,
    source: ['sys/vm/vm_pageout.c', 'vm_pageout()'],
    inputs: [input('v_page_count', k.phys.pages, 'pages')],
  };
};

const usedInputs = (requests: number, used: number, id: string): readonly DerivationInput[] => [
  input('allocations', requests, 'count', id),
  input('frees', requests - used, 'count'),
];

const typeFigure = (t: Timeline, name: string, figure: string): Made | null => {
  const row = stateFigures(t).types.find((x) => x.name === name);
  const words = TYPE_WORDS[figure];
  if (row === undefined || words === undefined) return null;
  const values: Readonly<Record<string, readonly [number, Unit]>> = {
    inUse: [row.inUse, 'count'],
    bytes: [row.bytes, 'B'],
    requests: [row.requests, 'count'],
  };
  const [value, unit] = values[figure] ?? [0, 'none'];
  return {
    label: `${words[0]} ${name}`,
    value,
    unit,
    formula: words[1],
    source: ['sys/kern/kern_malloc.c', words[2]],
    inputs:
      figure === 'inUse'
        ? usedInputs(row.requests, row.inUse, liveId('type', name, 'requests'))
        : [],
  };
};

const holderFigure = ({ timeline, survey }: Live, id: string): Made | null => {
  const view = holdersOf(timeline.sim.kernel).byId(id);
  if (view === undefined) return null;
  return {
    label: `${DERIVED.frames} ${view.label}`,
    value: framesOfHolder(survey, view.holder),
    unit: 'pages',
    formula: DERIVED.framesRule,
    source: ['sys/vm/vm_page.h', 'struct vm_page'],
  };
};

const askerFigure = ({ timeline, survey }: Live, id: string): Made | null => {
  const asked = askedNow(timeline, survey);
  const view = asked.holders.byId(id);
  if (view === undefined) return null;
  const { holder } = asked.survey;
  return {
    label: `${ASKED_WORDS.derivation} ${view.label}`,
    value: holder.subarray(1).reduce((n, h) => n + Number(h === view.holder), 0),
    unit: 'pages',
    formula: ASKED_WORDS.rule,
    source: ['sys/kern/kern_malloc.c', 'malloc()'],
  };
};

const slabFigure = ({ timeline, survey }: Live, address: string): Made | null => {
  const { slab } = resolve(timeline.sim.kernel, survey, `slab:${address}`);
  if (slab === null) return null;
  return {
    label: `${SLAB_DERIVED.label} ${address}`,
    value: slab.isLarge ? slab.pages * 4096 : slab.pitch,
    unit: 'B',
    formula: slab.isLarge ? SLAB_DERIVED.large : SLAB_DERIVED.pitch,
    source: ['sys/vm/uma_core.c', slab.isLarge ? 'uma_large_malloc()' : 'zone_small_init()'],
    inputs: [
      input('items', slab.items.length, 'items'),
      input('live', slab.items.filter((i) => i === 'live').length, 'items'),
      input('in buckets', slab.items.filter((i) => i === 'cached').length, 'items'),
      input('size of an item', slab.itemSize, 'B'),
    ],
  };
};

/** @returns the derivation with that id in the present state, or null where there is none */
export const deriveLive = (live: Live, id: string): AnyDerivation | null => {
  const [prefix, kind = '', name = '', figure = ''] = id.split('|');
  if (prefix !== 'live') return null;
  const { timeline } = live;
  const k = timeline.sim.kernel;
  const make: Readonly<Record<string, () => Made | null>> = {
    zone: () => zoneFigure(k, name, figure),
    map: () => mapFigure(k, name, figure),
    pages: () => pagesFigure(timeline, name, figure),
    mark: () => markFigure(k, name),
    type: () => typeFigure(timeline, name, figure),
    holder: () => holderFigure(live, name),
    asker: () => askerFigure(live, name),
    slab: () => slabFigure(live, name),
    reach: () => reachFigure(k, name, figure),
    swapspace: () => swapFigure(k, name),
  };
  const made = make[kind]?.() ?? thingFigure(timeline, kind, name, figure);
  return made === null ? null : finish(id, timeline.at, made);
};
