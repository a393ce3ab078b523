import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { MOST_POINTS, slopeOf } from './slope';
import { trendOf } from './trend';

const exact = (hours: number, value: number) => ({ hours, value, unit: 0, clock: 0 });

describe('growth per hour', () => {
  it('is the quotient for two exact points, without width', () => {
    expect(slopeOf([exact(0, 100), exact(4, 500)])).toEqual({
      perHour: 100,
      low: 100,
      high: 100,
      basis: 'rounding',
    });
  });

  it('widens by rounding and by the clock', () => {
    const a = { hours: 0, value: 1024, unit: 1024, clock: 1 / 60 };
    const b = { hours: 1, value: 11_264, unit: 1024, clock: 1 / 60 };
    const s = slopeOf([a, b]);
    expect(s?.perHour).toBe(10_240);
    expect(s?.low).toBeCloseTo(9216 / (1 + 2 / 60), 6);
    expect(s?.high).toBeCloseTo(11_264 / (1 - 2 / 60), 6);
  });

  it('says nothing where the clock cannot tell the order', () => {
    const at = (hours: number) => ({ hours, value: hours, unit: 0, clock: 1 / 60 });
    expect(slopeOf([at(0), at(1 / 60)])).toBeNull();
    expect(slopeOf([exact(2, 1), exact(2, 5)])).toBeNull();
    expect(slopeOf([exact(0, 1)])).toBeNull();
  });

  it('is not moved by one wild sample of nine', () => {
    const points = Array.from({ length: 9 }, (_, h) => exact(h, h === 4 ? 9999 : 10 * h));
    const s = slopeOf(points);
    expect(s?.perHour).toBe(10);
    expect(s?.basis).toBe('spread');
  });

  it('spans all slopes below six points, and fewer above', () => {
    const saw = (n: number) => Array.from({ length: n }, (_, h) => exact(h, h * 10 + (h % 2) * 4));
    expect(slopeOf(saw(3))).toMatchObject({ low: 6, high: 14 });
    const many = slopeOf(saw(40));
    expect(many?.low).toBeGreaterThan(9);
    expect(many?.high).toBeLessThan(11);
  });

  it('holds the true slope between its bounds however points were rounded up', () => {
    const rows = fc.record({
      rate: fc.integer({ min: 0, max: 1_000_000 }),
      from: fc.integer({ min: 0, max: 1_000_000 }),
      hours: fc.integer({ min: 1, max: 1000 }),
      unit: fc.constantFrom(1, 1024, 1_048_576),
    });
    fc.assert(
      fc.property(rows, ({ rate, from, hours, unit }) => {
        const up = (v: number): number => Math.ceil(v / unit) * unit;
        const a = { hours: 0, value: up(from), unit, clock: 0 };
        const b = { hours, value: up(from + rate * hours), unit, clock: 0 };
        const s = slopeOf([a, b]);
        expect(s).not.toBeNull();
        expect(s!.low).toBeLessThanOrEqual(rate + 1e-6);
        expect(s!.high).toBeGreaterThanOrEqual(rate - 1e-6);
      }),
    );
  });

  it('orders low, middle and high, also when thinned', () => {
    const values = fc.array(fc.integer({ min: -1e9, max: 1e9 }), {
      minLength: 2,
      maxLength: MOST_POINTS + 40,
    });
    fc.assert(
      fc.property(values, (vs) => {
        const s = slopeOf(vs.map((v, h) => exact(h, v)))!;
        expect(s.low).toBeLessThanOrEqual(s.perHour);
        expect(s.perHour).toBeLessThanOrEqual(s.high);
      }),
      { numRuns: 50 },
    );
  });
});

describe('trend', () => {
  it('counts steps and the longest rise', () => {
    expect(trendOf([1, 2, 3, 3, 2, 4, 5, 6], 0)).toEqual({
      shape: 'mixed',
      ups: 5,
      downs: 1,
      flats: 1,
      longestRise: 3,
    });
    expect(trendOf([1, 2, 2, 9], 0).shape).toBe('rises');
    expect(trendOf([5, 4], 0).shape).toBe('falls');
    expect(trendOf([5], 0).shape).toBe('flat');
  });

  it('takes a step below the unit for rounding', () => {
    expect(trendOf([1024, 1500], 1024).shape).toBe('flat');
    expect(trendOf([1024, 2048], 1024).shape).toBe('rises');
  });

  it('counts every step once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(5), (vs, unit) => {
        const t = trendOf(vs, unit);
        expect(t.ups + t.downs + t.flats).toBe(vs.length - 1);
        expect(t.longestRise).toBeLessThanOrEqual(t.ups);
      }),
    );
  });
});
