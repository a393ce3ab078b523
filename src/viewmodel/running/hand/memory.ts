/** Levers of kmem: malloc(9), zones, large blocks. */
import { formatBytes, formatCount } from '../../../base/format';
import { largestHoleOf, mallocBucket, mapNumber } from '../../../sim';
import type { Timeline } from '../../../sim';
import { ALL, COUNT, WAIT, amount, choice, heldIn, number, times, word } from './lever';
import type { Fields, Lever } from './lever';

const zones = (t: Timeline): readonly string[] => t.sim.kernel.uma.names.slice(1);

/** What becomes of a request that may not be refused. */
const fate = (pages: number, t: Timeline): string => {
  const k = t.sim.kernel;
  const hole = largestHoleOf(k, mapNumber(k, 'kmem_map')).pages;
  return pages > hole
    ? `The largest hole of kmem_map has ${formatCount(hole)} pages, so the kernel panics.`
    : `It may not be refused; the largest hole of kmem_map has ${formatCount(hole)} pages.`;
};

const mallocWill = (f: Fields, t: Timeline): string => {
  const size = amount(f, 'size');
  const place = mallocBucket(size);
  const what =
    place.zone === null
      ? `take ${formatCount(place.pages)} pages in one piece of kmem_map`
      : `take an item of zone ${place.zone}`;
  const needs = place.zone === null ? place.pages : 1;
  const wait = word(f, 'wait') === 'nowait' ? 'Where there is none it gets NULL.' : fate(needs, t);
  return `${what} for ${formatBytes(size)}${times(f)}. ${wait}`;
};

/** See the head of the file. */
export const MEMORY_LEVERS: readonly Lever[] = [
  {
    id: 'malloc',
    group: 'memory',
    label: 'malloc(9)',
    fields: [
      number('size', 'bytes', '16384'),
      { id: 'type', label: 'type', kind: 'text', start: 'temp' },
      WAIT,
      COUNT,
    ],
    will: mallocWill,
  },
  {
    id: 'free',
    group: 'memory',
    label: 'free(9)',
    fields: [choice('from', 'of', 'malloc'), ALL],
    will: (f, t) =>
      `give ${amount(f, 'count') === 0 ? `all ${formatCount(heldIn(t, word(f, 'from')))}` : formatCount(amount(f, 'count'))} blocks of ${word(f, 'from')} back. Their items stay in the zone; only blocks above 4 K leave kmem_map at once.`,
  },
  {
    id: 'uma_zalloc',
    group: 'memory',
    label: 'uma_zalloc',
    fields: [
      { id: 'zone', label: 'zone', kind: 'choice', start: 'mbuf', options: zones },
      WAIT,
      COUNT,
    ],
    will: (f) =>
      `take items of zone ${word(f, 'zone')}${times(f)}; a new slab only where none is free.`,
  },
  {
    id: 'uma_zfree',
    group: 'memory',
    label: 'uma_zfree',
    fields: [choice('from', 'of', 'zone'), ALL],
    will: (f) => `give items of ${word(f, 'from')} back to their zone.`,
  },
  {
    id: 'uma_zone_set_max',
    group: 'memory',
    label: 'cap a zone (uma_zone_set_max)',
    fields: [
      { id: 'zone', label: 'zone', kind: 'choice', start: '128', options: zones },
      number('items', 'items, 0 = no limit', '65536'),
    ],
    will: (f) =>
      amount(f, 'items') === 0
        ? `let zone ${word(f, 'zone')} grow without a limit.`
        : `let zone ${word(f, 'zone')} have no new slab beyond ${formatCount(amount(f, 'items'))} items.`,
  },
  {
    id: 'uma_reclaim',
    group: 'memory',
    label: 'uma_reclaim',
    fields: [],
    will: () => 'empty all buckets and give slabs without a live item back to kmem_map.',
  },
  {
    id: 'contigmalloc',
    group: 'memory',
    label: 'contigmalloc(9)',
    fields: [number('size', 'bytes', '65536'), COUNT],
    will: (f) =>
      `take ${formatBytes(amount(f, 'size'))} of neighbouring frames and show them in kernel_map${times(f)}.`,
  },
];
