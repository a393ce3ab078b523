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

/** How a figure follows from others. */
export interface Rule {
  /** unique in the lesson; the derivation is called `own|<id>` */
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  /** the rule in words, naming its inputs */
  readonly formula: string;
  readonly source: Source;
  /** `exact` where left out */
  readonly grade?: Grade;
  readonly note?: string;
  /** @param values those of the inputs, in their order and units */
  readonly of: (values: readonly number[]) => number;
}

/** An input that was counted in the records of the model. */
export const counted = (name: string, value: number, unit: Unit): DerivationInput => ({
  name,
  value,
  unit,
});

/** A figure that follows from these inputs. */
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
export const worked = (
  from: readonly (AnyDerivation | null | undefined)[],
  rule: Rule,
): Derivation | null => {
  const found = from.filter((d) => d !== null && d !== undefined);
  if (found.length < from.length) return null;
  return fromInputs(
    found.map((d) => inputFrom(d)),
    rule,
  );
};

/** A figure that follows from figures of the state, or null where it has not all of them. */
export const follows = (scene: Scene, from: readonly FigureId[], rule: Rule): Derivation | null =>
  worked(
    from.map((id) => figureAt(scene, id, {})),
    rule,
  );

/** Sums the values. */
export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The first value less all others. */
export const less = ([first = 0, ...rest]: readonly number[]): number => first - sum(rest);
