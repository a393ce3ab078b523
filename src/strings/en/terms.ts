/**
 * Terms in a sentence each, for whoever looks one up. `also` is found by name too; `sel` is what shows the
 * term in the running machine.
 */
export interface Term {
  readonly term: string;
  readonly also: readonly string[];
  readonly meaning: string;
  readonly sel?: string;
}

const term = (name: string, meaning: string, sel = '', ...also: readonly string[]): Term => ({
  term: name,
  also,
  meaning,
  ...(sel === '' ? {} : { sel }),
});

export const TERMS: readonly Term[] = [
  term(
    'address space',
    'Room for addresses. It costs no RAM until a page is put behind it.',
    'map:kernel_map',
    'KVA',
    'kernel virtual address',
  ),
  term(
    'kernel_map',
    'All addresses of the kernel: 1 GB on i386, however much RAM there is.',
    'map:kernel_map',
    'kernel map',
  ),
  term(
    'kmem_map',
    'The part of kernel_map for malloc(9) and UMA. Its size is fixed at boot; when it has no hole, the kernel panics or refuses.',
    'map:kmem_map',
  ),
  term(
    'submap',
    'A stretch of kernel_map with entries of its own: kmem_map, buffer_map, exec_map, pipe_map.',
    'map:kernel_map',
  ),
  term('buffer_map', 'Addresses at which the buffer cache shows pages of files.', 'map:buffer_map'),
  term('pager_map', 'Addresses for pages on their way to a disk or back.', 'map:pager_map'),
  term(
    'exec_map',
    'Addresses for the arguments of programs that are being started. Pageable.',
    'map:exec_map',
  ),
  term(
    'pipe_map',
    'Addresses for the buffers of pipes. Pageable, and limited by kern.ipc.maxpipekva.',
    'map:pipe_map',
    'maxpipekva',
  ),
  term(
    'hole',
    'A stretch of a map in which nothing lies. A request needs one hole that is large enough: the sum of small ones does not help.',
    'map:kmem_map',
    'fragmentation',
  ),
  term('page', '4,096 bytes: the unit in which address space is backed by RAM.', '', 'PAGE_SIZE'),
  term(
    'frame',
    'A page of RAM. What lies at an address lies in a frame, or nowhere yet.',
    '',
    'page frame',
    'vm_page',
  ),
  term(
    'wired',
    'Must stay in RAM: the page daemon does not look at it.',
    'queue:wired',
    'wire count',
  ),
  term(
    'pageable',
    'May leave RAM once its content is written to swap or to its file.',
    'queue:active',
  ),
  term(
    'discardable',
    'May be taken at once: its content is elsewhere already.',
    'queue:cache',
    'clean',
  ),
  term('resident', 'In RAM now.', '', 'RSS'),
  term(
    'active queue',
    'Pages that were used lately, each with act_count, which falls while nobody uses them.',
    'queue:active',
    'act_count',
  ),
  term(
    'inactive queue',
    'Pages not used lately: the page daemon takes from here.',
    'queue:inactive',
  ),
  term(
    'cache queue',
    'Clean pages that keep their content until somebody needs the frame.',
    'queue:cache',
  ),
  term('free queue', 'Frames without content.', 'queue:free'),
  term(
    'page daemon',
    'The kernel process that makes frames free when few are left. It frees RAM and no address space.',
    'queue:inactive',
    'pageout',
    'vm_pageout',
  ),
  term('swap', 'Disk space for pages that have no file.', '', 'swap pager', 'swap space'),
  term(
    'swapping',
    'Putting out a whole process that sleeps: its kernel stacks leave RAM too.',
    '',
    'swapped out',
  ),
  term(
    'UMA',
    'The zone allocator below malloc(9): it cuts pages into items of one size.',
    '',
    'uma_zalloc',
    'zone allocator',
  ),
  term('zone', 'Items of one size for one use, with a line in vmstat -z.', 'zone:128'),
  term('keg', 'The slabs of a zone; zones may share one.', ''),
  term(
    'slab',
    'A page, or a few, cut into items of one zone. It goes back only when all its items are free.',
    '',
  ),
  term('item', 'What a caller of a zone gets.', ''),
  term(
    'bucket',
    'Free items kept at hand for a CPU, so that it need not lock the zone. vmstat -z counts them as FREE.',
    'zone:128 Bucket',
    'per-CPU cache',
  ),
  term(
    'LIMIT',
    'Most items that a zone may have; 0 is no limit. At the limit callers are refused or sleep.',
    '',
    'uma_zone_set_max',
  ),
  term(
    'malloc type',
    'The name under which the kernel asks malloc(9) for memory: a line in vmstat -m.',
    'type:libalias',
    'malloc(9)',
    'vmstat -m',
  ),
  term(
    'M_WAITOK',
    'The caller may sleep, so it is never refused; where kmem_map has no hole the kernel panics.',
    '',
  ),
  term('M_NOWAIT', 'The caller may not sleep: without memory it gets NULL and has to cope.', ''),
  term(
    'libalias',
    'The library that translates addresses for ng_nat and natd. Each connection is a link of up to 128 bytes.',
    'type:libalias',
    'ng_nat',
    'NAT',
  ),
  term(
    'mbuf',
    'A piece of a packet, 256 bytes; larger data lies in a cluster behind it.',
    'zone:mbuf',
    'mbuf cluster',
    'nmbclusters',
  ),
  term(
    'buffer cache',
    'Blocks of files that are being read or written. A buffer wires its pages until it is recycled.',
    'holder:buffers',
    'nbuf',
    'buf',
  ),
  term('vnode', 'A file as the kernel knows it while it is in use or remembered.', 'zone:VNODE'),
  term(
    'VM object',
    'A thing that has pages: a file, the memory of processes, the kernel’s own.',
    'zone:VM OBJECT',
    'vm_object',
  ),
  term(
    'map entry',
    'A stretch of a map with one purpose: from, to, and what lies behind.',
    'zone:MAP ENTRY',
    'vm_map_entry',
  ),
  term('PV entry', 'One mapping of one frame in one address space.', 'zone:PV ENTRY', 'pv_entry'),
  term('kernel stack', 'Two wired pages for each thread, behind a guard page.', 'holder:stacks'),
  term(
    'page table',
    'Says which frame lies at an address, 1,024 pages of address space each.',
    'holder:tables',
    'pmap',
  ),
  term(
    'sf_buf',
    'One kernel page that shows a borrowed page: sendfile(2) and zero-copy sockets use it.',
    'zone:mbuf',
    'sendfile',
  ),
  term(
    'borrowed page',
    'A page of a process that the kernel reads in place while it is held, as a pipe’s direct write does.',
    '',
    'direct write',
    'zero copy',
  ),
  term(
    'panic',
    'The kernel stops itself because it cannot go on rightly.',
    'map:kmem_map',
    'kmem_map too small',
  ),
];
