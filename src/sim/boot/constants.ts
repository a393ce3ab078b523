/**
 * What differs between releases and architectures, in one table: the numbers that a kernel was
 * compiled with. Read in 6.2-RELEASE and 7.3-RELEASE sys/i386/include/{pmap,param,vmparam}.h,
 * sys/i386/i386/locore.s, and the same of amd64. 7.0 on amd64 has no tree here: its row is 6.2's
 * with the changes that early 7-CURRENT and 7.3 bracket, and is inferred.
 */
import { KIB, MIB, PAGE_SIZE } from '../../base/units';
import type { RepositoryTag } from '../../base/sources';
import type { Grade } from '../../base/derivation';
import { AMD64_62, AMD64_70, I386_62, I386_73 } from './struct-sizes';
import type { StructSizes } from './struct-sizes';
import type { Arch, MachineSpec, Release } from './types';

/** `MSGBUF_SIZE` (sys/sys/msgbuf.h), in pages. */
export const MSGBUF_PAGES = (64 * KIB) / PAGE_SIZE;
/** `MAXDUMPPGS`: the crash dump window, 64 K (sys/sys/param.h), in pages. */
export const DUMP_WINDOW_PAGES = (64 * KIB) / PAGE_SIZE;
/** `BKVASIZE`: address space of a nominal buffer (sys/sys/param.h). */
export const BKVASIZE = 16 * KIB;
/** `MAXBSIZE`: the largest buffer (sys/sys/param.h). */
export const MAXBSIZE = 64 * KIB;
/** `MAXPHYS`: the largest transfer of one request (sys/sys/param.h). */
export const MAXPHYS = 128 * KIB;
/** `ARG_MAX` (sys/sys/syslimits.h). */
export const ARG_MAX = 256 * KIB;
/** `MAXCPU` of a kernel with `options SMP` (include/param.h); 1 without. */
export const MAXCPU_SMP = 16;
/** `KSTACK_GUARD_PAGES` (include/param.h). */
export const KSTACK_GUARD_PAGES = 1;
/** PV entries in a chunk of one page (`_NPCPV`, sys/i386/include/pmap.h of 7.3). */
export const NPCPV = 336;
/** Largest value of an `int`. */
export const INT_MAX = 2 ** 31 - 1;
/** Values that a `u_int` can hold. */
export const UINT_RANGE = 2 ** 32;

/** Everything a machine's kernel was compiled with. */
export interface MachineConstants {
  readonly tag: RepositoryTag;
  readonly arch: Arch;
  readonly release: Release;
  /** how well this row is known */
  readonly grade: Grade;
  /** bytes that one page directory entry maps (`NBPDR`) */
  readonly pdeBytes: number;
  /** page table pages made before the kernel runs (`NKPT`) */
  readonly nkpt: number;
  /** pages of a page directory (`NPGPTD`) that live in kernel_map; 0 on amd64 */
  readonly npgptd: number;
  /** entries in the whole page directory (`NPDEPTD`); 0 on amd64 */
  readonly directoryEntries: number;
  /** physical address from which the kernel occupies RAM (`KERNLOAD`) */
  readonly kernload: number;
  /** `KVA_PAGES` where the configuration does not set it; 0 on amd64 */
  readonly kvaPages: number;
  /** what `KVA_PAGES` must be a multiple of: 16 MB of address space */
  readonly kvaPagesStep: number;
  /** least and most `KVA_PAGES` that boot and leave room for programs */
  readonly kvaPagesRange: readonly [least: number, most: number];
  /** `options SMP` gives the last page directory entry to per-CPU pages */
  readonly smpPrivateEntry: boolean;
  /** pages of low memory that the start of other CPUs takes (`mp_bootaddress`) */
  readonly smpBootPages: number;
  /** pmap_bootstrap() sets a window aside that shows the kernel's page tables (`KPTmap`) */
  readonly kptMap: boolean;
  /** `KSTACK_PAGES` */
  readonly kstackPages: number;
  readonly kmemSizeMax: number;
  readonly bcacheMax: number;
  readonly swzoneMax: number;
  /** `PQ_L2_SIZE`, counted into v_free_reserved; 0 where page colouring is gone */
  readonly pageColours: number;
  /** vm_page_array, boot pages and the dump bitmap live in the direct map, not in KVA */
  readonly hasDirectMap: boolean;
  /** sf_bufs have address space of their own */
  readonly hasSfBufs: boolean;
  /** `zone`: uma_zone_set_obj(); `chunks`: pages of KVA; `direct-map`: no KVA at all */
  readonly pv: 'zone' | 'chunks' | 'direct-map';
  /** kmem_suballoc() puts kmem_map on a superpage boundary */
  readonly kmemAligned: boolean;
  /** the sysctl vm.kmem_size_min exists */
  readonly hasKmemSizeMin: boolean;
  /** jumbo clusters have limits derived from nmbclusters */
  readonly hasJumboLimits: boolean;
  /** agp_generic_attach() activates the aperture, so that all of it is mapped */
  readonly mapsAgp: boolean;
  readonly sizeof: StructSizes;
}

