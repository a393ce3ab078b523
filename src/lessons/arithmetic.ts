/** Figures that a lesson makes of others: a sum, a difference, a quotient, each with its inputs. */
import { inputFrom } from '../base/derivation';
import type { AnyDerivation, Derivation, Grade, Source, Unit } from '../base/derivation';
import { PAGE_SIZE } from '../base/units';
import { bytesOf } from './figures';

/** What stands over a figure; its value and inputs are worked out. */
export interface Head {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  readonly formula: string;
  readonly source: Source;
  readonly note?: string;
}

type Part = AnyDerivation | null;

const RANK: readonly Grade[] = ['exact', 'user-data', 'inferred'];

/** A figure is known as well as the worst of what it is made of. */
const worst = (parts: readonly AnyDerivation[]): Grade =>
  RANK[Math.max(0, ...parts.map((d) => RANK.indexOf(d.grade)))] ?? 'inferred';

/** A figure's value in another unit of size; others stay as they are. */
const valueIn = (unit: Unit, d: AnyDerivation): number => {
  if (unit === 'B') return bytesOf(d);
  return unit === 'pages' ? bytesOf(d) / PAGE_SIZE : Number(d.value);
};

const made = (
  head: Head,
  parts: readonly Part[],
  value: (values: readonly number[]) => number,
): Derivation | null => {
  const found = parts.filter((d) => d !== null);
  if (found.length < parts.length) return null;
  return {
    ...head,
    value: value(found.map((d) => valueIn(head.unit, d))),
    inputs: found.map((d) => inputFrom(d)),
    grade: worst(found),
  };
};

/** @returns the sum in the head's unit, or null where a part is missing */
export const sumOf = (head: Head, parts: readonly Part[]): Derivation | null =>
  made(head, parts, (values) => values.reduce((n, v) => n + v, 0));

/** @returns the first less the others, in the head's unit, or null where a part is missing */
export const lessOf = (head: Head, from: Part, ...parts: readonly Part[]): Derivation | null =>
  made(head, [from, ...parts], ([whole = 0, ...values]) => values.reduce((n, v) => n - v, whole));

/** @returns `above ÷ below`, times a hundred where the head's unit is percent; null without either */
export const quotientOf = (head: Head, above: Part, below: Part): Derivation | null => {
  if (above === null || below === null || Number(below.value) === 0) return null;
  const isSize = head.unit === 'percent' && above.unit !== below.unit;
  const [a, b] = isSize
    ? [bytesOf(above), bytesOf(below)]
    : [Number(above.value), Number(below.value)];
  const value = ((head.unit === 'percent' ? 100 : 1) * a) / b;
  return made(head, [above, below], () => value);
};

/** A plain number that belongs to a rule: one header, two slabs. */
export const constantOf = (head: Head, value: number): Derivation => ({
  ...head,
  value,
  inputs: [],
  grade: 'exact',
});
