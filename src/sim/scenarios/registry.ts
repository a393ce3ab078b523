/** All named runs. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { GIB, bytes } from '../../base/units';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import { Timeline } from '../engine/timeline';
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
import { PAGING } from './paging';
import type { Scenario } from './scenario';
import { STORIES } from './stories';

/** kmem_map has 320 MB there, VM_KMEM_SIZE_MAX, and would have no more with more RAM. */
const ONE_GIGABYTE = makeMachine({ ram: bytes(GIB) });

/** No command at all: what boot left. */
const nothing = function* (): Script {};

/** In the order in which they are listed. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'boot',
    title: 'Boot of the router',
    what: 'The 256 MB machine of the thread at the end of boot, with nothing to do.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: nothing,
    moments: [],
  },
  {
    id: 'ng_nat',
    title: 'The leak of ng_nat',
    what: 'libalias links fill kmem_map until a request for 16,384 bytes ends in the panic of the thread.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: (d) => directNgNat(d, (_, goal) => SHAPES[goal.key] ?? []),
    moments: STORIES.ngNat,
  },
  {
    id: 'ng_nat_1g',
    title: 'The same leak on 1 GB',
    what: 'Four times the RAM, four times the links, the same end.',
    machine: ONE_GIGABYTE,
    seed: 1,
    direct: leakAlone,
    moments: STORIES.leakAlone,
  },
  {
    id: 'ng_nat_capped',
    title: 'The leak with a zone of its own',
    what: 'A cap on the links refuses them; the request for 16,384 bytes is served.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: leakCapped,
    moments: STORIES.leakCapped,
  },
  {
    id: 'monthly_restart',
    title: 'Restarted once a month',
    what: 'The links go back each month; their slabs stay with the zone, and no panic comes.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: monthlyRestart,
    moments: STORIES.monthlyRestart,
  },
  {
    id: 'packet_flood',
    title: 'Packets without end, clusters with a cap',
    what: 'A queue without an end takes every cluster up to the cap; then packets are lost, and nobody dies.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: floodCapped,
    moments: STORIES.floodCapped,
  },
  {
    id: 'packet_flood_uncapped',
    title: 'Packets without end, no cap',
    what: 'The queue fills kmem_map, and the next request that may wait ends in a panic.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: floodUncapped,
    moments: STORIES.floodUncapped,
  },
  {
    id: 'fragmentation',
    title: 'A megabyte free, no hole of 16 KB',
    what: 'kmem_map has 1 MB free in holes of 8 KB; a request for 16,384 bytes ends in a panic.',
    machine: SEED_MACHINE,
    seed: 1,
    direct: fragmentation,
    moments: STORIES.fragmentation,
  },
  {
    id: 'large_records',
    title: 'ZFS on i386',
    what: 'A file system caches records of 128 KB in 320 MB of kmem_map, and dies with two thirds of RAM free.',
    machine: ONE_GIGABYTE,
    seed: 1,
    direct: largeRecords,
    moments: STORIES.largeRecords,
  },
  ...PAGING,
];

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
  const scenario = SCENARIOS.find((s) => s.id === id);
  if (scenario === undefined)
    return err(`no scenario ${id}: expected one of ${SCENARIOS.map((s) => s.id).join(', ')}`);
  const t = Timeline.boot(machine ?? scenario.machine, scenario.seed);
  if (!t.ok) return t;
  const timeline = t.value;
  const script = scenario.direct(timeline);
  let next = script.next();
  const step = (): boolean => {
    // On another machine the end may come earlier than the script expects.
    if (next.done === true || timeline.sim.panic !== null) return false;
    next = script.next(timeline.push(next.value));
    return true;
  };
  return ok({ timeline, step });
};

/** Runs a scenario to its end. The timeline then holds its whole log. */
export const runScenario = (id: string): Result<Timeline, string> => {
  const run = startScenario(id);
  if (!run.ok) return run;
  while (run.value.step());
  return ok(run.value.timeline);
};
