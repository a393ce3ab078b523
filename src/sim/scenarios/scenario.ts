/** What a named run is. */
import type { Director, Script } from './director';
import type { ScenarioFacts } from './facts';
import type { Moment } from './moments';

/** What a named run does. */
export interface ScenarioScript {
  readonly direct: (d: Director) => Script;
  /** what happens in it, in order; `findMoments` says where */
  readonly moments: readonly Moment[];
}

/** A named run. */
export interface Scenario extends ScenarioFacts, ScenarioScript {}
