/** How one line of the self-check is put together: prediction, reading, verdict. */
import type { Derivation } from '../../../base/derivation';
import { formatCount } from '../../../base/format';
import { read } from '../notebook';
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
}

/** Compares a claim: it agrees where both values are the same. */
export const checkRow = (c: Claim): SelfCheckRow => {
  const agrees = c.predicted.value === c.found.value;
  const sign = agrees ? '=' : 'against';
  return {
    id: c.id,
    label: c.label,
    predicted: c.predicted,
    found: c.found,
    agrees,
    text: c.text ?? `${formatCount(c.predicted.value)} ${sign} ${formatCount(c.found.value)}`,
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
