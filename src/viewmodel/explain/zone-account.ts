/**
 * Slabs, pages and bytes of every zone of a paste, from its printed counters.
 * Rests on one identity of FreeBSD 6.2 sys/vm/uma_core.c: USED + FREE over all zones of a keg is
 * slabs × ipers. Live, free and overhead bytes add up to pages × 4,096 by construction; whether
 * the slabs come out whole is the check.
 */
import type { Derivation } from '../../base/derivation';
import type { Owner } from '../../base/owner';
import { umaSource, type Arch, type KegLayout, type ZoneFamily } from '../../sim';
import { PAGE_SIZE } from '../../base/units';
import { kegLayout, knownZone, zoneSpec } from '../../sim';
import { computed, given, type Notebook } from './notebook';
import type { ZoneAccount } from './types';
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

interface Held {
  readonly used: number;
  readonly free: number;
  readonly shared: readonly CleanRow[];
}

/** Adds the rows that share the keg; their slots live in the first zone's slabs. */
const heldBy = (row: CleanRow, all: readonly CleanRow[], names: ReadonlySet<string>): Held => {
  const own = knownZone(row.name)?.secondaryOf;
  if (own !== undefined && names.has(own)) return { used: 0, free: 0, shared: [] };
  const shared = all.filter((r) => knownZone(r.name)?.secondaryOf === row.name);
  const sum = (of: (r: CleanRow) => number): number => shared.reduce((n, r) => n + of(r), of(row));
  return { used: sum((r) => r.used), free: sum((r) => r.free), shared };
};

const amounts = (book: Notebook, row: CleanRow, keg: KegLayout, held: Held) => {
  const used = given('USED', held.used, 'items');
  const free = given('FREE', held.free, 'items');
  const size = given('SIZE', row.size, 'B');
  const together = held.shared.map((r) => r.name).join(', ');
  const note = together === '' ? undefined : `With ${together}, which shares the keg.`;
  const grade = keg.ipers.grade === 'inferred' ? ('inferred' as const) : ('user-data' as const);
  const make = (
    what: string,
    c: Pick<Parameters<typeof computed>[1], 'label' | 'value' | 'unit' | 'formula' | 'inputs'>,
  ) =>
    computed(book, {
      id: `zone.${row.name}.${what}`,
      ...c,
      source: umaSource('slab identity'),
      grade,
      note,
    });
  const slabs = make('slabs', {
    label: `Slabs of zone ${row.name}`,
    value: (held.used + held.free) / keg.ipers.value,
    unit: 'slabs',
    formula: '(USED + FREE) ÷ ipers',
    inputs: [used, free, keg.ipers],
  });
  const pages = make('pages', {
    label: `Pages of zone ${row.name}`,
    value: Math.ceil(slabs.value) * keg.ppera.value,
    unit: 'pages',
    formula: 'slabs, rounded up, × ppera',
    inputs: [slabs, keg.ppera],
  });
  const liveBytes = make('live', {
    label: `Live items of zone ${row.name}`,
    value: held.used * row.size,
    unit: 'B',
    formula: 'USED × SIZE',
    inputs: [used, size],
  });
  const freeBytes = make('free', {
    label: `Free items of zone ${row.name}`,
    value: held.free * row.size,
    unit: 'B',
    formula: 'FREE × SIZE',
    inputs: [free, size],
  });
  const overheadBytes = make('overhead', {
    label: `Headers and padding of zone ${row.name}`,
    value: pages.value * PAGE_SIZE - liveBytes.value - freeBytes.value,
    unit: 'B',
    formula: 'pages × 4,096 − live − free',
    inputs: [pages, liveBytes, freeBytes],
  });
  return { slabs, pages, liveBytes, freeBytes, overheadBytes };
};

const accountOf = (
  book: Notebook,
  row: CleanRow,
  all: readonly CleanRow[],
  at: { readonly arch: Arch; readonly names: ReadonlySet<string> },
): ZoneAccount => {
  const { spec, known } = zoneSpec(row.name, row.size, at.arch);
  const cut = kegLayout(spec, at.arch);
  const keg = known ? cut : guessed(cut);
  for (const d of [keg.rsize, keg.ipers, keg.ppera, keg.overhead]) book.keep(d);
  const held = heldBy(row, all, at.names);
  const a = amounts(book, row, keg, held);
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
  return rows.map((r) => accountOf(book, r, rows, { arch, names }));
};
