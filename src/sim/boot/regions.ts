/**
 * What stacks up in kernel_map at boot, first fit from the bottom, in the order of SYSINIT
 * (FreeBSD 6.2 sys/sys/kernel.h). Up to pipe_map the places are exact within a page or two;
 * after it sizes are exact and the order is inferred.
 */
import type { Grade } from '../../base/derivation';
import type { Backing, Owner, Paging } from '../../base/owner';
import { KIB, MIB, PAGE_SIZE, bytes, kva, roundUp } from '../../base/units';
import type { MachineConstants } from './constants';
import type { Notebook } from './notebook';
import type { MachineSpec, Region } from './types';

interface Piece {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly size: number;
  readonly owner: Owner;
  readonly backing: Backing;
  readonly paging?: Paging;
  readonly grade?: Grade;
  readonly formula: string;
  readonly from?: readonly string[];
  readonly at: string;
  readonly parent?: string;
  readonly note?: string;
}

const SWBUF = 128 * KIB;
const BKVASIZE = 16 * KIB;
const EXEC_ENTRY = 256 * KIB + 3 * PAGE_SIZE;
const up = (n: number): number => roundUp(n, PAGE_SIZE);

const early = (m: MachineSpec, c: MachineConstants, book: Notebook): readonly Piece[] => {
  const n = (id: string): number => book.get(id).value;
  const image: Piece = {
    id: 'kernel_image',
    name: 'kernel',
    what: 'The first physical megabytes, kernel, modules and boot page tables.',
    size: c.hasDirectMap
      ? roundUp(m.kernelEnd, c.pdeBytes) + c.pdeBytes
      : roundUp(m.kernelEnd + c.bootPages * PAGE_SIZE, c.pdeBytes),
    owner: 'meta',
    backing: 'resident',
    formula: 'KERNend and boot page tables, rounded up to a page-directory entry',
    at: 'sys/i386/i386/pmap.c pmap_kmem_choose()',
    ...(c.hasDirectMap
      ? { grade: 'inferred' as const, note: 'The size of the amd64 kernel is a guess.' }
      : {}),
  };
  const sysmaps: Piece = {
    id: 'sysmaps',
    name: 'SYSMAPs',
    what: 'Windows for copying pages, the crash dump map and the message buffer.',
    size: c.sysmapPages * PAGE_SIZE,
    owner: 'meta',
    backing: 'handed-out',
    formula: 'a fixed number of pages',
    at: 'sys/i386/i386/pmap.c pmap_bootstrap()',
  };
  if (c.hasDirectMap) return [image, sysmaps];
  return [
    image,
    sysmaps,
    {
      id: 'boot_pages',
      name: 'UMA boot pages',
      what: 'UMA boot pages, the minidump bitmap and a guard page.',
      size: (n('uma_boot_pages') + n('dump_bitmap_pages') + 1) * PAGE_SIZE,
      owner: 'uma',
      backing: 'resident',
      formula: '(boot pages + dump bitmap + 1 guard page) × 4,096',
      from: ['uma_boot_pages', 'dump_bitmap_pages'],
      at: 'sys/vm/vm_page.c vm_page_startup()',
    },
    {
      id: 'vm_page_array',
      name: 'vm_page_array',
      what: 'One struct vm_page for each page frame.',
      size: up(n('page_range') * c.sizeof.vm_page),
      owner: 'meta',
      backing: 'resident',
      formula: 'page_range × sizeof(vm_page), rounded up to pages',
      from: ['page_range'],
      at: 'sys/vm/vm_page.c vm_page_startup()',
    },
  ];
};

const zoneKva = (id: string, zone: string, book: Notebook): Piece => {
  const ipers = book.get(`keg.${zone}.ipers`);
  return {
    id,
    name: `${zone} zone`,
    what: `Addresses reserved for zone ${zone}; pages come one by one.`,
    size: (book.get(`limit.${zone}`).value / ipers.value) * PAGE_SIZE,
    owner: 'meta',
    backing: 'reserved',
    formula: 'LIMIT ÷ items a slab × 4,096',
    from: [`limit.${zone}`, ipers.id],
    at: 'sys/vm/uma_core.c uma_zone_set_obj()',
  };
};

const pvPiece = (c: MachineConstants, book: Notebook): readonly Piece[] => {
  if (c.pv === 'zone') return [zoneKva('pv_entry_kva', 'PV ENTRY', book)];
  if (c.pv === 'direct-map') return [];
  const pages = Math.max(
    Math.floor(book.get('pv_entry_max').value / 336),
    book.get('maxproc').value,
  );
  return [
    {
      id: 'pv_entry_kva',
      name: 'PV chunks',
      what: 'Addresses reserved for page-mapping entries, 336 a page.',
      size: pages * PAGE_SIZE,
      owner: 'meta',
      backing: 'reserved',
      formula: 'the larger of pv_entry_max ÷ 336 and maxproc, in pages',
      from: ['pv_entry_max', 'maxproc'],
      at: 'sys/i386/i386/pmap.c pmap_init()',
    },
  ];
};

