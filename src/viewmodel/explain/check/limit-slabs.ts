/** Up to 12 a LIMIT is kept in pages and so prints as whole slabs: the rows themselves can be checked. */
import type { EraChoice } from '../era/choose-era';
import { eraSource } from '../era/eras';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { checkRow } from './check-row';

/** In how many zones LIMIT is a whole number of slabs; nothing from 13 on, where it is exact. */
export const limitSlabs = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  at: EraChoice,
): SelfCheckRow[] => {
  const capped = zones.filter((z) => z.limit > 0 && z.place !== 'cache' && z.place !== 'shared');
  if (!at.era.slabLimit || capped.length === 0) return [];
  const odd = capped.filter((z) => z.limit % z.keg.ipers.value !== 0);
  const source = eraSource(at.era, 'uma_zone_set_max()');
  const count = (id: string, label: string, value: number, formula: string) =>
    computed(book, { id, label, value, unit: 'count', formula, inputs: [], source });
  const predicted = count(
    'check.limitSlabs.all',
    'Zones with a LIMIT',
    capped.length,
    'rows with LIMIT > 0',
  );
  const found = count(
    'check.limitSlabs.found',
    'LIMITs that are whole slabs',
    capped.length - odd.length,
    'rows whose LIMIT divides by items a slab',
  );
  const note = `Not whole: ${odd.map((z) => z.name).join(', ')}.`;
  return [
    checkRow({
      id: 'limitSlabs',
      label: 'LIMITs that are whole slabs',
      predicted,
      found,
      text: `${String(found.value)} of ${String(predicted.value)}`,
      ...(odd.length === 0 ? {} : { note }),
    }),
  ];
};
