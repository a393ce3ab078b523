/** Free blocks against a list of booleans that is searched leaf by leaf. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blistAlloc, blistFill, blistFree, blistNodes, countFree, needLeaves } from './blist';
import { swapState } from './state';

const LEAF = 32;
const mapOf = (blocks: number) => {
  const map = swapState().free;
  needLeaves(map, Math.ceil(blocks / LEAF));
  blistFree(map, 0, blocks);
  return map;
};
const leavesOf = (blocks: number): number => Math.ceil(blocks / LEAF);

describe('blocks of a device', () => {
  it('come from the lowest leaf that has a run, and never lie in two', () => {
    const map = mapOf(100);
    const take = (n: number): number => blistAlloc(map, 0, 4, n);
    expect([take(20), take(16), take(12), take(16), take(1)]).toEqual([0, 32, 20, 48, 64]);
    // 65 … 99 are free, but no more than 31 of them in one leaf; 100 … 127 do not exist.
    expect([take(32), take(31), take(4), take(1)]).toEqual([-1, 65, 96, -1]);
  });

  it('are had again once given back', () => {
    const map = mapOf(64);
    expect([blistAlloc(map, 0, 2, 32), blistAlloc(map, 0, 2, 32)]).toEqual([0, 32]);
    expect(blistAlloc(map, 0, 2, 1)).toBe(-1);
    blistFree(map, 40, 16);
    expect([blistAlloc(map, 0, 2, 17), blistAlloc(map, 0, 2, 16)]).toEqual([-1, 40]);
  });

  it('are taken all at once by blist_fill, which counts those that were free', () => {
    const map = mapOf(1000);
    blistAlloc(map, 0, leavesOf(1000), 30);
    expect(blistFill(map, 0, leavesOf(1000))).toBe(970);
    expect(blistAlloc(map, 0, leavesOf(1000), 1)).toBe(-1);
  });

  it('are found as a plain search finds them', () => {
    const step = fc.oneof(
      fc.record({ take: fc.integer({ min: 1, max: 32 }) }),
      fc.record({ give: fc.nat(999) }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 1200 }),
        fc.array(step, { maxLength: 200 }),
        (n, steps) => {
          const map = mapOf(n);
          const free = new Array<boolean>(n).fill(true);
          const runs: [at: number, count: number][] = [];
          const search = (count: number): number => {
            for (let at = 0; at < n; at += 1)
              if (
                (at % LEAF) + count <= LEAF &&
                at + count <= n &&
                free.slice(at, at + count).every(Boolean)
              )
                return at;
            return -1;
          };
          for (const s of steps)
            if ('take' in s) {
              const at = search(s.take);
              expect(blistAlloc(map, 0, leavesOf(n), s.take)).toBe(at);
              if (at < 0) continue;
              free.fill(false, at, at + s.take);
              runs.push([at, s.take]);
            } else if (runs.length > 0) {
              const [[at, count] = [0, 0]] = runs.splice(s.give % runs.length, 1);
              blistFree(map, at, count);
              free.fill(true, at, at + count);
            }
          expect(countFree(map, 0, leavesOf(n))).toBe(free.filter(Boolean).length);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('nodes of the radix tree', () => {
  // Own count: a leaf for 32 blocks, a node over 16 of them, and one that ends an unfilled row.
  it.each([
    [1, 1],
    [32, 1],
    [33, 1 + 2 + 1],
    [512, 1 + 16 + 1],
  ])('%i blocks', (blocks, nodes) => {
    expect(blistNodes(blocks)).toBe(nodes);
  });
});
