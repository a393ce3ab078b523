/** Questions about RAM: how much, for what, and what can leave it. */
import type { ThreadQuestion } from './types';

export const RAM_QUESTIONS: readonly ThreadQuestion[] = [
  {
    id: 'is-80-of-256-taken',
    title: 'Is that much RAM always taken?',
    said: [
      {
        who: 'V',
        words:
          "Does kmem_size of about 80 megs mean that 80 megs of RAM is constantly used by kernel for it's needs, including buffer cache, and other 176 megs are spent for processes RSS, or relation is more complicated?",
      },
    ],
    asked: 'Whether kmem_size is taken out of RAM, and the rest is for processes.',
    answered: '',
    source:
      'It is more complicated. kmem_size is a number of addresses. A page of RAM comes behind them when a slab or a block is made, and goes when it is given back. The line of `top` divides all of RAM into Active, Inact, Wired, Cache and Free; Buf is not one of its parts.',
    references: ['kmem_malloc', 'kmeminit'],
    verdict: 'question',
    badge: 'no: addresses are set aside, RAM comes later',
    lesson: 'an-address-is-not-memory',
  },
  {
    id: 'how-much-in-ram',
    title: 'How much RAM does the kernel use?',
    said: [
      {
        who: 'V',
        words:
          'How many memory kernel uses in RAM, and for which purposes? Is that limit constant?',
      },
    ],
    asked: 'How much RAM the kernel holds, for what, and whether that has a limit.',
    answered:
      'Most of it cannot be paged, since it may be touched where nothing may wait for a disk.',
    source:
      'Nearly all of it is wired: slabs and blocks of kmem_map, buffers, stacks, page tables. It has no single limit; each map has its own. Zones give back empty slabs when RAM is short, by uma_reclaim(), and not when addresses are. How the Wired of the mail divides is not recorded, and it is of a later day than the panic.',
    references: ['kmem_malloc', 'uma_reclaim', 'vm_pageout_scan'],
    verdict: 'question',
    badge: 'it changes, and each map has its own limit',
    lesson: 'an-address-is-not-memory',
    terms: ['wired'],
  },
  {
    id: 'what-can-be-swapped',
    title: 'Does the kernel swap parts of itself out?',
    said: [
      { who: 'V', words: 'Does kernel swaps out parts of it, and if yes, how many?' },
      { who: 'R', words: 'However, other memory in the kernel map may well be pageable' },
    ],
    asked: 'Which parts of the kernel can go to swap, and how much that is.',
    answered:
      'Data structures almost never; stacks of sleeping threads, pipe buffers and cached file data can.',
    source:
      'Two ranges are paged on demand: pipe_map and exec_map, {boot|region.pipe_map.size:MB} and {boot|region.exec_map.size:MB} of addresses. They are no system maps, so vm_map_lookup() puts an object behind them that swap can take. Stacks leave whole, with their process. All else is wired.',
    references: ['vm_map_lookup', 'vm_ksubmap_init', 'vm_thread_swapout'],
    verdict: 'simplified',
    badge: 'two small maps, and stacks as a whole',
    lesson: 'what-can-leave-ram',
    terms: ['pipe_map', 'exec_map'],
  },
  {
    id: 'stacks',
    title: 'Are stacks of threads a part of the process?',
    said: [
      {
        who: 'V',
        words:
          'We can assume for simplicty that their memoru is not-so-kernel but part of process address space :)',
      },
    ],
    asked: 'Whether the kernel stack of a thread may be called memory of its process.',
    answered: 'They can be swapped out under heavy load.',
    source:
      'It is a fair way to see it. vm_thread_swapout() unwires the stacks of a process that is swapped out, and they come back before it runs. The addresses and the object stay the kernel’s. Nothing is paged on demand: to touch a stack that is out would be a panic.',
    references: ['vm_thread_swapout'],
    verdict: 'simplified',
    badge: 'they leave with the process; the addresses stay',
    lesson: 'what-can-leave-ram',
  },
  {
    id: 'cache-not-swapped',
    title: 'Is there a point in swapping disk cache?',
    said: [
      {
        who: 'V',
        words: 'I think there is no point in swapping disk cache which can be discarded',
      },
      {
        who: 'R',
        words:
          'general cached data for the buffer cache / file system, which will be paged out or discarded when memory pressure goes up.',
      },
    ],
    asked: 'File data can be read again, so swap is no place for it.',
    answered: '',
    source:
      'Right. A clean page of a file is dropped, a dirty one is written to its file, and neither goes to swap. But pages in a buffer are wired: the page daemon does not meet them until vfs_vmio_release() lets them go. Up to {boot|hibufspace:MB} can be held so.',
    references: ['vm_pageout_scan', 'vfs_vmio_release'],
    verdict: 'holds',
    badge: 'file pages go to their file, never to swap',
    lesson: 'what-can-leave-ram',
    terms: ['page daemon'],
  },
  {
    id: 'mostly-pipes',
    title: 'Is it mostly pipes that can be swapped?',
    said: [
      {
        who: 'V',
        words:
          'so the most actual part of kernel memory which is swappable are anonymous pipe(2) buffers?',
      },
    ],
    asked: 'Whether pipe buffers are most of what the kernel can swap.',
    answered: '',
    source:
      'Right in kind. All pipes together have {boot|maxpipekva:MB} of addresses, and RAM only where something was written. Beside them are the arguments of execve(2), stacks that leave with their process, and the pages of memory disks and shared memory that swap backs.',
    references: ['pipespace_new', 'exec_copyin_args', 'vm_thread_swapout'],
    verdict: 'holds',
    badge: 'right in kind; the amount is small',
    lesson: 'what-can-leave-ram',
  },
];
