/** Lesson 6: where packets live, and what a cap is good for. */
import type { Lesson } from '../types';
import { STEPS } from './steps';

export const LESSON: Lesson = {
  id: 'packets',
  number: 6,
  title: 'Packets',
  what: 'Packets share kmem_map with everybody. A flood with a cap loses packets; without one it kills the kernel.',
  minutes: 10,
  steps: STEPS,
  recall: [
    {
      id: 'home',
      ask: 'In FreeBSD 6.2, where does a cluster’s address space come from?',
      options: [
        { id: 'mb', name: 'mb_map' },
        { id: 'kmem', name: 'kmem_map' },
        { id: 'buffer', name: 'buffer_map' },
      ],
      right: 'kmem',
      because: 'Through UMA, like everything small. An older kernel had a map for mbufs inside it.',
    },
    {
      id: 'cap',
      ask: 'All clusters that may exist are in use. What happens to the next packet?',
      options: [
        { id: 'panic', name: 'the kernel panics' },
        { id: 'swap', name: 'an old packet goes to swap' },
        { id: 'lost', name: 'it is lost' },
      ],
      right: 'lost',
      because: 'A request that may not wait gets NULL, and the driver drops the packet.',
    },
    {
      id: 'sent',
      ask: 'Thousands of queued packets have been sent. Is kmem_map emptier?',
      options: [
        { id: 'yes', name: 'yes, at once' },
        { id: 'no', name: 'not before their empty slabs are reclaimed' },
        { id: 'never', name: 'no, mbufs never go back' },
      ],
      right: 'no',
      because: 'Freed items stay in buckets and slabs of their zone until uma_reclaim() runs.',
    },
  ],
  leftOut: [
    'Drivers and their rings: a packet is there at once, with the bytes that its command says.',
    'The clusters of 9 and 16 KB: no driver of this machine asks for them, so their zones stay empty.',
    'Protocols beyond queues, reassembly and socket buffers.',
  ],
};