const maps = (m: MachineSpec, c: MachineConstants, book: Notebook): readonly Piece[] => {
  const n = (id: string): number => book.get(id).value;
  const wheel = 2 ** Math.ceil(Math.log2(Math.max(1, n('ncallout'))));
  const tables =
    n('ncallout') * c.sizeof.callout +
    wheel * c.sizeof.calloutHead +
    (n('nswbuf') + n('nbuf')) * c.sizeof.buf;
  const KS = 'sys/vm/vm_init.c vm_ksubmap_init()';
  const execs = m.tunables['vm.exec_map_entries'] ?? 16;
  return [
    {
      id: 'kmem_map',
      name: 'kmem_map',
      what: 'malloc(9) and UMA share it. Its pages are wired.',
      size: n('vm.kmem_size'),
      owner: 'malloc',
      backing: 'resident',
      formula: 'vm.kmem_size',
      from: ['vm.kmem_size'],
      at: 'sys/kern/kern_malloc.c kmeminit()',
    },
    {
      id: 'buf_tables',
      name: 'buffer tables',
      what: 'Callouts and buffer headers.',
      size: up(tables),
      owner: 'meta',
      backing: 'resident',
      formula:
        'callouts, their wheel, and one header for each buffer and swap buffer, rounded up to pages',
      from: ['ncallout', 'nbuf', 'nswbuf'],
      at: KS,
    },
    {
      id: 'buffer_map',
      parent: 'clean_map',
      name: 'buffer_map',
      what: 'The buffer cache’s windows. Their pages belong to files and are wired while buffered.',
      size: n('nbuf') * BKVASIZE,
      owner: 'bufcache',
      backing: 'handed-out',
      paging: 'wired',
      formula: 'nbuf × 16 K',
      from: ['nbuf'],
      at: KS,
    },
    {
      id: 'pager_map',
      parent: 'clean_map',
      name: 'pager_map',
      what: 'Windows for paging in and out.',
      size: n('nswbuf') * SWBUF,
      owner: 'bufcache',
      backing: 'reserved',
      formula: 'nswbuf × 128 K',
      from: ['nswbuf'],
      at: KS,
    },
    {
      id: 'exec_map',
      name: 'exec_map',
      what: 'Arguments of programs being started. Pageable.',
      size: execs * EXEC_ENTRY,
      owner: 'pipes',
      backing: 'reserved',
      paging: 'pageable',
      formula: 'exec_map_entries × (256 K + 12 K)',
      at: KS,
    },
    {
      id: 'pipe_map',
      name: 'pipe_map',
      what: 'Pipe buffers. Pageable.',
      size: n('maxpipekva'),
      owner: 'pipes',
      backing: 'reserved',
      paging: 'pageable',
      formula: 'maxpipekva',
      from: ['maxpipekva'],
      at: KS,
    },
    zoneKva('kmap_entry_kva', 'KMAP ENTRY', book),
    ...(c.hasSfBufs
      ? [
          {
            id: 'sf_bufs',
            name: 'sf_bufs',
            what: 'One-page windows for sendfile and direct pipe writes.',
            size: n('nsfbufs') * PAGE_SIZE,
            owner: 'pipes' as const,
            backing: 'reserved' as const,
            grade: 'inferred' as const,
            formula: 'nsfbufs × 4,096',
            from: ['nsfbufs'],
            at: 'sys/i386/i386/vm_machdep.c sf_buf_init()',
            note: 'Size exact, place inferred.',
          },
        ]
      : []),
    {
      ...zoneKva('swapmeta_kva', 'SWAPMETA', book),
      grade: 'inferred',
      note: 'Size exact, place inferred.',
    },
  ];
};

const late = (m: MachineSpec, c: MachineConstants): readonly Piece[] => [
  {
    id: 'kernel_stacks',
    name: 'kernel stacks',
    what: 'Stacks with a guard page each. Swapped out with their process.',
    size: Math.max(0, m.threads - 1) * (c.kstackPages + 1) * PAGE_SIZE,
    owner: 'stacks',
    backing: 'handed-out',
    grade: 'inferred',
    formula: '(threads − 1) × (stack + guard) pages',
    at: 'sys/vm/vm_glue.c vm_thread_new()',
    note: 'The number of threads is the workload’s.',
  },
  {
    id: 'page_directories',
    name: 'page directories',
    what: 'One for each address space that exists.',
    size: m.vmspaces * c.pageDirPages * PAGE_SIZE,
    owner: 'meta',
    backing: 'resident',
    grade: 'inferred',
    formula: 'address spaces × pages',
    at: 'sys/i386/i386/pmap.c pmap_pinit()',
    note: 'The number of address spaces is the workload’s.',
  },
  {
    id: 'agp_aperture',
    name: 'AGP aperture',
    what: 'Mapped in full by the driver of 6.2.',
    size: m.agpAperture,
    owner: 'free',
    backing: 'reserved',
    grade: 'inferred',
    formula: 'the aperture set in the BIOS',
    at: 'sys/pci/agp.c agp_generic_attach()',
    note: 'Not provable from the thread: 128 MB leaves a residue of the right size, 64 MB does not.',
  },
];

