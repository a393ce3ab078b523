/** Lesson 8: pages that the kernel borrows from a process. */
import type { Lesson } from '../types';
import { PIPES } from './steps-pipes';
import { SOCKETS } from './steps-sockets';

export const LESSON: Lesson = {
  id: 'borrowed-pages',
  number: 8,
  title: 'Borrowed pages',
  what: 'Pipes and sockets use pages of the sender instead of a copy: how, at what price, and what became of it.',
  minutes: 13,
  steps: [...PIPES, ...SOCKETS],
  recall: [
    {
      id: 'direct',
      ask: 'A writer has written a large block into a pipe in FreeBSD 6.2, and nobody has read it. Where are the bytes?',
      options: [
        { id: 'buffer', name: 'in the buffer, in pipe_map' },
        { id: 'writer', name: 'still in the writer’s own pages' },
        { id: 'kmem', name: 'in kmem_map' },
      ],
      right: 'writer',
      because: 'The pages are held until they are read, and the writer sleeps as long.',
    },
    {
      id: 'patient',
      ask: 'When does a process gain most from lending pages to a socket?',
      options: [
        { id: 'same', name: 'when it fills the same buffer again at once' },
        { id: 'wait', name: 'when it leaves the pages alone until they are acknowledged' },
        { id: 'small', name: 'when it sends many small pieces' },
      ],
      right: 'wait',
      because: 'A page that is written to while it is lent has to be copied after all.',
    },
    {
      id: 'whose',
      ask: 'Which of the kernel’s address space does a lent page use in 6.2 on i386?',
      options: [
        { id: 'sf', name: 'an sf_buf, set aside in kernel_map at boot' },
        { id: 'kmem', name: 'a page of kmem_map' },
        { id: 'none', name: 'none at all' },
      ],
      right: 'sf',
      because: 'So zero copy does not eat into vm.kmem_size; its mbufs do.',
    },
  ],
  leftOut: [
    'The bytes themselves: the model knows that they are there, not what they are.',
    'Receiving by page flip. Only one driver of 6.2 could do it, and the model has no card.',
    'The faults of the old code that made it panic; here copy-on-write and wiring get along.',
  ],
};
