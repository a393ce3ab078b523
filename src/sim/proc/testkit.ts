/** What tests of processes have in common. */
import { SEED_MACHINE } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import type { Kernel } from '../kernel/types';
import { available } from '../phys/frames';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';
import { procFigures } from './figures';
import type { ProcFigures } from './figures';
import { requestSwapout } from './vmdaemon';

/** A booted machine; the router of the thread where nothing else is said. */
export class Bench {
  readonly t: Timeline;
  constructor(machine: MachineSpec = SEED_MACHINE) {
    const t = Timeline.boot(machine, 1);
    if (!t.ok) throw new Error(t.error);
    this.t = t.value;
  }
  get k(): Kernel {
    return this.t.sim.kernel;
  }
  /** Runs commands, after the last of which the kernel must be sound. */
  run(...commands: readonly Command[]): SimEvent[] {
    const events = commands.flatMap((c) => [...this.t.push(c)]);
    const faults = kernelFaults(this.k);
    if (faults.length > 0) throw new Error(faults.join('; '));
    return events;
  }
  /** Items of a zone in use. */
  used(zone: string): number {
    return zoneFigures(this.k.uma, zoneNumber(this.k.uma, zone)).used;
  }
  /** Items of a zone in use or free. */
  items(zone: string): number {
    const { used, free } = zoneFigures(this.k.uma, zoneNumber(this.k.uma, zone));
    return used + free;
  }
  /** The processes, oldest first. */
  get procs(): ProcFigures[] {
    return procFigures(this.k);
  }
  /** Lets the vmdaemon hear a request; a second passes. */
  vmdaemon(action: 'normal' | 'idle' = 'normal'): SimEvent[] {
    requestSwapout(this.k, action);
    return this.run({ do: 'wait', seconds: 1 });
  }
  /**
   * Wires memory, lets the page daemon take what it can get, and ends with exactly `left` pages free or
   * cached. `ballast` gives most of it back.
   */
  shrinkTo(left: number): SimEvent[] {
    const ballast = (pages: number, as: string, count: number): Command => ({
      do: 'kmem_alloc',
      map: 'kernel_map',
      size: pages * 4096,
      as,
      count,
    });
    const events = this.run(ballast(available(this.k.phys) - left - GRAINS, 'ballast', 1));
    events.push(...this.run(ballast(1, 'grains', GRAINS), { do: 'wait', seconds: 60 }));
    for (let i = 0; i < 50 && available(this.k.phys) !== left; i += 1) {
      const over = available(this.k.phys) - left;
      const next: Command =
        over > 0 ? ballast(1, 'grains', over) : { do: 'kmem_free', from: 'grains', count: -over };
      events.push(...this.run(next));
    }
    if (available(this.k.phys) !== left)
      throw new Error(`${available(this.k.phys)} pages are left`);
    return events;
  }
}

/** Single pages of ballast. */
const GRAINS = 300;

/** What daemons said. */
export const said = (events: readonly SimEvent[]): string[] =>
  events.filter((e) => e.outcome === 'daemon').map((e) => e.words);

/** Whether the thread that makes a process's calls sleeps, and its `td_priority`. */
export const sleepOf = (k: Kernel, p: number): [boolean, number] => {
  const { thread, proc } = k.proc;
  const t = proc.thread.get(p);
  return [thread.asleep.get(t) !== 0, thread.priority.get(t)];
};
