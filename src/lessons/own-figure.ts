/** Helps a lesson to work out figures of its own from those of the model. */
import { inputFrom } from '../base/derivation';
import type {
  AnyDerivation,
  Derivation,
  DerivationInput,
  Grade,
  Source,
  Unit,
} from '../base/derivation';
import { figureAt } from './figures';
import type { FigureId, Scene } from './types';

/** What stands over a figure; its value and inputs are worked out. */
export interface Head {
  /** unique in the lesson; the derivation is called `own|<id>` */
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  /** the rule in words, naming its inputs */
  readonly formula: string;
  readonly source: Source;
  /** where left out: the worst of the figures that it follows from */
  readonly grade?: Grade;
  readonly note?: string;
}

/** How a figure follows from others. */
export interface Rule extends Head {
  /** @param values those of the inputs, in their order and units */
  readonly of: (values: readonly number[]) => number;
}

/** A figure that may be missing in a state. */
export type Part = AnyDerivation | null;

const RANK: readonly Grade[] = ['exact', 'user-data', 'inferred'];

/** A figure is known as well as the worst of what it is made of. */
const worst = (parts: readonly AnyDerivation[]): Grade =>
  RANK[Math.max(0, ...parts.map((d) => RANK.indexOf(d.grade)))] ?? 'inferred';

/** A figure of the model at the scene: `live|…`, `boot|…` or `seed|…`. */
export const modelFigure = (scene: Scene, id: FigureId): Part => figureAt(scene, id, {});

/** An input that was counted in the records of the model. */
export const counted = (name: string, value: number, unit: Unit): DerivationInput => ({
  name,
  value,
  unit,
});

/** A figure that follows from these inputs; `exact` where the rule names no grade. */
export const fromInputs = (inputs: readonly DerivationInput[], rule: Rule): Derivation => ({
  id: `own|${rule.id}`,
  label: rule.label,
  value: rule.of(inputs.map((i) => Number(i.value))),
  unit: rule.unit,
  formula: rule.formula,
  inputs,
  source: rule.source,
  grade: rule.grade ?? 'exact',
  ...(rule.note === undefined ? {} : { note: rule.note }),
});

/** A figure that follows from derivations at hand; null where one of them is missing. */
export const worked = (from: readonly Part[], rule: Rule): Derivation | null => {
  const found = from.filter((d) => d !== null);
  if (found.length < from.length) return null;
  return fromInputs(
    found.map((d) => inputFrom(d)),
    { ...rule, grade: rule.grade ?? worst(found) },
  );
};

/** A figure that follows from figures of the state, or null where it has not all of them. */
export const follows = (scene: Scene, from: readonly FigureId[], rule: Rule): Derivation | null =>
  worked(
    from.map((id) => modelFigure(scene, id)),
    rule,
  );

/** Sums the values. */
export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The first value less all others. */
export const less = ([first = 0, ...rest]: readonly number[]): number => first - sum(rest);

/** The first value as a percentage of the second. */
export const share = ([part = 0, whole = 1]: readonly number[]): number => (100 * part) / whole;
