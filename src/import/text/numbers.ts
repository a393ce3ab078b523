/**
 * Numbers as kernel tools print them: plain decimals up to 2^64, and sizes with a unit letter.
 * K = 1,024 B (FreeBSD usr.bin/top/machine.c format_k(), lib/libutil/humanize_number.c).
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { SourceLine } from './lines';

/** Where a counter printed as unsigned 64-bit turns out to be a small negative number. */
const SIGN_BIT = 2n ** 63n;

/** A counter with what there is to say about it. */
export interface Counter {
  readonly value: number;
  /** decimal text where `value` had to be rounded */
  readonly raw?: string;
  readonly remark?: 'rounded' | 'negative';
}

/**
 * A decimal counter. From 2^63 on it is a negative number printed as unsigned and counts as 0;
 * between 2^53 and 2^63 it is rounded to the nearest number that fits.
 * @param digits decimal digits, perhaps with a minus sign
 */
export const readCounter = (digits: string): Counter => {
  const value = Number(digits);
  if (value < 0) return { value: 0, raw: digits, remark: 'negative' };
  if (Number.isSafeInteger(value)) return { value };
  if (digits.length > 20 || BigInt(digits) >= SIGN_BIT)
    return { value: 0, raw: digits, remark: 'negative' };
  return { value, raw: digits, remark: 'rounded' };
};

const REMARKS = {
  rounded: (what: string, raw: string): string =>
    `${what} is ${raw}, which is more than 2^53; the value shown is rounded. Nothing needs doing.`,
  negative: (what: string, raw: string): string =>
    `${what} is ${raw}: a small negative number printed as unsigned, from counters summed while they changed. It is read as 0; take the output again to see the true value.`,
} as const;

/** The diagnostic for a counter that could not be taken as it stands; null where it could. */
export const counterDiagnostic = (
  counter: Counter,
  what: string,
  at: SourceLine,
): Diagnostic | null => {
  if (counter.remark === undefined || counter.raw === undefined) return null;
  return {
    line: at.line,
    column: Math.max(0, at.body.indexOf(counter.raw)) + 1,
    severity: counter.remark === 'rounded' ? 'info' : 'warning',
    found: counter.raw,
    expected: 'a whole number from 0 to 2^53',
    done: 'repaired',
    message: REMARKS[counter.remark](what, counter.raw),
  };
};

const POWER: Readonly<Record<string, number>> = { '': 0, B: 0, K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };

/** A size with what its last printed digit is worth. */
export interface Size {
  readonly value: number;
  /** value of one step of the last digit */
  readonly step: number;
}

/**
 * `30161K`, `1.4K`, `1MB`, `104 K`, `0B`. Null where it is no size.
 * @param text digits, an optional fraction, an optional unit letter
 * @param base 1,024 for bytes, 1,000 for humanised counts
 */
export const readSize = (text: string, base = 1024): Size | null => {
  const m = /^(\d{1,20})(?:\.(\d{1,6}))? ?([KMGTPE]?)i?B?$/i.exec(text.trim());
  if (m === null) return null;
  const [, whole = '', fraction = '', unit = ''] = m;
  const scale = base ** (POWER[unit.toUpperCase()] ?? 0);
  const step = scale / 10 ** fraction.length;
  return { value: Math.round(Number(`${whole}.${fraction || '0'}`) * scale), step };
};
