/** Terms of the parts of the kernel that use memory. */
import type { Term } from './term';

export const USERS: readonly Term[] = [
  {
    name: 'mbuf',
    also: [],
    sel: 'zone:mbuf',
    plain: 'A small block for data of the network.',
    exact:
      '256 bytes, of the zone mbuf; larger data hang on it as clusters or other external storage.',
    source: ['sys/kern/kern_mbuf.c', 'mbuf_init'],
  },
  {
    name: 'mbuf cluster',
    also: ['cluster', 'nmbclusters'],
    sel: 'zone:mbuf_cluster',
    plain: 'A block of 2 KB for the data of one packet.',
    exact: 'Zone mbuf_cluster, capped at kern.ipc.nmbclusters; each takes half a page of kmem_map.',
    source: ['sys/kern/kern_mbuf.c', 'mbuf_init'],
  },
  {
    name: 'packet zone',
    also: ['mbuf_packet', 'secondary zone'],
    sel: 'zone:mbuf_packet',
    plain: 'An mbuf and a cluster that stay together.',
    exact: 'A secondary zone over the keg of mbuf; mb_zinit_pack() attaches the cluster.',
    source: ['sys/kern/kern_mbuf.c', 'mb_zinit_pack'],
  },
  {
    name: 'sf_buf',
    also: [],
    plain: 'An address in the kernel that shows a page of somebody else.',
    exact:
      'One page of address space each, nsfbufs of them on i386; sendfile(2) and pipes use them.',
    source: ['sys/i386/i386/vm_machdep.c', 'sf_buf_alloc'],
  },
  {
    name: 'sendfile',
    also: [],
    plain: 'Sends a file without copying it.',
    exact: 'File pages are wired and hang on mbufs by sf_bufs until they are acknowledged.',
    source: ['sys/kern/uipc_syscalls.c', 'kern_sendfile'],
  },
  {
    name: 'zero copy',
    also: ['zero-copy sockets'],
    plain: 'A send that lends the pages of a process instead of copying them.',
    exact:
      'socow_setup() makes the pages copy-on-write with vm_page_cowsetup(); a write meanwhile copies.',
    source: ['sys/kern/uipc_cow.c', 'socow_setup'],
  },
  {
    name: 'borrowed page',
    also: ['direct write'],
    plain: 'A page of a process that the kernel uses where it lies.',
    exact:
      'pipe_build_write_buffer() holds up to PIPENPAGES pages of the writer, who sleeps until they are read.',
    source: ['sys/kern/sys_pipe.c', 'pipe_build_write_buffer'],
  },
  {
    name: 'vnode',
    also: [],
    sel: 'zone:VNODE',
    plain: 'A file, as the kernel has it in memory.',
    exact: 'struct vnode; at most a quarter of kern.maxvnodes are kept while nobody holds them.',
    source: ['sys/kern/vfs_subr.c', 'getnewvnode'],
  },
  {
    name: 'buffer cache',
    also: ['buf', 'nbuf'],
    sel: 'holder:buffers',
    plain: 'File data as blocks, with addresses of their own.',
    exact:
      'struct buf headers; their pages belong to the file’s object and are wired while buffered.',
    source: ['sys/kern/vfs_bio.c', 'allocbuf'],
  },
  {
    name: 'bufspace',
    also: [],
    plain: 'How much of buffer_map is in use.',
    exact: 'Sum of b_kvasize; above lobufspace clean buffers are reused, hibufspace is not passed.',
    source: ['sys/kern/vfs_bio.c', 'getnewbuf'],
  },
  {
    name: 'name cache',
    also: ['namecache'],
    sel: 'zone:S VFS Cache',
    plain: 'Remembers which name in which directory is which file.',
    exact:
      'S VFS Cache and L VFS Cache by length of the name; an entry holds the vnode of its directory.',
    source: ['sys/kern/vfs_cache.c', 'cache_enter'],
  },
  {
    name: 'kernel stack',
    also: ['kstack'],
    sel: 'holder:stacks',
    plain: 'Where a thread keeps its place while it is in the kernel.',
    exact:
      'KSTACK_PAGES 2 pages and a guard page; swapped out with its process when that sleeps long.',
    source: ['sys/vm/vm_glue.c', 'vm_thread_new'],
  },
  {
    name: 'swapping out',
    also: ['swapout', 'swapped out'],
    plain: 'A whole process leaves RAM, with its stacks.',
    exact:
      'swapout_procs() takes processes asleep for more than swap_idle_threshold; proc0 brings them back.',
    source: ['sys/vm/vm_glue.c', 'swapout_procs'],
  },
  {
    name: 'libalias',
    also: ['ng_nat', 'NAT'],
    sel: 'type:libalias',
    plain: 'Translates addresses of the network and keeps a note of each flow.',
    exact:
      'struct alias_link, of malloc type libalias; in the thread 241,126 of them fill zone 128.',
    source: ['sys/netinet/libalias/alias_db.c', 'AddLink'],
  },
];
