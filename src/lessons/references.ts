/** Sources that lesson text names, once each: `<Src id>` and `source` of predictions point here. */
import { sourceRef } from '../base/sources';
import type { Source } from '../base/derivation';

export const REFERENCES = {
  kmem_malloc: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
  kmeminit: sourceRef('r62', 'sys/kern/kern_malloc.c', 'kmeminit()'),
  seed: sourceRef('seed', 'When will ZFS become stable?', 'Vadim Goncharov to freebsd-current'),
  // Lessons 6 to 10.
  add_link: sourceRef('r62', 'sys/netinet/libalias/alias_db.c', 'AddLink()'),
  allocbuf: sourceRef('r62', 'sys/kern/vfs_bio.c', 'allocbuf()'),
  arc: {
    repository: 'forums.freebsd.org',
    file: 'thread 73084',
    function: 'first post, FreeBSD 11.3',
  },
  exec_copyin_args: sourceRef('r62', 'sys/kern/kern_exec.c', 'exec_copyin_args()'),
  faultin: sourceRef('r62', 'sys/vm/vm_glue.c', 'faultin()'),
  kmem_malloc_104: sourceRef('r104', 'sys/kern/kern_malloc.c', 'kmem_reclaim()'),
  kmem_malloc_73: sourceRef('r73', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
  malloc_type: sourceRef('r62', 'sys/kern/kern_malloc.c', 'malloc_type_zone_allocated()'),
  mbuf_init: sourceRef('r62', 'sys/kern/kern_mbuf.c', 'mbuf_init()'),
  pipe_build_write_buffer: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipe_build_write_buffer()'),
  pipe_clone_write_buffer: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipe_clone_write_buffer()'),
  pipe_write: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipe_write()'),
  pipespace_new: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipespace_new()'),
  socow_iodone: sourceRef('r62', 'sys/kern/uipc_cow.c', 'socow_iodone()'),
  socow_setup: sourceRef('r62', 'sys/kern/uipc_cow.c', 'socow_setup()'),
  stack_swap_removed: {
    repository: 'freebsd/freebsd-src@e24a65528388f4debfb12e936f314f85ba6ac407',
    file: 'sys/vm/vm_glue.c',
    function: 'commit that removes kernel stack swapping',
  },
  swapout_procs: sourceRef('r62', 'sys/vm/vm_glue.c', 'swapout_procs()'),
  tunable_mbinit: sourceRef('r62', 'sys/kern/kern_mbuf.c', 'tunable_mbinit()'),
  tunable_mbinit_73: sourceRef('r73', 'sys/kern/kern_mbuf.c', 'tunable_mbinit()'),
  updating_101: sourceRef('r104', 'UPDATING', 'entry 20121023'),
  uiomove_fromphys: sourceRef('r62', 'sys/i386/i386/uio_machdep.c', 'uiomove_fromphys()'),
  uma_reclaim: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_reclaim()'),
  uma_small_alloc: sourceRef('r62', 'sys/amd64/amd64/uma_machdep.c', 'uma_small_alloc()'),
  uma_total_inc_121: sourceRef('r121', 'sys/vm/uma_core.c', 'uma_total_inc()'),
  uma_zone_set_max: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zone_set_max()'),
  vfs_vmio_release: sourceRef('r62', 'sys/kern/vfs_bio.c', 'vfs_vmio_release()'),
  vm_fault: sourceRef('r62', 'sys/vm/vm_fault.c', 'vm_fault()'),
  vm_map_lookup: sourceRef('r62', 'sys/vm/vm_map.c', 'vm_map_lookup()'),
  vm_page_cowfault: sourceRef('r62', 'sys/vm/vm_page.c', 'vm_page_cowfault()'),
  vm_pageout: sourceRef('r62', 'sys/vm/vm_pageout.c', 'vm_pageout()'),
  vm_pageout_scan: sourceRef('r62', 'sys/vm/vm_pageout.c', 'vm_pageout_scan()'),
  vm_thread_new: sourceRef('r62', 'sys/vm/vm_glue.c', 'vm_thread_new()'),
  vm_thread_swapout: sourceRef('r62', 'sys/vm/vm_glue.c', 'vm_thread_swapout()'),
  vmem_xalloc_104: sourceRef('r104', 'sys/kern/subr_vmem.c', 'vmem_xalloc()'),
  vnode_pager_putpages: sourceRef('r62', 'sys/vm/vnode_pager.c', 'vnode_pager_putpages()'),
  zalloc: {
    repository: 'GitHub, openzfsonosx',
    file: 'issue 132',
    function: 'panic of macOS, zalloc()',
  },
  zone_drain: sourceRef('r62', 'sys/vm/uma_core.c', 'zone_drain()'),
} as const satisfies Readonly<Record<string, Source>>;

export type ReferenceId = keyof typeof REFERENCES;
export const referenceOf = (id: string): Source | undefined =>
  (REFERENCES as Readonly<Record<string, Source>>)[id];
