/**
 * What lies at the bottom of the kernel's address space before kernel_map exists: image, SYSMAPs,
 * and (i386) what vm_page_startup() mapped. FreeBSD sys/<arch>/<arch>/pmap.c pmap_bootstrap(),
 * sys/vm/vm_page.c vm_page_startup(). amd64 keeps the latter in the direct map.
 */
import { PAGE_SIZE, roundUp } from '../../base/units';
import { archSource, kernSource } from './boot-context';
import type { Boot } from './boot-context';
import { DUMP_WINDOW_PAGES, MAXCPU_SMP, MSGBUF_PAGES } from './constants';
import type { PageArray } from './page-array';
import type { PhysicalMemory } from './physmem';
import type { Piece } from './piece';
import { given } from './workbook';

/**
 * The worked table for amd64 estimates the image at 18 MB: one superpage above where 15 MB of
 * kernel and its page tables end. The true size is not known, so the estimate stands, as inferred.
 */
const spare = (b: Boot): number => (b.k.hasDirectMap ? b.k.pdeBytes : 0);

const imagePiece = (b: Boot, mem: PhysicalMemory): Piece => ({
  id: 'kernel_image',
  name: 'kernel',
  what: b.k.hasDirectMap
    ? 'The first physical megabytes: kernel, modules and boot page tables.'
    : 'The first physical megabytes, kernel, modules and boot page tables.',
  size: roundUp(mem.first.value * PAGE_SIZE, b.k.pdeBytes) + spare(b),
  owner: 'meta',
  backing: 'resident',
  formula: b.k.hasDirectMap
    ? 'first_page × 4,096, rounded up to a page-directory entry, and one entry more'
    : 'first_page × 4,096, rounded up to a page-directory entry',
  from: [mem.first, given('bytes of a page-directory entry', b.k.pdeBytes, 'B')],
  source: archSource(b, 'pmap.c', 'pmap_kmem_choose()'),
  ...(b.k.hasDirectMap
    ? {
        note: 'The size of the amd64 kernel is a guess: 18 MB, as in the worked table. The rounding of pmap_kmem_choose() alone would end it one entry lower.',
      }
    : {}),
});

type Part = readonly [name: string, pages: number];

/** SYSMAP() calls of pmap_bootstrap(), in pages. */
const sysmapParts = (b: Boot): readonly Part[] => {
  const dump: Part = ['crash dump window', DUMP_WINDOW_PAGES];
  const msgbuf: Part = ['message buffer', MSGBUF_PAGES];
  if (b.k.hasDirectMap) return [['CMAP1', 1], dump, msgbuf];
  const cpus = b.machine.smp ? MAXCPU_SMP : 1;
  const kptMap = b.k.kptMap ? (b.machine.kvaPages ?? b.k.kvaPages) : 0;
  return [
    ['two for each CPU slot', 2 * cpus],
    ['CMAP1 and CMAP3', 2],
    dump,
    ['ptvmmap', 1],
    msgbuf,
    ...(kptMap > 0 ? [['KPTmap', kptMap] as const] : []),
    ['PMAP1 and PMAP2', 2],
  ];
};

const sysmapPiece = (b: Boot): Piece => {
  const parts = sysmapParts(b);
  return {
    id: 'sysmaps',
    name: 'SYSMAPs',
    what: 'Windows for copying pages, the crash dump map and the message buffer.',
    size: parts.reduce((sum, [, n]) => sum + n, 0) * PAGE_SIZE,
    owner: 'meta',
    backing: 'handed-out',
    formula: 'the pages of its windows, added, × 4,096',
    from: parts.map(([name, n]) => given(name, n, 'pages')),
    source: archSource(b, 'pmap.c', 'pmap_bootstrap()'),
  };
};

const arrayPieces = (b: Boot, p: PageArray): readonly Piece[] => {
  const source = kernSource(b, 'vm/vm_page.c', 'vm_page_startup()');
  const reserv: readonly Piece[] =
    p.reservPages === undefined
      ? []
      : [
          {
            id: 'vm_reserv_array',
            name: 'vm_reserv_array',
            what: 'One struct vm_reserv for each superpage of RAM.',
            size: p.reservPages.value * PAGE_SIZE,
            owner: 'meta',
            backing: 'resident',
            formula: 'vm_reserv_array_pages × 4,096',
            from: [p.reservPages],
            source: kernSource(b, 'vm/vm_reserv.c', 'vm_reserv_startup()'),
          },
        ];
  return [
    {
      id: 'boot_pages',
      name: 'UMA boot pages',
      what: 'UMA boot pages, the minidump bitmap and a guard page.',
      size: (p.bootPages.value + p.dumpBitmap.value + 1) * PAGE_SIZE,
      owner: 'uma',
      backing: 'resident',
      formula: '(uma_boot_pages + dump_bitmap_pages + 1) × 4,096',
      from: [p.bootPages, p.dumpBitmap],
      source,
    },
    {
      id: 'vm_page_array',
      name: 'vm_page_array',
      what: 'One struct vm_page for each page frame.',
      size: p.arrayPages.value * PAGE_SIZE,
      owner: 'meta',
      backing: 'resident',
      formula: 'vm_page_array_pages × 4,096',
      from: [p.arrayPages],
      source,
    },
    ...reserv,
  ];
};

/** The pieces below kernel_map's first free address, in address order. */
export const earlyPieces = (b: Boot, mem: PhysicalMemory, pages: PageArray): readonly Piece[] => [
  imagePiece(b, mem),
  sysmapPiece(b),
  ...(b.k.hasDirectMap ? [] : arrayPieces(b, pages)),
];
