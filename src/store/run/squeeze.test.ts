import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squeeze, unsqueeze } from './squeeze';

const MOST = 1 << 20;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('bytes made short', () => {
  it('come back as they went, whatever they are', () => {
    const repeated = fc
      .tuple(fc.uint8Array({ maxLength: 9 }), fc.integer({ min: 0, max: 900 }))
      .map(([part, n]) =>
        Uint8Array.from(Array.from({ length: n }, () => Array.from(part)).flat()),
      );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 3000 }), repeated), (bytes) => {
        expect(unsqueeze(squeeze(bytes), MOST)).toEqual(bytes);
      }),
      { seed: 9 },
    );
  });
  it('come back where every code is used up', () => {
    let seed = 1;
    const bytes = Uint8Array.from({ length: 300_000 }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed >> 16;
    });
    expect(unsqueeze(squeeze(bytes), MOST)).toEqual(bytes);
  });
  it('are short where they repeat', () => {
    const text = '{"do":"malloc","type":"temp","size":128},'.repeat(100);
    expect(squeeze(bytesOf(text)).length).toBeLessThan(text.length / 4);
  });
  it('that are damaged or too many are none, and nothing throws', () => {
    expect(unsqueeze(squeeze(bytesOf('a'.repeat(5000))), 100)).toBeNull();
    expect(unsqueeze('!!', MOST)).toBeNull();
    expect(unsqueeze('____', MOST)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => unsqueeze(text, 1000)).not.toThrow();
      }),
      { seed: 9 },
    );
  });
});
