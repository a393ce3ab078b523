/** Terms of address space and its maps. */
import type { Term } from './term';

export const ADDRESS_SPACE: readonly Term[] = [
  {
    name: 'KVA',
    also: ['kernel virtual address space', 'address space'],
    sel: 'map:kernel_map',
    plain:
      'The addresses that the kernel has for itself. Having an address is not having memory behind it.',
    exact:
      'On i386 1 GB above 0xc0000000, from VM_MIN_KERNEL_ADDRESS to VM_MAX_KERNEL_ADDRESS, in every process the same.',
    source: ['sys/i386/include/vmparam.h', 'VM_MAX_KERNEL_ADDRESS'],
  },
  {
    name: 'kernel_map',
    also: ['kernel map'],
    sel: 'map:kernel_map',
    plain: 'The list of all address ranges that the kernel has given out.',
    exact:
      'The vm_map of the kernel’s pmap; kmem_map, clean_map, exec_map and pipe_map are submaps of it.',
    source: ['sys/vm/vm_kern.c', 'kmem_init'],
  },
  {
    name: 'kmem_map',
    also: [],
    sel: 'map:kmem_map',
    plain:
      'The part of the kernel’s addresses from which malloc(9) and the zone allocator take pages. When it is full, free RAM does not help.',
    exact: 'A submap of vm.kmem_size bytes made by kmeminit(); kmem_malloc() is its only door.',
    source: ['sys/kern/kern_malloc.c', 'kmeminit'],
  },
  {
    name: 'submap',
    also: [],
    sel: 'map:kernel_map',
    plain:
      'A range of one map that has a list of its own, so that its users cannot take addresses from others.',
    exact:
      'A vm_map behind one entry with MAP_ENTRY_IS_SUB_MAP of its parent, cut by kmem_suballoc().',
    source: ['sys/vm/vm_kern.c', 'kmem_suballoc'],
  },
  {
    name: 'map entry',
    also: ['vm_map_entry'],
    sel: 'zone:MAP ENTRY',
    plain: 'One line in the list of a map: from here to there, and what lies behind.',
    exact:
      'struct vm_map_entry, from the zone KMAP ENTRY for maps of the kernel and from MAP ENTRY for others.',
    source: ['sys/vm/vm_map.c', 'vm_map_entry_create'],
  },
  {
    name: 'first fit',
    also: [],
    plain: 'New ranges go to the lowest hole that is large enough.',
    exact:
      'vm_map_findspace() descends the tree of entries by max_free and takes the lowest fitting hole.',
    source: ['sys/vm/vm_map.c', 'vm_map_findspace'],
  },
  {
    name: 'fragmentation',
    also: ['hole'],
    sel: 'map:kmem_map',
    plain: 'Enough room in all, but no hole that is large enough.',
    exact:
      'A request needs one run of adjacent pages of the map; map->size counts pages, max_free knows the largest hole.',
    source: ['sys/vm/vm_map.c', 'vm_map_findspace'],
  },
  {
    name: 'buffer_map',
    also: [],
    sel: 'map:buffer_map',
    plain: 'Addresses for the data of file buffers.',
    exact: 'A submap of clean_map, given out in units of BKVASIZE, 16 KB.',
    source: ['sys/kern/vfs_bio.c', 'getnewbuf'],
  },
  {
    name: 'pipe_map',
    also: ['maxpipekva'],
    sel: 'map:pipe_map',
    plain: 'Addresses for what lies in pipes.',
    exact: 'A submap of maxpipekva bytes whose memory is pageable, unlike that of kmem_map.',
    source: ['sys/kern/sys_pipe.c', 'pipespace_new'],
  },
  {
    name: 'exec_map',
    also: [],
    sel: 'map:exec_map',
    plain: 'Addresses in which the arguments of a new program wait while it is loaded.',
    exact:
      'A submap of vm.exec_map_entries slots, 16 by default; exec_copyin_args() sleeps in kmem_alloc_wait() where none is free.',
    source: ['sys/kern/kern_exec.c', 'exec_copyin_args'],
  },
  {
    name: 'vm_object',
    also: ['VM object'],
    sel: 'zone:VM OBJECT',
    plain: 'A source of pages: a file, a piece of swap, or zeros.',
    exact:
      'struct vm_object; pages are found in it by pindex, and a map entry shows a window of it.',
    source: ['sys/vm/vm_object.c', 'vm_object_allocate'],
  },
  {
    name: 'kmem_malloc',
    also: [],
    plain: 'Takes address range and pages from kmem_map.',
    exact: 'Panics with "kmem_map too small" where no hole fits and the caller may wait.',
    source: ['sys/vm/vm_kern.c', 'kmem_malloc'],
  },
  {
    name: 'size of kmem_map',
    also: ['VM_KMEM_SIZE'],
    plain: 'How large kmem_map is.',
    exact:
      'A third of RAM by VM_KMEM_SIZE_SCALE, at least VM_KMEM_SIZE, at most VM_KMEM_SIZE_MAX; a loader tunable.',
    source: ['sys/kern/kern_malloc.c', 'kmeminit'],
  },
  {
    name: 'contigmalloc',
    also: [],
    plain: 'Memory whose page frames lie side by side, for devices.',
    exact: 'A run of frames in the range asked for, mapped in kernel_map and not in kmem_map.',
    source: ['sys/vm/vm_contig.c', 'contigmalloc'],
  },
  {
    name: 'pmap',
    also: ['page table'],
    sel: 'holder:tables',
    plain: 'The tables by which the processor finds RAM behind an address.',
    exact:
      'Machine-dependent; on i386 a page directory and page tables, 4 MB of addresses a table.',
    source: ['sys/i386/i386/pmap.c', 'pmap_enter'],
  },
  {
    name: 'pager_map',
    also: [],
    sel: 'map:pager_map',
    plain: 'Addresses for pages on their way to a disk or back.',
    exact:
      'A submap of clean_map from which getpbuf()’s buffers take theirs while a pager reads or writes.',
    source: ['sys/vm/vm_init.c', 'vm_ksubmap_init'],
  },
];
