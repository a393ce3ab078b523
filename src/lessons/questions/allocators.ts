/** Questions about the allocators, their tables and their users. */
import type { ThreadQuestion } from './types';

export const ALLOCATOR_QUESTIONS: readonly ThreadQuestion[] = [
  {
    id: 'two-allocators',
    title: 'Two tables, counted twice?',
    said: [
      {
        who: 'R',
        words:
          'some of the information presented there (zones named things like "128", "256", etc) are actually the pools from which malloc allocations come, so there\'s double-counting.',
      },
    ],
    asked: 'Small blocks of malloc(9) are items of UMA, so `vmstat -m` and `vmstat -z` overlap.',
    answered: 'Vadim Goncharov knew it.',
    source:
      'malloc() takes blocks of up to a page from the zones `16` to `4096`. Who adds both tables gets {seed|ledger.naive:K}, {seed|ledger.naivePercent:percent} of the map. A larger block goes by uma_large_malloc() straight to kmem_map: it is in `vmstat -m` and in no zone.',
    references: ['malloc', 'uma_large_malloc'],
    verdict: 'holds',
    badge: 'the zones 16 to 4096 stand in both tables',
    lesson: 'malloc-uma-and-the-columns',
  },
  {
    id: 'column-names',
    title: 'What do the columns of vmstat -z mean?',
    said: [{ who: 'V', words: 'Size is one element size, but why USED + FREE != LIMIT' }],
    asked: 'What SIZE, LIMIT, USED, FREE, REQUESTS and FAILURES stand for.',
    answered: '',
    source:
      'LIMIT caps the slabs that may exist; USED and FREE count the items of slabs that do. uma_zone_set_max() rounds up to whole slabs: NetGraph items asked for {boot|wanted.NetGraph items} and got {boot|limit.NetGraph items}. That zone had reached its cap, and in its row the sum is the limit. FREE counts the items that processors keep in buckets too.',
    references: ['uma_zone_set_max', 'memstat_kvm_uma'],
    verdict: 'question',
    badge: 'one is a cap, the other a count',
    lesson: 'malloc-uma-and-the-columns',
    terms: ['LIMIT', 'slab', 'bucket'],
  },
  {
    id: 'mbufs',
    title: 'Where do mbufs come from?',
    said: [
      { who: 'R', words: 'mbufs are now allocated from the general kernel map.' },
      { who: 'R', words: 'address space and memory use were potentially unbounded' },
    ],
    asked:
      'Since mbuma mbufs come from the general map, and clusters of large sizes had no limits.',
    answered: 'Limits for large clusters had been added not long before.',
    source:
      'They come from kmem_map, as all of UMA does. The separate map of older kernels was a submap of kmem_map too. Clusters of the common size are capped at {boot|nmbclusters}. In FreeBSD 6.2 jumbo clusters have no cap, as the mail says.',
    references: ['mbuf_init', 'page_alloc'],
    verdict: 'simplified',
    badge: 'the map is kmem_map, and it was before',
    lesson: 'packets',
    terms: ['UMA'],
  },
  {
    id: 'who-leaked',
    title: 'Who leaked?',
    said: [
      {
        who: 'V',
        words:
          'in-kernel libalias is "leaking" in sense that it grows unbounded, and uses malloc(9) instead if it\'s own UMA zone with settable limits',
      },
      {
        who: 'R',
        words: "The really big monotonically growing type is usually the one that's at fault.",
      },
    ],
    asked: 'libalias grows without a bound; the type that is big and grows is at fault.',
    answered: 'Often it is the type that is asked for when the space runs out.',
    source:
      'Here it is not. libalias asks with M_NOWAIT and gets NULL from a full map; the panic meets whoever asks next with M_WAITOK. Blocks of libalias fill {seed|finding.grower.share:percent} of the map. The zone `2048` was not remarked in the thread: {seed|zone.2048.live:MB} of live blocks, and the dump does not tell whose.',
    references: ['alias_local', 'kmem_malloc'],
    verdict: 'open',
    badge: 'libalias is one; the owner of zone 2048 is not known',
    lesson: 'catching-a-leak',
    terms: ['libalias', 'M_NOWAIT', 'M_WAITOK'],
  },
  {
    id: 'then-and-now',
    title: 'Would it happen today?',
    said: [
      {
        who: 'K',
        words: 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
      },
    ],
    asked: 'Nobody asked it in the thread. Whoever reads it now does.',
    answered: '',
    source:
      'Not in this way. Already in FreeBSD 6.2 a slab of one page on amd64 takes no address of kmem_map: it is reached through the direct map. 7.3 asks the zones to give pages back, waits and looks again before it panics. What later releases changed is in the last lesson.',
    references: ['uma_small_alloc', 'kmem_malloc73'],
    verdict: 'question',
    badge: 'not in this way',
    lesson: 'then-and-now',
  },
];
