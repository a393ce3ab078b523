/** What sysctl(8) would print of the layout, by sysctl name. */
import type { AnyDerivation, Derivation } from '../../base/derivation';
import { archSource } from './boot-context';
import type { Boot } from './boot-context';
import type { KvaBounds } from './kva';

/** Sysctl names and the ids that answer them; a release that lacks the value prints none. */
const NAMES: readonly (readonly [name: string, id: string])[] = [
  ['vm.kmem_size', 'vm.kmem_size'],
  ['vm.kmem_size_max', 'kmem_max'],
  ['vm.kmem_size_min', 'kmem_min'],
  ['vm.kmem_size_scale', 'kmem_scale'],
  ['kern.maxusers', 'maxusers'],
  ['kern.maxproc', 'maxproc'],
  ['kern.maxfiles', 'maxfiles'],
  ['kern.ipc.nmbclusters', 'nmbclusters'],
  ['kern.ipc.nmbjumbop', 'wanted.mbuf_jumbo_pagesize'],
  ['kern.ipc.nmbjumbo9', 'wanted.mbuf_jumbo_9k'],
  ['kern.ipc.nmbjumbo16', 'wanted.mbuf_jumbo_16k'],
  ['kern.ipc.maxsockets', 'maxsockets'],
  ['kern.maxvnodes', 'desiredvnodes'],
  ['kern.nbuf', 'nbuf'],
  ['vfs.maxbufspace', 'maxbufspace'],
  ['vfs.hibufspace', 'hibufspace'],
  ['vfs.lobufspace', 'lobufspace'],
  ['kern.ipc.nsfbufs', 'nsfbufs'],
  ['kern.ipc.maxpipekva', 'maxpipekva'],
  ['vm.boot_pages', 'uma_boot_pages'],
  ['vm.v_free_reserved', 'v_free_reserved'],
  ['vm.v_free_min', 'v_free_min'],
  ['vm.v_free_target', 'v_free_target'],
  ['vm.v_free_severe', 'v_free_severe'],
  ['vm.v_cache_min', 'v_cache_min'],
  ['vm.v_cache_max', 'v_cache_max'],
  ['vm.v_inactive_target', 'v_inactive_target'],
  ['vm.stats.vm.v_page_count', 'v_page_count'],
  ['vm.kvm_size', 'vm.kvm_size'],
  ['vm.kvm_free', 'vm.kvm_free'],
];

const isNumber = (d: AnyDerivation | undefined): d is Derivation =>
  d !== undefined && typeof d.value === 'number';

/** vm.kvm_free, in bytes. */
const kvmFree = (b: Boot, bounds: KvaBounds, end: Derivation<bigint>): Derivation =>
  b.book.number({
    id: 'vm.kvm_free',
    label: 'Addresses never page-tabled',
    unit: 'B',
    value: Number(bounds.vmMax.value - end.value),
    formula: 'VM_MAX_KERNEL_ADDRESS − kernel_vm_end',
    from: [bounds.vmMax, end],
    source: archSource(b, 'pmap.c', 'kvm_free()'),
    note: 'Not the free space of the kernel map: what never had a page table, a high-water mark in steps of a page table. It never goes up again.',
  });

/** Every sysctl that the layout answers; each is in the book under its own name as well. */
export const sysctlsOf = (
  b: Boot,
  bounds: KvaBounds,
  end: Derivation<bigint>,
): Readonly<Record<string, Derivation>> => {
  kvmFree(b, bounds, end);
  const book = b.book.all();
  const found = NAMES.flatMap(([name, id]) => {
    const d = book[id];
    return isNumber(d) ? [[name, d] as const] : [];
  });
  for (const [name, d] of found) b.book.alias(name, d);
  return Object.fromEntries(found);
};
