/**
 * Commands by hand: a few forms over the command language, each with a sentence that says what will
 * happen before it does. The verbs are data, so that a new one is a row here.
 */
import { formatBytes, formatCount } from '../../base/format';
import { mallocBucket, parseCommandFile } from '../../sim';
import type { Command, Timeline } from '../../sim';

/** One field of a form. */
export interface HandField {
  readonly id: string;
  readonly label: string;
  readonly kind: 'number' | 'text' | 'choice';
  readonly start: string;
  readonly options?: (t: Timeline) => readonly string[];
}

/** One command that a person can give. */
export interface HandVerb {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly HandField[];
  /** what it will do, from the fields */
  readonly will: (f: Fields) => string;
}

/** What a person entered, by field. */
export type Fields = Readonly<Record<string, string>>;

const amount = (f: Fields, id: string): number => Number(f[id] ?? '0');
const times = (f: Fields): string =>
  amount(f, 'count') === 1 ? '' : `, ${f['count'] ?? ''} times`;

const mallocWill = (f: Fields): string => {
  const size = amount(f, 'size');
  const wait =
    f['wait'] === 'nowait'
      ? 'Where there is none it gets NULL.'
      : 'It may not be refused: without a hole in kmem_map the kernel panics.';
  const place = mallocBucket(size);
  const what =
    place.zone === null
      ? `take ${formatCount(place.pages)} pages in one piece of kmem_map`
      : `take an item of zone ${place.zone}`;
  return `${what} for ${formatBytes(size)}${times(f)}. ${wait}`;
};

const holdings =
  (kind: string) =>
  (t: Timeline): readonly string[] =>
    [...t.sim.holdings]
      .filter(([, h]) => h.kind === kind && h.ends.get(1) > h.ends.get(0))
      .map(([name]) => name);
const zones = (t: Timeline): readonly string[] => t.sim.kernel.uma.names.slice(1);

const COUNT: HandField = { id: 'count', label: 'how often', kind: 'number', start: '1' };
const WAIT: HandField = {
  id: 'wait',
  label: 'wait',
  kind: 'choice',
  start: 'waitok',
  options: () => ['waitok', 'nowait'],
};

/** All commands by hand, in the order of the list. */
export const HAND_VERBS: readonly HandVerb[] = [
  {
    id: 'malloc',
    label: 'malloc(9)',
    fields: [
      { id: 'size', label: 'bytes', kind: 'number', start: '16384' },
      { id: 'type', label: 'type', kind: 'text', start: 'temp' },
      WAIT,
      COUNT,
    ],
    will: mallocWill,
  },
  {
    id: 'free',
    label: 'free(9)',
    fields: [
      { id: 'from', label: 'of', kind: 'choice', start: '', options: holdings('malloc') },
      { ...COUNT, label: 'how many, 0 = all' },
    ],
    will: (f) =>
      `give blocks of ${f['from'] ?? ''} back. Their items stay in the zone; only whole blocks above 4 K leave kmem_map at once.`,
  },
  {
    id: 'uma_zalloc',
    label: 'uma_zalloc',
    fields: [
      { id: 'zone', label: 'zone', kind: 'choice', start: 'mbuf', options: zones },
      WAIT,
      COUNT,
    ],
    will: (f) =>
      `take items of zone ${f['zone'] ?? ''}${times(f)}; a new slab only where none is free.`,
  },
  {
    id: 'uma_zfree',
    label: 'uma_zfree',
    fields: [
      { id: 'from', label: 'of', kind: 'choice', start: '', options: holdings('zone') },
      { ...COUNT, label: 'how many, 0 = all' },
    ],
    will: (f) => `give items of ${f['from'] ?? ''} back to their zone.`,
  },
  {
    id: 'uma_zone_set_max',
    label: 'uma_zone_set_max',
    fields: [
      { id: 'zone', label: 'zone', kind: 'choice', start: '128', options: zones },
      { id: 'items', label: 'items, 0 = no limit', kind: 'number', start: '65536' },
    ],
    will: (f) => `let zone ${f['zone'] ?? ''} have no new slab beyond ${f['items'] ?? ''} items.`,
  },
  {
    id: 'uma_reclaim',
    label: 'uma_reclaim',
    fields: [],
    will: () => 'empty all buckets and give slabs without a live item back to kmem_map.',
  },
  {
    id: 'wait',
    label: 'time passes',
    fields: [{ id: 'seconds', label: 'seconds', kind: 'number', start: '20' }],
    will: (f) =>
      `let ${f['seconds'] ?? ''} s pass: every 20 s buckets are resized and hashes grow.`,
  },
  {
    id: 'vm_page_alloc',
    label: 'memory pressure',
    fields: [
      { ...COUNT, label: 'frames', start: '1000' },
      {
        id: 'class',
        label: 'class',
        kind: 'choice',
        start: 'normal',
        options: () => ['normal', 'system', 'interrupt'],
      },
    ],
    will: (f) => `take ${f['count'] ?? ''} frames of RAM as memory of processes.`,
  },
];

/** The verb of that id, or the first. */
export const handVerb = (id: string): HandVerb =>
  HAND_VERBS.find((v) => v.id === id) ?? (HAND_VERBS[0] as HandVerb);

/** What the form starts with; a choice that has no such option starts with its first. */
export const startFields = (verb: HandVerb, t: Timeline): Fields =>
  Object.fromEntries(
    verb.fields.map((f) => {
      const options = f.options?.(t) ?? [];
      const isIn = options.length === 0 || options.includes(f.start);
      return [f.id, isIn ? f.start : (options[0] ?? '')];
    }),
  );

/**
 * The command of a filled form.
 * @returns a sentence where a field does not fit: the checker of command files has the last word
 */
export const handCommand = (verb: HandVerb, fields: Fields): Command | string => {
  const values = verb.fields.map((f) => {
    const text = fields[f.id] ?? '';
    return [f.id, f.kind === 'number' ? (text.trim() === '' ? Number.NaN : Number(text)) : text];
  });
  const command = { do: verb.id, ...(Object.fromEntries(values) as object) };
  const file = parseCommandFile(JSON.stringify({ commands: [command] }));
  if (!file.ok) return file.error.replace(/^command 0: /, '');
  return file.value.commands[0] ?? 'no command';
};
