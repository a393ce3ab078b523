/** Lesson 7: which memory of the kernel can leave RAM, and how. */
import type { Lesson } from '../types';
import { KERNEL } from './steps-kernel';
import { PRESSURE } from './steps-pressure';

export const LESSON: Lesson = {
  id: 'what-can-leave-ram',
  number: 7,
  title: 'What can leave RAM',
  what: 'RAM runs short. Files are dropped, processes are swapped, and almost all of the kernel stays.',
  minutes: 15,
  steps: [...PRESSURE, ...KERNEL],
  recall: [
    {
      id: 'clean-file',
      ask: 'RAM is short. Where does a clean page of a file go?',
      options: [
        { id: 'swap', name: 'to swap space' },
        { id: 'nowhere', name: 'nowhere: it is dropped' },
        { id: 'file', name: 'back to its file' },
      ],
      right: 'nowhere',
      because: 'The file still has the bytes. Only a changed page is written, and to its file.',
    },
    {
      id: 'two-maps',
      ask: 'Which parts of the kernel’s map are paged on demand in FreeBSD 6.2 on i386?',
      options: [
        { id: 'kmem', name: 'kmem_map and buffer_map' },
        { id: 'pipes', name: 'pipe_map and exec_map' },
        { id: 'stacks', name: 'kernel stacks' },
      ],
      right: 'pipes',
      because: 'Together they are {own|pageable-kva:size} of address space here, seldom backed.',
    },
    {
      id: 'stack',
      ask: 'A sleeping process is swapped out. What becomes of its kernel stacks?',
      options: [
        { id: 'kva', name: 'their addresses are given back' },
        { id: 'fault', name: 'they come back page by page when touched' },
        { id: 'unit', name: 'they keep their addresses and come back before it runs' },
      ],
      right: 'unit',
      because: 'Touching a stack that is out would be a fault on a no-fault entry, a panic.',
    },
  ],
  leftOut: [
    'The time that disks take: laundering here costs commands, not milliseconds.',
    'SysV shared memory and swap-backed md(4) disks, which are pageable as well; the model has no such commands.',
    'Patience: in two runs vm.pageout_algorithm is set, so that the oldest pages go at once. By default a page is let off for several scans.',
    'What a program does with its memory. The hog and the twelve processes only touch pages.',
  ],
};
