import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB } from '../../base/units';
import { growthByHand, zonesToGrow } from './growths';
import { hoursBack } from './past';
import { settingsOf } from './settings';
import type { Typed } from './settings';
import { seedLoadable } from './testkit';

const from = seedLoadable();
const NOTHING: Typed = {
  kmemSize: '',
  ram: '',
  limitZone: '128',
  limitItems: '',
  back: '',
  growths: [],
  isMeasured: true,
};
const read = (typed: Partial<Typed>) => settingsOf(from, { ...NOTHING, ...typed }, []);

describe('what is typed', () => {
  it('changes nothing where nothing is typed', () => {
    expect(read({})).toEqual({ whatIf: {}, growths: [], back: 0, faults: {} });
  });
  it('is read with units and grouped digits', () => {
    const s = read({
      kmemSize: ' 96M ',
      ram: '0.5G',
      limitItems: '270,000',
      back: '36.5',
      growths: [{ zone: '128', perHour: '1 250' }],
    });
    expect(s.whatIf).toEqual({
      kmemSize: 96 * MIB,
      ram: 512 * MIB,
      limit: { zone: '128', items: 270_000 },
    });
    expect(s.back).toBe(36.5);
    expect(s.growths).toEqual([growthByHand(from, '128', 1250)]);
    expect(s.faults).toEqual({});
  });
  it('is left out where it is no figure, and the fault says what was expected', () => {
    const s = read({
      kmemSize: '2G',
      ram: 'much',
      limitItems: '1.5',
      back: '-3',
      growths: [
        { zone: '128', perHour: 'fast' },
        { zone: '2048', perHour: '' },
      ],
    });
    expect(s.whatIf).toEqual({});
    expect(s.growths).toEqual([]);
    expect(s.back).toBe(0);
    expect(s.faults).toEqual({
      kmemSize: '2G: expected a size from 4 MB to 1,024 MB, like 96M.',
      ram: 'much: expected a size from 4 MB to 4,096 MB, like 96M.',
      limitItems: '1.5: expected a whole number of items above 0.',
      back: '-3: expected hours, 0 or more.',
      growth: 'fast: expected items an hour, a number above 0.',
    });
  });
  it('never throws, and never lets a figure through that cannot be run', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        const s = read({
          kmemSize: a,
          ram: b,
          limitItems: c,
          back: a,
          growths: [{ zone: b, perHour: c }],
        });
        expect(Number.isFinite(s.back) && s.back >= 0).toBe(true);
        expect(s.growths.every((g) => g.perHour > 0 && Number.isFinite(g.perHour))).toBe(true);
        expect(s.whatIf.kmemSize ?? MIB * 4).toBeGreaterThanOrEqual(4 * MIB);
      }),
    );
  });
  it('gives way to what was measured, unless that is not carried on', () => {
    const said = [{ zone: '128', perHour: '7' }];
    const measured = [{ ...growthByHand(from, '128', 900)!, low: 800, high: 1000 }];
    const typed = { ...NOTHING, growths: said };
    expect(settingsOf(from, typed, measured).growths).toEqual(measured);
    const off = settingsOf(from, { ...typed, isMeasured: false }, measured);
    expect(off.growths.map((g) => g.perHour)).toEqual([7]);
  });
});

describe('what can be said to grow', () => {
  it('is every zone that somebody asks for items, the fullest first', () => {
    const zones = zonesToGrow(from);
    expect(zones.slice(0, 2)).toEqual(['128', '2048']);
    expect(zones.some((z) => z.startsWith('UMA ') || z.endsWith(' Bucket'))).toBe(false);
    expect(growthByHand(from, 'no such zone', 5)).toBeNull();
    expect(growthByHand(from, '128', Infinity)).toBeNull();
  });
  it('is taken back half of what is in use', () => {
    expect(hoursBack(from, [growthByHand(from, '128', 1000)!])).toBe(120);
    expect(hoursBack(from, [])).toBe(0);
  });
});
