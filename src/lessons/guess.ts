/** Sets a guess beside the truth. Pure: the truth is taken from the state of the step. */
import type { AnyDerivation } from '../base/derivation';
import { KIB, PAGE_SIZE } from '../base/units';
import { figureAt } from './figures';
import type { OwnFigures } from './figures';
import type { FigureId, Prediction, Scene } from './types';

/** What a reader guessed, as it is kept: a number, boundaries, an order of item numbers, or an option. */
export type Guess =
  | { readonly kind: 'amount'; readonly value: number }
  | { readonly kind: 'share'; readonly ends: readonly number[] }
  | { readonly kind: 'order'; readonly order: readonly number[] }
  | { readonly kind: 'pick'; readonly option: string };

/** The truth of a prediction, in the same form as a guess, with the derivations behind it. */
export interface Truth {
  readonly guess: Guess;
  /** by figure, in the order of the prediction: parts, items, or the one amount and its whole */
  readonly figures: readonly AnyDerivation[];
}

const all = (
  scene: Scene,
  own: OwnFigures,
  ids: readonly FigureId[],
): readonly AnyDerivation[] | null => {
  const found = ids.map((id) => figureAt(scene, id, own));
  return found.includes(null) ? null : found.filter((d) => d !== null);
};

const valueOf = (d: AnyDerivation | undefined): number => Number(d?.value ?? 0);

const UNITS: Readonly<Record<string, number>> = { B: 1, K: KIB, pages: PAGE_SIZE };

/** A size in the unit of another; what is no size stays as it is. */
const valueIn = (unit: string | undefined, d: AnyDerivation | undefined): number => {
  const [from, to] = [UNITS[d?.unit ?? ''], UNITS[unit ?? '']];
  return d === undefined || from === undefined || to === undefined
    ? valueOf(d)
    : (valueOf(d) * from) / to;
};

/** @returns what is so, or null where the state of the step has no such figures */
export const truthOf = (p: Prediction, scene: Scene, own: OwnFigures): Truth | null => {
  if (p.kind === 'pick') {
    const option = typeof p.right === 'string' ? p.right : p.right(scene);
    return { guess: { kind: 'pick', option }, figures: [] };
  }
  if (p.kind === 'amount') {
    const figures = all(scene, own, [p.truth, p.whole]);
    if (figures === null) return null;
    return { guess: { kind: 'amount', value: valueOf(figures[0]) }, figures };
  }
  if (p.kind === 'share') {
    const figures = all(scene, own, [...p.parts.map((x) => x.truth), p.whole]);
    if (figures === null) return null;
    let sum = 0;
    const ends = p.parts.map((_, i) => (sum += valueIn(figures[0]?.unit, figures[i])));
    return { guess: { kind: 'share', ends: ends.slice(0, -1) }, figures };
  }
  const figures = all(
    scene,
    own,
    p.items.map((x) => x.truth),
  );
  if (figures === null) return null;
  const order = p.items
    .map((_, i) => i)
    .sort((a, b) => valueOf(figures[b]) - valueOf(figures[a]) || a - b);
  return { guess: { kind: 'order', order }, figures };
};

/** The whole of a bar, in the unit of its truth. */
export const wholeOf = (p: Prediction, truth: Truth): number =>
  p.kind === 'amount' || p.kind === 'share'
    ? valueIn(truth.figures[0]?.unit, truth.figures.at(-1))
    : 0;

/** Whether a guess is the truth; for a bar: within a twentieth of the whole. */
export const isNear = (p: Prediction, guess: Guess, truth: Truth): boolean => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) * 20 <= wholeOf(p, truth);
  const t = truth.guess;
  if (guess.kind === 'amount' && t.kind === 'amount') return near(guess.value, t.value);
  if (guess.kind === 'share' && t.kind === 'share')
    return t.ends.every((end, i) => near(guess.ends[i] ?? NaN, end));
  if (guess.kind === 'order' && t.kind === 'order') return t.order.join() === guess.order.join();
  return guess.kind === 'pick' && t.kind === 'pick' && guess.option === t.option;
};
