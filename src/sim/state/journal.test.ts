/** The journal against a set. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Journal } from './journal';

describe('a journal', () => {
  it('notes each number once, in order, until it is cleared', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat({ max: 9 }))), (rounds) => {
        const journal = new Journal(10);
        for (const round of rounds) {
          for (const n of round) journal.push(n);
          expect(journal.noted).toEqual([...new Set(round)]);
          journal.clear();
          expect(journal.noted).toEqual([]);
        }
      }),
    );
  });
  it('stays as short as there are numbers', () => {
    const journal = new Journal(4);
    for (let i = 0; i < 1000; i += 1) journal.push(i % 4);
    expect(journal.noted).toHaveLength(4);
  });
});