/** 6.2 on i386: the seed's row. */
const ROW_I386_62: MachineConstants = {
  tag: 'r62',
  arch: 'i386',
  release: '6.2',
  grade: 'exact',
  pdeBytes: 4 * MIB,
  nkpt: 30,
  npgptd: 1,
  directoryEntries: 1024,
  kernload: 4 * MIB,
  kvaPages: 256,
  kvaPagesStep: 4,
  kvaPagesRange: [64, 768],
  smpPrivateEntry: true,
  smpBootPages: 1,
  kptMap: false,
  kstackPages: 2,
  kmemSizeMax: 320 * MIB,
  bcacheMax: 200 * MIB,
  swzoneMax: 32 * MIB,
  pageColours: 32,
  hasDirectMap: false,
  hasSfBufs: true,
  pv: 'zone',
  kmemAligned: false,
  hasKmemSizeMin: false,
  hasJumboLimits: false,
  mapsAgp: true,
  sizeof: I386_62,
};

const ROW_I386_73: MachineConstants = {
  ...ROW_I386_62,
  tag: 'r73',
  release: '7.3',
  smpPrivateEntry: false,
  kptMap: true,
  pageColours: 0,
  pv: 'chunks',
  kmemAligned: true,
  hasKmemSizeMin: true,
  hasJumboLimits: true,
  mapsAgp: false,
  sizeof: I386_73,
};

/** PAE doubles the entries of a directory and halves what each maps. */
const withPae = (c: MachineConstants): MachineConstants => ({
  ...c,
  pdeBytes: 2 * MIB,
  nkpt: 240,
  npgptd: 4,
  directoryEntries: 2048,
  kernload: 2 * MIB,
  kvaPages: 512,
  kvaPagesStep: 8,
  kvaPagesRange: [256, 1536],
  sizeof: { ...c.sizeof, vmPage: 76 },
});

const ROW_AMD64_62: MachineConstants = {
  ...ROW_I386_62,
  arch: 'amd64',
  pdeBytes: 2 * MIB,
  nkpt: 240,
  npgptd: 0,
  directoryEntries: 0,
  kernload: MIB,
  kvaPages: 0,
  kvaPagesStep: 1,
  kvaPagesRange: [0, 0],
  smpPrivateEntry: false,
  smpBootPages: 4,
  kstackPages: 4,
  kmemSizeMax: 400 * MIB,
  bcacheMax: 400 * MIB,
  hasDirectMap: true,
  hasSfBufs: false,
  mapsAgp: false,
  sizeof: AMD64_62,
};

/** 7.0 on amd64: fewer boot page tables, PV chunks in the direct map, no page colouring. */
const ROW_AMD64_70: MachineConstants = {
  ...ROW_AMD64_62,
  tag: 'c7',
  release: '7.0',
  grade: 'inferred',
  nkpt: 32,
  pageColours: 0,
  pv: 'direct-map',
  sizeof: AMD64_70,
};

const ROWS: readonly MachineConstants[] = [ROW_I386_62, ROW_I386_73, ROW_AMD64_62, ROW_AMD64_70];

/** Releases that are modelled on that architecture. */
export const modelledOn = (arch: Arch): readonly Release[] =>
  ROWS.filter((c) => c.arch === arch).map((c) => c.release);

/**
 * The compiled-in numbers of a machine's kernel.
 * @returns undefined where the pair of release and architecture is not modelled
 */
export const constantsOf = (
  m: Pick<MachineSpec, 'release' | 'arch' | 'pae'>,
): MachineConstants | undefined => {
  const row = ROWS.find((c) => c.release === m.release && c.arch === m.arch);
  return row !== undefined && m.pae && m.arch === 'i386' ? withPae(row) : row;
};
