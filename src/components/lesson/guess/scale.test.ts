import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LESSONS } from '../../../lessons/registry';
import { firstDraft, partsOfBar, stepOf, ticksOf } from './scale';

describe('the scale of a bar', () => {
  it('has round steps, at least 160 of them where the whole allows it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (whole) => {
        const step = stepOf(whole, 'count', 'items');
        expect(step).toBeGreaterThanOrEqual(1);
        expect(String(step)).toMatch(/^[125]0*$/);
        expect(step === 1 || whole / step >= 160).toBe(true);
      }),
      { seed: 5 },
    );
  });
  it('counts bytes in K', () => {
    expect(stepOf(81_460 * 1024, 'K', 'B')).toBe(500 * 1024);
    expect(stepOf(81_460 * 1024, 'bytes', 'B') % 1024).not.toBe(0);
  });
  it('has ticks that rise and keep away from the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (whole) => {
        const ticks = ticksOf(whole, 'pages', 'pages');
        expect(ticks.every((t, i) => i === 0 || t > ticks[i - 1]!)).toBe(true);
        expect(ticks.every((t) => t < whole)).toBe(true);
        expect(ticks.length).toBeLessThan(13);
      }),
      { seed: 6 },
    );
  });
  it('has ticks of whole MB where pages are written as sizes', () => {
    const ticks = ticksOf(20_365, 'size', 'pages');
    expect(ticks.every((t) => t % 256 === 0)).toBe(true);
    expect(ticks.length).toBeGreaterThan(3);
  });
  it('parts the whole', () => {
    expect(partsOfBar([3, 5], 10)).toEqual([3, 2, 5]);
  });
});

describe('the first draft', () => {
  it('is legal for every prediction of the lessons, and picks nothing', () => {
    for (const p of LESSONS.flatMap(({ lesson }) =>
      lesson.steps.flatMap((s) => s.prediction ?? []),
    )) {
      const draft = firstDraft(p, 900);
      expect(draft.kind).toBe(p.kind);
      if (draft.kind === 'pick') expect(draft.option).toBe('');
      if (draft.kind === 'order' && p.kind === 'order')
        expect([...draft.order].sort()).toEqual(p.items.map((_, i) => i));
      if (draft.kind === 'share') expect(draft.ends.at(-1)).toBeLessThan(900);
    }
  });
});
