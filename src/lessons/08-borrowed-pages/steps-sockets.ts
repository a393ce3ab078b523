/** Lesson 8, second half: zero-copy sockets. */
import type { Step } from '../types';

const LIT = ['holder:user', 'zone:mbuf'];

export const SOCKETS: readonly Step[] = [
  {
    id: 'lend',
    title: 'A page lent to a socket',
    place: { scenario: 'zero_copy', moment: 'lent' },
    view: { sel: 'sf:1', colour: 'paging' },
    figure: {
      kind: 'map',
      light: LIT,
      parts: ['panel', 'log'],
      from: { moment: 'lent', offset: -1 },
    },
    answers: ['zero-copy-sockets'],
  },
  {
    id: 'overwrite',
    title: 'Written to too early',
    place: { scenario: 'zero_copy', moment: 'overwritten' },
    view: { sel: 'holder:user' },
    figure: { kind: 'map', light: LIT, from: { moment: 'overwritten', offset: -1 } },
    answers: ['zero-copy-sockets'],
    prediction: {
      kind: 'pick',
      isCovered: true,
      id: 'cow',
      ask: 'The process writes to a page that the network still has. What happens?',
      options: [
        { id: 'wait', name: 'the process sleeps until the page is acknowledged' },
        { id: 'send', name: 'the new bytes go out' },
        { id: 'copy', name: 'the process gets a copy, the network keeps the page' },
        { id: 'network', name: 'the network gets a copy, the process keeps the page' },
      ],
      right: 'copy',
      tells: ['made after all'],
      because:
        'The copy that was to be saved is made after all: {own|replaced} of {own|lent:pages} so far. The other {own|saved} are still saved.',
      source: 'vm_page_cowfault',
    },
  },
  {
    id: 'acknowledged',
    title: 'Given back',
    place: { scenario: 'zero_copy', moment: 'acknowledged' },
    view: { sel: 'holder:user', arrange: 'queue' },
    figure: {
      kind: 'ram',
      light: LIT,
      parts: ['queues', 'log'],
      from: { moment: 'acknowledged', offset: -1 },
    },
    answers: ['zero-copy-sockets'],
  },
  {
    id: 'trouble',
    title: 'Why it caused panics, and where it went',
    place: { scenario: 'zero_copy', moment: 'overwritten' },
    view: { sel: 'sf:1', colour: 'paging' },
    figure: { kind: 'map', light: LIT, parts: ['panel'] },
    answers: ['zero-copy-sockets'],
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: { scenario: 'zero_copy', moment: 'end' },
    view: { sel: 'map:kernel_map', colour: 'paging' },
    figure: { kind: 'map', light: LIT },
  },
];
