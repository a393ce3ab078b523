/** What a named run is. */
import type { MachineSpec } from '../boot/types';
import type { Director, Script } from './director';
import type { Moment } from './moments';

/** A named run. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** one sentence: what happens */
  readonly what: string;
  readonly machine: MachineSpec;
  readonly seed: number;
  readonly direct: (d: Director) => Script;
  /** what happens in it, in order; `findMoments` says where */
  readonly moments: readonly Moment[];
}
