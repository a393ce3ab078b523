/** The journal against a set. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Journal } from './journal';

/** Each number of a set is in one run, and no run could be longer. */
const naiveRuns = (noted: ReadonlySet<number>): number[] => {
  const edges: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    if (noted.has(n) && !noted.has(n - 1)) edges.push(n);
    if (noted.has(n) && !noted.has(n + 1)) edges.push(n);
  }
  return edges;
};

describe('a journal', () => {
  it('tells what was noted since it was cleared, as runs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat({ max: 199 }), { maxLength: 300, size: 'max' })),
        (rounds) => {
          const journal = new Journal(200);
          for (const round of rounds) {
            for (const n of round) journal.note(n);
            expect(journal.runs()).toEqual(naiveRuns(new Set(round)));
            expect(journal.runs()).toEqual(naiveRuns(new Set(round)));
            journal.clear();
            expect(journal.runs()).toEqual([]);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
  it('notes what comes after a look', () => {
    const journal = new Journal(10);
    for (const n of [7, 3, 4]) journal.note(n);
    expect(journal.runs()).toEqual([3, 4, 7, 7]);
    for (const n of [5, 3]) journal.note(n);
    expect(journal.runs()).toEqual([3, 5, 7, 7]);
  });
});
