/** A machine for tests of files and buffers: every command is followed by all invariants. */
import { MIB, bytes } from '../../base/units';
import { SEED_MACHINE, makeMachine } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import type { Kernel } from '../kernel/types';
import { zoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';

/** A booted machine. */
export interface Rig {
  readonly timeline: Timeline;
  readonly k: Kernel;
  /** carries a command out and gives its events */
  readonly run: (c: Command) => readonly SimEvent[];
  /** items in use of a zone */
  readonly used: (zone: string) => number;
  /** the file numbers that a holding has */
  readonly files: (name: string) => number[];
}

const rig = (machine: MachineSpec): Rig => {
  const t = Timeline.boot(machine, 1);
  if (!t.ok) throw new Error(t.error);
  const timeline = t.value;
  const k = timeline.sim.kernel;
  return {
    timeline,
    k,
    run: (c) => {
      const events = timeline.push(c);
      const faults = kernelFaults(k);
      if (faults.length > 0) throw new Error(`${c.do}: ${faults.slice(0, 5).join('; ')}`);
      return events;
    },
    used: (zone) => zoneFigures(k.uma, zoneNumber(k.uma, zone)).used,
    files: (name) => {
      const h = timeline.sim.holdings.get(name);
      if (h === undefined) throw new Error(`no holding ${name}`);
      return Array.from(h.items.a.slice(h.ends.get(0), h.ends.get(1)));
    },
  };
};

/** The router of the thread; `nbuf` sets the tunable kern.nbuf. */
export const router = (nbuf?: number): Rig =>
  rig(
    nbuf === undefined
      ? SEED_MACHINE
      : { ...SEED_MACHINE, tunables: { ...SEED_MACHINE.tunables, 'kern.nbuf': nbuf } },
  );

/** A machine with so many MB. */
export const machineOf = (mb: number, nbuf?: number): Rig => {
  const tunables = nbuf === undefined ? {} : { 'kern.nbuf': nbuf };
  return rig(makeMachine({ ram: bytes(mb * MIB), tunables }));
};
