/**
 * Sets samples of one machine side by side: what grew, how fast, whether it is cache or leak, and when
 * it ends. The way in to this folder.
 */
import type { Derivation } from '../../base/derivation';
import { formatCount, formatSize } from '../../base/format';
import { finish } from '../../base/steps';
import type { Steps } from '../../base/steps';
import type { KernelReport } from '../../import';
import { computed, createNotebook, given } from '../explain/notebook';
import type { Notebook } from '../explain/notebook';
import { REPOSITORIES } from '../../base/sources';
import { growthRow, rowId } from './growth';
import { multiplesOf } from './multiples';
import { ownersIn } from './owners';
import { areComparable, samplesSteps } from './samples';
import type { Given } from './samples';
import { seriesOf } from './series';
import { totalsOf } from './totals';
import type { Diff, GrowthRow, Sample, Series } from './types';

const hoursBetween = (book: Notebook, samples: readonly Sample[]): Derivation | null => {
  const [a, b] = [samples[0]?.moment, samples.at(-1)?.moment];
  if (a === null || a === undefined || b === null || b === undefined) return null;
  if (!areComparable(samples) || samples.length < 2) return null;
  return computed(book, {
    id: 'diff.hours',
    label: 'Hours between first and last sample',
    value: (b.seconds - a.seconds) / 3600,
    unit: 'none',
    formula: '(last stamp − first stamp) ÷ 3,600 s',
    inputs: [given('first', a.text, 'none'), given('last', b.text, 'none')],
    source: {
      repository: REPOSITORIES.paste,
      file: `lines ${String(a.line)} and ${String(b.line)}`,
      function: a.since === 'given' ? 'given by the reader' : 'stamps',
    },
  });
};

const timeNotes = (samples: readonly Sample[]): string[] => {
  if (samples.length < 2) return [];
  if (areComparable(samples))
    return samples[0]?.moment?.since === 'boot'
      ? ['The times are uptimes, to the minute. Put the output of date before each table.']
      : [];
  const without = samples.filter((s) => s.moment === null).map((s) => String(s.number));
  return [
    without.length === 0
      ? 'Some samples tell a date and some an uptime: they cannot be subtracted. Put the output of date before each table.'
      : `No time is known of sample ${without.join(', ')}: no rates. Put the output of date before each table, or say how many hours lie between them.`,
  ];
};

const restartNotes = (samples: readonly Sample[], rows: readonly GrowthRow[]): string[] => {
  const fallen = rows.filter((r) => r.verdict.kind === 'restart').length;
  if (fallen === 0) return [];
  const order = areComparable(samples) ? '' : ' If they stand in the wrong order, turn them round.';
  return [
    `REQUESTS fell in ${formatCount(fallen)} of ${formatCount(rows.length)} rows: the machine was restarted between the samples.${order}`,
  ];
};

const sampleNotes = (samples: readonly Sample[]): string[] => {
  if (samples.length === 0)
    return ['No vmstat -z and no vmstat -m table was found. Run vmstat -z and vmstat -m.'];
  if (samples.length === 1)
    return ['One sample only. Run the same command again some hours later and add it.'];
  return samples.some((s) => s.fromDump) && samples.some((s) => !s.fromDump)
    ? ['A crash dump stands beside a running system: the dump tells its last moment, not when.']
    : [];
};

const headlineOf = (samples: readonly Sample[], rows: readonly GrowthRow[]): string => {
  if (samples.length < 2) return 'Nothing to compare yet.';
  const leak = rows.find((r) => r.verdict.kind === 'leak' && r.kind !== 'wired');
  if (leak === undefined)
    return rows.some((r) => r.verdict.kind === 'restart')
      ? 'The machine was restarted between the samples.'
      : 'Nothing suspicious: no live memory grows in every step.';
  const hourly =
    leak.rate === null
      ? ''
      : `, ${formatSize(Math.max(0, Math.round(leak.rate.perHour.value)))} an hour`;
  return `${leak.name} grew by ${formatSize(leak.live.value)}${hourly}, and never fell.`;
};

/** Malloc zones repeat what their types say: of equal rows the type, which has a name, stands first. */
const byGrowth = (a: GrowthRow, b: GrowthRow): number =>
  b.live.value - a.live.value || b.kept.value - a.kept.value || a.name.localeCompare(b.name, 'en');

function* rowsOf(book: Notebook, samples: readonly Sample[]): Steps<readonly GrowthRow[]> {
  const all = seriesOf(samples);
  yield;
  const names = new Map<string, number>();
  const key = (s: Series): string => `${s.kind} ${s.name}`;
  for (const s of all) names.set(key(s), (names.get(key(s)) ?? 0) + 1);
  const frame = { book, samples, owners: ownersIn(all) };
  const rows: GrowthRow[] = [];
  for (const s of all) {
    const row = growthRow(frame, rowId(s, (names.get(key(s)) ?? 0) > 1), s);
    if (row !== null) rows.push(row);
    yield;
  }
  return rows.sort(byGrowth);
}

/**
 * Compares two or more samples, of one paste or of several, in short steps. Never throws; what cannot be
 * computed is left out and a note says what to run.
 * @param reports one a paste, in the order of time where no stamps tell it
 * @param given hours since the first sample, where the reader of the page knows them
 */
export function* diffSteps(reports: readonly KernelReport[], given: Given = {}): Steps<Diff> {
  const book = createNotebook();
  const { samples, notes } = yield* samplesSteps(reports, given);
  yield;
  const rows = samples.length < 2 ? [] : yield* rowsOf(book, samples);
  const { total, totalRate, limit } = totalsOf(book, samples, rows);
  yield;
  return {
    samples,
    hours: hoursBetween(book, samples),
    rows,
    total,
    totalRate,
    limit,
    multiples: multiplesOf(samples, rows),
    headline: headlineOf(samples, rows),
    notes: [
      ...sampleNotes(samples),
      ...timeNotes(samples),
      ...restartNotes(samples, rows),
      ...notes,
    ],
    derivations: book.all(),
  };
}

/** Compares samples at once: {@link diffSteps} without a pause. */
export const diffReports = (reports: readonly KernelReport[], given: Given = {}): Diff =>
  finish(diffSteps(reports, given));
