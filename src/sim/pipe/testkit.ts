/** What tests of pipes share: a booted router and short ways to its figures. */
import { MIB, bytes } from '../../base/units';
import { makeMachine, SEED_MACHINE } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import { Timeline } from '../engine/timeline';
import { pipeSummary } from '../print/pipes';
import type { PipeSummary } from '../print/pipes';

/** A machine of 64 MB, or the seed's. */
export const boot = (machine: MachineSpec = makeMachine({ ram: bytes(64 * MIB) })): Timeline => {
  const t = Timeline.boot(machine, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};
/** The router of the thread. */
export const bootSeed = (): Timeline => boot(SEED_MACHINE);

/** Runs commands; what the last one's events say. */
export const run = (t: Timeline, ...commands: readonly Command[]): readonly SimEvent[] =>
  commands.map((c) => t.push(c)).at(-1) ?? [];
/** The words of the last command's first event. */
export const say = (t: Timeline, ...commands: readonly Command[]): string =>
  run(t, ...commands)[0]?.words ?? '';
/** The words of all events of the last command. */
export const sayAll = (t: Timeline, ...commands: readonly Command[]): string[] =>
  run(t, ...commands).map((e) => e.words);

/** Figures of all pipes. */
export const pipes = (t: Timeline): PipeSummary => pipeSummary(t.sim.kernel);
/** Bytes of the buffer of each pipe's forward direction, by pair. */
export const sizeOf = (t: Timeline, pair: number): number =>
  t.sim.kernel.pipe.pipe.size.get(pair * 2);
