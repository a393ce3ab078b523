/** Questions about addresses: the map, its size, its parts. */
import type { ThreadQuestion } from './types';

export const ADDRESS_QUESTIONS: readonly ThreadQuestion[] = [
  {
    id: 'why-50-of-80',
    title: 'Where is the rest of kmem_map?',
    said: [{ who: 'V', words: 'so why only 50 Mb from 80 were used at the moment of panic?' }],
    asked: 'kmem_map was full when the router panicked, but the sum of `vmstat -m` is far smaller.',
    answered: 'malloc(9) and uma(9) share the map, and each has a table of its own.',
    source:
      'kmem_map held {seed|ledger.map:K}. Live blocks of malloc(9) up to a page are {seed|ledger.live:K}. The zones that they come from hold {seed|ledger.dead:K} more in free items, headers and padding; other zones hold {seed|ledger.other:K}, and larger blocks {seed|ledger.large:K}. Together they are the map, page by page. About {seed|ledger.unattributed:MB} of malloc(9) is missing from the sum of the `awk` line, which misreads types with a blank in their name; how much that explains stays open.',
    references: ['malloc', 'uma_large_malloc', 'kmem_malloc', 'seed'],
    verdict: 'question',
    badge: 'the ledger closes; one remainder stays open',
    lesson: 'the-panic',
    terms: ['kmem_map', 'zone'],
  },
  {
    id: 'one-map-or-many',
    title: 'One map, or many?',
    said: [
      {
        who: 'V',
        words:
          'is the kernel memory map global thing that covers entire kernel or there several maps in kernel, say, one for malloc(), one for other UMA, etc. ?',
      },
    ],
    asked: 'Whether one map covers the kernel, or each allocator has its own.',
    answered: 'There are submaps: one for the buffer cache, one for pipes.',
    source:
      'It is a tree. kmem_map, clean_map, exec_map and pipe_map are submaps of kernel_map; clean_map holds buffer_map and pager_map. malloc(9) and UMA have no maps of their own: both take pages from kmem_map.',
    references: ['vm_ksubmap_init', 'kmeminit', 'page_alloc'],
    verdict: 'question',
    badge: 'a tree of maps; the two allocators share one',
    lesson: 'one-map-or-many',
    terms: ['submap', 'kernel_map', 'buffer_map', 'pager_map'],
  },
  {
    id: '300-of-256',
    title: 'How can more be in use than the machine has?',
    said: [
      {
        who: 'V',
        words: 'But more than 300 megs are used, while machine has only 256 Mb of RAM.',
      },
    ],
    asked: 'vm.kvm_size less vm.kvm_free is more than the RAM of the machine.',
    answered: '',
    source:
      'These are addresses, not memory. kvm_free() tells how far the page tables of the kernel have grown: {boot|vm.kvm_free:size} of {boot|vm.kvm_size:size} had none yet. The tables grow in steps and never shrink, so this is a high-water mark, and most of the addresses below it have no RAM behind them.',
    references: ['kvm_free', 'pmap_growkernel'],
    verdict: 'contradicted',
    badge: 'kvm_free counts addresses, not memory in use',
    lesson: 'an-address-is-not-memory',
    terms: ['page table'],
  },
  {
    id: 'buf-34m',
    title: 'Is Buf a part of kmem_size?',
    said: [
      {
        who: 'V',
        words:
          'I guess 34M buffer cache is entirely in-kernel memory, is this part of kmem_size or another part of kernel space?',
      },
    ],
    asked: 'Whether the line Buf of `top` lies inside kmem_size.',
    answered: 'One of the submaps maps the buffer cache.',
    source:
      'It is another part. buffer_map lies in clean_map, beside kmem_map, with {boot|region.buffer_map.size:MB} of addresses. Buf counts addresses that buffers have taken there, up to {boot|hibufspace:MB}. The pages belong to the files; while a buffer holds them they are counted in Wired.',
    references: ['vm_ksubmap_init', 'allocbuf'],
    verdict: 'question',
    badge: 'no: buffer_map stands beside kmem_map',
    lesson: 'one-map-or-many',
    terms: ['buffer_map'],
  },
  {
    id: 'who-sizes-kmem',
    title: 'Who decides how big kmem_map is?',
    said: [
      {
        who: 'V',
        words: 'What does kmem_size_max and kmem_size_scale do - can kmem grow dynamically?',
      },
    ],
    asked: 'What the two sysctls do, and whether the map can grow.',
    answered: '',
    source:
      'kmeminit() runs once, at boot. It divides the pages of RAM by vm.kmem_size_scale, here {boot|kmem_scale}, and keeps the result between a floor and vm.kmem_size_max; vm.kmem_size in loader.conf sets it outright. {boot|v_page_count} pages give {boot|vm.kmem_size:bytes}. The map never grows.',
    references: ['kmeminit'],
    verdict: 'question',
    badge: 'decided at boot, fixed until the next',
    lesson: 'who-decides-how-big',
  },
  {
    id: 'one-gigabyte',
    title: 'Why is the router with more RAM stable?',
    said: [{ who: 'V', words: 'though his router has 1 Gb of RAM and mine only 256 Mb' }],
    asked: 'A router with more RAM and the same job has been stable for half a year.',
    answered: '',
    source:
      'RAM counts by way of kmeminit(): divided by {boot|kmem_scale} it becomes kmem_map, up to {boot|kmem_max:MB}. One GB reaches that ceiling; this router got {boot|vm.kmem_size:MB}. The same leak then takes longer. It still fills the map.',
    references: ['kmeminit'],
    verdict: 'holds',
    badge: 'more RAM makes a larger map, up to a ceiling',
    lesson: 'who-decides-how-big',
  },
];
