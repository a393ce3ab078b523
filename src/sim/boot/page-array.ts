/**
 * What vm_page_startup() takes from the end of RAM before the page queues exist, and how many
 * pages are left to hand out: v_page_count. FreeBSD sys/vm/vm_page.c; 7.3 adds the reservation
 * array of sys/vm/vm_reserv.c vm_reserv_startup(). No page is blacklisted.
 */
import { formatBytes } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { err, ok } from '../../base/result';
import type { Derivation } from '../../base/derivation';
import type { Result } from '../../base/result';
import { UMA_BOOT_PAGES } from '../uma/constants';
import { archSource, kernSource, tuned } from './boot-context';
import type { Boot } from './boot-context';
import { MSGBUF_PAGES } from './constants';
import type { PhysicalMemory } from './physmem';
import type { LayoutError } from './types';
import { given } from './workbook';

/** What vm_page_startup() took, in pages, and what it left. */
export interface PageArray {
  readonly bootPages: Derivation;
  readonly dumpBitmap: Derivation;
  /** entries of vm_page_array */
  readonly range: Derivation;
  readonly arrayPages: Derivation;
  /** 7.3 only: pages of vm_reserv_array */
  readonly reservPages: Derivation | undefined;
  readonly pageCount: Derivation;
}

const BITS_PER_BYTE = 8;

const pageRange = (b: Boot, mem: PhysicalMemory): Derivation =>
  b.book.number({
    id: 'page_range',
    label: 'Entries of vm_page_array',
    unit: 'count',
    value: mem.end.value - MSGBUF_PAGES - 1,
    formula: 'top_page − message buffer − 1',
    from: [mem.end, given('message buffer', MSGBUF_PAGES, 'pages')],
    source: kernSource(b, 'vm/vm_page.c', 'vm_page_startup()'),
  });

const dumpBitmap = (b: Boot, mem: PhysicalMemory): Derivation =>
  b.book.number({
    id: 'dump_bitmap_pages',
    label: 'Pages of the minidump bitmap',
    unit: 'pages',
    value: Math.ceil((mem.end.value - MSGBUF_PAGES) / BITS_PER_BYTE / PAGE_SIZE),
    formula: '(top page − message buffer) ÷ 8 bits ÷ 4,096, rounded up',
    from: [mem.end, given('message buffer', MSGBUF_PAGES, 'pages')],
    source: kernSource(b, 'vm/vm_page.c', 'vm_page_startup()'),
  });

const arrayPages = (b: Boot, range: Derivation): Derivation =>
  b.book.number({
    id: 'vm_page_array_pages',
    label: 'Pages of vm_page_array',
    unit: 'pages',
    value: Math.ceil((range.value * b.k.sizeof.vmPage) / PAGE_SIZE),
    formula: 'page_range × sizeof(vm_page) ÷ 4,096, rounded up',
    from: [range, given('sizeof(vm_page)', b.k.sizeof.vmPage, 'B')],
    source: kernSource(b, 'vm/vm_page.c', 'vm_page_startup()'),
  });

const reservArray = (b: Boot, mem: PhysicalMemory): Derivation | undefined => {
  const size = b.k.sizeof.vmReserv;
  if (size === 0) return undefined;
  const end = mem.end.value - MSGBUF_PAGES;
  return b.book.number({
    id: 'vm_reserv_array_pages',
    label: 'Pages of the superpage reservation array',
    unit: 'pages',
    value: Math.ceil((Math.ceil((end * PAGE_SIZE) / b.k.pdeBytes) * size) / PAGE_SIZE),
    formula: 'end of RAM ÷ superpage, rounded up, × sizeof(vm_reserv) ÷ 4,096, rounded up',
    from: [
      given('end of RAM', end * PAGE_SIZE, 'B'),
      given('superpage', b.k.pdeBytes, 'B'),
      given('sizeof(vm_reserv)', size, 'B'),
    ],
    source: kernSource(b, 'vm/vm_reserv.c', 'vm_reserv_startup()'),
  });
};

const noRoom = (needed: number, room: number): LayoutError => ({
  field: 'ram',
  message: `The page array and the boot pages need ${formatBytes(needed * PAGE_SIZE)}, but only ${formatBytes(room * PAGE_SIZE)} of RAM lie in one piece above the kernel. Give more RAM, a smaller end of the kernel, or fewer vm.boot_pages.`,
});

/**
 * Page tables exist for NKPT entries when vm_page_startup() maps its arrays; beyond them the
 * kernel faults. PAE kernels reach this long before the 64 GB that PAE addresses.
 */
const beyondTables = (b: Boot, mem: PhysicalMemory, mapped: number): LayoutError | undefined => {
  if (b.k.hasDirectMap) return undefined;
  const reach = b.k.nkpt * b.k.pdeBytes;
  const needed = mem.first.value * PAGE_SIZE + mapped * PAGE_SIZE;
  if (needed <= reach) return undefined;
  return {
    field: 'ram',
    message: `With ${formatBytes(b.machine.ram)} of RAM, kernel and vm_page_array need ${formatBytes(needed)} of addresses, but the page tables made at boot (NKPT ${String(b.k.nkpt)}) map ${formatBytes(reach)}. Give less RAM.`,
  };
};

/**
 * Computes v_page_count.
 * @returns the pages taken and left; an error where the arrays do not fit in the RAM above the
 *   kernel or in the page tables of the boot, which vm_page_startup() does not check
 */
export const pageArray = (b: Boot, mem: PhysicalMemory): Result<PageArray, LayoutError> => {
  const boot = tuned(b, 'vm.boot_pages', {
    id: 'uma_boot_pages',
    label: 'UMA boot pages',
    unit: 'pages',
    value: UMA_BOOT_PAGES,
    formula: 'UMA_BOOT_PAGES',
    source: kernSource(b, 'vm/uma_int.h', 'UMA_BOOT_PAGES'),
  });
  const range = pageRange(b, mem);
  const bitmap = dumpBitmap(b, mem);
  const array = arrayPages(b, range);
  const reserv = reservArray(b, mem);
  const parts = [boot, bitmap, array, ...(reserv === undefined ? [] : [reserv])];
  const needed = parts.reduce((sum, p) => sum + p.value, 0);
  const room = Math.max(mem.end.value - MSGBUF_PAGES - mem.first.value, mem.below);
  if (needed >= room) return err(noRoom(needed, room));
  const beyond = beyondTables(b, mem, needed);
  if (beyond !== undefined) return err(beyond);
  const msgbuf = b.book.number({
    id: 'msgbuf_pages',
    label: 'Pages of the message buffer',
    unit: 'pages',
    value: MSGBUF_PAGES,
    formula: 'MSGBUF_SIZE ÷ 4,096',
    from: [given('MSGBUF_SIZE', MSGBUF_PAGES * PAGE_SIZE, 'B')],
    source: archSource(b, 'machdep.c', 'getmemsize()'),
  });
  const pageCount = b.book.number({
    id: 'v_page_count',
    label: 'Page frames that the VM manages',
    unit: 'pages',
    value: mem.physmem.value - msgbuf.value - needed,
    formula: `physmem − ${[msgbuf, ...parts].map((p) => p.id).join(' − ')}`,
    from: [mem.physmem, msgbuf, ...parts],
    source: kernSource(b, 'vm/vm_page.c', 'vm_page_startup()'),
  });
  return ok({
    bootPages: boot,
    dumpBitmap: bitmap,
    range,
    arrayPages: array,
    reservPages: reserv,
    pageCount,
  });
};
