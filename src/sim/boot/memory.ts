/**
 * Physical memory at boot: what the kernel finds, what it takes for itself, what is left.
 * FreeBSD 6.2 sys/i386/i386/machdep.c getmemsize(), sys/vm/vm_page.c vm_page_startup().
 * Simplified: one block of RAM without holes above 1 MB; base memory is 640 K.
 */
import { KIB, MIB, PAGE_SIZE } from '../../base/units';
import type { MachineConstants } from './constants';
import type { Notebook } from './notebook';
import type { MachineSpec } from './types';

const MSGBUF_PAGES = 16;
const BASE_MEMORY_PAGES = (640 * KIB) / PAGE_SIZE;
const ONE_MB_PAGE = MIB / PAGE_SIZE;
/** `UMA_BOOT_PAGES` of 6.2. */
const BOOT_PAGES = 48;
const BITS_PER_BYTE = 8;

/** Writes physmem, page_range, dump bitmap and v_page_count. */
export const countPages = (m: MachineSpec, c: MachineConstants, book: Notebook): void => {
  const physical = m.tunables['hw.physmem'] ?? m.ram;
  const end = book.write({
    id: 'top_page',
    label: 'First page frame past usable RAM',
    unit: 'pages',
    value: Math.floor((Math.min(physical, m.ram) - m.reservedTop) / PAGE_SIZE),
    formula: '(RAM − reserved top) ÷ 4,096',
    from: [
      { name: 'RAM', value: m.ram, unit: 'B' },
      { name: 'reserved top', value: m.reservedTop, unit: 'B' },
    ],
    at: 'sys/i386/i386/machdep.c getmemsize()',
    note: 'The 64 KB that the BIOS keeps for ACPI tables are a default, fixed by the seed’s own figures.',
  });
  const first = book.write({
    id: 'first_page',
    label: 'First page frame after the kernel',
    unit: 'pages',
    value: Math.ceil(m.kernelEnd / PAGE_SIZE) + c.bootPages,
    formula: 'KERNend ÷ 4,096 + pages taken by locore',
    from: [
      { name: 'KERNend', value: m.kernelEnd, unit: 'B' },
      { name: 'pages taken by locore', value: c.bootPages, unit: 'pages' },
    ],
    at: 'sys/i386/i386/locore.s create_pagetables',
    ...(m.pae ? { grade: 'inferred' as const } : {}),
  });
  const low = BASE_MEMORY_PAGES - 1 + c.kernload / PAGE_SIZE - ONE_MB_PAGE;
  const physmem = book.write({
    id: 'physmem',
    label: 'Pages of RAM that the kernel finds',
    unit: 'pages',
    value: low + end - first,
    formula:
      'pages below 640 K less page 0, pages from 1 MB to KERNLOAD, and pages from the end of the kernel to the top',
    from: [{ name: 'pages below KERNLOAD', value: low, unit: 'pages' }, 'first_page', 'top_page'],
    at: 'sys/i386/i386/machdep.c getmemsize()',
  });
  const top = end - MSGBUF_PAGES;
  const bitmap = book.write({
    id: 'dump_bitmap_pages',
    label: 'Pages of the minidump bitmap',
    unit: 'pages',
    value: Math.ceil(top / BITS_PER_BYTE / PAGE_SIZE),
    formula: 'one bit for each page frame, rounded up to pages',
    from: ['top_page'],
    at: 'sys/vm/vm_page.c vm_page_startup()',
  });
  const range = book.write({
    id: 'page_range',
    label: 'Entries of vm_page_array',
    unit: 'count',
    value: top - 1,
    formula: 'top page − message buffer − first page (1)',
    from: ['top_page', { name: 'message buffer', value: MSGBUF_PAGES, unit: 'pages' }],
    at: 'sys/vm/vm_page.c vm_page_startup()',
  });
  const boot = m.tunables['vm.boot_pages'] ?? BOOT_PAGES;
  book.write({
    id: 'uma_boot_pages',
    label: 'UMA boot pages',
    unit: 'pages',
    value: boot,
    formula: 'UMA_BOOT_PAGES, or the tunable vm.boot_pages',
    at: 'sys/vm/uma_int.h UMA_BOOT_PAGES',
  });
  const left = (physmem - MSGBUF_PAGES - bitmap - boot) * PAGE_SIZE - range * c.sizeof.vm_page;
  book.write({
    id: 'v_page_count',
    label: 'Page frames that the VM manages',
    unit: 'pages',
    value: Math.floor(left / PAGE_SIZE),
    formula:
      '(physmem − message buffer − boot pages − dump bitmap) × 4,096 − page_range × sizeof(vm_page), ÷ 4,096, rounded down',
    from: [
      'physmem',
      { name: 'message buffer', value: MSGBUF_PAGES, unit: 'pages' },
      'uma_boot_pages',
      'dump_bitmap_pages',
      'page_range',
      { name: 'sizeof(vm_page)', value: c.sizeof.vm_page, unit: 'B' },
    ],
    at: 'sys/vm/vm_page.c vm_page_startup()',
  });
};
