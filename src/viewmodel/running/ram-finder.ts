/** Which thing a cell of a grouped picture is, and where a thing stands, from the sizes of the groups. */
import type { Finder } from './cells';

/** Where each group begins, and behind the last one where it ends. */
export const groupStarts = (counts: Int32Array): Int32Array => {
  const starts = new Int32Array(counts.length + 1);
  let at = 0;
  counts.forEach((size, g) => {
    starts[g] = at;
    at += size;
  });
  starts[counts.length] = at;
  return starts;
};

/** The last group that begins at or before a place. Empty groups begin where the next one does. */
const groupHolding = (starts: Int32Array, place: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return low;
};

/** A grouped picture, as a finder sees it. */
export interface Grouped {
  /** `groupStarts` of the picture */
  readonly starts: Int32Array;
  /** how many things there are, and the number of the first: frames are counted from 1, pages from 0 */
  readonly count: number;
  readonly first: 0 | 1;
  /** things of one cell */
  readonly per: number;
  readonly groupOf: (thing: number) => number;
}

/** @returns a finder that looks through the things when asked: linear, and asked once an event */
export const finderOf = ({ starts, count, first, per, groupOf }: Grouped): Finder => ({
  thingAt: (cell) => {
    const place = cell * per;
    const group = groupHolding(starts, place);
    let left = place - (starts[group] as number);
    for (let n = first; n < count + first; n += 1) {
      if (groupOf(n) !== group) continue;
      if (left === 0) return n;
      left -= 1;
    }
    return -1;
  },
  cellOf: (thing) => {
    if (thing < first || thing >= count + first) return -1;
    const group = groupOf(thing);
    let place = starts[group] as number;
    for (let n = first; n < thing; n += 1) if (groupOf(n) === group) place += 1;
    return Math.floor(place / per);
  },
});
