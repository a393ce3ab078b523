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

/** A script that may have no end, up to so many commands or to the one that the kernel dies of. */
export const atMost = function* (d: Director, commands: number, script: Script): Script {
  let next = script.next();
  for (let i = 0; i < commands && next.done !== true && d.sim.panic === null; i += 1)
    next = script.next(yield next.value);
};

/** A script of several, and the second in which it goes on. */
interface Part {
  readonly script: Script;
  wakes: number;
}

/** Goes on with a script up to its next `wait`, which is not yielded. False = it has ended. */
const untilItWaits = function* (part: Part, now: number): Script<boolean> {
  let next = part.script.next([]);
  while (next.done !== true && next.value.do !== 'wait') next = part.script.next(yield next.value);
  if (next.done === true) return false;
  part.wakes = now + (next.value.do === 'wait' ? next.value.seconds : 0);
  return true;
};

/** The scripts of `together`, without an eye on the kernel. */
const beside = function* (seconds: number, scripts: readonly Script[]): Script {
  let parts: Part[] = scripts.map((script) => ({ script, wakes: 0 }));
  for (let now = 0; now < seconds && parts.length > 0; now += 1) {
    const going: Part[] = [];
    for (const part of parts)
      if (part.wakes > now || (yield* untilItWaits(part, now))) going.push(part);
    parts = going;
    yield { do: 'wait', seconds: 1 };
  }
};

/**
 * Scripts beside each other: each does what it does until it waits, then a second passes for all.
 * @param seconds how long; it ends earlier where all have ended, or the machine has panicked
 */
export const together = (d: Director, seconds: number, scripts: readonly Script[]): Script =>
  atMost(d, Infinity, beside(seconds, scripts));

/** Runs a script on a timeline to its end. */
export const runScript = (
  t: { push: (command: Command) => readonly SimEvent[] },
  script: Script,
): void => {
  for (let next = script.next(); next.done !== true;) next = script.next(t.push(next.value));
};
