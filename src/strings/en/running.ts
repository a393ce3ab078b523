/** Words of the running machine. */

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
