/** What the sysctls of kernel memory mean, in a few words for the margin. */
import type { SysctlRow } from '../../import';

const WORDS: Readonly<Record<string, string>> = {
  'vm.kmem_size': 'size of kmem_map',
  'vm.kmem_size_max': 'ceiling of kmem_map',
  'vm.kmem_size_min': 'floor of kmem_map',
  'vm.kmem_size_scale': 'RAM ÷ this = kmem_map',
  'vm.kmem_map_size': 'kmem in use',
  'vm.kmem_map_free': 'kmem not in use',
  'vm.kvm_size': 'every kernel address',
  'vm.kvm_free': 'never had a page table',
  'vm.uma_kmem_limit': 'soft limit of kmem',
  'vm.uma_kmem_total': 'kmem in use',
  'hw.physmem': 'RAM the kernel found',
  'hw.realmem': 'RAM installed',
  'hw.usermem': 'RAM not wired',
  'hw.ncpu': 'CPUs',
  'hw.machine': 'architecture',
  'hw.machine_arch': 'architecture',
  'kern.maxusers': 'most limits grow with it',
  'kern.maxproc': 'processes at most',
  'kern.maxfiles': 'open files at most',
  'kern.maxvnodes': 'vnodes wanted',
  'kern.nbuf': 'buffers of 16 K',
  'kern.ipc.nmbclusters': 'mbuf clusters at most',
  'kern.ipc.maxsockets': 'sockets at most',
  'kern.ipc.nsfbufs': 'sendfile windows',
  'kern.ipc.maxpipekva': 'size of pipe_map',
  'kern.ipc.pipekva': 'pipe buffers in use',
  'vfs.bufspace': 'buffer cache in use',
  'vfs.maxbufspace': 'buffer cache at most',
  'vfs.zfs.arc_max': 'ARC at most',
  'vfs.zfs.arc_min': 'ARC at least',
};

const sizeWord = (row: SysctlRow, all: ReadonlyMap<string, SysctlRow>): string | undefined => {
  const size = all.get('vm.kmem_size')?.number;
  if (row.name !== 'vm.kmem_size_max' || size === undefined || row.number === undefined)
    return undefined;
  return size < row.number ? 'ceiling, not reached' : 'ceiling, reached';
};

/** A few words, or nothing where the name says it all. */
export const sysctlWord = (
  row: SysctlRow,
  all: ReadonlyMap<string, SysctlRow>,
): string | undefined => sizeWord(row, all) ?? WORDS[row.name];
