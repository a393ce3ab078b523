/**
 * The LIMIT column of `vmstat -z`: a cap on slabs, printed as items.
 * FreeBSD 6.2 sys/vm/uma_core.c, uma_zone_set_max() and uma_zone_set_obj(): the wanted number
 * becomes whole slabs, so the printed limit is the wanted number rounded up.
 * Kegs of several pages hold one item each; their limit is the wanted number as it is.
 */
import { inputFrom } from '../../base/derivation';
import type { Derivation } from '../../base/derivation';
import type { KegLayout } from './types';
import { umaCore } from './constants';

/**
 * What `vmstat -z` prints as LIMIT when the creator asked for `wanted` items.
 * @param wanted items asked for, with its own derivation
 * @param keg the layout of the zone's keg
 * @returns items, under the id `limit.<zone>`; as certain as `wanted` is
 */
export const zoneLimit = (wanted: Derivation, keg: KegLayout): Derivation => ({
  id: `limit.${keg.spec.name}`,
  label: `LIMIT of zone ${keg.spec.name}`,
  value: Math.ceil(wanted.value / keg.ipers.value) * keg.ipers.value,
  unit: 'items',
  formula: 'wanted ÷ ipers, rounded up to whole slabs, × ipers',
  inputs: [inputFrom(wanted, 'wanted'), inputFrom(keg.ipers, 'ipers')],
  source: umaCore(keg.spec.ownObject ? 'uma_zone_set_obj()' : 'uma_zone_set_max()'),
  grade: wanted.grade,
});
