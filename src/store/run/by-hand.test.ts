import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../sim';
import { DEFAULT_LINK, MAX_BY, decodeLink, encodeLink } from '../url-codec';
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
  const many = (length: number): Command[] =>
    Array.from({ length }, (_, i) => ({ do: 'malloc', type: `t${i % 7}`, size: 16 + i }));
  it('are made short where they are many, and come back', () => {
    for (const n of [1, 30, 40, 400, 900]) {
      const branch = { from: 7, commands: many(n) };
      const packed = packByHand(branch);
      expect(packed).toMatch(n < 20 ? /^7\.[\w-]+$/ : /^7[.~][\w-]+$/);
      expect(packed.length).toBeLessThanOrEqual(MAX_BY);
      expect(unpackByHand(packed)).toEqual({ ok: true, value: branch });
    }
    const by = packByHand({ from: 7, commands: many(400) });
    expect(by).toMatch(/^7~/);
    expect(decodeLink(encodeLink({ ...DEFAULT_LINK, room: 'machine', by })).by).toBe(by);
  });
  it('keep the form of before while they are short', () => {
    expect(packByHand({ from: 1, commands: [{ do: 'uma_reclaim' }] })).toBe(
      '1.W3siZG8iOiJ1bWFfcmVjbGFpbSJ9XQ',
    );
  });
  it('are left out where they are too long all the same', () => {
    expect(packByHand({ from: 1, commands: many(9000) })).toBe('');
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
      '60~',
      '60~!!',
      '60~____',
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
          fc.base64String().map((s) => `7~${s}`),
        ),
        (text) => {
          expect(typeof unpackByHand(text).ok).toBe('boolean');
        },
      ),
      { seed: 5 },
    );
  });
});
