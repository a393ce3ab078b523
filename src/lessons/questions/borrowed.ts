/** Questions about pages of processes that the kernel uses where they lie. */
import type { ThreadQuestion } from './types';

export const BORROWED_QUESTIONS: readonly ThreadQuestion[] = [
  {
    id: 'pipe-borrowing',
    title: 'Does a pipe borrow the pages of its writer?',
    said: [
      {
        who: 'R',
        words:
          'for large pipe I/O we will borrow the user pages from the sending process, mapping them into the kernel and hooking them up to the pipe.',
      },
    ],
    asked: 'Large writes are not copied twice: the pages of the sender are mapped into the kernel.',
    answered: '',
    source:
      'True of older kernels. In FreeBSD 6.2 pipe_build_write_buffer() only holds the pages: they are not wired and get no address in the kernel. The reader maps one page at a time through an sf_buf and copies from it, so one copy remains. pipe_map is for ordinary writes, which copy twice.',
    references: ['pipe_build_write_buffer', 'uiomove_fromphys', 'pipespace_new'],
    verdict: 'older kernels',
    badge: 'held since, not mapped; one copy remains',
    lesson: 'borrowed-pages',
    terms: ['sf_buf'],
  },
  {
    id: 'zero-copy-sockets',
    title: 'What do zero-copy sockets put into the kernel?',
    said: [
      {
        who: 'R',
        words:
          'directly inserting pages from user memory into the kernel address space in order to implement zero-copy.',
      },
      {
        who: 'V',
        words:
          "Last time I've tried it on 5.4 it caused panics every several hours on my fileserver",
      },
    ],
    asked: 'Pages of a process are inserted into the kernel map; on 5.4 that made it panic.',
    answered: '',
    source:
      'socow_setup() wires the page, makes it copy-on-write and shows it through one of {boot|nsfbufs} sf_bufs, whose addresses are set aside in kernel_map. The page stays in the object of the process, and kmem_map gives nothing. Which fault caused the panics of 5.4 is not known. The option is gone from FreeBSD 10.1 on.',
    references: ['socow_setup', 'sf_buf_alloc', 'vm_page_cowfault'],
    verdict: 'simplified',
    badge: 'an address for a page that stays where it is',
    lesson: 'borrowed-pages',
    terms: ['copy-on-write'],
  },
];
