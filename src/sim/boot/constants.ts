/**
 * Machine constants of each modelled release and architecture: the numbers that the kernel was
 * compiled with. Read in FreeBSD 6.2 sys/i386/include/{pmap,vmparam,param}.h,
 * sys/amd64/include/{pmap,vmparam}.h and their 7.3 counterparts; structure sizes from
 * redeclarations, four of which equal zone sizes of the seed's dump.
 */
import type { RepositoryTag } from '../../base/sources';
import { MIB } from '../../base/units';
import type { Arch, MachineSpec, Release } from './types';

export interface MachineConstants {
  readonly tag: RepositoryTag;
  /** bytes that one page-directory entry maps */
  readonly pdeBytes: number;
  readonly kernbase: bigint;
  readonly vmMax: bigint;
  /** kernel page tables made at boot (`NKPT`) */
  readonly nkpt: number;
  /** pages that locore takes after the kernel image */
  readonly bootPages: number;
  /** first physical byte after the window of low memory (`KERNLOAD`) */
  readonly kernload: number;
  readonly kmemSizeMax: number;
  readonly bcacheMax: number;
  readonly sysmapPages: number;
  readonly sizeof: Readonly<Record<StructName, number>>;
  /** pages of a kernel stack without its guard page */
  readonly kstackPages: number;
  /** pages of a page directory that live in kernel_map; 0 with a direct map */
  readonly pageDirPages: number;
  /** page tables and page array live in a direct map, not in KVA */
  readonly hasDirectMap: boolean;
  readonly hasSfBufs: boolean;
  readonly pv: 'zone' | 'chunks' | 'direct-map';
  /** `PQ_L2_SIZE` in the page daemon's reserve */
  readonly pageColours: number;
}

export type StructName =
  | 'vm_page'
  | 'callout'
  | 'calloutHead'
  | 'buf'
  | 'swblock'
  | 'pvEntry'
  | 'mapEntry'
  | 'vmObjectPlusVnode';

const I386_SIZES = {
  vm_page: 72,
  callout: 28,
  calloutHead: 8,
  buf: 328,
  swblock: 276,
  pvEntry: 24,
  mapEntry: 68,
  vmObjectPlusVnode: 404,
};
const AMD64_SIZES = {
  vm_page: 120,
  callout: 56,
  calloutHead: 16,
  buf: 584,
  swblock: 288,
  pvEntry: 48,
  mapEntry: 112,
  vmObjectPlusVnode: 640,
};

const I386_KERNBASE = 0xc0000000n;
const I386_TOP = 0x100000000n;
const PAGE = 4096n;
/** The recursive page-table window ends where the kernel begins; a PDE of the top belongs to SMP. */
const SMP_SYSMAPS = 30;
const SMP_BOOT_PAGES = 3;

/** `KVA_PAGES` where the kernel configuration does not set it. */
export const defaultKvaPages = (pae: boolean): number => (pae ? 512 : 256);

const i386 = (m: MachineSpec): MachineConstants => {
  const isOld = m.release === '6.2';
  const pde = m.pae ? 2 * MIB : 4 * MIB;
  const kvaPages = m.kvaPages ?? defaultKvaPages(m.pae);
  const kernbase = I386_TOP - BigInt(kvaPages) * BigInt(pde);
  const smpPde = isOld && m.smp ? BigInt(pde) : 0n;
  return {
    tag: isOld ? 'r62' : 'r73',
    pdeBytes: pde,
    kernbase: kvaPages === defaultKvaPages(m.pae) ? I386_KERNBASE : kernbase,
    vmMax: I386_TOP - smpPde - PAGE,
    nkpt: m.pae ? 120 : 30,
    bootPages: (m.pae ? 130 : 37) + (m.smp ? SMP_BOOT_PAGES : 0),
    kernload: pde,
    kmemSizeMax: 320 * MIB,
    bcacheMax: 200 * MIB,
    sysmapPages: 39 + (m.smp ? SMP_SYSMAPS : 0) + (isOld ? 0 : kvaPages),
    sizeof: m.pae ? { ...I386_SIZES, vm_page: 76 } : I386_SIZES,
    kstackPages: 2,
    pageDirPages: m.pae ? 4 : 1,
    hasDirectMap: false,
    hasSfBufs: true,
    pv: isOld ? 'zone' : 'chunks',
    pageColours: isOld ? 32 : 0,
  };
};

const amd64 = (m: MachineSpec): MachineConstants => ({
  tag: m.release === '6.2' ? 'r62' : 'c7',
  pdeBytes: 2 * MIB,
  kernbase: 0xffffffff80000000n,
  vmMax: 0xfffffffffffff000n,
  nkpt: m.release === '6.2' ? 240 : 32,
  // NKPT tables, then PML4, PDP, PD, direct-map PDP and one direct-map PD for each GB
  bootPages: (m.release === '6.2' ? 240 : 32) + 4 + Math.ceil(m.ram / (1024 * MIB)),
  kernload: MIB,
  kmemSizeMax: 400 * MIB,
  bcacheMax: 400 * MIB,
  sysmapPages: 33,
  sizeof: AMD64_SIZES,
  kstackPages: 4,
  pageDirPages: 0,
  hasDirectMap: true,
  hasSfBufs: false,
  pv: m.release === '6.2' ? 'zone' : 'direct-map',
  pageColours: m.release === '6.2' ? 32 : 0,
});

/** Which releases are modelled on which architecture. */
export const MODELLED: Readonly<Record<Arch, readonly Release[]>> = {
  i386: ['6.2', '7.3'],
  amd64: ['6.2', '7.0'],
};

/** The compiled-in numbers of that machine's kernel. */
export const constantsOf = (m: MachineSpec): MachineConstants =>
  m.arch === 'i386' ? i386(m) : amd64(m);
