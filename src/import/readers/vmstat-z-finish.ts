/**
 * Settles what only a whole `vmstat -z` block shows: how many columns a row should have, which rows
 * were cut off, which era printed it, and whether a lone line of numbers was a row at all.
 * Pinned: row formats of FreeBSD usr.bin/vmstat/vmstat.c domemstat_zone(), tabled in the tests.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { ZoneRow } from '../types';
import { rowsOf } from '../reader';
import type { Draft, Finished } from '../reader';
import { printsTable } from '../text/command';
import { endColumn, lineNumbered } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { collapsedNames, gluedNames } from './doubtful-names';
import { fieldsOfEra, LEAST_FIELDS } from './vmstat-z-rows';

/** Numbers that the row was printed with. */
export const fieldCount = (row: ZoneRow): number =>
  LEAST_FIELDS +
  (row.fail === undefined ? 0 : 1) +
  (row.sleep === undefined ? 0 : 1) +
  (row.xdomain === undefined ? 0 : 1);

const mostCommon = (counts: readonly number[]): number => {
  const times = new Map<number, number>();
  for (const c of counts) times.set(c, (times.get(c) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
};

/** One comma and no blank behind it: only 9.0 and later print this. */
const TIGHT = /\d,\d/;

/** A table as a tool prints it has blanks in runs, or columns that touch. A list in prose has not. */
const looksPrinted = (line: SourceLine | undefined): boolean =>
  line !== undefined && (/\d,? {2,}\d|: {2,}\d/.test(line.body) || TIGHT.test(line.body));

/** sysctl vm.zone of 5.x cuts names to 12 and prints USED six wide; libmemstat seven wide. */
const fiveColumnEra = (draft: Draft, rows: readonly ZoneRow[]): string => {
  if (draft.head === 'z0') return 'z0';
  const LONGEST_CUT_NAME = 13;
  if (rows.some((r) => r.name.length > LONGEST_CUT_NAME)) return 'z2';
  return draft.head === 'z1' ? 'z1' : 'unknown';
};

const eightColumnEra = (draft: Draft): string =>
  draft.head === 'z5' || draft.head === 'z6' ? draft.head : 'unknown';

const ERAS: Readonly<Record<number, (draft: Draft, rows: readonly ZoneRow[]) => string>> = {
  5: fiveColumnEra,
  6: () => 'z3',
  7: () => 'z4',
  8: eightColumnEra,
};

const eraOf = (draft: Draft, rows: readonly ZoneRow[], fields: number): string =>
  ERAS[fields]?.(draft, rows) ??
  (draft.head === '' || draft.head === 'cut' ? 'unknown' : draft.head);

const longRow = (r: ZoneRow, wanted: number): Diagnostic => ({
  line: r.line,
  column: 1,
  severity: 'warning',
  found: `${fieldCount(r)} numbers`,
  expected: `${wanted} numbers`,
  done: 'kept',
  message: `The row of zone ${r.name} has ${fieldCount(r)} numbers where the table has ${wanted}. The last may belong to another line.`,
});

/** Era, and the rows that turn out to be cut or to be no rows. */
export const finishZones = (draft: Draft): Finished => {
  const rows = rowsOf(draft, 'vmstat-z');
  const headed = draft.head !== '' || printsTable(draft.command?.text, 'vmstat', 'z');
  const lineAt = (line: number): SourceLine | undefined => lineNumbered(draft.lines, line);
  if (!headed && rows.length === 1 && !looksPrinted(lineAt(rows[0]?.line ?? 0)))
    return { era: 'unknown', rejected: rows.map((r) => ({ line: r.line })) };
  const wanted = fieldsOfEra(draft.head) || mostCommon(rows.map(fieldCount));
  const doubtful = [...collapsedNames(rows, draft.lines), ...gluedNames(rows, draft.lines)];
  if (rows.every((r) => fieldCount(r) === wanted))
    return { era: eraOf(draft, rows, wanted), diagnostics: doubtful };
  const cut = rows.filter((r) => fieldCount(r) < wanted);
  const long = rows.filter((r) => fieldCount(r) > wanted);
  const whole = rows.filter((r) => fieldCount(r) >= wanted);
  return {
    era: eraOf(draft, whole, mostCommon(whole.map(fieldCount))),
    diagnostics: [...doubtful, ...long.map((r) => longRow(r, wanted))],
    rejected: cut.map((r) => {
      const line = lineAt(r.line);
      return {
        line: r.line,
        diagnostic: {
          line: r.line,
          column: line === undefined ? 1 : endColumn(line),
          severity: 'warning',
          found: `${fieldCount(r)} numbers`,
          expected: `${wanted} numbers`,
          done: 'skipped',
          run: 'vmstat -z',
          message: `The row of zone ${r.name} has ${fieldCount(r)} numbers where the table has ${wanted}. The row is left out; paste the whole line if you have it.`,
        },
      };
    }),
  };
};
