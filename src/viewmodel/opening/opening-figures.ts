/** The few numbers of the opening, each as a derivation. */
import { inputFrom } from '../../base/derivation';
import type { Derivation } from '../../base/derivation';
import { sourceRef } from '../../base/sources';
import type { Ledger } from '../explain/types';

export interface OpeningFigures {
  /** the request that panicked */
  readonly asked: Derivation | null;
  /** what `vmstat -m` adds up to */
  readonly shown: Derivation | null;
  /** the map without that */
  readonly rest: Derivation | null;
}

/**
 * @param ledger the reconciled mail; null where it has none
 * @param asked the request of the panic
 */
export const openingFigures = (ledger: Ledger | null, asked: Derivation | null): OpeningFigures => {
  const shown = ledger?.mallocSum ?? null;
  if (ledger === null || shown === null) return { asked, shown: null, rest: null };
  return {
    asked,
    shown,
    rest: {
      id: 'opening.rest',
      label: 'Held in kmem_map, not in the sum of vmstat -m',
      value: ledger.map.value - shown.value,
      unit: 'B',
      formula: 'bytes of kmem_map − sum of the MemUse column',
      inputs: [inputFrom(ledger.map), inputFrom(shown)],
      source: sourceRef('seed', 'the crash dump’s tables', 'vmstat -m, panic line'),
      grade: 'user-data',
      note: 'The ledger under Your kernel says what it is: dead weight in the same zones, the other UMA zones, and blocks over 4 K.',
    },
  };
};
