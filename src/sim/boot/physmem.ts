/**
 * Which pages of RAM the kernel counts: where its own pages end, where RAM ends, physmem.
 * locore.s create_pagetables() (amd64: pmap.c) takes pages above the kernel; machdep.c
 * getmemsize() then counts what is left of the BIOS map.
 * Simplified: one hole, 640 K to 1 MB, and one reserved stretch at the top of RAM; the hole that
 * PCI devices cut below 4 GB is not modelled.
 */
import { formatBytes } from '../../base/format';
import { GIB, KIB, MIB, PAGE_SIZE } from '../../base/units';
import { err, ok } from '../../base/result';
import type { Derivation } from '../../base/derivation';
import type { Result } from '../../base/result';
import { archSource, note, specFact, tunable } from './boot-context';
import type { Boot } from './boot-context';
import { MSGBUF_PAGES, UINT_RANGE } from './constants';
import type { LayoutError } from './types';
import { given } from './workbook';

/** Memory as getmemsize() leaves it. All in pages. */
export interface PhysicalMemory {
  /** first page after the kernel and what it took before it ran */
  readonly first: Derivation;
  /** end of RAM that the kernel may use */
  readonly end: Derivation;
  readonly physmem: Derivation;
  /** pages from 1 MB to the kernel, a chunk of their own */
  readonly below: number;
}

/** Pages below 640 K, page 0 left out. */
const LOW_PAGES = (640 * KIB) / PAGE_SIZE - 1;
/** locore.s: stack of process 0 (2), vm86 stack (1), vm86 page table and map (3). */
const I386_STACKS = 6;
/** locore.s of 6.2 SMP: the private page of CPU 0 and the page table for it. */
const I386_SMP = 2;
/** PML4, PDP and PD of the kernel, PDP of the direct map: one page each. */
const AMD64_UPPER = 4;
/** `ndmpdp` is at least 4: page directories for 4 GB of direct map. */
const DIRECT_MAP_LEAST = 4;

/** hw.physmem is read into a `u_long`, which has 32 bits on i386. */
const physmemTunable = (b: Boot): Derivation | undefined => {
  const source = archSource(b, 'machdep.c', 'getmemsize()');
  const set = tunable(b, 'hw.physmem', source);
  if (set === undefined || b.k.arch === 'amd64' || set.value < UINT_RANGE) return set;
  const value = set.value % UINT_RANGE;
  note(
    b,
    'warning',
    `hw.physmem is ${formatBytes(set.value)}; an i386 kernel keeps 32 bits of it, ${formatBytes(value)}.`,
  );
  return b.book.number({
    id: 'hw.physmem.kept',
    label: 'hw.physmem as the kernel keeps it',
    value,
    unit: 'B',
    formula: 'hw.physmem, its lower 32 bits',
    from: [set],
    source,
  });
};

const endOfRam = (b: Boot): Derivation => {
  const source = archSource(b, 'machdep.c', 'getmemsize()');
  const ram = specFact(b, 'ram', b.machine.ram, { label: 'Installed RAM', unit: 'B', source });
  const top = specFact(b, 'reservedTop', b.machine.reservedTop, {
    label: 'RAM that the BIOS keeps at the top',
    unit: 'B',
    source,
    note: 'The 64 KB that the BIOS keeps for ACPI tables are a default, fixed by the seed’s own figures.',
  });
  const byBios = Math.max(0, Math.floor((ram.value - top.value) / PAGE_SIZE));
  const set = physmemTunable(b);
  const wanted = set === undefined ? byBios : Math.floor(set.value / PAGE_SIZE);
  if (wanted > byBios)
    note(b, 'info', 'hw.physmem is above the RAM that the BIOS reports: the kernel ignores it.');
  return b.book.number({
    id: 'top_page',
    label: 'First page frame past usable RAM',
    unit: 'pages',
    value: Math.min(byBios, wanted),
    formula: `(RAM − reserved top) ÷ 4,096${set === undefined ? '' : ', at most hw.physmem ÷ 4,096'}`,
    from: [ram, top, ...(set === undefined ? [] : [set])],
    source,
  });
};

type Part = readonly [name: string, pages: number];

