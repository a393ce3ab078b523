/**
 * From a machine to its complete kernel address space at the end of boot, or to the reason why
 * there is none. Pure; never throws.
 */
import type { Derivation } from '../../base/derivation';
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { PAGE_SIZE } from '../../base/units';
import { constantsOf } from './constants';
import { countPages } from './memory';
import { notebook } from './notebook';
import type { Notebook } from './notebook';
import { layRegions } from './regions';
import { tuneBuffers, tuneKmem, tunePageDaemon, tuneProcesses } from './tuning';
import { knownTunable, validate } from './validate';
import type { MachineConstants } from './constants';
import type { BootLayout, LayoutError, LayoutNote, MachineSpec, Region } from './types';
import { zoneLimits } from './zone-limits';

const SWAP_ZONE = 32 * 1024 * 1024;

const wantOwnObjects = (m: MachineSpec, c: MachineConstants, book: Notebook): void => {
  const n = (id: string): number => book.get(id).value;
  const share = m.tunables['vm.pmap.shpgperproc'] ?? 200;
  if (c.pv !== 'direct-map')
    book.write({
      id: 'pv_entry_max',
      label: 'PV entries at most',
      unit: 'items',
      value: share * n('maxproc') + n('v_page_count'),
      formula: 'shpgperproc × maxproc + v_page_count',
      from: [{ name: 'shpgperproc', value: share, unit: 'count' }, 'maxproc', 'v_page_count'],
      at: 'sys/i386/i386/pmap.c pmap_init()',
    });
  const kvaPages = Number((c.vmMax - c.kernbase) / BigInt(PAGE_SIZE));
  book.write({
    id: 'kmap_entries',
    label: 'Kernel map entries',
    unit: 'items',
    value: Math.floor(Math.min(n('v_page_count'), kvaPages) / 8) + 2 * n('maxproc') + n('maxfiles'),
    formula: 'the smaller of v_page_count and KVA pages, ÷ 8, + 2 × maxproc + maxfiles',
    from: ['v_page_count', 'maxproc', 'maxfiles'],
    at: 'sys/vm/vm_map.c vm_init2()',
  });
  const swap = m.tunables['kern.maxswzone'] ?? SWAP_ZONE;
  book.write({
    id: 'swap_blocks',
    label: 'Swap metadata blocks',
    unit: 'items',
    value: Math.min(Math.floor(n('v_page_count') / 2), Math.floor(swap / c.sizeof.swblock)),
    formula: 'the smaller of v_page_count ÷ 2 and maxswzone ÷ sizeof(swblock)',
    from: [
      'v_page_count',
      { name: 'maxswzone', value: swap, unit: 'B' },
      { name: 'sizeof(swblock)', value: c.sizeof.swblock, unit: 'B' },
    ],
    at: 'sys/vm/swap_pager.c swap_pager_swap_init()',
  });
};

/** sysctl names and the ids that answer them; sizes of kernel tables keep their kernel names. */
const SYSCTLS: readonly (readonly [string, string])[] = [
  ['vm.kmem_size', 'vm.kmem_size'],
  ['vm.kmem_size_max', 'kmem_max'],
  ['vm.kmem_size_scale', 'kmem_scale'],
  ['kern.maxusers', 'maxusers'],
  ['kern.maxproc', 'maxproc'],
  ['kern.maxfiles', 'maxfiles'],
  ['kern.ipc.nmbclusters', 'nmbclusters'],
  ['kern.ipc.maxsockets', 'maxsockets'],
  ['kern.maxvnodes', 'desiredvnodes'],
  ['kern.nbuf', 'nbuf'],
  ['vfs.maxbufspace', 'maxbufspace'],
  ['vfs.hibufspace', 'hibufspace'],
  ['vfs.lobufspace', 'lobufspace'],
  ['kern.ipc.nsfbufs', 'nsfbufs'],
  ['kern.ipc.maxpipekva', 'maxpipekva'],
  ['vm.v_free_reserved', 'v_free_reserved'],
  ['vm.v_free_min', 'v_free_min'],
  ['vm.v_free_target', 'v_free_target'],
  ['vm.v_free_severe', 'v_free_severe'],
  ['vm.v_cache_min', 'v_cache_min'],
  ['vm.v_cache_max', 'v_cache_max'],
  ['vm.v_inactive_target', 'v_inactive_target'],
  ['vm.stats.vm.v_page_count', 'v_page_count'],
];

