/**
 * Counters that went below zero. Sums over the caches of all CPUs are taken while these change, so a
 * count may come out as a small negative number and be printed as an unsigned one near 2^64
 * (FreeBSD lib/libmemstat/memstat_uma.c; worked round there in 2019). They are read as 0.
 */
import type { Diagnostic } from '../base/diagnostic';
import type { Part, Taken } from './reader';

/** Whether a remark is about such a counter. */
export const isBelowZero = ({ severity, done, expected }: Diagnostic): boolean =>
  severity === 'warning' && done === 'repaired' && expected === 'a whole number from 0 to 2^53';

/** Rows whose counters are the numbers that their digits say, rounded where they must be. */
export const asPrinted = (taken: Taken): Taken => ({
  ...taken,
  diagnostics: (taken.diagnostics ?? []).filter((d) => !isBelowZero(d)),
  parts: taken.parts.map(
    (part) =>
      ({
        kind: part.kind,
        rows: (part.rows as readonly object[]).map((row) => {
          const raw = 'raw' in row ? (row.raw as Readonly<Record<string, string>>) : {};
          const numbers = Object.entries(raw).map(([key, digits]) => [key, Number(digits)]);
          return { ...row, ...(Object.fromEntries(numbers) as Record<string, number>) };
        }),
      }) as unknown as Part,
  ),
});