const i386Parts = (b: Boot): readonly Part[] => [
  ['page tables (NKPT)', b.k.nkpt],
  ['page directory', b.k.npgptd + (b.machine.pae ? 1 : 0)],
  ['first stack and vm86', I386_STACKS],
  ['per-CPU pages of SMP', b.machine.smp && b.k.smpPrivateEntry ? I386_SMP : 0],
];

const amd64Parts = (b: Boot, end: Derivation): readonly Part[] => [
  ['first stack', b.k.kstackPages],
  ['page tables (NKPT)', b.k.nkpt],
  ['upper page tables', AMD64_UPPER],
  [
    'directories of the direct map',
    Math.max(DIRECT_MAP_LEAST, Math.ceil((end.value * PAGE_SIZE) / GIB)),
  ],
];

const firstFree = (b: Boot, end: Derivation): Derivation => {
  const i386 = b.k.arch === 'i386';
  const source = i386
    ? archSource(b, 'locore.s', 'create_pagetables')
    : archSource(b, 'pmap.c', 'create_pagetables()');
  const kernelEnd = specFact(b, 'kernelEnd', b.machine.kernelEnd, {
    label: 'End of kernel and modules in RAM (KERNend)',
    unit: 'B',
    source,
    ...(i386
      ? { note: 'Part of the description of the machine; the default of 16 MB fits the seed.' }
      : { grade: 'inferred' as const, note: 'The size of the amd64 kernel is a guess.' }),
  });
  if (i386 && kernelEnd.value % b.k.pdeBytes !== 0)
    note(
      b,
      'info',
      `KERNend is ${formatBytes(kernelEnd.value)}. The kernel rounds the end of its image up to ${formatBytes(b.k.pdeBytes)}; such a value stands for other RAM that is missing.`,
    );
  const parts = (i386 ? i386Parts(b) : amd64Parts(b, end)).filter(([, pages]) => pages > 0);
  return b.book.number({
    id: 'first_page',
    label: 'First page frame after the kernel',
    unit: 'pages',
    value: parts.reduce((sum, [, n]) => sum + n, Math.ceil(kernelEnd.value / PAGE_SIZE)),
    formula: `KERNend ÷ 4,096 + ${parts.map(([name]) => name).join(' + ')}`,
    from: [kernelEnd, ...parts.map(([name, n]) => given(name, n, 'pages'))],
    source,
  });
};

const tooSmall = (b: Boot, end: Derivation, first: Derivation): LayoutError => {
  const limited = b.machine.tunables['hw.physmem'] !== undefined && b.machine.ram > end.value;
  return {
    field: limited ? 'hw.physmem' : 'ram',
    message: `Usable RAM ends at ${formatBytes(end.value * PAGE_SIZE)}, but kernel and first page tables reach to ${formatBytes(first.value * PAGE_SIZE)}. Give more RAM, or a smaller end of the kernel.`,
  };
};

/**
 * Counts the pages of RAM.
 * @returns first_page, top_page and physmem; an error where RAM ends before a kernel could run
 */
export const physicalMemory = (b: Boot): Result<PhysicalMemory, LayoutError> => {
  const end = endOfRam(b);
  const first = firstFree(b, end);
  // getmemsize() drops a last chunk that cannot hold the message buffer and one page more.
  if (end.value <= first.value + MSGBUF_PAGES + 1) return err(tooSmall(b, end, first));
  const low = LOW_PAGES - (b.machine.smp ? b.k.smpBootPages : 0);
  const below = (b.k.kernload - MIB) / PAGE_SIZE;
  const physmem = b.book.number({
    id: 'physmem',
    label: 'Pages of RAM that the kernel finds',
    unit: 'pages',
    value: low + below + end.value - first.value,
    formula:
      'pages below 640 K less page 0, pages from 1 MB to KERNLOAD, and pages from the end of the kernel to the top',
    from: [
      given('pages below 640 K', low, 'pages'),
      given('pages from 1 MB to KERNLOAD', below, 'pages'),
      first,
      end,
    ],
    source: archSource(b, 'machdep.c', 'getmemsize()'),
    ...(b.machine.smp ? { note: 'SMP keeps low pages for the start of the other CPUs.' } : {}),
  });
  return ok({ first, end, physmem, below });
};