const sysctls = (
  m: MachineSpec,
  c: MachineConstants,
  book: Notebook,
): Readonly<Record<string, Derivation>> => {
  const end = (book.values['kernel_vm_end']?.value ?? c.vmMax) as bigint;
  book.write({
    id: 'vm.kvm_size',
    label: 'Size of the kernel address space',
    unit: 'B',
    value: Number(c.vmMax - c.kernbase),
    formula: 'VM_MAX_KERNEL_ADDRESS − KERNBASE',
    from: [
      { name: 'VM_MAX_KERNEL_ADDRESS', value: c.vmMax, unit: 'address' },
      { name: 'KERNBASE', value: c.kernbase, unit: 'address' },
    ],
    at: 'sys/i386/i386/pmap.c kvm_size',
  });
  book.write({
    id: 'vm.kvm_free',
    label: 'Addresses never page-tabled',
    unit: 'B',
    value: Number(c.vmMax - end),
    formula: 'VM_MAX_KERNEL_ADDRESS − kernel_vm_end',
    from: [{ name: 'VM_MAX_KERNEL_ADDRESS', value: c.vmMax, unit: 'address' }, 'kernel_vm_end'],
    at: 'sys/i386/i386/pmap.c kvm_free',
    grade: m.kernelVmEnd === undefined ? 'inferred' : 'user-data',
    note: 'Not the free space of the kernel map: what never had a page table, a high-water mark in steps of a page table. It never goes up again.',
  });
  const pairs: readonly (readonly [string, string])[] = [
    ...SYSCTLS,
    ['vm.kvm_size', 'vm.kvm_size'],
    ['vm.kvm_free', 'vm.kvm_free'],
  ];
  return Object.fromEntries(
    pairs.flatMap(([name, id]) => {
      const d = book.values[id];
      return d === undefined || typeof d.value === 'bigint' ? [] : [[name, d as Derivation]];
    }),
  );
};

const misfit = (regions: readonly Region[], c: MachineConstants): LayoutError | undefined => {
  const last = regions.findLast((r) => r.start + BigInt(r.size) > c.vmMax && r.id !== 'kernel_map');
  if (last === undefined) return undefined;
  const over = last.start + BigInt(last.size) - c.vmMax;
  return {
    field: last.id,
    message: `The regions need ${String(over)} B more than the kernel address space has; ${last.name} does not fit. A kernel panics here with "kmem_suballoc: bad status return". Lower vm.kmem_size or raise KVA_PAGES.`,
  };
};

/**
 * Computes the boot layout.
 * @param m a machine, usually from {@link makeMachine}
 * @returns the layout, or a field and one sentence saying what was found and what to change
 */
export const bootLayout = (m: MachineSpec): Result<BootLayout, LayoutError> => {
  const bad = validate(m);
  if (bad !== undefined) return err(bad);
  const c = constantsOf(m);
  const book = notebook(c.tag);
  countPages(m, c, book);
  if (book.get('v_page_count').value < 256)
    return err({
      field: 'ram',
      message:
        'After the kernel itself no RAM is left to boot with. Give the machine more RAM or a smaller kernel.',
    });
  tuneProcesses(m, book);
  const notes: LayoutNote[] = [...tuneKmem(m, c, book)];
  tuneBuffers(m, c, book);
  tunePageDaemon(c, book);
  wantOwnObjects(m, c, book);
  const limits = zoneLimits(m, c, book);
  const regions = layRegions(m, c, book);
  const wrong = misfit(regions, c);
  if (wrong !== undefined) return err(wrong);
  for (const name of Object.keys(m.tunables)) {
    if (!knownTunable(name))
      notes.push({
        severity: 'warning',
        message: `The tunable ${name} is not modelled and changes nothing here.`,
      });
  }
  if (m.pae)
    notes.push({
      severity: 'info',
      message: 'PAE sizes were read in source and not checked against a running machine.',
    });
  const outside = new Set([
    'kernel_map',
    'clean_map',
    'agp_aperture',
    'device_and_rounding',
    'never_used',
  ]);
  book.write({
    id: 'accounted',
    label: 'Address space accounted for',
    unit: 'B',
    value: regions.filter((r) => !outside.has(r.id)).reduce((sum, r) => sum + r.size, 0),
    formula: 'the sum of the regions, without the aperture and the residue',
    at: 'sys/vm/vm_init.c vm_ksubmap_init()',
  });
  const sysctl = sysctls(m, c, book);
  for (const [name, d] of Object.entries(sysctl)) book.values[name] ??= d;
  return ok({
    machine: m,
    values: book.values,
    sysctl,
    zoneLimits: limits,
    regions,
    accounted: book.get('accounted'),
    notes,
  });
};
