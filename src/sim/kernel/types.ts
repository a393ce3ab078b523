/** What a kernel consists of, and the cells that name its zones and maps. */
import type { BootLayout } from '../boot/types';
import type { Malloc } from '../malloc/malloc';
import type { Phys } from '../phys/frames';
import type { I32 } from '../state/columns';
import type { Journal } from '../state/journal';
import type { TrackedI32 } from '../state/tracked';
import type { RandomState } from '../state/random';
import type { Wait } from '../state/wait';
import type { Uma } from '../uma/live/state';
import type { Kmem } from '../vm-map/kmem';
import type { VmState } from '../vm/state';
import type { ProcState } from '../proc/state';
import type { PageoutState } from '../pageout/state';
import type { SwapState } from '../swap/state';
import type { FileState } from '../file/state';
import type { BufState } from '../buf/state';
import type { PipeState } from '../pipe/state';
import type { NetState } from '../net/state';

/** Cells of column `cell`. */
export const Z_OBJECT = 0;
/** seconds since boot */
export const UPTIME = 1;
/** malloc type of hash tables */
export const T_UMAHASH = 2;
/** zones that the kernel itself uses by number */
export const Z_KMAPENT = 3;
export const Z_MAPENT = 4;
export const Z_MAP = 5;
export const Z_CLUSTER = 6;
/** maps, by number + 1 */
export const M_KERNEL = 7;
export const M_KMEM = 8;
/** more zones that the kernel itself uses */
export const Z_PV = 9;
export const Z_PROC = 10;
export const Z_THREAD = 11;
export const Z_KSEGRP = 12;
export const Z_VMSPACE = 13;
export const Z_SWAPMETA = 14;
export const Z_VNODE = 15;
export const Z_PIPE = 16;
export const Z_SOCKET = 17;
export const Z_MBUF = 18;
export const Z_PACKET = 19;
export const M_BUFFER = 20;
export const M_EXEC = 21;
export const M_PIPE = 22;
/** How many cells there are. */
export const CELLS = 32;

/** A kernel. Everything that changes is in columns, in `names` and in `wait`. */
export interface Kernel {
  readonly layout: BootLayout;
  readonly phys: Phys;
  readonly kmem: Kmem;
  readonly uma: Uma;
  readonly malloc: Malloc;
  readonly vm: VmState;
  readonly proc: ProcState;
  readonly swap: SwapState;
  readonly pageout: PageoutState;
  readonly file: FileState;
  readonly buf: BufState;
  readonly pipe: PipeState;
  readonly net: NetState;
  readonly random: RandomState;
  readonly wait: Wait;
  /** frame behind each page of the kernel's address space; 0 = none */
  readonly frameAt: TrackedI32;
  readonly cell: I32;
  /** names of maps, by number */
  readonly mapNames: string[];
  /** kernel pages whose backing changed since somebody last emptied it; no part of the state */
  readonly touched: Journal;
  /** messages on the console and of daemons, until an event takes them; no part of the state */
  readonly console: string[];
  /** processes that the kernel has killed, until the engine lets go of them; no part of the state */
  readonly killed: number[];
  /** whom the page daemon has killed, until the console has said so; no part of the state */
  readonly victims: { readonly proc: number; readonly pid: number }[];
  /** handlers of `vm_lowmem`, in order of registration */
  readonly lowmem: (() => void)[];
}

/** Reads a number of the boot layout. */
export const layoutNumber = (layout: BootLayout, id: string): number =>
  Number(layout.values[id]?.value ?? 0);

/** Number of kernel_map or kmem_map. */
export const mapOf = (k: Kernel, cell: number): number => k.cell.get(cell) - 1;
