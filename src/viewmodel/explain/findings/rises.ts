/** Heuristic 1: of several samples in one text, what rises from each to the next. */
import { formatCount, formatSize } from '../../../base/format';
import { MIB } from '../../../base/units';
import type { Notebook } from '../notebook';
import { found } from './rule';
import type { Draft, Facts, Rule } from './rule';

/** One holder in one sample. */
interface Point {
  readonly name: string;
  readonly line: number;
  readonly bytes: number;
  readonly items: number;
}

/** A holder in every sample. */
interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  readonly grown: number;
}

/** Growth below this, in bytes and as a share of the first sample, is noise. */
const LEAST = MIB / 4;
const LEAST_SHARE = 0.1;
/** Holders that are named. */
const MOST = 3;
/** Samples from which steady growth is more than a difference. */
const MANY = 3;
/** Samples whose figures are all told; of a longer series the first and the last are. */
const MOST_TOLD = 6;

const usable = (p: Point): boolean => Number.isFinite(p.bytes) && p.bytes >= 0 && p.bytes < 2 ** 50;

const byName = (sample: readonly Point[]): ReadonlyMap<string, Point> => {
  const map = new Map<string, Point>();
  for (const p of sample) {
    const before = map.get(p.name);
    map.set(
      p.name,
      before === undefined
        ? p
        : { ...before, bytes: before.bytes + p.bytes, items: before.items + p.items },
    );
  }
  return map;
};

const seriesOf = (samples: readonly (readonly Point[])[]): Series[] => {
  const maps = samples.map(byName);
  const [first] = maps;
  if (first === undefined || maps.length < 2) return [];
  return [...first.keys()].flatMap((name) => {
    const points = maps.flatMap((m) => m.get(name) ?? []).filter(usable);
    if (points.length < maps.length) return [];
    const grown = (points.at(-1)?.bytes ?? 0) - (points[0]?.bytes ?? 0);
    return [{ name, points, grown }];
  });
};

const isRising = ({ points, grown }: Series): boolean => {
  const steady = points.every((p, i) => i === 0 || p.items > (points[i - 1]?.items ?? Infinity));
  return steady && grown >= LEAST && grown >= LEAST_SHARE * (points[0]?.bytes ?? 0);
};

/** `In use: 1,000, then 2,000, then 3,000.` */
const courseOf = (points: readonly Point[]): string => {
  const items = points.map((p) => formatCount(p.items));
  return points.length <= MOST_TOLD
    ? `In use: ${items.join(', then ')}.`
    : `In use: ${items[0] ?? ''} in the first sample, ${items.at(-1) ?? ''} in the last, and more in each of ${formatCount(points.length)} than in the one before.`;
};

/** Lines of the points that are told. */
const linesOf = (points: readonly Point[]): readonly number[] =>
  (points.length <= MOST_TOLD ? points : [...points.slice(0, 1), ...points.slice(-1)]).map(
    (p) => p.line,
  );

const draftOf = (book: Notebook, kind: 'zone' | 'type', s: Series): Draft => {
  const [first] = s.points;
  const last = s.points.at(-1);
  const many = s.points.length >= MANY;
  const grown = found(book, {
    id: `rises.${kind}.${s.name}`,
    label: `Growth of ${kind} ${s.name}`,
    value: s.grown,
    unit: 'B',
    formula: 'in use in the last sample − in the first',
    inputs: [
      { name: 'first', value: first?.bytes ?? 0, unit: 'B' },
      { name: 'last', value: last?.bytes ?? 0, unit: 'B' },
    ],
    line: last?.line ?? 1,
    what: s.name,
  });
  return {
    id: `rises.${kind}.${s.name}`,
    severity: many ? 'cause' : 'contributing',
    certainty: 'inferred',
    owner: kind === 'type' ? 'malloc' : 'uma',
    figures: [grown],
    lines: linesOf(s.points),
    title: `${s.name} ${many ? 'rises from sample to sample' : 'is larger in the later sample'}`,
    text: `${courseOf(s.points)} That is ${formatSize(s.grown)} more.`,
  };
};

const largest = (book: Notebook, kind: 'zone' | 'type', samples: readonly (readonly Point[])[]) =>
  seriesOf(samples)
    .filter(isRising)
    .sort((a, b) => b.grown - a.grown)
    .slice(0, MOST)
    .map((s) => draftOf(book, kind, s));

/** Zones by USED × SIZE and types by MemUse, in all samples of one kind. */
export const rises: Rule = (book, { seen }: Facts) => [
  ...largest(
    book,
    'type',
    seen.mSamples.map((s) =>
      s.rows.map((r) => ({ name: r.type, line: r.line, bytes: r.memUse, items: r.inUse })),
    ),
  ),
  ...largest(
    book,
    'zone',
    seen.zSamples.map((rows) =>
      rows.map((r) => ({ name: r.name, line: r.line, bytes: r.used * r.size, items: r.used })),
    ),
  ),
];
