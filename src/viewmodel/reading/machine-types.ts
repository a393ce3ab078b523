/** What is known of the machine that a paste came from. */
import type { AnyDerivation, Derivation, Grade } from '../../base/derivation';
import type { Confidence } from '../../import';
import type { BootLayout } from '../../sim';

/** What speaks for a fact. */
export interface Reason {
  readonly text: string;
  /** line of the paste, where it rests on one */
  readonly line?: number;
  /** how much it can be trusted, where it was found in the text */
  readonly confidence?: Confidence;
}

export interface MachineFact {
  readonly id: 'release' | 'arch' | 'cpus' | 'pageSize' | 'ram' | 'kva' | 'settings';
  readonly label: string;
  /** `6.2`, `i386`, `256 MB`; null = the text does not tell */
  readonly value: string | null;
  /** opens the figure, where the value is one */
  readonly of?: Derivation;
  readonly grade: Grade;
  readonly reasons: readonly Reason[];
}

/** One figure of the paste beside the model's. */
export interface MachineCheck {
  readonly name: string;
  readonly line: number;
  readonly predicted: Derivation;
  readonly found: Derivation;
  readonly agrees: boolean;
}

/** The LIMIT column against the tuning formulas. */
export interface LimitCheck {
  readonly good: Derivation;
  readonly all: Derivation;
  /** zones whose LIMIT differs */
  readonly wrong: readonly string[];
}

/** `exact`: every figure of the paste that the model predicts comes out. */
export type MachineGrade = 'exact' | 'inferred' | 'none';

export interface MachineReading {
  readonly grade: MachineGrade;
  /** one sentence: what the grade rests on, or why there is no machine */
  readonly sentence: string;
  readonly facts: readonly MachineFact[];
  readonly layout: BootLayout | null;
  readonly checks: readonly MachineCheck[];
  readonly limits: LimitCheck | null;
  /** what would make it surer: what to add to the paste */
  readonly missing: readonly string[];
  readonly derivations: readonly AnyDerivation[];
}
