/** Sum, difference and quotient of figures whose units of size may differ. */
import type { AnyDerivation, Derivation, Unit } from '../base/derivation';
import { PAGE_SIZE } from '../base/units';
import { bytesOf } from './figures';
import { fromInputs, less, sum, worked } from './own-figure';
import type { Head, Part } from './own-figure';

/** A figure's value in another unit of size; others stay as they are. */
const valueIn = (unit: Unit, d: AnyDerivation): number => {
  if (unit === 'B') return bytesOf(d);
  return unit === 'pages' ? bytesOf(d) / PAGE_SIZE : Number(d.value);
};

/** Inputs stay in their own units; the value is worked out in the head's. */
const inUnit = (
  head: Head,
  parts: readonly Part[],
  value: (values: readonly number[]) => number,
): Derivation | null =>
  worked(parts, {
    ...head,
    of: () => value(parts.flatMap((d) => (d === null ? [] : [valueIn(head.unit, d)]))),
  });

/** @returns the sum in the head's unit, or null where a part is missing */
export const sumOf = (head: Head, parts: readonly Part[]): Derivation | null =>
  inUnit(head, parts, sum);

/** @returns the first less the others, in the head's unit, or null where a part is missing */
export const lessOf = (head: Head, from: Part, ...parts: readonly Part[]): Derivation | null =>
  inUnit(head, [from, ...parts], less);

/** @returns `above ÷ below`, times a hundred where the head's unit is percent; null without either */
export const quotientOf = (head: Head, above: Part, below: Part): Derivation | null => {
  if (above === null || below === null || Number(below.value) === 0) return null;
  const isSize = head.unit === 'percent' && above.unit !== below.unit;
  const [a, b] = isSize
    ? [bytesOf(above), bytesOf(below)]
    : [Number(above.value), Number(below.value)];
  const value = ((head.unit === 'percent' ? 100 : 1) * a) / b;
  return worked([above, below], { ...head, of: () => value });
};

/** A plain number that belongs to a rule: one header, two slabs. */
export const constantOf = (head: Head, value: number): Derivation =>
  fromInputs([], { ...head, of: () => value });
