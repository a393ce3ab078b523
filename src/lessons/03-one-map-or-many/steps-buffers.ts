/** One buffer, from its addresses to its pages to its file: what Buf is and is not. */
import type { Step } from '../types';

const READ = { scenario: 'ng_nat', moment: 'daemon' };
const GONE = { scenario: 'ng_nat', moment: 'half' };

export const BUFFERS: readonly Step[] = [
  {
    id: 'buf',
    title: 'Is Buf a part of kmem_size?',
    place: READ,
    view: { sel: 'map:buffer_map' },
    figure: {
      kind: 'map',
      light: ['map:buffer_map', 'map:kmem_map'],
      from: { moment: 'night' },
      seconds: 6,
    },
  },
  {
    id: 'one-buffer',
    title: 'Where is one buffer?',
    place: READ,
    view: { sel: 'buf:1', colour: 'paging' },
    figure: { kind: 'map', parts: ['panel'] },
  },
  {
    id: 'its-file',
    title: 'Whose are its pages?',
    place: READ,
    view: { sel: 'vnode:4' },
    figure: { kind: 'map', parts: ['panel'], light: ['holder:files', 'holder:buffers'] },
  },
  {
    id: 'after',
    title: 'What does Buf say when the file is gone?',
    place: GONE,
    view: { sel: 'map:buffer_map' },
    figure: { kind: 'map', light: ['map:buffer_map'] },
    prediction: {
      kind: 'pick',
      isCovered: true,
      id: 'buf-of-no-file',
      ask: 'The file is deleted, and the frames of its pages are free. What does top(1) show for Buf?',
      options: [
        { id: 'none', name: 'Next to nothing, like the pages that are left' },
        { id: 'same', name: 'As much as before' },
        { id: 'free', name: 'Nothing; the amount stands under Free now' },
      ],
      right: 'same',
      tells: ['b_kvasize', 'counts there'],
      because:
        'Still {own|buf:size}. Buf sums b_kvasize, the addresses of buffers, and buffers keep these for the next file. The RAM is free, and counts there.',
      source: 'bufspace',
    },
  },
  {
    id: 'mark',
    title: 'What does the mail’s line say, then?',
    place: GONE,
    view: { sel: 'map:buffer_map' },
    figure: { kind: 'map', light: ['map:buffer_map'] },
    answers: ['buf-34m'],
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: READ,
    view: { table: 'maps', sel: 'map:kernel_map' },
    figure: { kind: 'ruler', parts: ['table'] },
  },
];
