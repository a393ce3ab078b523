/** The ledger, the self-check and the findings, as `kva explain` prints and the screen draws them. */
import type { AnyDerivation, Derivation } from '../../base/derivation';
import type { Owner } from '../../base/owner';
import type { Arch, KegLayout, MachineSpec } from '../../sim';
import type { Balance } from './balance/types';
import type { SpaceKind } from './era/eras';

/** Where the pages of a zone are, as far as the space that can run out is concerned. */
export type ZonePlace =
  /** in kmem_map or the kmem arena, or counted against the soft limit */
  | 'counted'
  /** address space of its own (`uma_zone_set_obj`, `uma_zone_reserve_kva`) */
  | 'own'
  /** one-page slabs of amd64 up to 11: addresses of the direct map */
  | 'direct-map'
  /** a cache of somebody else's memory (`uma_zcache_create`) */
  | 'cache'
  /** in the slabs of the zone whose keg it shares */
  | 'shared';

/** A zone of the paste with the model's arithmetic beside it. */
export interface ZoneAccount {
  readonly name: string;
  /** line of the paste */
  readonly line: number;
  readonly owner: Owner;
  /** which bar of the ledger it belongs to: `malloc`, `files`, `mbufs`, `uma`, `net`, `proc`, `disk` */
  readonly group: string;
  readonly size: number;
  readonly limit: number;
  readonly used: number;
  readonly free: number;
  readonly requests: number;
  readonly fail: number;
  readonly keg: KegLayout;
  /** slabs that exist; a fraction where the paste does not divide */
  readonly slabs: Derivation;
  /** USED + FREE is a whole number of slabs */
  readonly whole: boolean;
  /** pages held */
  readonly pages: Derivation;
  /** bytes of live items, free items, headers and padding; they add up to pages × 4,096 */
  readonly liveBytes: Derivation;
  readonly freeBytes: Derivation;
  readonly overheadBytes: Derivation;
  /** the two parts of the overhead: headers inside the slabs, and padding */
  readonly headerBytes: Derivation;
  readonly wasteBytes: Derivation;
  /** none of its pages are in kmem_map: `ownObject` of its keg, the direct map, or no keg at all */
  readonly ownObject: boolean;
  /** where its pages are */
  readonly place: ZonePlace;
  /** alignment and flags are known, not guessed */
  readonly known: boolean;
  /** shares another zone's keg; its bytes are counted there */
  readonly secondaryOf?: string;
}

/** One bar of the ledger. */
export interface LedgerLine {
  readonly id: string;
  readonly label: string;
  /** one short clause under the label */
  readonly detail: string;
  readonly owner: Owner;
  readonly bytes: Derivation;
  /** per owner split of the bar, for drawing; sums to bytes */
  readonly parts: readonly { readonly owner: Owner; readonly bytes: number }[];
}

/** A group of zones, or a remainder, in pages of kmem_map. Sums to the map. */
export interface LedgerGroup {
  readonly id: string;
  readonly label: string;
  readonly owner: Owner;
  readonly pages: Derivation;
  /** the zones in it, by name, largest first */
  readonly zones: readonly string[];
}

/** Who holds kmem_map at one moment. Bars and free pages add up to the map, groups as well. */
export interface Ledger {
  /** bytes of kmem_map and where the figure comes from */
  readonly map: Derivation;
  /** the story: live malloc, dead weight in the same zones, other UMA, large blocks */
  readonly lines: readonly LedgerLine[];
  /** the same in pages by group, boot pages subtracted */
  readonly groups: readonly LedgerGroup[];
  readonly zones: readonly ZoneAccount[];
  /** free pages of the map at that moment; 0 where that is not known */
  readonly freePages: Derivation;
  /** a panic line of the same moment tells how many pages were free */
  readonly isFillKnown: boolean;
  /** `vmstat -m` + `vmstat -z` added blindly, and its share of the map: the mistake */
  readonly naive: { readonly bytes: Derivation; readonly percent: Derivation } | null;
  /** the awk sum where the paste holds one */
  readonly mallocSum: Derivation | null;
  /** what malloc must hold by map arithmetic but the sum does not show */
  readonly unattributed: Derivation | null;
  /** reasons why no ledger, or only part of one, can be made */
  readonly limits: readonly string[];
}

