/** Two or more pastes of one machine, set side by side. */
import type { AnyDerivation, Derivation } from '../../base/derivation';
import type { Owner } from '../../base/owner';
import type { MallocRow, SysctlRow } from '../../import';
import type { CleanRow } from '../explain/zone-rows';

/** When a sample was taken, as far as its text tells. */
export interface Moment {
  /** seconds since 1970 where a date stands there, else seconds since boot */
  readonly seconds: number;
  /** what `seconds` counts from: only moments of one kind can be subtracted */
  readonly since: 'epoch' | 'boot' | 'given';
  /** how far the stamp may be off: 1 for a date, 60 for the `up 3 days, 4:05` of uptime */
  readonly resolution: number;
  /** line of the paste; 0 where the reader of the page gave it */
  readonly line: number;
  /** the stamp as it stands there */
  readonly text: string;
}

/** The tables of one moment. */
export interface Sample {
  /** 1-based place in the order of time, as far as that is known */
  readonly number: number;
  /** which paste it comes from, 0-based, and the lines that it spans */
  readonly paste: number;
  readonly lines: readonly [number, number];
  readonly fromDump: boolean;
  readonly moment: Moment | null;
  readonly zones: readonly CleanRow[];
  readonly types: readonly MallocRow[];
  readonly sysctl: ReadonlyMap<string, SysctlRow>;
  /** bytes of top's Wired, or of vm.stats.vm.v_wire_count */
  readonly wired: { readonly bytes: number; readonly unit: number; readonly line: number } | null;
}

/** What a row counts. */
export type RowKind = 'zone' | 'type' | 'wired';

/** A row in one sample. */
export interface Point {
  /** index of the sample */
  readonly sample: number;
  readonly line: number;
  /** bytes of live items */
  readonly live: number;
  /** bytes of items kept for reuse; 0 for types */
  readonly kept: number;
  readonly requests: number;
  readonly limit: number;
  readonly used: number;
  /** what `live` was rounded to, in bytes */
  readonly unit: number;
}

/** One zone or type through all samples that have it. */
export interface Series {
  readonly kind: RowKind;
  readonly name: string;
  /** item size of a zone in bytes, 0 for others */
  readonly size: number;
  /** bucket sizes of a type */
  readonly sizes: readonly number[];
  readonly points: readonly Point[];
}

/** How a figure moved from sample to sample. */
export interface Trend {
  readonly shape: 'rises' | 'falls' | 'flat' | 'mixed';
  readonly ups: number;
  readonly downs: number;
  readonly flats: number;
  /** longest run of steps that all went up */
  readonly longestRise: number;
}

/** What growth means. */
export type GrowthClass =
  /** live items grow in every step and nothing says that they should */
  | 'leak'
  /** live items grow, in a zone or type that is a cache with a ceiling of its own */
  | 'cache-by-design'
  /** what grew is kept for reuse, not used */
  | 'cache'
  /** live items go up and down: load */
  | 'load'
  | 'shrinks'
  | 'steady'
  /** its items are counted in another row */
  | 'counted-elsewhere'
  /** counters fell: another boot, or samples in the wrong order */
  | 'restart';

export interface Verdict {
  readonly kind: GrowthClass;
  /** one or two sentences: why, and what would confirm or refute it */
  readonly text: string;
  readonly certainty: 'certain' | 'inferred';
}

/** A rate with the bounds between which it must lie, or probably lies. */
export interface Rate {
  /** bytes per hour */
  readonly perHour: Derivation;
  readonly low: Derivation;
  readonly high: Derivation;
  /** `rounding`: two samples, bounds of figures and clock; `spread`: Theil–Sen over all pairs */
  readonly basis: 'rounding' | 'spread';
}

/** When a limit is reached if growth goes on as measured. `latest` is null where it may never be. */
export interface TimeToLimit {
  /** what the limit is: `LIMIT of the zone`, `vm.kmem_size` */
  readonly what: string;
  /** bytes left */
  readonly left: Derivation;
  readonly hours: Derivation;
  readonly soonest: Derivation;
  readonly latest: Derivation | null;
}

/** Growth of one row. */
export interface GrowthRow {
  readonly id: string;
  readonly kind: RowKind;
  readonly name: string;
  /** bytes of live items: first sample, last sample, difference */
  readonly first: Derivation;
  readonly last: Derivation;
  readonly live: Derivation;
  /** difference of the bytes kept for reuse */
  readonly kept: Derivation;
  /** most that it held in any sample: bytes of live items and of those kept for reuse */
  readonly highest: Derivation;
  /** difference of REQUESTS; null where a counter fell */
  readonly requests: Derivation | null;
  readonly rate: Rate | null;
  readonly trend: Trend;
  readonly verdict: Verdict;
  readonly limit: TimeToLimit | null;
  /** types that explain the growth of a malloc zone, or the zones behind a type, largest first */
  readonly owners: readonly { readonly name: string; readonly bytes: number }[];
  readonly series: Series;
}

/** One panel of the small multiples. */
export interface Panel {
  readonly id: string;
  readonly name: string;
  readonly kind: RowKind;
  readonly owner: Owner;
  readonly verdict: GrowthClass;
  /** hours since the first sample, or the sample's number where times are not known */
  readonly points: readonly { readonly x: number; readonly live: number; readonly kept: number }[];
  /** largest live + kept of the panel, in bytes */
  readonly top: number;
}

/** Panels with one axis of time. */
export interface SmallMultiples {
  readonly axis: 'hours' | 'samples';
  readonly from: number;
  readonly to: number;
  readonly panels: readonly Panel[];
}

/** Everything that two or more samples come to. */
export interface Diff {
  readonly samples: readonly Sample[];
  /** hours between first and last sample; null where not known */
  readonly hours: Derivation | null;
  /** sorted by growth of live bytes, largest first */
  readonly rows: readonly GrowthRow[];
  /** growth of all address space that the tables show, each byte once */
  readonly total: Derivation | null;
  readonly totalRate: Rate | null;
  readonly limit: TimeToLimit | null;
  readonly multiples: SmallMultiples;
  /** one sentence for the head of the page */
  readonly headline: string;
  /** what is missing and what to run */
  readonly notes: readonly string[];
  readonly derivations: readonly AnyDerivation[];
}
