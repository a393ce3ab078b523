/** One run of a script under the eyes of every invariant and every oracle, after each command. */
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import type { Command } from '../engine/commands';
import { load, save } from '../engine/save';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { watchKmem } from './byte-map';
import type { KmemWatch } from './byte-map';
import { contentFaults, contentsOf, present } from './contents';
import type { Contents } from './contents';
import { byteFaults, countFaults } from './items';
import { PipeWatch } from './pipe-bytes';
import { foreseeRanges } from './ranges';

const machine = (ram: number, kmem: number): MachineSpec =>
  makeMachine({ ram: bytes(ram * MIB), tunables: { 'vm.kmem_size': kmem * MIB } });
/** RAM runs out in one, kmem_map in another, and one has enough of both. */
export const MACHINES = [machine(18, 8), machine(20, 8), machine(32, 4), machine(32, 12)] as const;
/** RAM to spare. */
export const ROOMY = machine(128, 48);

/** A machine that has booted. */
export const bootRun = (seed = 1, spec: MachineSpec = MACHINES[1]): Timeline => {
  const t = Timeline.boot(spec, seed);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

/** A run that is watched from boot on. */
export class Trial {
  readonly t: Timeline;
  private readonly watch: KmemWatch;
  private readonly pipes: PipeWatch;
  private contents: Contents;

  constructor(spec: MachineSpec, seed = 1) {
    this.t = bootRun(seed, spec);
    this.watch = watchKmem(this.t.sim.kernel);
    this.pipes = new PipeWatch(this.t.sim.kernel);
    this.contents = contentsOf(this.t.sim);
  }

  /**
   * Carries a command out and says what anybody finds wrong afterwards. A panic in the middle of the
   * filling of a bucket leaves its items nowhere, as it does in the kernel.
   */
  push(c: Command): string[] {
    const { sim } = this.t;
    const addresses = foreseeRanges(sim, c);
    const before = this.contents;
    this.t.push(c);
    const there = present(sim);
    this.contents = contentsOf(sim, there);
    const inFlight = sim.panic === null ? /^$/ : /: USED \+ FREE is /;
    return [
      ...kernelFaults(sim.kernel).filter((fault) => !inFlight.test(fault)),
      ...this.watch.check(),
      ...addresses(),
      ...byteFaults(sim),
      ...countFaults(sim),
      ...contentFaults(sim, before, this.contents),
      ...this.pipes.check(sim, there),
    ];
  }
}

/** How a script ended under watch. */
export interface Verdict {
  /** commands that were carried out */
  readonly ran: number;
  readonly faults: readonly string[];
}

const found = (ran: number, faults: readonly string[]): Verdict => ({ ran, faults });

/** Runs a script up to its first fault, the machine's panic, or its end. */
export const tryScript = (spec: MachineSpec, commands: readonly Command[]): Verdict => {
  const trial = new Trial(spec);
  let ran = 0;
  for (const c of commands) {
    const faults = trial.push(c);
    ran += 1;
    if (faults.length > 0) return found(ran, faults);
    if (trial.t.sim.panic !== null) break;
  }
  return found(ran, []);
};

/**
 * The laws of time for one script: where the run goes, it finds what was there; a branch from there and
 * a saved copy are the same.
 * @param places how many commands have been carried out at each place to go to
 */
export const tryTime = (
  spec: MachineSpec,
  commands: readonly Command[],
  places: readonly number[],
): Verdict => {
  const t = bootRun(1, spec);
  const hashes = [t.hash()];
  for (const c of commands) {
    t.push(c);
    hashes.push(t.hash());
  }
  for (const place of places) {
    const at = Math.min(place, t.length);
    t.seek(at);
    if (t.hash() !== hashes[at]) return found(t.length, [`command ${at} is another after a seek`]);
    if (t.fork().hash() !== hashes[at]) return found(t.length, [`a branch at ${at} differs`]);
    const copy = load(save(t));
    if (!copy.ok || copy.value.hash() !== hashes[at])
      return found(t.length, [copy.ok ? `a copy at ${at} differs` : copy.error]);
  }
  return found(t.length, []);
};

/**
 * Leaves out of a script what is not needed for it to fail.
 * @param fails whether a shorter one still does
 */
export const shorten = <T>(
  commands: readonly T[],
  fails: (shorter: readonly T[]) => boolean,
): readonly T[] => {
  let kept = commands;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < kept.length;) {
      const shorter = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (fails(shorter)) kept = shorter;
      else from += size;
    }
  return kept;
};
