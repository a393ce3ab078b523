/** Columns of the address ruler as data: what a painter and a table both read. */
import type { Grade } from '../../base/derivation';
import type { Backing, Owner, Paging } from '../../base/owner';

/** A coloured part inside a band, as fractions of the band: what the next column will show. */
export interface Stripe {
  readonly from: number;
  readonly to: number;
  readonly owner: Owner;
  readonly shade: 0 | 1 | 2;
}

/** A stretch of one column. `from` and `size` are in the column's own unit. */
export interface Band {
  readonly id: string;
  readonly label: string;
  /** right-hand figure, already in words: `8,692` */
  readonly value: string;
  readonly from: number;
  readonly size: number;
  readonly owner: Owner;
  readonly backing: Backing;
  readonly paging: Paging;
  readonly grade: Grade;
  /** shade step among bands of one owner, so that neighbours part in greyscale */
  readonly shade: 0 | 1 | 2;
  /** id of the derivation that explains its size */
  readonly why: string;
  /** one sentence for the drawer, the table and the screen reader */
  readonly what: string;
  /** first address, or nothing where the data does not give one */
  readonly address?: bigint;
  /** what it holds, where that is known; drawn inside it, never in place of its outline */
  readonly stripes?: readonly Stripe[];
}

/** A mark on a column's scale. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** What was asked for and did not fit: drawn to the column's scale, outside its frame. */
export interface Beyond {
  readonly size: number;
  /** `16,384 B` */
  readonly value: string;
  /** `more were asked for: panic` */
  readonly label: string;
  readonly why: string;
}

/** One linear column. Nothing inside it is bent, logged or broken. */
export interface Column {
  readonly id: string;
  readonly title: string;
  /** `1,024 MB` */
  readonly extent: string;
  /** `every address`, `full to the last page, × 13` */
  readonly note: string;
  /** length in the column's unit; the bands add up to it */
  readonly size: number;
  readonly unit: 'bytes' | 'pages';
  readonly bands: readonly Band[];
  readonly ticks: readonly Tick[];
  readonly beyond?: Beyond;
}
