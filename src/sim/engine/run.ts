/**
 * The log of a run and the way around in it: forward, back, anywhere, and off into a branch.
 * Checkpoints come after a fixed amount of work, so a seek replays a bounded amount.
 */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { MachineSpec } from '../boot/types';
import type { LoadOrigin } from '../load/load';
import type { Command } from './commands';
import type { SimEvent } from './events';
import { imageBytes, restoreSim, simHash, simImage, startSim } from './sim';
import type { Sim, SimImage } from './sim';

/** Work between two checkpoints: items and pages touched. */
export const CHECKPOINT_WORK = 10_000;

interface Checkpoint {
  readonly at: number;
  readonly image: SimImage;
}

/** Carries out the command with index `at`: see `apply.ts`. */
export type Apply = (s: Sim, at: number, c: Command) => SimEvent[];

/** A run. `at` is how many of its commands have been carried out. */
export class Run {
  readonly machine: MachineSpec;
  readonly seed: number;
  /** rows that the machine was loaded from; null where the run begins at the end of boot */
  readonly origin: LoadOrigin | null;
  private readonly commands: Command[];
  private readonly events: (readonly SimEvent[])[];
  private readonly checkpoints: Checkpoint[];
  private readonly live: Sim;
  private apply: Apply | null;
  private position: number;

  private constructor(from: RunOrigin, live: Sim, past: RunParts) {
    this.machine = from.machine;
    this.seed = from.seed;
    this.origin = from.origin;
    this.live = live;
    this.commands = past.commands;
    this.events = past.events;
    this.checkpoints = past.checkpoints;
    this.apply = past.apply;
    this.position = 0;
  }

  /**
   * Boots a machine; the run begins at the end of boot.
   * @param apply what carries out commands; null = the machine stands until `engage`
   */
  static boot(machine: MachineSpec, seed: number, apply: Apply | null): Result<Run, string> {
    const sim = startSim(machine, seed);
    if (!sim.ok) return err(sim.error);
    return Run.of({ machine, seed, origin: null }, sim.value, apply);
  }

  /** A run that begins with a state that stands already; see {@link Run.boot} about `apply`. */
  static of(from: RunOrigin, sim: Sim, apply: Apply | null): Result<Run, string> {
    const first = { at: 0, image: simImage(sim) };
    return ok(new Run(from, sim, { commands: [], events: [], checkpoints: [first], apply }));
  }

  /** Lets a machine that stands carry out commands from now on. */
  engage(apply: Apply): void {
    this.apply = apply;
  }

  /** The state at the present position. Read it; only commands may change it. */
  get sim(): Sim {
    return this.live;
  }
  get at(): number {
    return this.position;
  }
  /** How many commands the log holds. */
  get length(): number {
    return this.commands.length;
  }
  /** The log. */
  get log(): readonly Command[] {
    return this.commands;
  }

  /** Events of command `i`, which must have been carried out once. */
  eventsOf(i: number): readonly SimEvent[] {
    return this.events[i] ?? [];
  }

  /**
   * Appends a command and carries it out. Away from the end of the log this drops what follows;
   * fork first to keep it.
   */
  push(command: Command): readonly SimEvent[] {
    if (this.position < this.commands.length) this.cut(this.position);
    this.commands.push(command);
    return this.step();
  }

  /** Carries out the next command of the log. */
  step(): readonly SimEvent[] {
    const i = this.position;
    const command = this.commands[i];
    if (command === undefined) return [];
    if (this.apply === null) throw new Error('a machine that stands carries out no command');
    const events = this.apply(this.live, i, command);
    // A replay tells the same again: keeping what is there spares the garbage collector.
    this.events[i] ??= events;
    this.position = i + 1;
    this.keep();
    return events;
  }

  /** One command back. */
  back(): void {
    this.seek(Math.max(this.position - 1, 0));
  }

  /** Goes to the state after the first `at` commands. */
  seek(at: number): void {
    const goal = Math.min(Math.max(at, 0), this.commands.length);
    const from = this.nearest(goal);
    if (goal < this.position || from.at > this.position) {
      restoreSim(this.live, from.image);
      this.position = from.at;
    }
    while (this.position < goal) this.step();
  }

  /** A branch from the present position with its own state; shares checkpoints with this one. */
  fork(): Run {
    const n = this.position;
    const branch = new Run(this, this.fresh(), {
      commands: this.commands.slice(0, n),
      events: this.events.slice(0, n),
      checkpoints: this.checkpoints.filter((c) => c.at <= n),
      apply: this.apply,
    });
    branch.seek(n);
    return branch;
  }

  /**
   * A second way through the same log, with a state of its own, from boot: for whoever looks at the
   * past while this one goes on. Log, events and checkpoints are shared and grow for both; only one of
   * the two may append, so fork it before you push to it.
   */
  watch(): Run {
    return new Run(this, this.fresh(), {
      commands: this.commands,
      events: this.events,
      checkpoints: this.checkpoints,
      apply: this.apply,
    });
  }

  /** Fingerprint of the present state. */
  hash(): string {
    return simHash(this.live);
  }

  /** Checkpoints and the bytes that they hold together. */
  get memory(): { readonly checkpoints: number; readonly bytes: number } {
    const images = this.checkpoints.map((c) => c.image);
    return { checkpoints: images.length, bytes: imageBytes(images) };
  }

  /** A second state as this run begins with it. */
  private fresh(): Sim {
    const sim = startSim(this.machine, this.seed);
    if (!sim.ok) throw new Error(sim.error);
    if (this.origin !== null) restoreSim(sim.value, this.nearest(0).image);
    return sim.value;
  }

  private nearest(at: number): Checkpoint {
    let low = 0;
    let high = this.checkpoints.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.checkpoints[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const found = this.checkpoints[low];
    if (found === undefined) throw new Error('a timeline has a checkpoint at 0');
    return found;
  }

  /** Keeps a checkpoint where enough has happened since the last one. */
  private keep(): void {
    const last = this.checkpoints.at(-1);
    if (last === undefined || last.at >= this.position) return;
    if (this.live.work - last.image.work < CHECKPOINT_WORK && this.live.panic === null) return;
    this.checkpoints.push({ at: this.position, image: simImage(this.live, last.image) });
  }

  private cut(at: number): void {
    this.commands.length = at;
    this.events.length = at;
    while ((this.checkpoints.at(-1)?.at ?? 0) > at) this.checkpoints.pop();
  }
}

/** Where a run begins. */
export interface RunOrigin {
  readonly machine: MachineSpec;
  readonly seed: number;
  readonly origin: LoadOrigin | null;
}

interface RunParts {
  readonly commands: Command[];
  readonly events: (readonly SimEvent[])[];
  readonly checkpoints: Checkpoint[];
  readonly apply: Apply | null;
}
