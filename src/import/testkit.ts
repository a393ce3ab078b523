/**
 * For the tests of this folder: fixtures, counts and one-line summaries of reports, and a small
 * printf, so that tables of every era are printed as their tool prints them.
 */
import { readFileSync } from 'node:fs';
import type { Block, BlockKind, KernelReport } from './types';

const FIXTURES = new URL('../../tests/fixtures/', import.meta.url);

/** Bytes of a fixture. */
export const fixture = (name: string): Uint8Array => readFileSync(new URL(name, FIXTURES));
/** A UTF-8 fixture. */
export const fixtureText = (name: string): string => readFileSync(new URL(name, FIXTURES), 'utf8');

type RowOf<K extends BlockKind> = Extract<Block, { kind: K }>['rows'][number];

/** Rows of all blocks of one kind. */
export const rowsOfKind = <K extends BlockKind>(report: KernelReport, kind: K): RowOf<K>[] =>
  report.blocks.flatMap((b) => (b.kind === kind ? (b.rows as readonly RowOf<K>[]) : []));

/** `vmstat-z z3 161-343: 90 dump` for each block. */
export const summary = (report: KernelReport): string[] =>
  report.blocks.map(
    (b) => `${b.kind} ${b.era} ${b.lines.join('-')}: ${b.rows.length}${b.fromDump ? ' dump' : ''}`,
  );

/** All rows without their places: what must not change when a text is only re-formatted. */
export const content = (report: KernelReport): string[] => [
  ...report.blocks.flatMap((b) =>
    b.rows.map((row) => `${b.kind} ${JSON.stringify({ ...row, line: undefined })}`),
  ),
  ...report.sums.map((s) => `sum ${s.value} ${String(s.fromDump)}`),
];

/** printf with `%5s`, `%-20s` and `%8d` only. */
export const printf = (format: string, ...values: readonly (string | number)[]): string => {
  let i = 0;
  return format.replace(
    /%(-?)(\d*)(?:\.(\d+))?[sd]/g,
    (_, left: string, width: string, cut?: string) => {
      const value = String(values[i++] ?? '');
      const text = cut === undefined ? value : value.slice(0, Number(cut));
      return left === '-' ? text.padEnd(Number(width)) : text.padStart(Number(width));
    },
  );
};
