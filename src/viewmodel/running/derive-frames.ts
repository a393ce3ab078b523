/** Figures of whoever has frames of RAM, of a slab, and of one frame. */
import { formatAddress } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { PLACES, frameFacts } from '../../sim';
import type { Survey, Timeline } from '../../sim';
import { ASKED_WORDS } from '../../strings/en/asked';
import { DERIVED, PAGE_WORDS, SLAB_DERIVED } from '../../strings/en/derived';
import { FRAME_RULES } from '../../strings/en/figures';
import { askedNow } from './askers';
import { input, liveId } from './derive-zone';
import type { Made } from './derive-zone';
import { holdersOf } from './holders';
import { resolve } from './place';

/** A state, surveyed. */
interface Of {
  readonly timeline: Timeline;
  readonly survey: Survey;
}

/** Who has frames: by a survey of holders or of askers. */
interface Having {
  readonly kind: 'holder' | 'asker';
  readonly id: string;
  readonly label: string;
  readonly number: number;
  readonly tally: Int32Array;
  readonly rule: string;
  readonly source: readonly [file: string, fn: string];
  readonly grade: 'exact' | 'inferred';
}

/** Places by what the kernel calls its counters: the model's hold queue is `held`. */
const WORDS_OF: Readonly<Record<string, string>> = { hold: 'held' };

const havingHolder = ({ timeline, survey }: Of, id: string): Having | null => {
  const view = holdersOf(timeline.sim.kernel).byId(id);
  if (view === undefined) return null;
  return {
    kind: 'holder',
    id,
    label: `${DERIVED.frames} ${view.label}`,
    number: view.holder,
    tally: survey.tally,
    rule: DERIVED.framesRule,
    source: ['sys/vm/vm_page.h', 'struct vm_page'],
    grade: 'exact',
  };
};

const havingAsker = ({ timeline, survey }: Of, id: string): Having | null => {
  const asked = askedNow(timeline, survey);
  const view = asked.holders.byId(id);
  if (view === undefined) return null;
  return {
    kind: 'asker',
    id,
    label: `${ASKED_WORDS.derivation} ${view.label}`,
    number: view.holder,
    tally: asked.survey.tally,
    rule: ASKED_WORDS.rule,
    source: ['sys/kern/kern_malloc.c', 'malloc()'],
    grade: 'inferred',
  };
};

const inPlace = ({ tally, number }: Having, place: number): number =>
  tally[number * PLACES.length + place] ?? 0;

const framesOf = (h: Having): number =>
  PLACES.reduce((sum, _, place) => sum + inPlace(h, place), 0);

const bytesOf = (h: Having): Made => ({
  label: `${h.label}: ${DERIVED.bytes}`,
  value: framesOf(h) * PAGE_SIZE,
  unit: 'B',
  formula: DERIVED.bytesRule,
  source: ['sys/i386/include/param.h', 'PAGE_SIZE'],
  grade: h.grade,
  inputs: [
    input(h.label, framesOf(h), 'pages', liveId(h.kind, h.id, '')),
    input(DERIVED.pageSize, PAGE_SIZE, 'B'),
  ],
});

const onQueue = (h: Having, place: number): Made => {
  const queue = PAGE_WORDS[WORDS_OF[PLACES[place] ?? ''] ?? PLACES[place] ?? ''];
  return {
    label: `${h.label}: ${queue?.[1] ?? ''}`,
    value: inPlace(h, place),
    unit: 'pages',
    formula: `${h.rule}; ${queue?.[1] ?? ''}`,
    source: [queue?.[2] ?? '', queue?.[3] ?? ''],
    grade: h.grade,
    inputs: [input(h.label, framesOf(h), 'pages', liveId(h.kind, h.id, ''))],
  };
};

/** All frames: as many as stand in all places together. */
const allOf = (h: Having): Made => ({
  label: h.label,
  value: framesOf(h),
  unit: 'pages',
  formula: h.rule,
  source: h.source,
  grade: h.grade,
});

/** @returns frames of a holder or an asker, its bytes, or its frames on one queue; null where none is */
export const havingFigure = (
  of: Of,
  kind: 'holder' | 'asker',
  id: string,
  figure: string,
): Made | null => {
  const h = kind === 'holder' ? havingHolder(of, id) : havingAsker(of, id);
  if (h === null) return null;
  if (figure === '') return allOf(h);
  if (figure === 'bytes') return bytesOf(h);
  const place = (PLACES as readonly string[]).indexOf(figure);
  return place < 0 ? null : onQueue(h, place);
};

/** @returns the address of an item from that of its slab, or null where none lies there */
export const itemFigure = ({ timeline, survey }: Of, address: string): Made | null => {
  const { slab, item } = resolve(timeline.sim.kernel, survey, `item:${address}`);
  if (slab === null || item < 0) return null;
  const value = slab.address + item * slab.pitch;
  return {
    label: `${SLAB_DERIVED.item} ${item + 1} of ${slab.zone}`,
    value,
    unit: 'address',
    formula: SLAB_DERIVED.itemRule,
    source: ['sys/vm/uma_core.c', 'uma_slab_alloc()'],
    inputs: [
      input(SLAB_DERIVED.slab, slab.address, 'address'),
      input(SLAB_DERIVED.number, item, 'count'),
      input(
        SLAB_DERIVED.apart,
        slab.pitch,
        'B',
        liveId('slab', formatAddress(BigInt(slab.address)), ''),
      ),
    ],
  };
};

/** @returns bytes from one item of a slab to the next, or null where no slab lies there */
export const slabFigure = ({ timeline, survey }: Of, address: string): Made | null => {
  const { slab } = resolve(timeline.sim.kernel, survey, `slab:${address}`);
  if (slab === null) return null;
  return {
    label: `${SLAB_DERIVED.label} ${address}`,
    value: slab.isLarge ? slab.pages * PAGE_SIZE : slab.pitch,
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

/** @returns a fact of a frame that is a number, or null where there is no such frame or fact */
export const frameFigure = (of: Of, frame: string, figure: string): Made | null => {
  const f = /^\d{1,9}$/.test(frame)
    ? frameFacts(of.timeline.sim.kernel, of.survey, Number(frame))
    : null;
  const rule = FRAME_RULES[figure];
  if (f === null || rule === undefined) return null;
  const { wire, hold, act, pindex, mapped } = f;
  const values: Readonly<Record<string, number>> = { wire, hold, act, pindex, mappings: mapped };
  const [noun, unit, formula, file, fn] = rule;
  return {
    label: `${noun} of frame ${frame}`,
    value: values[figure] ?? 0,
    unit,
    formula,
    source: [file, fn],
  };
};
