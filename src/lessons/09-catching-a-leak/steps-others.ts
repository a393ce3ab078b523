/** Lesson 9, second part: two reports from elsewhere, and the end. */
import type { Step } from '../types';

const PANIC = { scenario: 'ng_nat', moment: 'panic' };

export const OTHERS: readonly Step[] = [
  {
    id: 'mac',
    title: 'Another kernel, the same case',
    place: PANIC,
    view: { sel: 'zone:128' },
    figure: { kind: 'ledger' },
    prediction: {
      kind: 'pick',
      id: 'mac-culprit',
      ask: 'Whose memory should be looked at first?',
      options: [
        { id: 'asked', name: 'that of zone kalloc.64, which asked last' },
        { id: 'named', name: 'that of zone kalloc.256' },
        { id: 'zalloc', name: 'zalloc itself' },
      ].map((o) => ({ ...o, name: o.name.replace(/kalloc\.\d+/, '`$&`') })),
      right: 'named',
      because:
        'This kernel keeps the two apart by itself. {own|mac-items} items of {own|mac-item:bytes} each: the size fits. Who owns them it cannot say: this zone is a bucket, too.',
      source: 'zalloc',
    },
  },
  {
    id: 'arc',
    title: 'A limit that is not kept',
    place: PANIC,
    view: { sel: 'zone:2048' },
    figure: { kind: 'ledger' },
    prediction: {
      kind: 'pick',
      id: 'arc-part',
      ask: 'The cache of ZFS has grown far beyond its limit. What has outgrown it?',
      options: [
        { id: 'mfu', name: 'data of files that are used often' },
        { id: 'headers', name: 'the headers of its records' },
        { id: 'meta', name: 'what it remembers about files: metadata' },
        { id: 'anon', name: 'data that is not written yet' },
      ],
      right: 'meta',
      because:
        'Of metadata {own|arc-meta:size} are in use, {own|arc-times} times their limit. Most of it is counted as other, {own|arc-other:size}.',
      source: 'arc',
    },
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: PANIC,
    view: { sel: 'zone:128', pages: 'owners' },
    figure: { kind: 'map', light: ['zone:128', 'zone:2048'] },
  },
];
