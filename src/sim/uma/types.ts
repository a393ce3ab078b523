/** Slab arithmetic: what goes in and what comes out. */
import type { Derivation } from '../../base/derivation';
import type { Bytes } from '../../base/units';

/** A zone as its creator asks for it (`uma_zcreate`). */
export interface KegSpec {
  readonly name: string;
  /** item size as vmstat prints it, before rounding */
  readonly size: Bytes;
  /** alignment in bytes: 1, 4, 16, 32, 256 … */
  readonly align: number;
  /** `UMA_ZONE_REFCNT`: clusters; bigger header, eight bytes of index per item */
  readonly refcnt: boolean;
  /** `UMA_ZONE_MALLOC`: a malloc(9) bucket; finds slabs through the page, not by hash */
  readonly malloc: boolean;
  /** `UMA_ZFLAG_INTERNAL`: never off-page, no per-CPU cache */
  readonly internal: boolean;
  /** `UMA_ZONE_VM`: may not ask the VM; never off-page when small */
  readonly vm: boolean;
  /** `UMA_ZONE_NOFREE`: pages never go back */
  readonly nofree: boolean;
  /** `uma_zone_set_obj`: own object, own KVA in kernel_map, never in kmem_map */
  readonly ownObject: boolean;
  /** `uma_zsecond_create`: name of the zone whose keg it shares */
  readonly secondaryOf?: string;
}

/** How a keg cuts its slabs (`zone_small_init`, `zone_large_init`). */
export interface KegLayout {
  readonly spec: KegSpec;
  /** item size rounded up to alignment and smallest unit */
  readonly rsize: Derivation;
  /** items in a slab */
  readonly ipers: Derivation;
  /** pages in a slab */
  readonly ppera: Derivation;
  /** bytes of a slab that no item can use (header included when it is on the page) */
  readonly overhead: Derivation;
  /** the slab header lives elsewhere */
  readonly offpage: boolean;
  /** the off-page header is found through a hash table */
  readonly hash: boolean;
}
