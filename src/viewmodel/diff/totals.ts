/**
 * Growth of all that the tables show, each byte once, and the time until the map is full.
 * Zones hold what malloc(9) takes up to a page or 64 K; types are added only where no zone shows them,
 * which is where their list of sizes is empty (FreeBSD 6.2 sys/kern/kern_malloc.c, malloc()).
 */
import type { Derivation } from '../../base/derivation';
import { REPOSITORIES } from '../../base/sources';
import { computed, given, inPaste, read } from '../explain/notebook';
import type { Notebook } from '../explain/notebook';
import { umaSource } from '../../sim';
import { rateOf, timeTo } from './growth';
import type { Diff, GrowthRow, Point, Rate, Sample, Series, TimeToLimit } from './types';

/** Tables shorter than these are excerpts: no sum is made of them. */
const WHOLE = 20;
/** A sample that has fewer of the rows than this is an excerpt. */
const MOSTLY = 0.9;

const counts = (r: GrowthRow): boolean =>
  r.verdict.kind !== 'counted-elsewhere' &&
  (r.kind === 'zone' || (r.kind === 'type' && r.series.sizes.length === 0));

/** Bytes of some series in each sample that has any of them. */
const sumPoints = (all: readonly Series[], samples: number): { point: Point; value: number }[] => {
  const sums = new Map<number, { value: number; requests: number; line: number; rows: number }>();
  for (const s of all)
    for (const p of s.points) {
      const had = sums.get(p.sample) ?? { value: 0, requests: 0, line: p.line, rows: 0 };
      sums.set(p.sample, {
        value: had.value + p.live + p.kept,
        requests: had.requests + p.requests,
        line: had.line,
        rows: had.rows + 1,
      });
    }
  return Array.from({ length: samples }, (_, sample) => sample).flatMap((sample) => {
    const sum = sums.get(sample);
    // An excerpt beside whole tables would look like a fall.
    if (sum === undefined || sum.rows < all.length * MOSTLY) return [];
    const { value, requests, line } = sum;
    const point = { sample, line, live: value, kept: 0, requests, limit: 0, used: 0, unit: 0 };
    return [{ point, value }];
  });
};

/** What ends the growth of the whole, in the order in which it is looked for. */
const LIMITS = [
  { limit: 'vm.uma_kmem_limit', used: 'vm.uma_kmem_total' },
  { limit: 'vm.kmem_size', used: 'vm.kmem_map_size' },
] as const;

const numberOf = (s: Sample | undefined, name: string): { value: number; line: number } | null => {
  const row = s?.sysctl.get(name);
  const n = row?.number;
  return row === undefined || n === undefined || n <= 0 || !Number.isSafeInteger(n)
    ? null
    : { value: n, line: row.line };
};

/** Bytes left of the map at the last sample, by its own counter where the paste has one. */
const leftOf = (
  book: Notebook,
  samples: readonly Sample[],
  held: number,
): { readonly what: string; readonly left: Derivation } | null => {
  const last = samples.at(-1);
  for (const { limit, used } of LIMITS) {
    const top = samples.map((s) => numberOf(s, limit)).findLast((n) => n !== null);
    if (top === undefined) continue;
    const counted = numberOf(last, used);
    const size = read(book, {
      id: 'diff.map',
      label: limit,
      value: top.value,
      unit: 'B',
      line: top.line,
      what: limit,
    });
    const taken = counted ?? { value: held, line: 0 };
    const left = computed(book, {
      id: 'diff.map.left',
      label: `Bytes left under ${limit}`,
      value: Math.max(top.value - taken.value, 0),
      unit: 'B',
      formula: `${limit} − ${counted === null ? 'what the zones hold' : used}, at least 0`,
      inputs: [size, given(counted === null ? 'SIZE × (USED + FREE)' : used, taken.value, 'B')],
      source: counted === null ? umaSource('page_alloc()') : inPaste(counted.line, used),
      grade: counted === null ? 'inferred' : 'user-data',
      note:
        counted === null
          ? 'Slab headers, waste and large blocks are not in the sum: less is left than this.'
          : undefined,
    });
    return { what: limit, left };
  }
  return null;
};

const totalOf = (book: Notebook, rows: readonly GrowthRow[]): Derivation => {
  const moved = (r: GrowthRow): number => r.live.value + r.kept.value;
  const most = [...rows].sort((a, b) => Math.abs(moved(b)) - Math.abs(moved(a))).slice(0, 8);
  const named = most.reduce((n, r) => n + moved(r), 0);
  const all = rows.reduce((n, r) => n + moved(r), 0);
  return computed(book, {
    id: 'diff.total',
    label: 'Growth of all zones',
    value: all,
    unit: 'B',
    formula: 'Σ SIZE × (USED + FREE), last − first; types only where they have no bucket',
    inputs: [
      ...most.map((r) => given(r.name, moved(r), 'B')),
      given('all others', all - named, 'B'),
    ],
    source: { repository: REPOSITORIES.paste, file: 'all samples', function: 'sum of zones' },
  });
};

/** Total, its rate, and the time until the map is full; null where the tables are excerpts. */
export const totalsOf = (
  book: Notebook,
  samples: readonly Sample[],
  rows: readonly GrowthRow[],
): Pick<Diff, 'total' | 'totalRate' | 'limit'> => {
  const some = rows.filter((r) => counts(r));
  const zones = some.filter((r) => r.kind === 'zone');
  if (zones.length < WHOLE || rows.some((r) => r.verdict.kind === 'restart'))
    return { total: null, totalRate: null, limit: null };
  const points = sumPoints(
    some.map((r) => r.series),
    samples.length,
  );
  const total = totalOf(book, some);
  const totalRate: Rate | null = rateOf({ book, samples }, 'diff.total', 'all zones', points);
  const found = leftOf(book, samples, points.at(-1)?.value ?? 0);
  const limit: TimeToLimit | null =
    found === null || totalRate === null
      ? null
      : timeTo(book, { id: 'diff.map', ...found }, totalRate);
  return { total, totalRate, limit };
};
