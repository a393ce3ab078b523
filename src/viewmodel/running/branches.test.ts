/** Names of figures that branches are compared by. */
import { describe, expect, it } from 'vitest';
import { figureWords } from './branches';

describe('the name of a figure', () => {
  it.each([
    ['kmem_map largestHole', 'kmem_map largest hole, bytes'],
    ['kmem_map allocated', 'kmem_map handed out, bytes'],
    ['zone NetGraph items free', 'zone NetGraph items free'],
    ['uptime', 'uptime'],
  ])('%s is written %s', (what, words) => {
    expect(figureWords(what)).toBe(words);
  });
});
