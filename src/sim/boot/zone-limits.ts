/**
 * The LIMIT column of `vmstat -z`: what was asked for, rounded up to whole slabs by UMA
 * (sys/vm/uma_core.c uma_zone_set_max(), uma_zone_set_obj()). Rounding needs the item size; where
 * it is not known the wanted number stands, inferred, and says so.
 */
import type { Derivation } from '../../base/derivation';
import { zoneLimit } from '../uma/limit';
import { kernSource, tuned } from './boot-context';
import type { Boot } from './boot-context';
import { keepKeg } from './own-zones';
import type { OwnZone } from './own-zones';
import type { Tuning } from './tuning';
import { allWanted } from './wanted-items';
import type { Wanted } from './wanted-items';
import type { Entry } from './workbook';
import { itemSize } from './zone-sizes';

const wantedItems = (b: Boot, w: Wanted): Derivation => {
  const entry: Entry = {
    id: `wanted.${w.zone}`,
    label: `Items wanted for zone ${w.zone}`,
    unit: 'items',
    value: w.value,
    formula: w.formula,
    ...(w.from === undefined ? {} : { from: w.from }),
    source: kernSource(b, w.at[0], w.at[1]),
  };
  if (w.tunable === undefined) return b.book.number(entry);
  return tuned(b, w.tunable, entry, w.zeroMeansAuto === true ? 'is-unset' : 'is-a-value');
};

const limitOf = (b: Boot, w: Wanted): Derivation => {
  const wanted = wantedItems(b, w);
  const size = itemSize(w.zone, b.k.release, b.k.arch);
  if (size !== undefined) return b.book.keep(zoneLimit(wanted, keepKeg(b, w.zone, size)));
  return b.book.number({
    id: `limit.${w.zone}`,
    label: `LIMIT of zone ${w.zone}`,
    unit: 'items',
    value: wanted.value,
    formula: 'wanted, not rounded',
    from: [wanted],
    source: kernSource(b, 'vm/uma_core.c', 'uma_zone_set_max()'),
    grade: 'inferred',
    note: 'The item size of this release is not known, so the rounding up to whole slabs is missing.',
  });
};

/** The limit of a zone with an object of its own, under `limit.<zone>`. */
export const ownLimit = (b: Boot, zone: OwnZone): Derivation => {
  const { name } = zone.keg.spec;
  const wanted = b.book.number({
    id: `wanted.${name}`,
    label: `Items wanted for zone ${name}`,
    unit: 'items',
    value: zone.wanted.value,
    formula: zone.wanted.id,
    from: [zone.wanted],
    source: zone.wanted.source,
  });
  return b.book.keep(zoneLimit(wanted, zone.keg));
};

/**
 * Every zone limit of the machine, by zone name; each is also in the book as `limit.<zone>`.
 * @param own limits of the zones with an object of their own
 */
export const zoneLimits = (
  b: Boot,
  t: Tuning,
  own: readonly (readonly [zone: string, limit: Derivation])[],
): Readonly<Record<string, Derivation>> =>
  Object.fromEntries([...allWanted(b, t).map((w) => [w.zone, limitOf(b, w)] as const), ...own]);
