/** What a workload is, and what its scripts have at hand. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { held } from '../engine/holdings';
import type { Director, Script } from '../scenarios/director';
import { below, randomState } from '../state/random';
import type { RandomState } from '../state/random';

/** A lever of a workload: a whole number from `min` to `max`, `usual` where nobody turns it. */
export interface Parameter {
  readonly name: string;
  /** what it says beside the lever */
  readonly label: string;
  /** what its number counts; `%` for a share */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

/** Parameters by name. */
export type Settings = Readonly<Record<string, number>>;

/** A load that a machine can be put under. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  /** one sentence: what it does */
  readonly what: string;
  readonly parameters: readonly Parameter[];
  /** every setting must be there and in its range: see `settingsOf` */
  readonly direct: (d: Director, set: Settings, seed: number) => Script;
}

/** What its script gets besides the run: every setting, and chance of its own. */
export interface Load<N extends string> {
  readonly d: Director;
  readonly set: Readonly<Record<N, number>>;
  readonly random: RandomState;
}

interface Spec<N extends string> extends Pick<Workload, 'id' | 'title' | 'what'> {
  readonly levers: Readonly<Record<N, Omit<Parameter, 'name'>>>;
  readonly script: (load: Load<N>) => Script;
}

/** Makes a workload whose script sees exactly the levers that it declares. */
export const workload = <N extends string>({ levers, script, ...spec }: Spec<N>): Workload => ({
  ...spec,
  parameters: Object.entries<Omit<Parameter, 'name'>>(levers).map(([name, p]) => ({ name, ...p })),
  direct: (d, set, seed) => script({ d, set, random: randomState(seed) }),
});

/**
 * All settings of a workload: those that are asked for, the usual ones for the rest.
 * @returns a sentence where one is not known, not whole, or out of its range
 */
export const settingsOf = (w: Workload, asked: Settings = {}): Result<Settings, string> => {
  const names = w.parameters.map((p) => p.name);
  const strange = Object.keys(asked).find((name) => !names.includes(name));
  if (strange !== undefined)
    return err(`${w.id} has no parameter ${strange}: expected one of ${names.join(', ')}`);
  const all: Record<string, number> = {};
  for (const { name, min, max, usual } of w.parameters) {
    const value = asked[name] ?? usual;
    if (!Number.isInteger(value) || value < min || value > max)
      return err(
        `${name} of ${w.id}: expected a whole number from ${min} to ${max}, found ${value}`,
      );
    all[name] = value;
  }
  return ok(all);
};

/** A number near `n`: three to five quarters of it, at least 1. */
export const about = (random: RandomState, n: number): number =>
  Math.max(1, Math.round((n * (75 + below(random, 51))) / 100));

/** Whether something happens that does so in so many of a hundred cases. */
export const chance = (random: RandomState, percent: number): boolean =>
  below(random, 100) < percent;

/** The name itself, or with a number behind it where a holding of that name is in use. */
export const freeName = (d: Director, name: string): string => {
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? name : `${name} ${n}`;
    const h = d.sim.holdings.get(candidate);
    if (h === undefined || held(h) === 0) return candidate;
  }
};

/** How many things a holding holds; 0 where there is none. */
export const heldIn = (d: Director, name: string): number => {
  const h = d.sim.holdings.get(name);
  return h === undefined ? 0 : held(h);
};

/** Whether a command of processes of that name sleeps. */
export const sleeps = (d: Director, name: string): boolean =>
  d.sim.sleepers.some(({ command: c }) => 'process' in c && c.process === name);
