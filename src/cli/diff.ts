/** `kva diff FILE… [--hours N,N…] [--text]`: samples of one machine set side by side. */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { readFile as readFileBytes } from '../import';
import type { KernelReport } from '../import';
import { diffReports } from '../viewmodel/diff/diff';
import type { Diff, GrowthRow, Sample } from '../viewmodel/diff/types';
import { diffText } from '../viewmodel/report/diff-text';
import { bytesOf, sortWords } from './files';
import type { ReadFile } from './files';
import type { Printed } from './report';

const sampleOf =
  (files: readonly string[]) =>
  ({ number, paste, lines, fromDump, moment, zones, types }: Sample): unknown => ({
    number,
    file: files[paste] ?? '',
    lines,
    fromDump,
    moment,
    zones: zones.length,
    types: types.length,
  });

const rowOf = ({ series, ...row }: GrowthRow): unknown => ({ ...row, points: series.points });

const plain = (diff: Diff, files: readonly string[]): unknown => ({
  headline: diff.headline,
  hours: diff.hours,
  samples: diff.samples.map(sampleOf(files)),
  rows: diff.rows.map(rowOf),
  total: diff.total,
  totalRate: diff.totalRate,
  limit: diff.limit,
  notes: diff.notes,
});

/** `0,6,12.5` as hours, rising from 0. */
const hoursOf = (text: string): readonly number[] | string => {
  const parts = text.split(',');
  const hours = parts.map((p) => (/^\d{1,6}(?:\.\d{1,4})?$/.test(p) ? Number(p) : NaN));
  const isRising = hours.every((h, i) => (i === 0 ? h === 0 : h > (hours[i - 1] ?? Infinity)));
  return isRising && hours.length > 1
    ? hours
    : `--hours ${text}: expected hours since the first sample, one a sample, as 0,6,12`;
};

const readAll = (
  files: readonly string[],
  readFile: ReadFile,
): Result<readonly KernelReport[], string> => {
  const reports: KernelReport[] = [];
  for (const name of files) {
    const data = bytesOf(name, readFile);
    if (!data.ok) return data;
    reports.push(readFileBytes(name, data.value).report);
  }
  return ok(reports);
};

/** Compares the samples of all files; the object to print, or a text. */
export const compare = (words: readonly string[], readFile: ReadFile): Result<Printed, string> => {
  const sorted = sortWords(words, ['--hours'], ['--text']);
  if (!sorted.ok) return sorted;
  const { files, switches, values } = sorted.value;
  if (files.length === 0) return err('give two FILEs or more, or one that holds several samples');
  const given = values['--hours']?.at(-1);
  const hours = given === undefined ? undefined : hoursOf(given);
  if (typeof hours === 'string') return err(hours);
  const reports = readAll(files, readFile);
  if (!reports.ok) return reports;
  const diff = diffReports(reports.value, hours === undefined ? {} : { hours });
  if (hours !== undefined && hours.length !== diff.samples.length)
    return err(
      `--hours names ${String(hours.length)} times: the files hold ${String(diff.samples.length)} samples`,
    );
  return ok(switches.has('--text') ? { text: diffText(diff) } : { value: plain(diff, files) });
};