/** One prediction of the model against the paste. */
export interface SelfCheckRow {
  readonly id: string;
  readonly label: string;
  readonly predicted: Derivation;
  /** what the paste says */
  readonly found: Derivation;
  readonly agrees: boolean;
  /** how the screen writes the pair: `1,500 = 1,500`, `61 of 62` */
  readonly text: string;
  /** how far the two are apart, in percent of what the paste says; left out where they are equal */
  readonly error?: Derivation;
  /** why it differs, where it does */
  readonly note?: string;
}

/** How sure a conclusion is: follows from the figures, reasoned, or without an answer. */
export type Certainty = 'certain' | 'inferred' | 'open';

/** Where a lesson explains what a finding rests on. */
export interface LessonLink {
  /** id of the lesson: `malloc-uma-and-the-columns` */
  readonly lesson: string;
  /** id of the step: `at-the-cap` */
  readonly step: string;
}

/** A conclusion with its evidence. */
export interface Finding {
  readonly id: string;
  /** the rule that made it; several findings may come from one */
  readonly rule: string;
  readonly severity: 'cause' | 'contributing' | 'note' | 'benign';
  readonly certainty: Certainty;
  readonly title: string;
  /** two or three short sentences */
  readonly text: string;
  /** share of kmem_map, where it has one */
  readonly share?: Derivation;
  /** every number that the text states, in the order of the text */
  readonly figures: readonly Derivation[];
  readonly owner: Owner;
  /** lines of the paste it rests on */
  readonly lines: readonly number[];
  /** the tunable or the command to use next, or what to do */
  readonly next: string;
  /** commands and tunables of `next`, as they are typed */
  readonly use: readonly string[];
  /** what would confirm it, and what would refute it */
  readonly test: string;
  /** what it cannot tell */
  readonly limits: string;
  readonly lesson: LessonLink | null;
}

/** The machine that the paste seems to come from. */
export interface MachineGuess {
  readonly machine: MachineSpec;
  /** one sentence: what speaks for it */
  readonly reason: string;
  /** `vm.kmem_size` of the model equals the one of the paste */
  readonly exact: boolean;
}

/** The rules that the rows were reckoned by. */
export interface RulesUsed {
  /** `6.x`, `13.x to 15.x` */
  readonly era: string;
  readonly arch: Arch;
  /** slab headers of a kernel with options INVARIANTS */
  readonly invariants: boolean;
  /** CPUs; 1 where the paste does not tell */
  readonly cpus: number;
  readonly space: SpaceKind;
  /** what was settled by trying, and how */
  readonly reasons: readonly string[];
}

/** Everything that a paste comes to. Never without a headline; without a ledger, `limits` says why. */
export interface Explanation {
  /** of kmem_map, in pages: 6 to 9 on i386 */
  readonly ledger: Ledger | null;
  /** of the heap, in bytes: every era */
  readonly balance: Balance | null;
  /** null where there is no table, or no rules for it */
  readonly rules: RulesUsed | null;
  readonly selfCheck: readonly SelfCheckRow[];
  readonly findings: readonly Finding[];
  /** one sentence for the head of the page */
  readonly headline: string;
  /** what is missing, what was left out, what to run; also where there is a ledger */
  readonly limits: readonly string[];
  /** zones with their arithmetic, by the rules of their release; also without a ledger */
  readonly zones: readonly ZoneAccount[];
  /** architecture whose slab sizes were used */
  readonly arch: Arch;
  /** null where no modelled machine fits */
  readonly guess: MachineGuess | null;
  /** every derivation of this explanation and all that they refer to, each id once */
  readonly derivations: readonly AnyDerivation[];
}