/** Lays the pieces end to end and closes the map with what was never used. */
export const layRegions = (
  m: MachineSpec,
  c: MachineConstants,
  book: Notebook,
): readonly Region[] => {
  const regions: Region[] = [];
  const put = (p: Piece, start: bigint): void => {
    const sizeRef = `region.${p.id}.size`;
    const startRef = `region.${p.id}.start`;
    const grade = p.grade ?? 'exact';
    book.write({
      id: sizeRef,
      label: `Size of ${p.name}`,
      unit: 'B',
      value: p.size,
      formula: p.formula,
      from: p.from ?? [],
      at: p.at,
      grade,
      ...(p.note === undefined ? {} : { note: p.note }),
    });
    book.address({
      id: startRef,
      label: `Start of ${p.name}`,
      value: start,
      formula: 'first fit: the end of the region before it',
      at: 'sys/vm/vm_map.c vm_map_findspace()',
      grade,
    });
    regions.push({
      id: p.id,
      parent: p.parent ?? (p.id === 'kernel_map' ? null : 'kernel_map'),
      name: p.name,
      what: p.what,
      start: kva(start),
      size: bytes(p.size),
      owner: p.owner,
      backing: p.backing,
      paging: p.paging ?? 'wired',
      grade,
      formula: p.formula,
      source: book.get(sizeRef).source,
      sizeRef,
      startRef,
      ...(p.note === undefined ? {} : { note: p.note }),
    });
  };
  const total = Number(c.vmMax - c.kernbase);
  put(
    {
      id: 'kernel_map',
      name: 'Kernel map',
      what: 'Every kernel address from KERNBASE up.',
      size: total,
      owner: 'free',
      backing: 'reserved',
      formula: 'VM_MAX_KERNEL_ADDRESS − KERNBASE',
      at: 'sys/i386/include/vmparam.h VM_MAX_KERNEL_ADDRESS',
    },
    c.kernbase,
  );
  const pieces = [
    ...early(m, c, book),
    ...pvPiece(c, book),
    ...maps(m, c, book),
    ...late(m, c),
  ].filter((p) => p.size > 0);
  let at = c.kernbase;
  for (const p of pieces) {
    if (p.id === 'buffer_map') {
      const clean = pieces
        .filter((q) => q.parent === 'clean_map')
        .reduce((sum, q) => sum + q.size, 0);
      put(
        {
          id: 'clean_map',
          name: 'clean_map',
          what: 'Holds buffer_map and pager_map.',
          size: clean,
          owner: 'bufcache',
          backing: 'reserved',
          formula: 'buffer_map + pager_map',
          at: 'sys/vm/vm_init.c vm_ksubmap_init()',
        },
        at,
      );
    }
    put(p, at);
    at += BigInt(p.size);
  }
  const tabled = roundUp(Number(at - c.kernbase), c.pdeBytes);
  const mark = m.kernelVmEnd ?? c.kernbase + BigInt(Math.max(c.nkpt * c.pdeBytes, tabled));
  book.address({
    id: 'kernel_vm_end',
    label: 'End of page-tabled addresses',
    value: mark,
    formula:
      m.kernelVmEnd === undefined
        ? 'the end of the regions, rounded up to a page table; at least NKPT page tables'
        : 'VM_MAX_KERNEL_ADDRESS − vm.kvm_free, from the user’s sysctl',
    at: 'sys/i386/i386/pmap.c pmap_growkernel()',
    grade: m.kernelVmEnd === undefined ? 'inferred' : 'user-data',
  });
  if (mark > at && mark < c.vmMax) {
    put(
      {
        id: 'device_and_rounding',
        name: 'devices, rounding',
        what: 'Device mappings, DMA memory and the rounding to whole page tables.',
        size: Number(mark - at),
        owner: 'free',
        backing: 'reserved',
        grade: 'inferred',
        formula: 'kernel_vm_end − end of the known regions',
        at: 'sys/i386/i386/pmap.c pmap_growkernel()',
        note: 'What the dump does not name.',
      },
      at,
    );
    at = mark;
  }
  if (at < c.vmMax) {
    put(
      {
        id: 'never_used',
        name: 'never used',
        what: 'Addresses that never had a page table.',
        size: Number(c.vmMax - at),
        owner: 'free',
        backing: 'reserved',
        grade: m.kernelVmEnd === undefined ? 'inferred' : 'exact',
        formula: 'VM_MAX_KERNEL_ADDRESS − kernel_vm_end',
        at: 'sys/i386/i386/pmap.c pmap_growkernel()',
      },
      at,
    );
  }
  return regions;
};

/** Bytes of address space that the AGP driver and devices may need are never negative: see validate. */
export const MIN_RAM = 24 * MIB;
