/** A slab as the rule of an era cuts it: bare numbers, before they are explained. */
import type { Arch, KegSpec } from '../../../sim';
import type { Era } from './eras';

/** What a rule needs to know besides the zone. */
export interface CutContext {
  readonly era: Era;
  readonly arch: Arch;
  /** a kernel with `options INVARIANTS`: from 10 on a second bitmap in every header */
  readonly invariants: boolean;
  /** CPUs, for zones with one copy of an item for each; 1 where not known */
  readonly cpus: number;
}

/** A zone's creation call with what later releases added. */
export interface EraSpec extends KegSpec {
  /** `UMA_ZONE_PCPU`: one copy of each item for every CPU */
  readonly pcpu: boolean;
  /** `UMA_ZONE_CONTIG`: pages that follow each other in RAM, so the slab never grows */
  readonly contig: boolean;
  /** `uma_zcache_create`: items are somebody else's memory, no keg */
  readonly cache: boolean;
}

export interface SlabCut {
  readonly rsize: number;
  readonly ipers: number;
  readonly ppera: number;
  readonly offpage: boolean;
  /** bytes of the header inside the slab; 0 where it lives elsewhere */
  readonly header: number;
  /** the rule in words */
  readonly rule: string;
  readonly fn: string;
  readonly note?: string;
}
