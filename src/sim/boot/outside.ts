/**
 * What lies outside the kernel map: programs, the window that shows the page tables, and the rest
 * of the top. FreeBSD sys/i386/include/{pmap,vmparam}.h, sys/amd64/include/{pmap,vmparam}.h.
 */
import { GIB, PAGE_SIZE } from '../../base/units';
import { headerSource } from './boot-context';
import type { Boot } from './boot-context';
import { settle } from './kernel-map';
import type { KvaBounds } from './kva';
import type { Piece } from './piece';
import type { Region } from './types';
import { given } from './workbook';

interface Window {
  readonly piece: Piece;
  readonly at: bigint;
}

/** `KVADDR(DMPML4I, 0, 0, 0)`: the slot below the kernel's. */
const AMD64_DMAP = 0xffffff0000000000n;
/** `KVADDR(KPML4I, 0, 0, 0)`: the kernel's own slot, of which only the top 2 GB is managed. */
const AMD64_KERNEL_SLOT = 0xffffff8000000000n;
/** One slot of the uppermost page table (`NBPML4`). */
const SLOT = 512 * GIB;

const user = (b: Boot, end: bigint): Window => ({
  at: 0n,
  piece: {
    id: 'user',
    name: 'programs',
    what: 'Addresses of the program that runs. Each program has its own.',
    size: Number(end),
    owner: 'user',
    backing: 'reserved',
    paging: 'pageable',
    formula: 'VM_MAXUSER_ADDRESS',
    from: [given('VM_MAXUSER_ADDRESS', end, 'address')],
    source: headerSource(b, 'vmparam.h', 'VM_MAXUSER_ADDRESS'),
  },
});

const ptmap = (b: Boot, bounds: KvaBounds, size: number): Window => ({
  at: bounds.ptmap.value,
  piece: {
    id: 'ptmap',
    name: 'PTmap',
    what: 'The page tables in use, seen through an entry of the directory that points at itself.',
    size,
    owner: 'meta',
    backing: 'reserved',
    formula:
      b.k.arch === 'i386' ? 'NPGPTD × bytes of an entry' : 'one slot of the uppermost page table',
    from:
      b.k.arch === 'i386'
        ? [given('NPGPTD', b.k.npgptd), given('bytes of an entry', b.k.pdeBytes, 'B')]
        : [given('slot', SLOT, 'B')],
    source: headerSource(b, 'pmap.h', b.k.arch === 'i386' ? 'PTDPTDI' : 'PML4PML4I'),
  },
});

const lastPage = (b: Boot, bounds: KvaBounds): Window => ({
  at: bounds.vmMax.value,
  piece: {
    id: 'last_page',
    name: 'last page',
    what: 'VM_MAX_KERNEL_ADDRESS leaves it out.',
    size: PAGE_SIZE,
    owner: 'free',
    backing: 'reserved',
    formula: 'one page',
    from: [given('page', PAGE_SIZE, 'B')],
    source: headerSource(b, 'vmparam.h', 'VM_MAX_KERNEL_ADDRESS'),
  },
});

const i386Windows = (b: Boot, bounds: KvaBounds): readonly Window[] => {
  const windows = [
    user(b, bounds.ptmap.value),
    ptmap(b, bounds, b.k.npgptd * b.k.pdeBytes),
    lastPage(b, bounds),
  ];
  if (!b.machine.smp || !b.k.smpPrivateEntry) return windows;
  const perCpu: Piece = {
    id: 'smp_private',
    name: 'per-CPU pages',
    what: 'The last page-directory entry: pages that each CPU sees as its own.',
    size: b.k.pdeBytes,
    owner: 'meta',
    backing: 'reserved',
    formula: 'one page-directory entry',
    from: [given('bytes of an entry', b.k.pdeBytes, 'B')],
    source: headerSource(b, 'pmap.h', 'MPPTDI'),
  };
  return [...windows, { at: bounds.vmMax.value + BigInt(PAGE_SIZE), piece: perCpu }];
};

const amd64Windows = (b: Boot, bounds: KvaBounds): readonly Window[] => {
  const directMap: Piece = {
    id: 'direct_map',
    name: 'direct map',
    what: 'All of RAM at fixed addresses. One-page slabs live here and take no kernel map.',
    size: SLOT,
    owner: 'meta',
    backing: 'reserved',
    formula: 'one slot of the uppermost page table',
    from: [given('slot', SLOT, 'B')],
    source: headerSource(b, 'vmparam.h', 'DMAP_MIN_ADDRESS'),
  };
  const unmanaged: Piece = {
    id: 'below_kernel',
    name: 'below the kernel',
    what: 'The rest of the kernel’s slot. This release does not use it.',
    size: Number(bounds.kernbase.value - AMD64_KERNEL_SLOT),
    owner: 'free',
    backing: 'reserved',
    formula: 'KERNBASE − start of the kernel’s slot',
    from: [bounds.kernbase, given('kernel’s slot', AMD64_KERNEL_SLOT, 'address')],
    source: headerSource(b, 'pmap.h', 'KPML4I'),
  };
  return [
    user(b, 0x800000000000n),
    ptmap(b, bounds, SLOT),
    { at: AMD64_DMAP, piece: directMap },
    { at: AMD64_KERNEL_SLOT, piece: unmanaged },
    lastPage(b, bounds),
  ];
};

/** Regions outside the kernel map, in address order, without parents. */
export const outsideRegions = (b: Boot, bounds: KvaBounds): readonly Region[] => {
  const windows = b.k.arch === 'i386' ? i386Windows(b, bounds) : amd64Windows(b, bounds);
  return windows.map(({ at, piece }) => {
    const start = b.book.address({
      id: `region.${piece.id}.start`,
      label: `Start of ${piece.name}`,
      value: at,
      formula: 'fixed by the page directory',
      source: piece.source,
    });
    return settle(b, piece, null, start).region;
  });
};
