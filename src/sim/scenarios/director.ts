/** What a script has at hand: the state to look at. Commands it yields, and gets their events back. */
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import type { Sim } from '../engine/sim';
import { zoneFigures } from '../uma/live/figures';
import type { ZoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';

/** The run that a script directs, to look at. */
export interface Director {
  readonly sim: Sim;
}

/**
 * A script yields one command at a time and is given the events of each. Whoever runs it may pause
 * between any two, so that a page stays responsive while a long history is made.
 */
export type Script<R = void> = Generator<Command, R, readonly SimEvent[]>;

/** The row of a zone now. */
export const rowOf = (d: Director, zone: string): ZoneFigures =>
  zoneFigures(d.sim.kernel.uma, zoneNumber(d.sim.kernel.uma, zone));

/** Slabs of a zone's keg now. */
export const slabsOf = (d: Director, zone: string): number => {
  const { keg, zone: z } = d.sim.kernel.uma;
  const k = z.keg.get(zoneNumber(d.sim.kernel.uma, zone));
  return keg.pages.get(k) / keg.ppera.get(k);
};

/** Issues a counted command in portions, so that the log can be walked through. */
export const inPortions = function* (
  total: number,
  portion: number,
  command: (count: number) => Command,
): Script {
  for (let left = total; left > 0; left -= portion) yield command(Math.min(left, portion));
};

/** Runs a script on a timeline to its end. */
export const runScript = (
  t: { push: (command: Command) => readonly SimEvent[] },
  script: Script,
): void => {
  for (let next = script.next(); next.done !== true;) next = script.next(t.push(next.value));
};
