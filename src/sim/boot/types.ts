/** What goes into the boot layout and what comes out. */
import type { AnyDerivation, Derivation, Grade, Source } from '../../base/derivation';
import type { Backing, Owner, Paging } from '../../base/owner';
import type { Bytes, Kva } from '../../base/units';

/** Releases whose boot layout is modelled. 7.0 is amd64 only, 7.3 is i386 only. */
export type Release = '6.2' | '7.0' | '7.3';
/** Architectures that are modelled. */
export type Arch = 'i386' | 'amd64';

/** A machine as a person describes it. `makeMachine` fills the rest with defaults. */
export interface MachineSpec {
  readonly release: Release;
  readonly arch: Arch;
  /** installed RAM in bytes */
  readonly ram: Bytes;
  /** a kernel built with `options SMP` */
  readonly smp: boolean;
  /** i386 only: `options PAE` */
  readonly pae: boolean;
  /** i386 only: `options KVA_PAGES`; undefined = the release's default */
  readonly kvaPages?: number;
  /** loader tunables by their sysctl name, values in the tunable's own unit: `vm.kmem_size` → bytes */
  readonly tunables: Readonly<Record<string, number>>;
  /** where the kernel and its preloaded modules end in physical memory (`KERNend`) */
  readonly kernelEnd: Bytes;
  /** bytes at the top of RAM that the BIOS keeps (ACPI tables) */
  readonly reservedTop: Bytes;
  /** AGP aperture that the driver maps in full (6.2 only); 0 = none */
  readonly agpAperture: Bytes;
  /** kernel stacks that exist (THREAD zone USED + FREE) */
  readonly threads: number;
  /** page directories that exist (VMSPACE zone USED + FREE) */
  readonly vmspaces: number;
  /**
   * `VM_MAX_KERNEL_ADDRESS - vm.kvm_free` where the user's sysctl gives it: the high-water mark
   * of page-tabled KVA. Undefined = not known.
   */
  readonly kernelVmEnd?: Kva;
}

/** A stretch of the kernel's address space. Regions nest through `parent`. */
export interface Region {
  /** stable id: `kernel_map`, `kmem_map`, `clean_map`, `buffer_map`, `pv_entry_kva` … */
  readonly id: string;
  /** id of the enclosing region; null for the root */
  readonly parent: string | null;
  /** name as the field writes it: `kmem_map` */
  readonly name: string;
  /** one sentence: what lives here */
  readonly what: string;
  readonly start: Kva;
  readonly size: Bytes;
  readonly owner: Owner;
  readonly backing: Backing;
  readonly paging: Paging;
  /** certainty of size and place together */
  readonly grade: Grade;
  /** formula of the size, in words */
  readonly formula: string;
  readonly source: Source;
  /** ids in the layout's book that explain size and start */
  readonly sizeRef: string;
  readonly startRef: string;
  /** what is not known about it */
  readonly note?: string;
}

/** A clamp or correction that the kernel (or the model) applied to what was asked. */
export interface LayoutNote {
  readonly severity: 'warning' | 'info';
  readonly message: string;
}

/** The complete address space of a machine at the end of boot. */
export interface BootLayout {
  readonly machine: MachineSpec;
  /** every autotuned constant and intermediate, by id (`maxusers`, `v_page_count`, `nbuf` …) */
  readonly values: Readonly<Record<string, AnyDerivation>>;
  /** what sysctl(8) would print, by sysctl name; each is also in `values` under that name */
  readonly sysctl: Readonly<Record<string, Derivation>>;
  /** the LIMIT column of `vmstat -z`, by zone name */
  readonly zoneLimits: Readonly<Record<string, Derivation>>;
  /** in address order, parents before their children; includes holes as owner `free` */
  readonly regions: readonly Region[];
  /** what lies outside the kernel map: programs, PTmap, direct map …; in address order */
  readonly outside: readonly Region[];
  /** sum of the sizes that kernel_map hands out at boot (as `accounted` in the reference) */
  readonly accounted: Derivation;
  readonly notes: readonly LayoutNote[];
}

/** Why no layout can be computed. One sentence each: found, expected, what to do. */
export interface LayoutError {
  readonly field: string;
  readonly message: string;
}
