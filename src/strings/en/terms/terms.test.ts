/** Terms are unique, short and plain, and say where they can be read. */
import { describe, expect, it } from 'vitest';
import { TERMS } from './index';

const words = TERMS.flatMap((t) => [t.name, ...t.also]).map((w) => w.toLowerCase());

describe('terms', () => {
  it('stand once, under one name', () => {
    expect(words.length).toBeGreaterThan(60);
    expect(words.filter((w, i) => words.indexOf(w) !== i)).toEqual([]);
  });
  it.each(TERMS.map((t) => [t.name, t] as const))(
    '%s is said in whole, plain sentences',
    (_, t) => {
      for (const text of [t.plain, t.exact]) {
        expect(text).toMatch(/^[A-Z0-9a-z].*[.]$/);
        expect(text).not.toMatch(/!|\b(simply|just|very|powerful)\b/);
        expect(text.length).toBeLessThan(240);
      }
      expect(t.source[0]).toMatch(/^sys\/[a-z0-9_/]+\.[ch]$/);
      expect(t.source[1]).toMatch(/^[A-Za-z_0-9]+$/);
    },
  );
});
