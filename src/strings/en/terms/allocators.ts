/** Terms of the allocators and of what they answer. */
import type { Term } from './term';

export const ALLOCATORS: readonly Term[] = [
  {
    name: 'UMA',
    also: ['zone allocator', 'uma_zalloc'],
    plain: 'The allocator that cuts pages into items of one size.',
    exact: 'uma(9), with zones, kegs, slabs and buckets; vmstat -z prints its zones.',
    source: ['sys/vm/uma_core.c', 'uma_zalloc_arg'],
  },
  {
    name: 'zone',
    also: [],
    sel: 'zone:128',
    plain: 'All items of one kind, such as vnodes or blocks of 128 bytes.',
    exact: 'struct uma_zone: buckets and per-CPU caches over a keg.',
    source: ['sys/vm/uma_core.c', 'uma_zcreate'],
  },
  {
    name: 'keg',
    also: [],
    plain: 'What a zone knows of its pages: item size, slabs, limit.',
    exact: 'struct uma_keg; secondary zones share one.',
    source: ['sys/vm/uma_core.c', 'keg_ctor'],
  },
  {
    name: 'slab',
    also: [],
    plain: 'One or more pages cut into items.',
    exact: 'struct uma_slab, at the end of the page or, for large items, in the zone UMA Slabs.',
    source: ['sys/vm/uma_core.c', 'slab_zalloc'],
  },
  {
    name: 'bucket',
    also: [],
    sel: 'zone:128 Bucket',
    plain: 'A handful of free items, ready to be handed out without locks.',
    exact:
      'struct uma_bucket of 16, 32, 64 or 128 slots; each CPU has one to take from and one to give to.',
    source: ['sys/vm/uma_core.c', 'bucket_alloc'],
  },
  {
    name: 'per-CPU cache',
    also: [],
    plain: 'Free items that one processor keeps for itself. In vmstat -z they count as FREE.',
    exact: 'Two buckets a CPU and zone; uz_count grows with misses up to BUCKET_MAX.',
    source: ['sys/vm/uma_core.c', 'uma_zalloc_arg'],
  },
  {
    name: 'LIMIT',
    also: ['uma_zone_set_max'],
    plain: 'How many items a zone may have. 0 is no limit.',
    exact:
      'uk_maxpages, so rounded to whole slabs; a waiting caller sleeps on zonelimit, one with M_NOWAIT gets NULL.',
    source: ['sys/vm/uma_core.c', 'uma_zone_set_max'],
  },
  {
    name: 'FAILURES',
    also: ['uz_fails'],
    plain: 'How often a zone could not give an item.',
    exact:
      'uz_fails, counted where uma_zalloc_internal() gets no slab or a constructor refuses; buckets that were only wished for count in their own zones.',
    source: ['sys/vm/uma_core.c', 'uma_zalloc_internal'],
  },
  {
    name: 'NOFREE',
    also: ['UMA_ZONE_NOFREE'],
    plain: 'A zone that never gives a page back.',
    exact: 'zone_drain() leaves its slabs; PROC, VM OBJECT and SWAPMETA are such zones.',
    source: ['sys/vm/uma_core.c', 'zone_drain'],
  },
  {
    name: 'malloc(9)',
    also: ['kernel malloc', 'vmstat -m'],
    plain: 'Memory for anything in the kernel, by size.',
    exact:
      'Nine zones from 16 to 4,096 bytes by powers of two; above that whole pages by uma_large_malloc().',
    source: ['sys/kern/kern_malloc.c', 'malloc'],
  },
  {
    name: 'malloc type',
    also: [],
    sel: 'type:libalias',
    plain: 'A name by which memory of malloc(9) is counted.',
    exact: 'struct malloc_type; vmstat -m prints bytes and blocks in use by type, not by zone.',
    source: ['sys/kern/kern_malloc.c', 'malloc_type_zone_allocated'],
  },
  {
    name: 'M_NOWAIT',
    also: [],
    plain: 'The caller cannot sleep: where there is no memory, it gets NULL.',
    exact: 'In kmem_malloc() also: where the map has no room, NULL and no panic.',
    source: ['sys/vm/vm_kern.c', 'kmem_malloc'],
  },
  {
    name: 'M_WAITOK',
    also: [],
    plain: 'The caller can sleep until there is memory, and is promised not to get NULL.',
    exact: 'It sleeps for RAM; for addresses it cannot, so a full kmem_map is a panic.',
    source: ['sys/vm/vm_kern.c', 'kmem_malloc'],
  },
  {
    name: 'boot pages',
    also: ['UMA_BOOT_PAGES'],
    plain: 'Pages from which the allocator makes its first zones, before there is a kmem_map.',
    exact: '48 of them by default, used by startup_alloc().',
    source: ['sys/vm/uma_core.c', 'startup_alloc'],
  },
  {
    name: 'maxusers',
    also: ['kern.maxusers'],
    plain: 'A number from which the kernel derives the sizes of its tables.',
    exact: 'From RAM in 2 MB units, between 32 and 384, where it is not set.',
    source: ['sys/kern/subr_param.c', 'init_param2'],
  },
  {
    name: 'panic',
    also: ['kmem_map too small'],
    sel: 'map:kmem_map',
    plain: 'The kernel stops, since going on would be worse.',
    exact: 'panic(9) prints its words and writes a crash dump where one is set up.',
    source: ['sys/kern/kern_shutdown.c', 'panic'],
  },
  {
    name: 'item',
    also: [],
    plain: 'What a caller of a zone gets: a piece of a slab.',
    exact: 'uk_size bytes at the distance uk_rsize; a slab has uk_ipers of them.',
    source: ['sys/vm/uma_core.c', 'uma_slab_alloc'],
  },
];
