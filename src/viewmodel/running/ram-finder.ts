/** Which frame a cell of the RAM picture is, and where a frame stands, from the sizes of its groups. */
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

/**
 * @param groupOf the group of a frame
 * @returns a finder that looks through the frames when asked: linear, and asked once an event
 */
export const finderOf = (
  starts: Int32Array,
  frames: number,
  per: number,
  groupOf: (frame: number) => number,
): Finder => ({
  thingAt: (cell) => {
    const place = cell * per;
    const group = groupHolding(starts, place);
    let left = place - (starts[group] as number);
    for (let f = 1; f <= frames; f += 1) {
      if (groupOf(f) !== group) continue;
      if (left === 0) return f;
      left -= 1;
    }
    return -1;
  },
  cellOf: (frame) => {
    if (frame < 1 || frame > frames) return -1;
    const group = groupOf(frame);
    let place = starts[group] as number;
    for (let f = 1; f < frame; f += 1) if (groupOf(f) === group) place += 1;
    return Math.floor(place / per);
  },
});
