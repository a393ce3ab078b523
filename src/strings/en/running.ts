/** Words of the running machine. */
import type { Owner } from '../../base/owner';

/** Holders of pages that are no zones. */
export const HOLDER_WORDS = {
  large: { label: 'malloc > 4 K', what: 'Blocks of malloc(9) above a page, in whole pages.' },
  files: { label: 'file data', what: 'Pages of files that no buffer wires; they can leave RAM.' },
  buffers: { label: 'buffer cache', what: 'Pages wired by a buffer until the buffer is recycled.' },
  pipes: { label: 'pipe buffers', what: 'Pageable pages behind pipe_map.' },
  exec: { label: 'exec arguments', what: 'Arguments of programs being started, behind exec_map.' },
  stacks: { label: 'kernel stacks', what: 'Two pages for each thread.' },
  tables: { label: 'page tables', what: 'Page tables and page directories of processes.' },
  kernel: {
    label: 'kernel_object',
    what: 'Tables of the boot, contigmalloc(9) and kmem_alloc(9).',
  },
  user: { label: 'user memory', what: 'Memory of processes, which the page daemon can take.' },
  free: { label: 'free', what: 'Frames on the free queue.' },
} as const;

/** Bands of kernel_map that boot does not lay out. */
export const LIVE_BANDS = {
  later: {
    label: 'stacks, drivers',
    what: 'Entries made since boot: kernel stacks, page directories, DMA tables, device registers.',
  },
  unused: { label: 'never used', what: 'No entry lies here yet.' },
} as const;

/** Items of a slab. */
export const ITEM_WORDS = {
  live: { label: 'live', what: 'In the hands of a caller.' },
  cached: {
    label: 'in a bucket',
    what: 'Free for callers, kept in a bucket of a CPU or the zone.',
  },
  free: { label: 'free', what: 'Free in its slab. The page stays in RAM all the same.' },
  header: 'header, index',
  headerWhat: 'The header of the slab, the index of its free items, and what is left over.',
  padding: 'left over',
  paddingWhat: 'Too small for another item; the header is elsewhere.',
  block: 'one block',
  blockWhat: 'A request above a page: whole pages, no items.',
  oneSlab: 'One slab',
  oneBlock: 'One block',
  item: 'Item',
  notKnown: 'The model knows where the item is and how large; it does not know its bytes.',
} as const;

/** Heads of the tables' columns, the name first. */
export const TABLE_COLUMNS = {
  zones: ['ITEM', 'SIZE', 'LIMIT', 'USED', 'FREE', 'REQUESTS', 'FAILURES', 'slabs', 'bytes held'],
  types: ['Type', 'InUse', 'MemUse, bytes', 'Requests'],
  maps: ['Map', 'pages', 'handed out', 'free', 'largest hole', 'entries'],
  queues: ['Queue', 'frames', '% of RAM'],
} as const;

/** What a row of those tables is called in a title. */
export const ROW_TITLES: Readonly<Record<keyof typeof TABLE_COLUMNS, string>> = {
  zones: 'Zone',
  types: 'malloc type',
  maps: 'Map',
  queues: 'Frames:',
};

/** What the zones of an owner are for. */
export const MALLOC_WHAT = 'malloc(9) bucket,';
export const WIRED_WHAT = 'Wired: no page of it can leave RAM.';
export const ZONE_WHAT: Readonly<Partial<Record<Owner, string>> & { readonly other: string }> = {
  mbufs: `Packets and their clusters. ${WIRED_WHAT}`,
  files: `What the kernel remembers of files. ${WIRED_WHAT}`,
  meta: `Pages of address space reserved at boot, filled as it grows. ${WIRED_WHAT}`,
  other: `A zone of UMA. ${WIRED_WHAT}`,
};
