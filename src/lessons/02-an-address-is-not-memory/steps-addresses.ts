/** The address side: what is reserved, what is handed out, and what the mail subtracted. */
import type { Step } from '../types';

const BOOT = { scenario: 'boot', moment: 'start' };

export const ADDRESSES: readonly Step[] = [
  {
    id: 'more-than-all',
    title: 'How can more be used than there is?',
    place: BOOT,
    view: { sel: 'map:kernel_map' },
    figure: { kind: 'map' },
  },
  {
    id: 'high-water',
    title: 'What did the mail subtract?',
    place: BOOT,
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'layout' },
    answers: ['300-of-256'],
  },
  {
    id: 'below-the-mark',
    title: 'What lies below the mark?',
    place: BOOT,
    view: { sel: 'map:agp_aperture' },
    figure: { kind: 'layout' },
  },
  {
    id: 'reserved',
    title: 'How much RAM does a map take at boot?',
    place: BOOT,
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'map', light: ['map:kmem_map'] },
    prediction: {
      kind: 'amount',
      id: 'kmem-at-boot',
      ask: 'How much of kmem_map has RAM behind it when the bare kernel has booted?',
      truth: 'live|reach|map:kmem_map|frames',
      whole: 'live|map|kmem_map|size',
      shape: 'size',
      names: ['backed by RAM', 'addresses only'],
      because:
        'kmeminit() makes a map entry and a list, no more: {live|reach|map:kmem_map|frames:pages} have RAM so far. vm.kmem_size says how far the map may reach, not what it takes.',
      source: 'kmeminit',
    },
  },
  {
    id: 'one-by-one',
    title: 'When does RAM come?',
    place: { scenario: 'ng_nat', moment: 'half' },
    view: { sel: 'map:kmem_map' },
    figure: {
      kind: 'map',
      parts: ['transport'],
      light: ['map:kmem_map'],
      from: { moment: 'refused' },
      seconds: 6,
    },
  },
  {
    id: 'back',
    title: 'Does RAM go back?',
    place: { scenario: 'ng_nat', moment: 'daemon' },
    view: { sel: 'map:kmem_map' },
    figure: {
      kind: 'map',
      parts: ['log'],
      light: ['map:kmem_map'],
      from: { moment: 'daemon', offset: -1 },
    },
    answers: ['is-80-of-256-taken'],
  },
  {
    id: 'handed-out',
    title: 'Does every address that is handed out have RAM?',
    place: { scenario: 'ng_nat', moment: 'half' },
    view: { sel: 'map:buffer_map' },
    figure: { kind: 'map', light: ['map:buffer_map'] },
    prediction: {
      kind: 'amount',
      id: 'buffers-in-ram',
      ask: 'The file of the backup is deleted. How much of what buffer_map has handed out still has RAM behind it?',
      truth: 'live|reach|map:buffer_map|frames',
      whole: 'live|map|buffer_map|allocated',
      shape: 'pages',
      names: ['backed by RAM', 'addresses only'],
      because:
        'Buffers keep their addresses for the next file: {live|map|buffer_map|allocated:pages}. Their frames went back with the pages of the file; {live|reach|map:buffer_map|frames:pages} are left.',
      source: 'bfreekva',
    },
  },
];
