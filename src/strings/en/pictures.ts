/** Words on and beside the pictures of the running machine. */
import { ASKED_WORDS } from './asked';

/** Slabs of a zone by what of them is live, in the order of the picture. */
export const SLAB_FILLS = ['all live', 'some free', 'none live'] as const;

/** Pages of a map that no holder with a name has. */
export const PAGE_RUNS = { plain: 'no RAM', hole: 'holes' } as const;

export const RAM_PICTURE = {
  /** a machine with more frames than the screen has pixels */
  several: (frames: string): string => `a cell ${frames} of them`,
} as const;

export const RAM_TABLE = {
  title: 'RAM as a table',
  holder: 'held by',
  frames: 'frames',
} as const;

/** How pages of address space and frames of RAM belong together. */
export const LINK_WORDS = {
  page: 'page',
  pages: 'pages',
  frame: 'frame',
  frames: 'frames',
  in: 'in',
  allInRam: 'all in RAM',
  noneInRam: 'none of them is in RAM',
  restNotInRam: 'the rest in none',
  bootPages: 'the rest lies in the pages of the boot',
  noAddress: 'at no address of the kernel’s own',
  elsewhere: 'at other addresses',
  askedBy: 'asked for by',
  inFrame: 'is frame',
  inBootPages: 'lies in the pages of the boot',
  at: 'at',
} as const;

/** The list of regions. */
export const REGION_LIST = {
  title: 'All regions',
  region: 'region',
  from: 'from',
  size: 'size',
  used: 'handed out',
  hole: 'largest hole',
  inRam: 'in RAM',
} as const;

export const ZOOM_WORDS = {
  nearer: 'Nearer',
  further: 'Further',
  how: 'Wheel or pinch over a column goes nearer and further; so do + and −.',
} as const;

/** What the readout of the largest hole says. */
export const HOLE_WORDS = { largest: 'largest hole' } as const;

/** The column of a buffer, a pipe, a stack. */
export const THING_COLUMN = {
  kinds: {
    process: 'Process',
    vnode: 'Vnode',
    pipe: 'Pipe',
    buf: 'Buffer',
    stack: 'Kernel stack',
    sf: 'sf_buf',
    exec: 'Exec slot',
    page: 'Page',
  },
  noRam: 'no RAM',
  noRamWhat: 'Address space is handed out here; no frame stands behind it now.',
  frame: 'frame',
  frameWhat: 'A page of the kernel’s address space with a frame behind it.',
} as const;

/** Words before what else belongs to a selection. */
export const RELATIONS = {
  process: 'process',
  stack: 'kernel stack',
  thread: 'thread',
  vnode: 'vnode',
  buf: 'buffer',
  slab: 'slab at',
  kernelPage: 'kernel page',
  shows: 'shows frame',
} as const;

type Why = readonly [label: string, rule: string, file: string, fn: string];
const queue = (name: string, rule: string): Why => [
  `frames ${name}`,
  rule,
  'sys/vm/vm_page.h',
  'struct vm_page',
];

/** Figures of what a thing reaches, with where each comes from. */
export const REACH_WORDS: Readonly<Record<string, Why>> = {
  start: [
    'address',
    'where its map found room for it: the start of its entry, or of its part of one',
    'sys/vm/vm_map.c',
    'vm_map_findspace()',
  ],
  pages: [
    'pages of the kernel’s address space',
    'length of its entries, page by page',
    'sys/vm/vm_map.h',
    'struct vm_map_entry',
  ],
  frames: [
    'frames of RAM',
    'frames behind it, each once, with its page tables where it is a process',
    'sys/vm/vm_page.h',
    'struct vm_page',
  ],
  wired: queue('wired', 'frames of it that are wired: on no queue, out of the daemon’s reach'),
  active: queue('on the active queue', 'frames of it that the page daemon may deactivate'),
  inactive: queue(
    'on the inactive queue',
    'frames of it that the page daemon may launder and free',
  ),
  cache: queue('on the cache queue', 'clean frames of it that may be taken at once'),
  hold: queue('on the hold queue', 'frames of it that are to be freed and still held'),
  free: queue('on the free queue', 'frames of it that are free; there should be none'),
};

/** By kind of selection: what it is, what the model leaves out of it, and where the kernel has it. */
export interface KindNote {
  readonly what: string;
  readonly leftOut: string;
  readonly source: string;
}

