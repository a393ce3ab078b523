/** Scenarios run to their end, for tests of what they show. */
import type { Command } from '../engine/commands';
import type { SimEvent } from '../engine/events';
import type { Timeline } from '../engine/timeline';
import { kernelFaults } from '../kernel/invariants';
import { stateSummary } from '../print/summary';
import type { StateSummary } from '../print/summary';
import { runScenario } from './registry';

/** A scenario at its end, with a sound kernel. */
export const endOf = (id: string): Timeline => {
  const t = runScenario(id);
  if (!t.ok) throw new Error(t.error);
  const faults = kernelFaults(t.value.sim.kernel);
  if (faults.length > 0) throw new Error(faults.join('; '));
  return t.value;
};

/** Every event of a run. */
export const eventsOf = (t: Timeline): SimEvent[] =>
  Array.from({ length: t.length }, (_, i) => t.eventsOf(i)).flat();

/** What the log says. */
export const wordsOf = (t: Timeline): string[] => eventsOf(t).map((e) => e.words);

/** The state after so many commands. */
export const at = (t: Timeline, position: number): StateSummary => {
  t.seek(position);
  return stateSummary(t);
};

/** The state after the `nth` command for which something holds, the first being 0. */
export const after = (t: Timeline, holds: (c: Command) => boolean, nth = 0): StateSummary => {
  const all = t.log.flatMap((c, i) => (holds(c) ? [i] : []));
  return at(t, (all[nth] as number) + 1);
};

/** How much a figure changed in an event; 0 where it did not. */
export const changeOf = (e: SimEvent | undefined, what: string): number => {
  const change = e?.changes.find((c) => c.what === what);
  return change === undefined ? 0 : change.to - change.from;
};

/** The first number in a text after some words: `laundered 1,200` → 1200; 0 where they are not there. */
export const numberAfter = (text: string, words: string): number =>
  Number((new RegExp(`${words} ([\\d,]+)`).exec(text)?.[1] ?? '0').replace(/,/g, ''));
