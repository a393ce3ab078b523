/** Machines under a load, for tests. */
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import type { Outcome } from '../engine/events';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { startWorkload } from './registry';
import type { WorkloadOrder } from './registry';

/** 48 MB, so that a load is felt soon. */
export const SMALL = makeMachine({ ram: bytes(48 * MIB), tunables: { 'vm.kmem_size': 12 * MIB } });

/** A booted machine. */
export const boot = (machine: MachineSpec): Timeline => {
  const t = Timeline.boot(machine, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

/** Puts a machine under a load for so many commands; it must be sound after the last of them. */
export const put = (t: Timeline, order: WorkloadOrder, commands: number): void => {
  const run = startWorkload(t, order);
  if (!run.ok) throw new Error(run.error);
  for (let i = 0; i < commands && run.value.step(); i += 1);
  const faults = kernelFaults(t.sim.kernel);
  if (faults.length > 0) throw new Error(faults.join('; '));
};

/** A machine that has been under a load for so many commands. */
export const load = (order: WorkloadOrder, commands: number, machine = SMALL): Timeline => {
  const t = boot(machine);
  put(t, order, commands);
  return t;
};

const events = (t: Timeline) => Array.from({ length: t.length }, (_, i) => t.eventsOf(i)).flat();

/** What the log says. */
export const wordsOf = (t: Timeline): string[] => events(t).map((e) => e.words);

/** How its commands ended, each way once. */
export const outcomesOf = (t: Timeline): Set<Outcome> => new Set(events(t).map((e) => e.outcome));
