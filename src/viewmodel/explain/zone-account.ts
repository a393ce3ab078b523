/**
 * The account of every zone of a paste: its row, its keg, and what it holds.
 * Live, free and overhead bytes add up to pages × 4,096 by construction; whether the slabs come
 * out whole is the check.
 */
import type { Owner } from '../../base/owner';
import type { ZoneFamily } from '../../sim';
import type { EraChoice } from './era/choose-era';
import type { EraSpec } from './era/cut';
import { eraKeg } from './era/keg';
import type { EraKeg } from './era/keg';
import { familyOf, primaryOf } from './era/zone-facts';
import type { Notebook } from './notebook';
import type { ZoneAccount, ZonePlace } from './types';
import { NOTHING_HELD, amountsOf, heldBy } from './zone-amounts';
import type { CleanRow } from './zone-rows';

/** The hue of each family of zones. */
export const FAMILY_OWNERS: Readonly<Record<ZoneFamily, Owner>> = {
  malloc: 'malloc',
  files: 'files',
  mbufs: 'mbufs',
  uma: 'uma',
  net: 'uma',
  proc: 'uma',
  disk: 'uma',
  vm: 'meta',
  other: 'uma',
};

const isShared = (spec: EraSpec, names: ReadonlySet<string>): boolean =>
  spec.secondaryOf !== undefined && names.has(spec.secondaryOf);

/**
 * amd64 gives slabs of one page an address of the direct map (sys/amd64/amd64/uma_machdep.c
 * uma_small_alloc()). From 12 on the counter of the soft limit counts them all the same.
 */
const placeOf = (k: EraKeg, at: EraChoice, names: ReadonlySet<string>): ZonePlace => {
  if (isShared(k.spec, names)) return 'shared';
  if (k.spec.cache) return 'cache';
  if (k.spec.ownObject) return 'own';
  const isDirect = at.arch === 'amd64' && at.era.space !== 'soft-limit';
  return isDirect && k.keg.ppera.value === 1 ? 'direct-map' : 'counted';
};

const accountOf = (
  book: Notebook,
  row: CleanRow,
  sharers: readonly CleanRow[],
  at: { readonly era: EraChoice; readonly names: ReadonlySet<string> },
): ZoneAccount => {
  const held = heldBy(row, sharers, at.names);
  const k = eraKeg(row, held.used + held.free, at.era);
  const { keg, spec } = k;
  for (const d of [keg.rsize, keg.ipers, keg.ppera, keg.overhead]) book.keep(d);
  const place = placeOf(k, at.era, at.names);
  const a = amountsOf(book, row, k, place === 'cache' ? NOTHING_HELD : held);
  const family = familyOf(row.name, at.era.era);
  return {
    name: row.name,
    line: row.line,
    owner: FAMILY_OWNERS[family],
    group: family,
    size: row.size,
    limit: row.limit,
    used: row.used,
    free: row.free,
    requests: row.requests,
    fail: row.fail,
    keg,
    ...a,
    whole: Number.isInteger(a.slabs.value),
    ownObject: place === 'own' || place === 'direct-map' || place === 'cache',
    place,
    known: k.known,
    ...(place === 'shared' ? { secondaryOf: spec.secondaryOf } : {}),
  };
};

/** The account of every row. Rows of shared kegs carry no pages of their own. */
export const accountZones = (
  book: Notebook,
  rows: readonly CleanRow[],
  era: EraChoice,
): readonly ZoneAccount[] => {
  const names = new Set(rows.map((r) => r.name));
  // Few rows share a keg: found once, a text of many thousand zones stays quick.
  const sharers = rows.filter((r) => primaryOf(r.name) !== undefined);
  return rows.map((r) => accountOf(book, r, sharers, { era, names }));
};
