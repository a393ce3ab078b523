/** A stretch of address space before it has a place: what it is, how large, what if it fails. */
import type { AnyDerivation, DerivationInput, Grade, Source } from '../../base/derivation';
import type { Backing, Owner, Paging } from '../../base/owner';

/** What the kernel asks of kernel_map. */
export interface Piece {
  /** becomes the id of the region, and of its size as `region.<id>.size` */
  readonly id: string;
  readonly name: string;
  /** one sentence: what lives here */
  readonly what: string;
  /** bytes, whole pages */
  readonly size: number;
  readonly owner: Owner;
  readonly backing: Backing;
  /** wired where left out */
  readonly paging?: Paging;
  /** certainty of its place; as certain as its neighbours where left out */
  readonly placeGrade?: Grade;
  readonly formula: string;
  readonly from?: readonly (AnyDerivation | DerivationInput)[];
  readonly source: Source;
  readonly note?: string;
  /** address that the place must be a multiple of, in bytes */
  readonly align?: number;
  /** what lies inside, one after the other, filling it; the size is their sum */
  readonly inside?: readonly Piece[];
  /** what the kernel does when kernel_map has no room for it */
  readonly failure?: string;
}
