/** What a script has at hand: the state to look at, and commands to issue. */
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import type { Sim } from '../engine/sim';
import { zoneFigures } from '../uma/live/figures';
import type { ZoneFigures } from '../uma/live/figures';
import { zoneNumber } from '../uma/live/state';

/** A run that a script directs. */
export interface Director {
  readonly sim: Sim;
  push: (command: Command) => readonly SimEvent[];
}

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
export const inPortions = (
  d: Director,
  total: number,
  portion: number,
  command: (count: number) => Command,
): void => {
  for (let left = total; left > 0; left -= portion) d.push(command(Math.min(left, portion)));
};
