import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { epochOf, momentIn } from './moment';

const at = (text: string): number | undefined => momentIn(text, 1)?.seconds;

describe('moments in a paste', () => {
  it('reads date(1) with its time zone', () => {
    expect(at('Mon Jan  7 15:28:34 PST 2008')).toBe(Date.UTC(2008, 0, 7, 23, 28, 34) / 1000);
    expect(at('Thu Nov 26 00:30:06 UTC 2026')).toBe(Date.UTC(2026, 10, 26, 0, 30, 6) / 1000);
    expect(at('> > Mon 7 Jan 15:28:34 MSK 2008')).toBe(Date.UTC(2008, 0, 7, 12, 28, 34) / 1000);
  });

  it('reads ISO 8601 and seconds since 1970', () => {
    expect(at('2024-02-29T12:00:00+02:00')).toBe(Date.UTC(2024, 1, 29, 10) / 1000);
    expect(at('2024-03-01 00:00')).toBe(Date.UTC(2024, 2, 1) / 1000);
    expect(at('epoch: 1700000000')).toBe(1_700_000_000);
  });

  it('reads uptime(1) to the minute', () => {
    const up = (text: string) => momentIn(text, 4);
    expect(up(' 3:28PM  up 12 days,  3:04, 2 users, load averages: 0.10, 0.08, 0.02')).toEqual({
      seconds: 12 * 86_400 + 3 * 3600 + 4 * 60,
      since: 'boot',
      resolution: 60,
      line: 4,
      text: '3:28PM  up 12 days,  3:04, 2 users, load averages: 0.10, 0.08, 0.02',
    });
    expect(at('9:01AM  up 5 mins, 1 user, load averages: 0.00, 0.00, 0.00')).toBe(300);
    expect(at('9:01AM  up 1 day, 2 hrs, 1 user, load averages: 0, 0, 0')).toBe(93_600);
  });

  it('leaves dates inside sentences and broken dates alone', () => {
    expect(momentIn('On Mon Jan  7 15:28:34 PST 2008 Robert wrote:', 1)).toBeNull();
    expect(momentIn('Mon Foo  7 15:28:34 PST 2008', 1)).toBeNull();
    expect(momentIn('128:  128, 0, 1, 2, 3, 4', 1)).toBeNull();
  });

  it('agrees with the calendar for every day', () => {
    const day = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (d) => {
        const seconds = Math.floor(d.getTime() / 1000);
        const parts = [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()] as const;
        expect(epochOf(parts, ((seconds % 86_400) + 86_400) % 86_400)).toBe(seconds);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (s) => void momentIn(s, 1)));
  });
});
