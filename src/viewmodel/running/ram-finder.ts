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

/** Things whose group two numbers tell, each in an array by thing. */
export interface Looks {
  /** both numbers of a group, as `major × by + minor`; −1 = no such group */
  readonly pairOf: (group: number) => number;
  readonly by: number;
  readonly major: Uint16Array;
  readonly minor: Uint8Array;
}

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
  /** a quicker way to tell groups, where there is one */
  readonly looks?: Looks;
}

/** The thing of a group that `left` others of it come before, or −1. */
const nth = ({ count, first, groupOf, looks }: Grouped, group: number, left: number): number => {
  let rest = left;
  if (looks === undefined) {
    for (let n = first; n < count + first; n += 1)
      if (groupOf(n) === group && rest-- === 0) return n;
    return -1;
  }
  const { pairOf, by, major, minor } = looks;
  const [a, b] = [Math.floor(pairOf(group) / by), pairOf(group) % by];
  for (let n = first; n < count + first; n += 1)
    if (major[n] === a && minor[n] === b && rest-- === 0) return n;
  return -1;
};

/** How many things of a group come before one. */
const before = ({ first, groupOf, looks }: Grouped, group: number, thing: number): number => {
  let sum = 0;
  if (looks === undefined) {
    for (let n = first; n < thing; n += 1) if (groupOf(n) === group) sum += 1;
    return sum;
  }
  const { by, major, minor } = looks;
  const [a, b] = [Math.floor(looks.pairOf(group) / by), looks.pairOf(group) % by];
  for (let n = first; n < thing; n += 1) if (major[n] === a && minor[n] === b) sum += 1;
  return sum;
};

/**
 * @returns a finder that looks through the things when asked: linear, and asked a few times an event.
 * The same cell asked again is remembered, for as long as the picture stands.
 */
export const finderOf = (grouped: Grouped): Finder => {
  const { starts, count, first, per, groupOf } = grouped;
  let last = { cell: -1, thing: -1 };
  return {
    thingAt: (cell) => {
      if (last.cell === cell) return last.thing;
      const group = groupHolding(starts, cell * per);
      const thing = nth(grouped, group, cell * per - (starts[group] as number));
      last = { cell, thing };
      return thing;
    },
    cellOf: (thing) => {
      if (thing < first || thing >= count + first) return -1;
      const group = groupOf(thing);
      return Math.floor(((starts[group] as number) + before(grouped, group, thing)) / per);
    },
  };
};
