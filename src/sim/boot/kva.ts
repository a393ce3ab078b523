/**
 * Where the kernel's address space begins and ends.
 * i386: `NKPDE`, `KPTDI`, `PTDPTDI` of sys/i386/include/pmap.h and the addresses of vmparam.h.
 * amd64: the top 2 GB (sys/amd64/include/{pmap,vmparam}.h).
 *
 *   PTmap         VM_MIN       KERNBASE                                   VM_MAX
 *   | page tables | directory | kernel_map: image, tables, submaps, free |
 */
import { PAGE_SIZE } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { archSource, headerSource } from './boot-context';
import type { Boot } from './boot-context';
import { given } from './workbook';
import type { Entry } from './workbook';

/** The bounds of the kernel's address space. */
export interface KvaBounds {
  readonly kernbase: Derivation<bigint>;
  /** `VM_MAX_KERNEL_ADDRESS` */
  readonly vmMax: Derivation<bigint>;
  /** `VM_MIN_KERNEL_ADDRESS`: where kernel_map really starts, inside the recursive window */
  readonly vmMin: Derivation<bigint>;
  /** start of the window that shows the page tables */
  readonly ptmap: Derivation<bigint>;
  readonly kvmSize: Derivation;
}

/** `KVADDR(KPML4I, KPDPI, 0, 0)`: 2 GB below the top. */
const AMD64_KERNBASE = 0xffffffff80000000n;
/** `VM_MAX_KERNEL_ADDRESS`: the last page. */
const AMD64_VM_MAX = 0xfffffffffffff000n;
/** `addr_PTmap`: slot 256 of 512, the first of the upper half. */
const AMD64_PTMAP = 0xffff800000000000n;

const kvmSize = (b: Boot, kernbase: Derivation<bigint>, vmMax: Derivation<bigint>): Derivation =>
  b.book.number({
    id: 'vm.kvm_size',
    label: 'Size of the kernel address space',
    value: Number(vmMax.value - kernbase.value),
    unit: 'B',
    formula: 'VM_MAX_KERNEL_ADDRESS − KERNBASE',
    from: [vmMax, kernbase],
    source: archSource(b, 'pmap.c', 'kvm_size()'),
  });

const amd64Bounds = (b: Boot): KvaBounds => {
  const fixed = (id: string, label: string, value: bigint, file: string): Derivation<bigint> =>
    b.book.address({
      id,
      label,
      value,
      formula: 'fixed by the slots of the upper page tables',
      source: headerSource(b, file, id),
    });
  const base = 'KERNBASE';
  const kernbase = fixed(base, 'Start of the kernel', AMD64_KERNBASE, 'vmparam.h');
  const vmMin = fixed('VM_MIN_KERNEL_ADDRESS', 'Start of kernel_map', AMD64_KERNBASE, 'vmparam.h');
  const vmMax = fixed('VM_MAX_KERNEL_ADDRESS', 'End of kernel_map', AMD64_VM_MAX, 'vmparam.h');
  const ptmap = fixed('PTmap', 'Recursive page-table window', AMD64_PTMAP, 'pmap.h');
  return { kernbase, vmMin, vmMax, ptmap, kvmSize: kvmSize(b, kernbase, vmMax) };
};

interface Directory {
  /** `NKPDE` */
  readonly entries: Derivation;
  /** `KPTDI` */
  readonly first: Derivation;
  /** `PTDPTDI` */
  readonly tables: Derivation;
}

const directory = (b: Boot): Directory => {
  const { k, machine } = b;
  const header = (id: string, label: string, value: number): Omit<Entry, 'formula'> => ({
    id,
    label,
    value,
    unit: 'count',
    source: headerSource(b, 'pmap.h', id),
  });
  const kvaPages = b.book.number({
    ...header('KVA_PAGES', 'Page tables set aside for the kernel', machine.kvaPages ?? k.kvaPages),
    formula: machine.kvaPages === undefined ? 'the default' : 'options KVA_PAGES',
  });
  const perCpu = machine.smp && k.smpPrivateEntry ? 1 : 0;
  const entries = b.book.number({
    ...header('NKPDE', 'Page directory entries of the kernel', kvaPages.value - perCpu),
    formula: perCpu === 1 ? 'KVA_PAGES − the per-CPU entry of SMP' : 'KVA_PAGES',
    from: [kvaPages, ...(perCpu === 1 ? [given('per-CPU entry', 1)] : [])],
  });
  const all = given('NPDEPTD', k.directoryEntries);
  const first = b.book.number({
    ...header('KPTDI', 'First directory entry of the kernel', k.directoryEntries - kvaPages.value),
    formula: 'NPDEPTD − KVA_PAGES',
    from: [all, kvaPages],
  });
  const tables = b.book.number({
    ...header('PTDPTDI', 'Directory entry that maps the page tables', first.value - k.npgptd),
    formula: 'KPTDI − NPGPTD',
    from: [first, given('NPGPTD', k.npgptd)],
  });
  return { entries, first, tables };
};

const i386Bounds = (b: Boot): KvaBounds => {
  const { entries, first, tables } = directory(b);
  const bytes = b.k.pdeBytes;
  const reach = given('bytes of an entry', bytes, 'B');
  const source = headerSource(b, 'vmparam.h', 'VADDR()');
  const kernbase = b.book.address({
    id: 'KERNBASE',
    label: 'Start of the kernel',
    value: BigInt(first.value * bytes),
    formula: 'KPTDI × bytes of an entry',
    from: [first, reach],
    source,
  });
  const vmMax = b.book.address({
    id: 'VM_MAX_KERNEL_ADDRESS',
    label: 'End of kernel_map',
    value: BigInt((first.value + entries.value) * bytes - PAGE_SIZE),
    formula: '(KPTDI + NKPDE) × bytes of an entry − one page',
    from: [first, entries, reach],
    source,
  });
  const ptmap = b.book.address({
    id: 'PTmap',
    label: 'Recursive page-table window',
    value: BigInt(tables.value * bytes),
    formula: 'PTDPTDI × bytes of an entry',
    from: [tables, reach],
    source: archSource(b, 'locore.s', 'PTmap'),
  });
  const vmMin = b.book.address({
    id: 'VM_MIN_KERNEL_ADDRESS',
    label: 'Start of kernel_map',
    value: ptmap.value + BigInt(tables.value * PAGE_SIZE),
    formula: 'PTmap + PTDPTDI × 4,096: the page directory seen through its own window',
    from: [ptmap, tables],
    source,
  });
  return { kernbase, vmMin, vmMax, ptmap, kvmSize: kvmSize(b, kernbase, vmMax) };
};

/** Bounds of the kernel's address space, written into the book under the kernel's own names. */
export const kvaBounds = (b: Boot): KvaBounds =>
  b.k.arch === 'i386' ? i386Bounds(b) : amd64Bounds(b);

/** Whole pages between two addresses, as btoc() counts them: rounded up. */
export const pagesBetween = (low: Derivation<bigint>, high: Derivation<bigint>): number =>
  Math.ceil(Number(high.value - low.value) / PAGE_SIZE);