export const KIND_NOTES: Readonly<Record<string, KindNote>> = {
  process: {
    what: 'A process: what it maps is in its own address space; its page tables and the stack of each thread are in the kernel’s.',
    leftOut: 'The program that it runs, and what its bytes are.',
    source: 'sys/sys/proc.h, struct proc; sys/vm/vm_map.h, struct vmspace',
  },
  vnode: {
    what: 'A file in use: its pages stay in RAM until the page daemon takes them or a buffer wires them.',
    leftOut: 'Names, contents and the disk’s own time.',
    source: 'sys/sys/vnode.h, struct vnode; sys/vm/vnode_pager.c',
  },
  pipe: {
    what: 'A pair of pipes. The buffer is pageable and has address space in pipe_map; a direct write borrows pages of the writer instead.',
    leftOut: 'The bytes that go through it.',
    source: 'sys/kern/sys_pipe.c, pipespace_new(), pipe_build_write_buffer()',
  },
  buf: {
    what: 'A buffer of the buffer cache: address space in buffer_map, and pages of its file that it wires.',
    leftOut: 'The bytes of the block.',
    source: 'sys/kern/vfs_bio.c, getnewbuf(), allocbuf()',
  },
  stack: {
    what: 'The kernel stack of a thread: two wired pages behind a guard page that has no RAM. It can go to swap while its process sleeps.',
    leftOut: 'What is on the stack.',
    source: 'sys/vm/vm_glue.c, vm_thread_new(), vm_thread_swapout()',
  },
  sf: {
    what: 'An sf_buf: one page of kernel_map that shows a borrowed page of a file or a process to the kernel.',
    leftOut: 'Mappings of other CPUs.',
    source: 'sys/i386/i386/vm_machdep.c, sf_buf_alloc()',
  },
  exec: {
    what: 'A slot of exec_map: arguments of execve(2) on their way from the old memory to the new. Pageable.',
    leftOut: 'The arguments themselves.',
    source: 'sys/kern/kern_exec.c, exec_copyin_args()',
  },
  page: {
    what: 'A page of the kernel’s address space that no slab and no thing of the model has.',
    leftOut: 'What the kernel keeps in it.',
    source: 'sys/vm/vm_kern.c, kmem_alloc()',
  },
  zone: {
    what: '',
    leftOut: 'The bytes of an item, and who of several callers holds it.',
    source: 'sys/vm/uma_core.c, uma_zalloc_arg()',
  },
  slab: {
    what: '',
    leftOut: 'The bytes of its items, and who of several callers holds which.',
    source: 'sys/vm/uma_core.c, slab_zalloc()',
  },
  frame: {
    what: '',
    leftOut: 'The bytes in the frame, and its place on a page colour.',
    source: 'sys/vm/vm_page.h, struct vm_page',
  },
  map: {
    what: '',
    leftOut: 'Protection, inheritance and the splay tree’s shape.',
    source: 'sys/vm/vm_map.c, vm_map_findspace()',
  },
  holder: {
    what: '',
    leftOut: 'What is in the pages.',
    source: 'sys/vm/vm_page.h, struct vm_page, object and pindex',
  },
};

export const PANEL_WORDS = {
  also: 'also',
  exact: 'In the kernel’s terms',
  showIt: 'Show it in this machine',
  belongs: 'Belongs to it',
  inRam: 'Frames of RAM',
  space: 'address space',
  used: 'handed out',
  hole: 'largest hole',
  at: 'at',
  source: 'In the kernel',
  thread: 'Kernel stack of thread',
  sf: 'sf_buf',
  exec: 'Exec slot at',
  page: 'Page at',
  places: {
    wired: 'wired',
    active: 'active',
    inactive: 'inactive',
    cache: 'cache',
    hold: 'held',
    free: 'free',
  },
} as const;

/** The bar of swap space. */
export const SWAP_BAR: {
  readonly title: string;
  readonly none: string;
  readonly full: string;
  readonly almost: string;
  readonly used: string;
  readonly of: string;
  readonly written: string;
  readonly read: string;
  readonly whys: Readonly<Record<string, readonly [label: string, rule: string, fn: string]>>;
} = {
  title: 'Swap',
  none: 'The machine has no swap device: nothing that is dirty and has no file can leave RAM.',
  full: 'no space of the size that was asked for',
  almost: 'almost full',
  used: 'taken',
  of: 'of',
  written: 'written',
  read: 'read back',
  whys: {
    total: ['Swap space', 'blocks of all devices', 'swap_pager_status()'],
    used: ['Swap space taken', 'blocks that pages have', 'swap_pager_status()'],
    out: ['Pages ever written to swap', 'v_swappgsout', 'swap_pager_putpages()'],
    in: ['Pages ever read from swap', 'v_swappgsin', 'swap_pager_getpages()'],
  },
};

/** What a colour says, where it does not say the owner. */
export const COLOUR_NOTES = {
  holder: '',
  paging:
    'What cannot leave RAM keeps the hue of what wires it. Grey: oblique lines can be taken once written or idle, level lines can be taken at once.',
  age: 'On the active and inactive queues, the darker the busier: act_count from 0 to 64. All else keeps its owner’s hue.',
  asked: ASKED_WORDS.note,
  zone: 'Neighbouring zones of one owner take turns in three steps of its hue.',
} as const;
