/** The tree of maps: which allocators share one, what lies in none, and where the buffer cache is. */
import type { Lesson } from '../types';
import { BUFFERS } from './steps-buffers';
import { TREE } from './steps-tree';

export const LESSON: Lesson = {
  id: 'one-map-or-many',
  number: 3,
  title: 'One map or many',
  what: 'Which maps the kernel has, who shares which, and whether Buf is a part of kmem_size.',
  minutes: 13,
  steps: [...TREE, ...BUFFERS],
  recall: [
    {
      id: 'who-shares',
      ask: 'Which two take their pages from the same map in 6.2 on i386?',
      options: [
        { id: 'malloc-uma', name: 'malloc(9) and ordinary zones of UMA' },
        { id: 'malloc-buffers', name: 'malloc(9) and file buffers' },
        { id: 'pipes-args', name: 'Pipes and arguments of new programs' },
      ],
      right: 'malloc-uma',
      because:
        'Both go through kmem_malloc() on kmem_map. Buffers, pipes and arguments have maps of their own.',
    },
    {
      id: 'what-is-buf',
      ask: 'What does Buf in the line of top(1) count?',
      options: [
        { id: 'ram', name: 'RAM that is set apart for the disk cache' },
        { id: 'addresses', name: 'Addresses of buffer_map that buffers hold' },
        { id: 'kmem', name: 'The part of kmem_map that caches files' },
      ],
      right: 'addresses',
      because:
        'Buf is `vfs.bufspace`, the sum of the address space of all buffers. Pages in buffers belong to files and count as Wired.',
    },
    {
      id: 'why-submaps',
      ask: 'Why does a pipe not panic the kernel when pipe_map is full?',
      options: [
        { id: 'grows', name: 'The map grows into kernel_map' },
        { id: 'own-rule', name: 'Its caller is ready to fail, and the map is nobody else’s' },
        { id: 'swap', name: 'Pages of other pipes go to swap space and make room' },
      ],
      right: 'own-rule',
      because:
        'A submap keeps trouble in. pipe(2) gets an error, and kmem_map does not lose a page by it.',
    },
  ],
  leftOut: [
    'Boot in the model hands out ranges in the order of the source. A real boot slips in a page or two for interrupt controllers and ACPI tables.',
    'Buffers of small blocks may take their bytes from malloc(9) instead of pages. The model has none of these.',
    'The table of maps shows what a kernel of 2007 had. Later releases have arenas instead.',
  ],
};
