/**
 * The zones that keep address space of their own in kernel_map: PV ENTRY, KMAP ENTRY, SWAPMETA.
 * FreeBSD sys/vm/uma_core.c uma_zone_set_obj() reserves all their pages at once. How many items
 * each asks for: pmap.c pmap_init(), vm_map.c vm_init2(), swap_pager.c swap_pager_swap_init().
 * 7.3 on i386 keeps PV entries in page-sized chunks instead, with a table of superpage heads.
 */
import { formatCount } from '../../base/format';
import { PAGE_SIZE, roundUp } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { kegLayout } from '../uma/keg';
import { zoneSpec } from '../uma/known-zones';
import type { KegLayout } from '../uma/types';
import { archSource, kernSource, note, tunable } from './boot-context';
import type { Boot } from './boot-context';
import { NPCPV } from './constants';
import { pagesBetween } from './kva';
import type { KvaBounds } from './kva';
import type { PageArray } from './page-array';
import type { Tuning } from './tuning';
import { given } from './workbook';

/** PV entries that pmap_init() allows for each process (`PMAP_SHPGPERPROC`). */
const SHPGPERPROC = 200;

/** A zone with an object of its own. */
export interface OwnZone {
  /** items that its creator asks for */
  readonly wanted: Derivation;
  readonly keg: KegLayout;
}

/** Cuts a keg and keeps its four numbers in the book. */
export const keepKeg = (b: Boot, name: string, size: number): KegLayout => {
  const keg = kegLayout(zoneSpec(name, size, b.k.arch).spec, b.k.arch);
  for (const d of [keg.rsize, keg.ipers, keg.ppera, keg.overhead]) b.book.keep(d);
  return keg;
};

/** Bytes of kernel_map that uma_zone_set_obj() reserves for that many items. */
export const reservedBytes = (zone: Pick<OwnZone, 'keg'>, items: number): number =>
  Math.ceil(items / zone.keg.ipers.value) * PAGE_SIZE;

/** pv_entry_max, in items; undefined where PV entries take no address space of kernel_map. */
export const pvEntryMax = (
  b: Boot,
  maxproc: Derivation,
  pageCount: Derivation,
): Derivation | undefined => {
  if (b.k.pv === 'direct-map') return undefined;
  const source = archSource(b, 'pmap.c', 'pmap_init()');
  const set = tunable(b, 'vm.pmap.pv_entries', source);
  const share =
    tunable(b, 'vm.pmap.shpgperproc', source) ?? given('shpgperproc', SHPGPERPROC, 'count');
  const raw = set?.value ?? Number(share.value) * maxproc.value + pageCount.value;
  const chunked = b.k.pv === 'chunks';
  const rule = set === undefined ? 'shpgperproc × maxproc + v_page_count' : 'vm.pmap.pv_entries';
  return b.book.number({
    id: 'pv_entry_max',
    label: 'PV entries at most',
    unit: 'items',
    value: chunked ? roundUp(raw, NPCPV) : raw,
    formula: chunked ? `${rule}, rounded up to chunks of 336` : rule,
    from: set === undefined ? [share, maxproc, pageCount] : [set],
    source,
  });
};

/** Entries of pv_table, one for each superpage up to the end of RAM (7.3). */
export const pvTableEntries = (b: Boot, pages: PageArray): Derivation => {
  const taken =
    pages.bootPages.value +
    pages.dumpBitmap.value +
    pages.arrayPages.value +
    (pages.reservPages?.value ?? 0);
  const end = (pages.range.value + 1 - taken) * PAGE_SIZE;
  return b.book.number({
    id: 'pv_npg',
    label: 'Heads of superpage mappings',
    unit: 'items',
    value: Math.ceil(end / b.k.pdeBytes),
    formula: 'end of the RAM that is handed out ÷ superpage, rounded up',
    from: [pages.range, given('end of that RAM', end, 'B'), given('superpage', b.k.pdeBytes, 'B')],
    source: archSource(b, 'pmap.c', 'pmap_init()'),
  });
};

/** KMAP ENTRY: map entries of the system maps. */
export const kmapEntries = (
  b: Boot,
  t: Tuning,
  pageCount: Derivation,
  bounds: KvaBounds,
): OwnZone => {
  // 7.3 measures the map from VM_MIN_KERNEL_ADDRESS, 6.2 from KERNBASE.
  const low = b.k.tag === 'r73' ? bounds.vmMin : bounds.kernbase;
  const mapPages = pagesBetween(low, bounds.vmMax);
  const wanted = b.book.number({
    id: 'kmap_entries',
    label: 'Kernel map entries',
    unit: 'items',
    value:
      Math.floor(Math.min(pageCount.value, mapPages) / 8) + 2 * t.maxproc.value + t.maxfiles.value,
    formula: 'the smaller of v_page_count and KVA pages, ÷ 8, + 2 × maxproc + maxfiles',
    from: [pageCount, given('KVA pages', mapPages, 'pages'), t.maxproc, t.maxfiles],
    source: kernSource(b, 'vm/vm_map.c', 'vm_init2()'),
  });
  return { wanted, keg: keepKeg(b, 'KMAP ENTRY', b.k.sizeof.mapEntry) };
};

/** The sizes that swap_pager_swap_init() tries, each two thirds of the one before. */
const fitting = (zone: Pick<OwnZone, 'keg'>, first: number, room: number): number => {
  let items = first;
  while (items > 0 && reservedBytes(zone, items) > room) items -= Math.floor((items + 2) / 3);
  return items;
};

/**
 * SWAPMETA: what swap_pager_swap_init() asks for, and gets.
 * @param room the largest free stretch of kernel_map, in bytes
 */
export const swapBlocks = (b: Boot, pageCount: Derivation, room: number): OwnZone => {
  const size = b.k.sizeof.swblock;
  const param1 = kernSource(b, 'kern/subr_param.c', 'init_param1()');
  const cap = tunable(b, 'kern.maxswzone', param1) ?? given('maxswzone', b.k.swzoneMax, 'B');
  const half = Math.floor(pageCount.value / 2);
  const most = Number(cap.value) > 0 ? Math.floor(Number(cap.value) / size) : half;
  const keg = keepKeg(b, 'SWAPMETA', size);
  const asked = Math.min(half, most);
  const value = fitting({ keg }, asked, room);
  if (value < asked)
    note(
      b,
      'warning',
      `The address space has no room for ${formatCount(asked)} swap blocks; the kernel reduces them to ${formatCount(value)}.`,
    );
  const wanted = b.book.number({
    id: 'swap_blocks',
    label: 'Swap metadata blocks',
    unit: 'items',
    value,
    formula: `the smaller of v_page_count ÷ 2 and maxswzone ÷ sizeof(swblock)${value < asked ? ', less a third until it fits' : ''}`,
    from: [pageCount, cap, given('sizeof(swblock)', size, 'B')],
    source: kernSource(b, 'vm/swap_pager.c', 'swap_pager_swap_init()'),
  });
  return { wanted, keg };
};
