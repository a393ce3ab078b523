/** Two tables of one map, read without counting anything twice, and what each column of the second says. */
import type { Lesson } from '../types';
import { COLUMNS } from './steps-columns';
import { TABLES } from './steps-tables';

export const LESSON: Lesson = {
  id: 'malloc-uma-and-the-columns',
  number: 5,
  title: 'malloc, UMA, and the columns',
  what: 'Why the two tables of vmstat overlap, and what SIZE, LIMIT, USED, FREE and FAILURES mean.',
  minutes: 14,
  steps: [...TABLES, ...COLUMNS],
  recall: [
    {
      id: 'in-both',
      ask: 'Which bytes stand in `vmstat -m` and in `vmstat -z` at once?',
      options: [
        { id: 'small', name: 'Live blocks of malloc(9) up to a page' },
        { id: 'large', name: 'Live blocks of malloc(9) over a page' },
        { id: 'vnodes', name: 'Vnodes, mbufs and sockets' },
      ],
      right: 'small',
      because:
        'They are items of the zones `16` to `4096`: {seed|ledger.live:K} in the dump. Large blocks are in no zone, vnodes in no type.',
    },
    {
      id: 'limit',
      ask: 'A zone prints USED and FREE that are far below LIMIT together. What does that say?',
      options: [
        { id: 'leak', name: 'Items are missing' },
        { id: 'few', name: 'It has fewer slabs than it may have' },
        { id: 'reserved', name: 'The rest is set aside for it in kmem_map' },
      ],
      right: 'few',
      because:
        'LIMIT bounds the slabs that may exist, USED and FREE count the items of those that do. Nothing is set aside: zone `socket` has {live|zone|socket|slabs} slabs of {own|socketPages}.',
    },
    {
      id: 'free',
      ask: 'What is FREE in a row of `vmstat -z`?',
      options: [
        { id: 'ram', name: 'RAM that anybody may use' },
        { id: 'zone', name: 'Items that only this zone can hand out, in pages that it holds' },
        { id: 'limit', name: 'What is left up to LIMIT' },
      ],
      right: 'zone',
      because:
        'The pages stay with the zone until all items of a slab are free and uma_reclaim() runs.',
    },
  ],
  leftOut: [
    'The model has one CPU, as the router had. With more, each has caches of its own, and FREE is larger.',
    'REQUESTS of the run are far below those of the dump: months of traffic are not replayed item by item.',
    'What a type asks for is chosen by the run. The dump gives blocks and sizes of zones, not of requests.',
  ],
};
