/** What one run of a command came to, and how a verb is carried out. */
import type { Outcome } from './events';
import { held } from './holdings';
import type { Holding, HoldingKind } from './holdings';
import { newHolding, put } from './holdings';
import type { Sim } from './sim';

/** What one run of a command came to. `left` says how much of it an asleep one has still to do. */
export interface Done {
  readonly outcome: Outcome;
  readonly words: string;
  readonly left?: number;
}

/**
 * Carries out a command. `left` is null the first time, and what `Done.left` said when a sleeper is
 * woken to go on.
 */
export type Runner<C> = (s: Sim, c: C, left: number | null) => Done;

/** One runner for each verb of a set of commands. */
export type Runners<C extends { do: string }> = {
  readonly [V in C['do']]: Runner<Extract<C, { do: V }>>;
};

/** The command names what does not exist, or asks for what cannot be; nothing was done. */
export const wrong = (words: string): Done => ({ outcome: 'wrong', words });
/** It was done, whole. */
export const done = (words: string): Done => ({ outcome: 'done', words });

/** What a step of a repeated command came to. */
export type Step = 'done' | 'refused' | 'asleep';

/** A command that repeats a step. */
export interface Repeat {
  /** how often in all */
  readonly total: number;
  readonly left: number | null;
  /** does step `i`, 0 … total − 1 */
  readonly step: (i: number) => Step;
  /** the command in words */
  readonly words: string;
}

/** Repeats a step until all are done or one sleeps. Counts each as work. */
export const repeat = (s: Sim, { total, left, step, words }: Repeat): Done => {
  let refused = 0;
  for (let i = Math.max(total - (left ?? total), 0); i < total; i += 1) {
    s.kernel.wait.on = '';
    const came = step(i);
    if (came === 'asleep')
      return {
        outcome: 'asleep',
        words: `${words} sleeps on ${s.kernel.wait.on}, ${i} of ${total} done`,
        left: total - i,
      };
    s.work += 1;
    if (came === 'refused') refused += 1;
  }
  return refused === 0
    ? done(words)
    : { outcome: 'refused', words: `${words}: refused ${refused} of ${total} times` };
};

/** The members of a holding that a command means, oldest first; or a sentence why there are none. */
export const members = (
  s: Sim,
  kind: HoldingKind,
  name: string,
  nth?: number,
): readonly number[] | string => {
  const h = s.holdings.get(name);
  if (h === undefined || h.kind !== kind) return `there is no ${kind} named ${name}`;
  const from = h.ends.get(0);
  const all = Array.from({ length: held(h) }, (_, i) => h.items.get(from + i));
  if (nth === undefined) return all;
  const one = all[nth];
  return one === undefined ? `${name} has ${all.length}, so there is no number ${nth}` : [one];
};

/** The holding of that name for things of that kind, made where there is none; or a sentence. */
export const holdingFor = (s: Sim, kind: HoldingKind, name: string): Holding | string => {
  const h = s.holdings.get(name) ?? newHolding(kind, 0);
  if (h.kind !== kind) return `holding ${name} holds something else`;
  s.holdings.set(name, h);
  return h;
};

/** Adds a thing to a holding. */
export const hold = (h: Holding, n: number): void => {
  put(h, n);
};

/** Takes a thing out of a holding, wherever it is; the order of the others stays. */
export const letGo = (s: Sim, name: string, n: number): void => {
  const h = s.holdings.get(name);
  if (h === undefined) return;
  const from = h.ends.get(0);
  const to = h.ends.get(1);
  let at = from;
  while (at < to && h.items.get(at) !== n) at += 1;
  if (at === to) return;
  h.items.a.copyWithin(at, at + 1, to);
  h.items.set(to - 1, 0);
  h.ends.set(1, to - 1);
};
