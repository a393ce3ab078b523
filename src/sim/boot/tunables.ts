/**
 * The loader tunables that the boot layout reads: unit, effect, range, and which kernels have
 * them. Each row is a TUNABLE_* of 6.2-RELEASE or 7.3-RELEASE. The kernel reads most of them into
 * an `int` (kern_environment.c getenv_int()) and computes with that; the ranges are those in which
 * neither the reading nor the arithmetic overflows, and in which the kernel can boot.
 */
import { INT_MAX, UINT_RANGE } from './constants';
import type { Arch, Release } from './types';

/** A loader tunable as a person meets it. */
export interface Tunable {
  readonly name: string;
  readonly unit: 'B' | 'count';
  /** what it decides, one clause */
  readonly affects: string;
  /** kernels that read it; all where left out */
  readonly releases?: readonly Release[];
  readonly arches?: readonly Arch[];
  readonly min: number;
  readonly max: number;
  /** what the kernel does with 0, where that has a meaning of its own */
  readonly zero?: string;
}

/** Above this, 1,024 + 64 × maxusers overflows. */
const MAXUSERS_MAX = Math.floor((INT_MAX - 1024) / 64);
/** Above this, exec_map_entries × 274,432 passes 4 GB. */
const EXEC_ENTRIES_MAX = Math.floor(UINT_RANGE / (256 * 1024 + 3 * 4096));
/** Above this, nsfbufs × 4,096 passes 4 GB. */
const NSFBUFS_MAX = UINT_RANGE / 4096 - 1;
/** One buffer: kern.maxbcache below it leaves no buffer at all. */
const ONE_BUFFER = 16384;

type Row = readonly [
  name: string,
  unit: Tunable['unit'],
  affects: string,
  more?: Partial<Pick<Tunable, 'releases' | 'arches' | 'min' | 'max' | 'zero'>>,
];

const UINT = { max: UINT_RANGE - 1 } as const;
const AUTO = { zero: 'the kernel tunes it from RAM' } as const;

const ROWS: readonly Row[] = [
  ['kern.maxusers', 'count', 'everything derived from maxusers', { ...AUTO, max: MAXUSERS_MAX }],
  ['kern.maxproc', 'count', 'files, callouts, PV entries, map entries', { min: 1 }],
  ['kern.maxfiles', 'count', 'callouts, sockets, map entries', { min: 1 }],
  ['kern.ncallout', 'count', 'buffer tables', { min: 1 }],
  ['vm.kmem_size', 'B', 'kmem_map', { ...UINT, min: 1 }],
  ['kern.vm.kmem.size', 'B', 'kmem_map: the old name of vm.kmem_size', { ...UINT, min: 1 }],
  ['vm.kmem_size_max', 'B', 'kmem_map', { ...UINT, zero: 'no ceiling' }],
  ['vm.kmem_size_min', 'B', 'kmem_map (7.3)', { ...UINT, releases: ['7.3'] }],
  ['vm.kmem_size_scale', 'count', 'kmem_map', { zero: 'RAM is left out of account' }],
  ['kern.ipc.nmbclusters', 'count', 'floor of kmem_map, sockets'],
  ['kern.ipc.maxsockets', 'count', 'socket zones'],
  ['kern.nbuf', 'count', 'buffer_map, pager_map', AUTO],
  ['kern.maxbcache', 'B', 'buffer_map', { zero: 'no ceiling' }],
  ['kern.maxswzone', 'B', 'SWAPMETA', { zero: 'no ceiling' }],
  ['vm.pmap.shpgperproc', 'count', 'PV entries'],
  ['vm.pmap.pv_entries', 'count', 'PV entries, whatever shpgperproc says', { min: 1 }],
  ['kern.ipc.nsfbufs', 'count', 'sf_bufs', { arches: ['i386'], min: 1, max: NSFBUFS_MAX }],
  ['kern.ipc.maxpipekva', 'B', 'pipe_map', { min: 1 }],
  ['vm.exec_map_entries', 'count', 'exec_map', { min: 1, max: EXEC_ENTRIES_MAX }],
  ['vm.boot_pages', 'count', 'UMA boot pages', { min: 1 }],
  ['hw.physmem', 'B', 'RAM that is used', { min: 1, max: Number.MAX_SAFE_INTEGER }],
  ['net.inet.tcp.maxtcptw', 'count', 'limit of zone tcptw', { zero: 'maxsockets decides' }],
  ['net.inet.tcp.reass.maxsegments', 'count', 'limit of zone tcpreass'],
  ['net.inet.tcp.syncache.cachelimit', 'count', 'limit of zone syncache'],
  ['net.inet.tcp.hostcache.cachelimit', 'count', 'limit of zone hostcache'],
  ['net.graph.maxalloc', 'count', 'limit of zone NetGraph items'],
  ['net.graph.maxdata', 'count', 'limit of zone NetGraph data items', { releases: ['7.3'] }],
];

/** Every tunable that is modelled, in the order of a page that lists them. */
export const TUNABLES: readonly Tunable[] = ROWS.map(([name, unit, affects, more]) => ({
  name,
  unit,
  affects,
  min: 0,
  max: INT_MAX,
  ...more,
}));

const BY_NAME: ReadonlyMap<string, Tunable> = new Map(TUNABLES.map((t) => [t.name, t]));

/** The tunable of that name, or undefined where it is not modelled. */
export const findTunable = (name: string): Tunable | undefined => BY_NAME.get(name);

/** The kernel of that release and architecture reads it. */
export const tunableApplies = (t: Tunable, release: Release, arch: Arch): boolean =>
  (t.releases?.includes(release) ?? true) && (t.arches?.includes(arch) ?? true);

/** Real tunables that do not size the kernel's address space at boot. */
const HARMLESS =
  /^(kern\.(hz|maxtsiz|dfldsiz|maxdsiz|dflssiz|maxssiz|sgrowsiz|cam\..*)|hw\.(ata|pci|acpi)\..*|boot_.*|console|autoboot_delay|loader_logo)$/;

/** The value matters to the kernel, but not to its address space. */
export const isHarmless = (name: string): boolean => HARMLESS.test(name);

/** Least value of kern.maxbcache that is not 0, in bytes. */
export const MAXBCACHE_LEAST = ONE_BUFFER;
