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
      ask: 'Which bucket does this kernel suspect of the leak?',
      options: ['64', '256', '1024'].map((size) => ({ id: size, name: `\`kalloc.${size}\`` })),
      right: '256',
      tells: ['leak in zone'],
      because:
        'The report says: likely due to memory leak in zone `kalloc.256`. {own|mac-items} elements have {own|mac-item:bytes} each, and it fits. Who owns them this kernel cannot say: the zone is a bucket, too.',
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
      tells: ['times their limit'],
      because:
        'Of metadata {own|arc-meta:size} are in use, {own|arc-times} times their limit. Most of it is counted as other, {own|arc-other:size}; that would be {own|arc-per-file:bytes} for each file.',
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
