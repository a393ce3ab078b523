/** Columns, images, hash and generator against plain arrays. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { F64, I32, U8, needAll } from './columns';
import { digest, lanes, mixTable } from './hash';
import { CHUNK, imageOf, newBytes, restoreTable, tableImage } from './image';
import { TrackedI32, TrackedU8 } from './tracked';
import { below, nextWord, randomState } from './random';

const hashOf = (table: Parameters<typeof mixTable>[1]): string => {
  const l = lanes();
  mixTable(l, table);
  return digest(l);
};

describe('a column', () => {
  it('grows and keeps its numbers, with filler behind', () => {
    const c = new I32(2, -1);
    c.set(1, 7);
    c.need(100);
    expect([c.get(0), c.get(1), c.get(99)]).toEqual([-1, 7, -1]);
    expect(c.a.length).toBe(128);
  });
  it('grows together with the other columns of its table', () => {
    const t = { a: new I32(), b: new U8(), c: new F64() };
    needAll(t, 1000);
    expect(Object.values(t).map((c) => c.a.length)).toEqual([1024, 1024, 1024]);
  });
});

describe('an image', () => {
  const edits = fc.array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.nat({ max: 20_000 }),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 40 },
  );
  const table = () => ({ a: new I32(16, -1), b: new U8(), c: new F64() });
  const apply = (
    t: ReturnType<typeof table>,
    list: readonly (readonly [string, number, number])[],
  ) => {
    for (const [name, i, v] of list) {
      const c = t[name as 'a'];
      c.need(i + 1);
      c.set(i, v);
    }
  };
  it('brings back what was there, whatever came after', () => {
    fc.assert(
      fc.property(edits, edits, edits, (first, second, third) => {
        const t = table();
        apply(t, first);
        const one = tableImage(t);
        const before = hashOf(t);
        apply(t, second);
        const two = tableImage(t, one);
        const between = hashOf(t);
        apply(t, third);
        restoreTable(t, one);
        expect(hashOf(t)).toBe(before);
        restoreTable(t, two);
        expect(hashOf(t)).toBe(between);
      }),
      { numRuns: 200 },
    );
  });
  it('of a tracked column is the same, whatever happened between images', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('write' as const),
        i: fc.nat({ max: 20_000 }),
        v: fc.nat({ max: 255 }),
      }),
      fc.record({ do: fc.constant('image' as const) }),
      fc.record({ do: fc.constant('restore' as const), n: fc.nat({ max: 5 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const tracked = { x: new TrackedI32(20_001), y: new TrackedU8(20_001) };
        const naive = { x: new I32(20_001), y: new U8(20_001) };
        const images = [tableImage(tracked)];
        const copies = [{ x: naive.x.a.slice(), y: naive.y.a.slice() }];
        for (const s of steps) {
          if (s.do === 'write')
            for (const t of [tracked, naive]) {
              t.x.set(s.i, s.v);
              t.y.set(20_000 - s.i, s.v);
            }
          else if (s.do === 'image') {
            images.push(tableImage(tracked, images.at(-1)));
            copies.push({ x: naive.x.a.slice(), y: naive.y.a.slice() });
          } else {
            const n = s.n % images.length;
            restoreTable(tracked, images[n]!);
            naive.x.a.set(copies[n]!.x);
            naive.y.a.set(copies[n]!.y);
          }
          expect(hashOf(tracked)).toBe(hashOf(naive));
        }
      }),
      { numRuns: 40 },
    );
  });
  it('shares the chunks that did not change', () => {
    const c = new I32(CHUNK * 4);
    const one = imageOf(c);
    c.set(CHUNK * 2 + 5, 1);
    const two = imageOf(c, one);
    expect(two.chunks.map((chunk, i) => chunk === one.chunks[i])).toEqual([
      true,
      true,
      false,
      true,
    ]);
    const seen = new Set<unknown>();
    expect(newBytes({ c: one }, seen)).toBe(CHUNK * 16);
    expect(newBytes({ c: two }, seen)).toBe(CHUNK * 4);
  });
  it('tells −0 from 0, as the hash does', () => {
    const c = new F64(2);
    const one = imageOf(c);
    c.set(0, -0);
    expect(imageOf(c, one).chunks[0]).not.toBe(one.chunks[0]);
  });
});

describe('the hash', () => {
  it('does not see capacity', () => {
    const a = { x: new I32(4, -1) };
    const b = { x: new I32(64, -1) };
    a.x.set(2, 9);
    b.x.set(2, 9);
    expect(hashOf(a)).toBe(hashOf(b));
  });
  it('sees values, places and names', () => {
    const one = { x: new I32(4) };
    one.x.set(1, 3);
    const place = { x: new I32(4) };
    place.x.set(2, 3);
    const name = { y: new I32(4) };
    name.y.set(1, 3);
    expect(new Set([hashOf(one), hashOf(place), hashOf(name)]).size).toBe(3);
  });
});

describe('the generator', () => {
  /** The same mixer with big integers: no 32-bit tricks. */
  const reference = (seed: number, n: number): number[] => {
    const M = 0xffffffffn;
    let s = BigInt(seed >>> 0);
    return Array.from({ length: n }, () => {
      s = (s + 0x9e3779b9n) & M;
      let z = s ^ (s >> 16n);
      z = (z * 0x21f0aaadn) & M;
      z ^= z >> 15n;
      z = (z * 0x735a2d97n) & M;
      return Number(z ^ (z >> 15n));
    });
  };
  it('agrees with its definition', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const r = randomState(seed);
        expect(Array.from({ length: 20 }, () => nextWord(r))).toEqual(reference(seed, 20));
      }),
    );
  });
  it('spreads evenly', () => {
    const r = randomState(1);
    const seen = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i += 1) seen[below(r, 10)]! += 1;
    for (const n of seen) expect(Math.abs(n - 10_000)).toBeLessThan(400);
  });
});
