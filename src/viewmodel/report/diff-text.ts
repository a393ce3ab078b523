/** A comparison of samples as 80 columns of text: what grew, how fast, what it means, when it ends. */
import { formatCount, formatSize } from '../../base/format';
import type { Diff, GrowthClass, GrowthRow, Rate, TimeToLimit, Trend } from '../diff/types';
import { table, wrap } from './plain';
import type { Column } from './plain';

/** A class of growth in a word or two, for a narrow column. */
const WORDS: Readonly<Record<GrowthClass, string>> = {
  leak: 'leak?',
  'cache-by-design': 'cache',
  cache: 'kept free',
  load: 'load',
  shrinks: 'shrinks',
  steady: 'steady',
  'counted-elsewhere': 'elsewhere',
  restart: 'restart',
};

/** `+500 K`, `-12 K`, `0 B`. */
const signed = (bytes: number): string => {
  const size = formatSize(Math.abs(Math.round(bytes)));
  if (Math.round(bytes) === 0) return '0 B';
  return `${bytes > 0 ? '+' : '-'}${size}`;
};

/** Up to three digits of hours, or days from two days on. */
const hoursText = (hours: number): string => {
  const short = (n: number): string => formatCount(Number(n.toPrecision(3)));
  return hours >= 48 ? `${short(hours / 24)} days` : `${short(hours)} hours`;
};

const trendText = ({ ups, downs, flats }: Trend): string =>
  `${String(ups)} of ${String(ups + downs + flats)}`;

const COLUMNS: readonly Column[] = [
  { head: 'What', most: 22 },
  { head: 'Growth', right: true },
  { head: 'An hour', right: true },
  { head: 'At least', right: true },
  { head: 'At most', right: true },
  { head: 'Rose in', right: true },
  { head: 'It is' },
];

const KIND = { zone: 'zone', type: 'type', wired: '' } as const;

const cells = (r: GrowthRow): string[] => [
  `${KIND[r.kind]} ${r.name}`.trim(),
  signed(r.live.value),
  r.rate === null ? '' : signed(r.rate.perHour.value),
  r.rate === null ? '' : signed(r.rate.low.value),
  r.rate === null ? '' : signed(r.rate.high.value),
  trendText(r.trend),
  WORDS[r.verdict.kind],
];

const between = ({ soonest, latest }: TimeToLimit): string =>
  latest === null
    ? `not before ${hoursText(soonest.value)}`
    : `${hoursText(soonest.value)} to ${hoursText(latest.value)}`;

/** `vm.kmem_size in 12 hours (11.2 hours to 13 hours): 400 K are left.` */
const limitText = (limit: TimeToLimit): string =>
  `${limit.what} in ${hoursText(limit.hours.value)} (${between(limit)}), if growth goes on as measured: ${formatSize(limit.left.value)} are left.`;

const rateText = ({ perHour, low, high }: Rate): string =>
  `${signed(perHour.value)} an hour (${signed(low.value)} to ${signed(high.value)})`;

const totals = ({ total, totalRate, limit }: Diff): string[] => {
  if (total === null) return [];
  const rate = totalRate === null ? '' : `, ${rateText(totalRate)}`;
  return [
    ...wrap(`All zones together: ${signed(total.value)}${rate}.`),
    ...(limit === null ? [] : wrap(limitText(limit))),
  ];
};

/** Rows that need a sentence: what may be a leak, and what has a limit in sight. */
const sentences = (rows: readonly GrowthRow[]): string[] =>
  rows.flatMap((r) => {
    const isLeak = r.verdict.kind === 'leak';
    if (!isLeak && r.limit === null) return [];
    const limit = r.limit === null ? '' : ` ${limitText(r.limit)}`;
    return wrap(`${r.name}: ${isLeak ? r.verdict.text : ''}${limit}`, '  ', '    ');
  });

const moved = (r: GrowthRow): boolean => r.live.value !== 0 || r.kept.value !== 0;

const sampleText = ({ samples, hours }: Diff): string => {
  const count = `${formatCount(samples.length)} ${samples.length === 1 ? 'sample' : 'samples'}`;
  return hours === null ? `${count}.` : `${count}, ${hoursText(hours.value)} from first to last.`;
};

/** The whole comparison. Rows that did not move are counted, not listed. */
export const diffText = (diff: Diff): string => {
  const rows = diff.rows.filter(moved);
  const still = diff.rows.length - rows.length;
  const parts = [
    [...wrap(diff.headline), ...wrap(sampleText(diff))],
    rows.length === 0 ? [] : table(COLUMNS, rows.map(cells)),
    still === 0 ? [] : [`${formatCount(still)} rows did not move.`],
    totals(diff),
    sentences(rows),
    diff.notes.flatMap((n) => wrap(n)),
  ];
  return parts
    .filter((p) => p.length > 0)
    .map((p) => `${p.join('\n')}\n`)
    .join('\n');
};
