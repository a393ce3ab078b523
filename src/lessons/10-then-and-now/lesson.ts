/** Lesson 10: what became of all this. */
import type { Lesson } from '../types';
import { STEPS } from './steps';

export const LESSON: Lesson = {
  id: 'then-and-now',
  number: 10,
  title: 'Then and now',
  what: 'The same leak under later releases: retries, a direct map, arenas, a soft limit, and what is left of the panic.',
  minutes: 12,
  steps: STEPS,
  recall: [
    {
      id: 'retry',
      ask: 'What does FreeBSD 7.3 do in kmem_malloc() that 6.2 does not?',
      options: [
        { id: 'grow', name: 'it makes the map larger' },
        { id: 'try', name: 'it reclaims and waits several times before it panics' },
        { id: 'null', name: 'it returns NULL to everybody' },
      ],
      right: 'try',
      because: '{own|tries} rounds, {own|retry-seconds} seconds of waiting in all.',
    },
    {
      id: 'dmap',
      ask: 'Why is a full kmem_map rarer on amd64?',
      options: [
        { id: 'size', name: 'the map is several times larger by default' },
        { id: 'swap', name: 'amd64 can swap slabs out' },
        { id: 'dmap', name: 'slabs of one page use the direct map instead' },
      ],
      right: 'dmap',
      because: 'All RAM has an address there already, so a single page needs no other.',
    },
    {
      id: 'left',
      ask: 'What is left of the problem today?',
      options: [
        { id: 'none', name: 'nothing' },
        { id: 'leak', name: 'a leak in wired memory still ends when RAM does' },
        { id: 'map', name: 'kmem_map is still full first' },
      ],
      right: 'leak',
      because: 'Only the limit has moved, from addresses to frames.',
    },
  ],
  leftOut: [
    'Later kernels do not run here. What is said of them is read in their source, or worked out from this run.',
    'Sizes of a 64-bit kernel: its items are larger, so the same links would take more pages.',
    'NUMA, several CPUs, and the many tunables that came since.',
  ],
};
