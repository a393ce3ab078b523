/** The ledger of a paste of any era. */
import type { Derivation } from '../../../base/derivation';
import type { Owner } from '../../../base/owner';
import type { Arch } from '../../../sim';
import type { SpaceKind } from '../era/eras';

/** What a line of the balance counts. */
export type BalanceLineId =
  /** items in use */
  | 'live'
  /** items that exist and are free: buckets of CPUs, of domains, and slabs */
  | 'cached'
  /** padding between items and unused tails of slabs */
  | 'waste'
  /** slab headers, in the slabs and in zones of their own */
  | 'headers'
  /** malloc(9) blocks above the largest zone */
  | 'large'
  /** pages from before the VM, counted in the zones and not in the space; negative */
  | 'boot'
  /** what is taken and belongs to no line above; negative where the tables come to more */
  | 'unattributed'
  /** not taken */
  | 'free';

export interface BalanceLine {
  readonly id: BalanceLineId;
  readonly label: string;
  readonly owner: Owner;
  readonly bytes: Derivation;
  /** of `base` */
  readonly percent: Derivation;
}

/** Memory of zones that the space does not count. */
export interface OutsidePart {
  readonly id: 'direct-map' | 'own' | 'cache' | 'boot';
  readonly label: string;
  readonly bytes: Derivation;
  /** largest first */
  readonly zones: readonly string[];
}

/** Who holds the kernel's heap at one moment. The lines add up to `base`. */
export interface Balance {
  /** `6.x`, `13.x to 15.x` */
  readonly era: string;
  readonly arch: Arch;
  readonly space: SpaceKind;
  /** `kmem_map`, `the kmem arena` … */
  readonly name: string;
  /** size of the space or its soft limit; null where the paste does not tell */
  readonly whole: Derivation | null;
  /** how much of it was taken, by the kernel's own count; null where the paste does not tell */
  readonly taken: Derivation | null;
  /** what 100 % is: the whole, else what is taken, else what the tables come to */
  readonly base: Derivation;
  readonly lines: readonly BalanceLine[];
  readonly outside: readonly OutsidePart[];
  /** what is missing or assumed, one sentence each */
  readonly limits: readonly string[];
}
