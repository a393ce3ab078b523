/** Words of the derivations of live figures: noun, rule, and where the kernel keeps it. */

export const DERIVED = {
  note: 'State of the simulated kernel after command',
  size: 'Size of',
  sizeRule: 'end of the map − its start, in pages',
  allocated: 'Handed out of',
  allocatedRule: 'pages of all entries of the map: what the panic prints as total allocated',
  fill: 'Share handed out of',
  fillRule: '100 × pages of its entries ÷ pages of the map',
  free: 'Not handed out of',
  freeRule: 'pages of the map − pages of its entries',
  hole: 'Largest hole of',
  holeRule: 'the longest stretch between two neighbouring entries, or behind the last',
  entries: 'Entries of',
  entriesRule: 'entries in the map; neighbours that nothing tells apart are one',
  later: 'Address space taken since boot laid out its maps',
  laterRule: 'end of the last entry of kernel_map − end of what boot laid out',
  unused: 'Address space that no entry has reached',
  start: 'Start of',
  startRule: 'where the map was given its address space, once and for all',
  startLater: 'Start of what was taken since boot',
  startLaterRule: 'end of what boot laid out in kernel_map',
  startUnused: 'Start of what no entry has reached',
  startUnusedRule: 'end of the last entry of kernel_map',
  unusedRule: 'end of kernel_map − end of its last entry',
  mark: 'Mark of the page daemon:',
  markRule: 'a share of v_page_count and fixed reserves, set once at boot',
  frames: 'Frames of',
  share: 'share of RAM',
  shareRule: '100 × frames ÷ frames that the VM got at boot',
  bytes: 'bytes',
  bytesRule: 'frames × 4,096 B',
  pageSize: 'size of a page',
  framesRule: 'frames whose object and page say that they are its',
} as const;

export const SLAB_DERIVED = {
  label: 'Items of the slab at',
  pitch: 'bytes from one item to the next: size rounded up to the alignment of the zone',
  large: 'the request rounded up to whole pages',
  item: 'Address of item',
  itemRule: 'address of the slab + items before it × bytes from item to item',
  slab: 'address of the slab',
  number: 'items before it',
  apart: 'bytes from item to item',
} as const;

type Words = readonly [noun: string, rule: string, file: string, fn: string];

export const ZONE_WORDS: Readonly<Record<string, Words>> = {
  size: ['SIZE', 'bytes of an item as the zone was created', 'sys/vm/uma_core.c', 'zone_ctor()'],
  limit: [
    'LIMIT',
    'pages allowed to its keg × items of a page; 0 is no limit',
    'sys/vm/uma_core.c',
    'uma_zone_set_max()',
  ],
  used: ['USED', 'allocations − frees', 'lib/libmemstat/memstat_uma.c', 'memstat_kvm_uma()'],
  free: [
    'FREE',
    'items in buckets + free items in slabs',
    'lib/libmemstat/memstat_uma.c',
    'memstat_kvm_uma()',
  ],
  requests: ['REQUESTS', 'allocations since boot', 'sys/vm/uma_core.c', 'uma_zalloc_arg()'],
  failures: [
    'FAILURES',
    'requests that found no item and could get no slab',
    'sys/vm/uma_core.c',
    'uma_zalloc_internal()',
  ],
  slabs: ['Slabs', 'pages of the keg ÷ pages of a slab', 'sys/vm/uma_core.c', 'slab_zalloc()'],
  pages: ['Pages', 'slabs × pages of a slab', 'sys/vm/uma_core.c', 'slab_zalloc()'],
  items: [
    'Items of a slab',
    '(4,096 B − header) ÷ (bytes from item to item + its index), rounded down',
    'sys/vm/uma_core.c',
    'zone_small_init()',
  ],
  live: ['Live bytes', 'USED × SIZE', 'sys/vm/uma_core.c', 'uma_zalloc_arg()'],
  idle: ['Free bytes', 'FREE × SIZE', 'sys/vm/uma_core.c', 'uma_zfree_arg()'],
  rest: [
    'Headers, left over',
    'bytes held − live and free items',
    'sys/vm/uma_core.c',
    'slab_zalloc()',
  ],
  share: [
    'Share of kmem_map',
    '100 × pages ÷ pages of kmem_map',
    'sys/vm/uma_core.c',
    'page_alloc()',
  ],
  bytes: ['Bytes held', 'pages × 4,096 B', 'sys/vm/uma_core.c', 'slab_zalloc()'],
};

export const TYPE_WORDS: Readonly<
  Record<string, readonly [noun: string, rule: string, fn: string]>
> = {
  inUse: ['InUse of', 'allocations − frees of the type', 'malloc_type_zone_allocated()'],
  bytes: [
    'MemUse of',
    'bytes of the buckets that served it, whole pages above 4,096 B',
    'malloc_type_zone_allocated()',
  ],
  requests: ['Requests of', 'allocations of the type since boot', 'malloc_type_zone_allocated()'],
};

export const PAGE_WORDS: Readonly<Record<string, Words>> = {
  total: [
    'v_page_count',
    'frames that the VM got at boot',
    'sys/vm/vm_page.c',
    'vm_page_startup()',
  ],
  free: ['v_free_count', 'frames on the free queues', 'sys/vm/vm_page.c', 'vm_page_free_toq()'],
  cache: [
    'v_cache_count',
    'clean frames that keep their object and may be taken',
    'sys/vm/vm_page.c',
    'vm_page_cache()',
  ],
  inactive: [
    'v_inactive_count',
    'frames on the inactive queue',
    'sys/vm/vm_page.c',
    'vm_page_deactivate()',
  ],
  active: [
    'v_active_count',
    'frames on the active queue',
    'sys/vm/vm_page.c',
    'vm_page_activate()',
  ],
  held: [
    'Held frames',
    'frames freed while somebody copies from them',
    'sys/vm/vm_page.c',
    'vm_page_free_toq()',
  ],
  wired: ['v_wire_count', 'frames wired at least once', 'sys/vm/vm_page.c', 'vm_page_wire()'],
  taken: [
    'Frames taken',
    'v_page_count − (v_free_count + v_cache_count)',
    'sys/sys/vmmeter.h',
    'struct vmmeter',
  ],
  available: [
    'Free and cache',
    'v_free_count + v_cache_count: what the page daemon looks at',
    'sys/sys/vmmeter.h',
    'vm_paging_needed()',
  ],
};
