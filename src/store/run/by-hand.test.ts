import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../sim';
import { packByHand, unpackByHand } from './by-hand';

const COMMANDS: readonly Command[] = [
  { do: 'malloc', type: 'größe', size: 16_384 },
  { do: 'wait', seconds: 3 },
];

describe('commands by hand in a link', () => {
  it('come back as they went', () => {
    const packed = packByHand({ from: 60, commands: COMMANDS });
    expect(packed).toMatch(/^60\.[\w-]+$/);
    expect(unpackByHand(packed)).toEqual({ ok: true, value: { from: 60, commands: COMMANDS } });
  });
  it('are left out where they are too long', () => {
    const many = Array.from({ length: 60 }, (): Command => ({ do: 'uma_reclaim' }));
    expect(packByHand({ from: 1, commands: many })).toBe('');
    expect(packByHand({ from: 1, commands: many.slice(0, 40) })).not.toBe('');
  });
  it('that are damaged, or no commands, are told', () => {
    for (const text of [
      '',
      'x',
      '60',
      '60.',
      '.W10',
      '60.!!',
      '60.eyJkbyI6MX0',
      '60.W3siZG8iOiJ4In1d',
    ])
      expect(unpackByHand(text)).toMatchObject({ ok: false });
    expect(unpackByHand('60.W10')).toMatchObject({ ok: true, value: { commands: [] } });
  });
  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((s) => `7.${s}`),
        ),
        (text) => {
          expect(typeof unpackByHand(text).ok).toBe('boolean');
        },
      ),
      { seed: 5 },
    );
  });
});
