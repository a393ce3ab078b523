/** Sources that lesson text names, once each: `<Src id>` and `source` of predictions point here. */
import { sourceRef } from '../base/sources';
import type { Source } from '../base/derivation';

export const REFERENCES = {
  alias_local: sourceRef('r62', 'sys/netinet/libalias/alias_local.h', 'malloc()'),
  allocbuf: sourceRef('r62', 'sys/kern/vfs_bio.c', 'allocbuf()'),
  exec_copyin_args: sourceRef('r62', 'sys/kern/kern_exec.c', 'exec_copyin_args()'),
  kmem_malloc: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
  kmem_malloc73: sourceRef('r73', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
  kmeminit: sourceRef('r62', 'sys/kern/kern_malloc.c', 'kmeminit()'),
  kvm_free: sourceRef('r62', 'sys/i386/i386/pmap.c', 'kvm_free()'),
  malloc: sourceRef('r62', 'sys/kern/kern_malloc.c', 'malloc()'),
  mbuf_init: sourceRef('r62', 'sys/kern/kern_mbuf.c', 'mbuf_init()'),
  memstat_kvm_uma: sourceRef('r62', 'lib/libmemstat/memstat_uma.c', 'memstat_kvm_uma()'),
  page_alloc: sourceRef('r62', 'sys/vm/uma_core.c', 'page_alloc()'),
  pipe_build_write_buffer: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipe_build_write_buffer()'),
  pipespace_new: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipespace_new()'),
  pmap_growkernel: sourceRef('r62', 'sys/i386/i386/pmap.c', 'pmap_growkernel()'),
  sf_buf_alloc: sourceRef('r62', 'sys/i386/i386/vm_machdep.c', 'sf_buf_alloc()'),
  socow_setup: sourceRef('r62', 'sys/kern/uipc_cow.c', 'socow_setup()'),
  uiomove_fromphys: sourceRef('r62', 'sys/i386/i386/uio_machdep.c', 'uiomove_fromphys()'),
  uma_large_malloc: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_large_malloc()'),
  uma_reclaim: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_reclaim()'),
  uma_small_alloc: sourceRef('r62', 'sys/amd64/amd64/uma_machdep.c', 'uma_small_alloc()'),
  uma_zone_set_max: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zone_set_max()'),
  vfs_vmio_release: sourceRef('r62', 'sys/kern/vfs_bio.c', 'vfs_vmio_release()'),
  vm_ksubmap_init: sourceRef('r62', 'sys/vm/vm_init.c', 'vm_ksubmap_init()'),
  vm_map_lookup: sourceRef('r62', 'sys/vm/vm_map.c', 'vm_map_lookup()'),
  vm_page_cowfault: sourceRef('r62', 'sys/vm/vm_page.c', 'vm_page_cowfault()'),
  vm_pageout_scan: sourceRef('r62', 'sys/vm/vm_pageout.c', 'vm_pageout_scan()'),
  vm_thread_swapout: sourceRef('r62', 'sys/vm/vm_glue.c', 'vm_thread_swapout()'),
  seed: sourceRef('seed', 'When will ZFS become stable?', 'Vadim Goncharov to freebsd-current'),
} as const satisfies Readonly<Record<string, Source>>;

export type ReferenceId = keyof typeof REFERENCES;
export const referenceOf = (id: string): Source | undefined =>
  (REFERENCES as Readonly<Record<string, Source>>)[id];
