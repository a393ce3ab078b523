/** Sources that lesson text names, once each: `<Src id>` and `source` of predictions point here. */
import { sourceRef } from '../base/sources';
import type { Source } from '../base/derivation';

export const REFERENCES = {
  kmem_malloc: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
  kmeminit: sourceRef('r62', 'sys/kern/kern_malloc.c', 'kmeminit()'),
  uma_core: sourceRef('r62', 'sys/vm/uma_core.c', 'slab_zalloc()'),
  zone_small_init: sourceRef('r62', 'sys/vm/uma_core.c', 'zone_small_init()'),
  page_alloc: sourceRef('r62', 'sys/vm/uma_core.c', 'page_alloc()'),
  uma_large_malloc: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_large_malloc()'),
  uma_zone_set_max: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zone_set_max()'),
  alias_local: sourceRef('r62', 'sys/netinet/libalias/alias_local.h', 'malloc()'),
  vm_pageout_scan: sourceRef('r62', 'sys/vm/vm_pageout.c', 'vm_pageout_scan()'),
  kvm_free: sourceRef('r62', 'sys/i386/i386/pmap.c', 'kvm_free()'),
  pmap_growkernel: sourceRef('r62', 'sys/i386/i386/pmap.c', 'pmap_growkernel()'),
  agp_attach: sourceRef('r62', 'sys/pci/agp.c', 'agp_generic_attach()'),
  uma_reclaim: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_reclaim()'),
  bfreekva: sourceRef('r62', 'sys/kern/vfs_bio.c', 'bfreekva()'),
  vm_page_startup: sourceRef('r62', 'sys/vm/vm_page.c', 'vm_page_startup()'),
  vm_map_findspace: sourceRef('r62', 'sys/vm/vm_map.c', 'vm_map_findspace()'),
  top_machine: sourceRef('r62', 'usr.bin/top/machine.c', 'get_system_info()'),
  vm_ksubmap_init: sourceRef('r62', 'sys/vm/vm_init.c', 'vm_ksubmap_init()'),
  kmem_suballoc: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_suballoc()'),
  kmem_alloc_wait: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_alloc_wait()'),
  uma_zone_set_obj: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zone_set_obj()'),
  pipespace: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipespace_new()'),
  allocbuf: sourceRef('r62', 'sys/kern/vfs_bio.c', 'allocbuf()'),
  bufspace: sourceRef('r62', 'sys/kern/vfs_bio.c', 'bufinit()'),
  vm_kmem_size_max: sourceRef('r62', 'sys/i386/include/vmparam.h', 'VM_KMEM_SIZE_MAX'),
  malloc: sourceRef('r62', 'sys/kern/kern_malloc.c', 'malloc()'),
  memstat_kvm_uma: sourceRef('r62', 'lib/libmemstat/memstat_uma.c', 'memstat_kvm_uma()'),
  uma_zalloc_internal: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zalloc_internal()'),
  zone_drain: sourceRef('r62', 'sys/vm/uma_core.c', 'zone_drain()'),
  ng_base: sourceRef('r62', 'sys/netgraph/ng_base.c', 'ngb_mod_event()'),
  seed: sourceRef('seed', 'When will ZFS become stable?', 'Vadim Goncharov to freebsd-current'),
} as const satisfies Readonly<Record<string, Source>>;

export type ReferenceId = keyof typeof REFERENCES;
export const referenceOf = (id: string): Source | undefined =>
  (REFERENCES as Readonly<Record<string, Source>>)[id];
