/**
 * When a table was printed: date(1), uptime(1), ISO 8601 and kern.boottime as they stand before or after
 * it. Only lines that hold nothing but a stamp (and the words of uptime) count, so that the dates of
 * letters and log files inside a sentence do not.
 */
import type { Moment } from './types';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Hours east of Greenwich of the zones that date(1) prints most; others are read as UTC. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  BST: 1,
  CET: 1,
  WEST: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  MSD: 4,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  JST: 9,
};

const QUOTES = /^[\s>|]*/;
const DATE =
  /^(?:[A-Z][a-z]{2},? )?\s*(?:([A-Z][a-z]{2})\s+(\d{1,2})|(\d{1,2})\s+([A-Z][a-z]{2}))\s+(\d\d):(\d\d):(\d\d)\s+(?:([A-Z]{3,5}|[+-]\d{4})\s+)?(\d{4})$/;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?:?$/;
const EPOCH = /^(?:[A-Za-z_ ]{1,20}[:=]\s*)?(1[0-9]{9})$/;
const UPTIME =
  /^\d{1,2}:\d\d(?::\d\d)?(?:[AP]M)?\s+up\s+(?:(\d+)\s+days?,\s*)?(?:(\d+):(\d\d)|(\d+)\s+hrs?|(\d+)\s+mins?|(\d+)\s+secs?)?,\s+\d+\s+users?/;

const offsetOf = (zone: string | undefined): number => {
  if (zone === undefined || zone === 'Z') return 0;
  const named = ZONES[zone];
  if (named !== undefined) return named * 3600;
  const found = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (found === null) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60;
  return found[1] === '-' ? -seconds : seconds;
};

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/** Seconds since 1970 of a calendar date in UTC; NaN where there is no such day. */
export const epochOf = (
  [year, month, day]: readonly [year: number, month: number, day: number],
  seconds: number,
): number => {
  const before = DAYS_BEFORE[month - 1];
  if (before === undefined || day < 1 || day > 31) return Number.NaN;
  const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const y = year - 1;
  const years = y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  const DAYS_TO_1970 = 719_162;
  return (years + before + leapDay + day - 1 - DAYS_TO_1970) * 86_400 + seconds;
};

const clock = (h: string | undefined, m: string | undefined, s: string | undefined): number =>
  Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);

const fromDate = (text: string): number | null => {
  const f = DATE.exec(text);
  if (f === null) return null;
  const at = MONTHS.indexOf(f[1] ?? f[4] ?? '');
  if (at < 0 || at % 3 !== 0) return null;
  const day = Number(f[2] ?? f[3]);
  return epochOf([Number(f[9]), at / 3 + 1, day], clock(f[5], f[6], f[7]) - offsetOf(f[8]));
};

const fromIso = (text: string): number | null => {
  const f = ISO.exec(text);
  if (f === null) return null;
  const day = [Number(f[1]), Number(f[2]), Number(f[3])] as const;
  return epochOf(day, clock(f[4], f[5], f[6]) - offsetOf(f[7]));
};

const MINUTE = 60;
const upFor = (text: string): number | null => {
  const f = UPTIME.exec(text);
  if (f === null) return null;
  const days = Number(f[1] ?? 0) * 86_400;
  return days + clock(f[2] ?? f[4], f[3] ?? f[5], f[6]);
};

/**
 * The stamp that a line is, or null where it is something else.
 * @param line 1-based, goes into the result
 */
export const momentIn = (text: string, line: number): Moment | null => {
  const bare = text.replace(QUOTES, '').trim();
  if (bare.length < 8 || bare.length > 120) return null;
  const epoch = EPOCH.exec(bare);
  const seconds = fromDate(bare) ?? fromIso(bare) ?? (epoch === null ? null : Number(epoch[1]));
  if (seconds !== null && Number.isFinite(seconds))
    return { seconds, since: 'epoch', resolution: 1, line, text: bare };
  const up = upFor(bare);
  if (up === null) return null;
  return { seconds: up, since: 'boot', resolution: MINUTE, line, text: bare };
};
