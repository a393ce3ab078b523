/** One buffer, from its addresses to its pages to its file: what Buf is and is not. */
import type { Step } from '../types';

const READ = { scenario: 'ng_nat', moment: 'daemon' };

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
    prediction: {
      kind: 'pick',
      id: 'where-counted',
      ask: 'Where in the line of top(1) do the pages in buffers count?',
      options: [
        { id: 'wired', name: 'In Wired' },
        { id: 'inact', name: 'In Inact' },
        { id: 'apart', name: 'In Buf alone, beside the others' },
      ],
      right: 'wired',
      because:
        'A page in a buffer is wired, {live|reach|map:buffer_map|wired:pages} here. Pages of the same file that are in no buffer wait as inactive, {live|pages|inactive|:pages}.',
      source: 'allocbuf',
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
    place: { scenario: 'ng_nat', moment: 'half' },
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
