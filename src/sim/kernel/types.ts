/** What a kernel consists of, and the cells that name its zones and maps. */
import type { BootLayout } from '../boot/types';
import type { Malloc } from '../malloc/malloc';
import type { Phys } from '../phys/frames';
import type { I32 } from '../state/columns';
import type { TrackedI32 } from '../state/tracked';
import type { RandomState } from '../state/random';
import type { Wait } from '../state/wait';
import type { Uma } from '../uma/live/state';
import type { Kmem } from '../vm-map/kmem';

/** Cells of column `cell`. */
export const NEXT_OBJECT = 0;
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
/** How many cells there are. */
export const CELLS = 16;

/** A kernel. Everything that changes is in columns, in `names` and in `wait`. */
export interface Kernel {
  readonly layout: BootLayout;
  readonly phys: Phys;
  readonly kmem: Kmem;
  readonly uma: Uma;
  readonly malloc: Malloc;
  readonly random: RandomState;
  readonly wait: Wait;
  /** frame behind each page of the kernel's address space; 0 = none */
  readonly frameAt: TrackedI32;
  readonly cell: I32;
  /** names of maps, by number */
  readonly mapNames: string[];
}

/** Reads a number of the boot layout. */
export const layoutNumber = (layout: BootLayout, id: string): number =>
  Number(layout.values[id]?.value ?? 0);

/** Number of kernel_map or kmem_map. */
export const mapOf = (k: Kernel, cell: number): number => k.cell.get(cell) - 1;

/** Numbers a new object. */
export const newObject = (k: Pick<Kernel, 'cell'>): number => {
  const n = k.cell.get(NEXT_OBJECT);
  k.cell.set(NEXT_OBJECT, n + 1);
  return n;
};
