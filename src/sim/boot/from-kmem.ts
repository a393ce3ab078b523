/**
 * What is tuned from the size of kmem_map: pipe_map and the number of vnodes.
 * FreeBSD sys/kern/subr_param.c init_param3(), sys/kern/vfs_subr.c vntblinit().
 */
import { KIB, PAGE_SIZE } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { kernSource, tuned } from './boot-context';
import type { Boot } from './boot-context';
import { UINT_RANGE } from './constants';
import { given } from './workbook';

/** A twentieth of kmem_map, at least 512 K. */
const PIPE_SHARE = 20;
const PIPE_LEAST = 512 * KIB;
/** `MAXVNODES_MAX` (sys/kern/vfs_subr.c). */
const MAXVNODES_MAX = 100_000;

/** maxpipekva, in bytes. */
export const pipeKva = (b: Boot, kmemSize: Derivation): Derivation => {
  const share = Math.floor(Math.floor(kmemSize.value / PAGE_SIZE) / PIPE_SHARE) * PAGE_SIZE;
  return tuned(b, 'kern.ipc.maxpipekva', {
    id: 'maxpipekva',
    label: 'Pipe address space',
    unit: 'B',
    value: Math.max(share, PIPE_LEAST),
    formula: 'a twentieth of kmem_map in whole pages, at least 512 K',
    from: [kmemSize],
    source: kernSource(b, 'kern/subr_param.c', 'init_param3()'),
  });
};

/** desiredvnodes; the kernel doubles vm.kmem_size in 32 bits. */
export const desiredVnodes = (
  b: Boot,
  from: {
    readonly kmemSize: Derivation;
    readonly pageCount: Derivation;
    readonly maxproc: Derivation;
  },
): Derivation => {
  const { kmemSize, pageCount, maxproc } = from;
  const each = b.k.sizeof.vmObject + b.k.sizeof.vnode;
  const byRam = maxproc.value + Math.floor(pageCount.value / 4);
  const byKmem = Math.floor(((2 * kmemSize.value) % UINT_RANGE) / (5 * each));
  return b.book.number({
    id: 'desiredvnodes',
    label: 'Vnodes wanted',
    unit: 'items',
    value: Math.min(byRam, byKmem, MAXVNODES_MAX),
    formula:
      'the least of maxproc + v_page_count ÷ 4, 2 × kmem_size ÷ (5 × (vm_object + vnode)), and 100,000',
    from: [maxproc, pageCount, kmemSize, given('vm_object + vnode', each, 'B')],
    source: kernSource(b, 'kern/vfs_subr.c', 'vntblinit()'),
  });
};
