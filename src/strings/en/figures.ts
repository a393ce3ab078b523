/** Rules of figures that events report and branches are compared by: noun, rule, and where the kernel has it. */
import type { Unit } from '../../base/derivation';
import { DERIVED } from './derived';

/** What is known of a figure, besides its value. */
export type FigureRule = readonly [
  noun: string,
  unit: Unit,
  rule: string,
  file: string,
  fn: string,
];

const handedOut = (map: string): FigureRule => [
  `${DERIVED.allocated} ${map}`,
  'pages',
  DERIVED.allocatedRule,
  'sys/vm/vm_map.c',
  'vm_map_insert()',
];

/** By name. */
export const FIGURE_RULES: Readonly<Record<string, FigureRule>> = {
  kmem_map: handedOut('kmem_map'),
  exec_map: handedOut('exec_map'),
  'kmem_map hole': [
    `${DERIVED.hole} kmem_map`,
    'pages',
    DERIVED.holeRule,
    'sys/vm/vm_map.c',
    'vm_map_findspace()',
  ],
  swap: [
    'Swap space taken',
    'pages',
    'blocks that pages have',
    'sys/vm/swap_pager.c',
    'swap_pager_status()',
  ],
  pipekva: [
    'amountpipekva',
    'B',
    'address space of the buffers of all pipes',
    'sys/kern/sys_pipe.c',
    'pipespace_new()',
  ],
  'pipe borrowed': [
    'Pages that pipes borrow',
    'pages',
    'pages of writers that direct writes hold until they are read',
    'sys/kern/sys_pipe.c',
    'pipe_build_write_buffer()',
  ],
  processes: [
    'nprocs',
    'count',
    'processes made − processes reaped',
    'sys/kern/kern_fork.c',
    'fork1()',
  ],
  'swapped out': [
    'Processes swapped out',
    'count',
    'processes whose kernel stacks the swapper took out of RAM',
    'sys/vm/vm_glue.c',
    'swapout()',
  ],
  sockets: [
    'numopensockets',
    'count',
    'sockets that are open',
    'sys/kern/uipc_socket.c',
    'soalloc()',
  ],
  'mbufs on their way': [
    'mbufs on their way',
    'count',
    'mbufs in packets that nobody has read, sent or thrown away yet',
    'sys/sys/mbuf.h',
    'm_get()',
  ],
  sf_bufs: [
    'nsfbufsused',
    'count',
    'sf_bufs that show a page now',
    'sys/i386/i386/vm_machdep.c',
    'sf_buf_alloc()',
  ],
  'fragmented datagrams': [
    'nipq',
    'count',
    'datagrams that wait for their missing fragments',
    'sys/netinet/ip_input.c',
    'ip_reass()',
  ],
  bufspace: [
    'bufspace',
    'B',
    'address space of all buffers that have some',
    'sys/kern/vfs_bio.c',
    'allocbuf()',
  ],
  'dirty buffers': [
    'numdirtybuffers',
    'count',
    'buffers that wait to be written',
    'sys/kern/vfs_bio.c',
    'bdirty()',
  ],
  vnodes: [
    'numvnodes',
    'count',
    'vnodes made − vnodes freed',
    'sys/kern/vfs_subr.c',
    'getnewvnode()',
  ],
  uptime: ['time_uptime', 'count', 'seconds since boot', 'sys/kern/kern_tc.c', 'tc_windup()'],
};

/** By the part that keeps them: figures that only a comparison shows. */
export const PART_RULES: Readonly<Record<string, FigureRule>> = {
  buffers: [
    'Buffer cache',
    'count',
    'kept by the buffer cache under that name',
    'sys/kern/vfs_bio.c',
    'bufinit()',
  ],
  vnodes: ['Vnodes', 'count', 'kept under that name', 'sys/kern/vfs_subr.c', 'getnewvnode()'],
  pipes: [
    'Pipes',
    'count',
    'kept by the pipes under that name',
    'sys/kern/sys_pipe.c',
    'pipeinit()',
  ],
  swap: [
    'Swap space',
    'pages',
    'blocks of all devices, and those that pages have',
    'sys/vm/swap_pager.c',
    'swap_pager_status()',
  ],
  net: ['Network', 'count', 'kept by sockets and protocols', 'sys/kern/uipc_socket.c', 'soalloc()'],
};

/** Figures of those parts that are bytes or pages. */
export const PART_UNITS: Readonly<Record<string, Unit>> = {
  'buffers bufspace': 'B',
  'buffers lobufspace': 'B',
  'buffers hibufspace': 'B',
  'buffers bufmallocspace': 'B',
  'buffers emptyKva': 'B',
  'vnodes dirhashMem': 'B',
  'pipes kva': 'B',
  'pipes maxKva': 'B',
  'pipes borrowed': 'pages',
  'pipes directKva': 'B',
};

/** Figures of a map as a comparison names them, in bytes. */
export const MAP_RULES: Readonly<Record<string, FigureRule>> = {
  size: [DERIVED.size, 'B', 'end of the map − its start', 'sys/vm/vm_map.c', 'vm_map_create()'],
  allocated: [
    DERIVED.allocated,
    'B',
    'bytes of all entries of the map',
    'sys/vm/vm_map.c',
    'vm_map_insert()',
  ],
  largestHole: [DERIVED.hole, 'B', DERIVED.holeRule, 'sys/vm/vm_map.c', 'vm_map_findspace()'],
  entries: [
    DERIVED.entries,
    'count',
    DERIVED.entriesRule,
    'sys/vm/vm_map.c',
    'vm_map_entry_link()',
  ],
};

export const FIGURE_WORDS = {
  held: [
    'Held under the name',
    'count',
    'what commands took under that name − what they gave back',
    'sys/kern/kern_malloc.c',
    'malloc()',
  ] as FigureRule,
  sizes: [
    'Bucket sizes of',
    'count',
    'a bit for each bucket that has served the type',
    'sys/kern/kern_malloc.c',
    'malloc_type_zone_allocated()',
  ] as FigureRule,
  branch: (n: string): string => (n === '0' ? 'on the scenario' : `on branch ${n}`),
  before: 'before the command',
  after: 'after the command',
  lead: 'difference',
  leadRule: 'figure here − figure there',
} as const;

/** Facts of a frame of RAM. */
export const FRAME_RULES: Readonly<Record<string, FigureRule>> = {
  wire: [
    'wire_count',
    'count',
    'holders that wire the page: 0 lets the page daemon have it',
    'sys/vm/vm_page.c',
    'vm_page_wire()',
  ],
  hold: [
    'hold_count',
    'count',
    'users that copy from it: it is not freed meanwhile',
    'sys/vm/vm_page.c',
    'vm_page_hold()',
  ],
  act: [
    'act_count',
    'count',
    'grows when the page was used since the daemon last looked, falls when not',
    'sys/vm/vm_pageout.c',
    'vm_pageout_page_stats()',
  ],
  pindex: [
    'pindex',
    'count',
    'offset of the page in its object, in pages',
    'sys/vm/vm_page.c',
    'vm_page_insert()',
  ],
  mappings: [
    'Mappings',
    'count',
    'page table entries that name the frame, and the kernel’s own',
    'sys/i386/i386/pmap.c',
    'pmap_insert_entry()',
  ],
};
