/**
 * The account of every zone of a paste: its row, its keg, and what it holds.
 * Live, free and overhead bytes add up to pages × 4,096 by construction; whether the slabs come
 * out whole is the check.
 */
import type { Derivation } from '../../base/derivation';
import type { Owner } from '../../base/owner';
import { kegLayout, knownZone, zoneSpec } from '../../sim';
import type { Arch, KegLayout, ZoneFamily } from '../../sim';
import type { Notebook } from './notebook';
import type { ZoneAccount } from './types';
import { amountsOf, heldBy } from './zone-amounts';
import type { CleanRow } from './zone-rows';

const OWNER_OF: Readonly<Record<ZoneFamily, Owner>> = {
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

const UNKNOWN_ZONE = 'The model does not know this zone: pointer alignment is assumed.';

const asGuess = (d: Derivation): Derivation => ({ ...d, grade: 'inferred', note: UNKNOWN_ZONE });
const guessed = (k: KegLayout): KegLayout => ({
  ...k,
  rsize: asGuess(k.rsize),
  ipers: asGuess(k.ipers),
  ppera: asGuess(k.ppera),
  overhead: asGuess(k.overhead),
});

const accountOf = (
  book: Notebook,
  row: CleanRow,
  sharers: readonly CleanRow[],
  at: { readonly arch: Arch; readonly names: ReadonlySet<string> },
): ZoneAccount => {
  const { spec, known } = zoneSpec(row.name, row.size, at.arch);
  const cut = kegLayout(spec, at.arch);
  const keg = known ? cut : guessed(cut);
  for (const d of [keg.rsize, keg.ipers, keg.ppera, keg.overhead]) book.keep(d);
  const held = heldBy(row, sharers, at.names);
  const a = amountsOf(book, row, keg, held);
  const family = knownZone(row.name)?.family ?? 'other';
  const sharing = spec.secondaryOf !== undefined && at.names.has(spec.secondaryOf);
  return {
    name: row.name,
    line: row.line,
    owner: OWNER_OF[family],
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
    ownObject: spec.ownObject,
    ...(sharing ? { secondaryOf: spec.secondaryOf } : {}),
  };
};

/** The account of every row. Rows of shared kegs carry no pages of their own. */
export const accountZones = (
  book: Notebook,
  rows: readonly CleanRow[],
  arch: Arch,
): readonly ZoneAccount[] => {
  const names = new Set(rows.map((r) => r.name));
  // Few rows share a keg: found once, a text of many thousand zones stays quick.
  const sharers = rows.filter((r) => knownZone(r.name)?.secondaryOf !== undefined);
  return rows.map((r) => accountOf(book, r, sharers, { arch, names }));
};
