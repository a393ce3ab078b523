/** What a named run is. */
import type { MachineSpec } from '../boot/types';
import type { Director, Script } from './director';

/** A named run. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** one sentence: what happens */
  readonly what: string;
  readonly machine: MachineSpec;
  readonly seed: number;
  readonly direct: (d: Director) => Script;
}
