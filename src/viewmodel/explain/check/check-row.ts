/** How one line of the self-check is put together: prediction, reading, verdict. */
import type { Derivation } from '../../../base/derivation';
import { formatCount } from '../../../base/format';
import { computed, read } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';

/** A prediction and a reading, before they are compared. */
export interface Claim {
  readonly id: string;
  readonly label: string;
  readonly predicted: Derivation;
  readonly found: Derivation;
  /** how the pair is written; `1,500 = 1,500` where left out */
  readonly text?: string;
  readonly note?: string;
  /** how far they may be apart and still agree; 0 where left out */
  readonly within?: number;
}

/** How far a prediction is from what the paste says; null where they are the same. */
export const errorOf = (
  book: Notebook,
  id: string,
  predicted: Derivation,
  found: Derivation,
): Derivation | null =>
  predicted.value === found.value || found.value === 0
    ? null
    : computed(book, {
        id: `check.${id}.error`,
        label: 'Error',
        value: (100 * (predicted.value - found.value)) / Math.abs(found.value),
        unit: 'percent',
        formula: '(model − paste) ÷ paste × 100',
        inputs: [predicted, found],
        source: found.source,
      });

/** Compares a claim: it agrees where both values are the same, or less apart than `within`. */
export const checkRow = (c: Claim, book?: Notebook): SelfCheckRow => {
  const error = book === undefined ? null : errorOf(book, c.id, c.predicted, c.found);
  const apart = Math.abs(c.predicted.value - c.found.value);
  const agrees = apart <= (c.within ?? 0);
  const sign = agrees ? '=' : 'against';
  return {
    id: c.id,
    label: c.label,
    predicted: c.predicted,
    found: c.found,
    agrees,
    text: c.text ?? `${formatCount(c.predicted.value)} ${sign} ${formatCount(c.found.value)}`,
    ...(error === null ? {} : { error }),
    ...(c.note === undefined ? {} : { note: c.note }),
  };
};

/** A counter of a zone as the paste prints it, in items. */
export const zoneCounter = (
  book: Notebook,
  z: ZoneAccount,
  column: 'used' | 'requests',
): Derivation =>
  read(book, {
    id: `paste.${z.name}.${column}`,
    label: `${column.toUpperCase()} of zone ${z.name}`,
    value: z[column],
    unit: 'items',
    line: z.line,
    what: z.name,
  });
