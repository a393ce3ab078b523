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
  seed: sourceRef('seed', 'When will ZFS become stable?', 'Vadim Goncharov to freebsd-current'),
} as const satisfies Readonly<Record<string, Source>>;

export type ReferenceId = keyof typeof REFERENCES;
export const referenceOf = (id: string): Source | undefined =>
  (REFERENCES as Readonly<Record<string, Source>>)[id];
