/** All named runs. */
import { ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { MachineSpec } from '../boot/types';
import { apply } from '../engine/apply';
import type { Timeline } from '../engine/timeline';
import type { Script } from './director';
import { directNgNat } from './ng-nat/script';
import { SHAPES } from './ng-nat/shapes';
import {
  floodCapped,
  floodUncapped,
  fragmentation,
  largeRecords,
  leakAlone,
  leakCapped,
  monthlyRestart,
} from './short';
import { SCENARIO_FACTS } from './facts';
import { PAGING } from './paging';
import type { Scenario, ScenarioScript } from './scenario';
import { standScenario } from './stand';
import { STORIES } from './stories';

/** No command at all: what boot left. */
const nothing = function* (): Script {};

/** Scripts of the runs that `facts.ts` lists. */
const SCRIPTS: Readonly<Record<string, ScenarioScript>> = {
  boot: { direct: nothing, moments: [] },
  ng_nat: {
    direct: (d) => directNgNat(d, (_, goal) => SHAPES[goal.key] ?? []),
    moments: STORIES.ngNat,
  },
  ng_nat_1g: { direct: leakAlone, moments: STORIES.leakAlone },
  ng_nat_capped: { direct: leakCapped, moments: STORIES.leakCapped },
  monthly_restart: { direct: monthlyRestart, moments: STORIES.monthlyRestart },
  packet_flood: { direct: floodCapped, moments: STORIES.floodCapped },
  packet_flood_uncapped: { direct: floodUncapped, moments: STORIES.floodUncapped },
  fragmentation: { direct: fragmentation, moments: STORIES.fragmentation },
  large_records: { direct: largeRecords, moments: STORIES.largeRecords },
  ...PAGING,
};

const NOTHING: ScenarioScript = { direct: nothing, moments: [] };

/** In the order in which they are listed. */
export const SCENARIOS: readonly Scenario[] = SCENARIO_FACTS.map((facts) => ({
  ...facts,
  ...(SCRIPTS[facts.id] ?? NOTHING),
}));

/** A scenario under way: its log grows with every step. */
export interface ScenarioRun {
  readonly timeline: Timeline;
  /** Carries out the next command of the script. False once the script has ended, or the kernel. */
  readonly step: () => boolean;
}

/**
 * Boots a scenario's machine and stands ready to run its script, a command at a time.
 * @param machine another one to run it on; the end may then be another, too
 */
export const startScenario = (id: string, machine?: MachineSpec): Result<ScenarioRun, string> => {
  const t = standScenario(id, machine);
  return t.ok ? ok(engageScenario(id, t.value)) : t;
};

/** The same on a machine that stands already: see `standScenario`. */
export const engageScenario = (id: string, timeline: Timeline): ScenarioRun => {
  timeline.engage(apply);
  const script = (SCRIPTS[id] ?? NOTHING).direct(timeline);
  let next = script.next();
  const step = (): boolean => {
    // On another machine the end may come earlier than the script expects.
    if (next.done === true || timeline.sim.panic !== null) return false;
    next = script.next(timeline.push(next.value));
    return true;
  };
  return { timeline, step };
};

/** Runs a scenario to its end. The timeline then holds its whole log. */
export const runScenario = (id: string): Result<Timeline, string> => {
  const run = startScenario(id);
  if (!run.ok) return run;
  while (run.value.step());
  return ok(run.value.timeline);
};
