/** One direction of a pipe as a stream of named bytes, and the taps through which it is fed. */

/** A direct write under way: the name of its next byte, the bytes left, its frames. */
export interface Direct {
  next: number;
  left: number;
  readonly frames: readonly number[];
}

/** One direction of a pipe as nobody's kernel has it. */
export interface Stream {
  /** names of the bytes on their way, oldest first, as runs [from, to) */
  runs: [from: number, to: number][];
  direct: Direct | null;
  /** bytes of a buffer that is being changed for another */
  moving: readonly number[];
  /** bytes by the calls that wrote and read them, and by where they went */
  wrote: number;
  came: number;
  read: number;
  went: number;
}

/** A pipe that nobody has used. */
export const newStream = (): Stream => ({
  runs: [],
  direct: null,
  moving: [],
  wrote: 0,
  came: 0,
  read: 0,
  went: 0,
});

/** What a column is told. */
export type Write = (i: number, v: number) => void;
interface Tap {
  set: Write;
  add: Write;
}

/** Lets `seen` know of what a column is told, after it. */
export const tap = (column: Tap, seen: { set?: Write; add?: Write }, before?: Write): void => {
  const set = column.set.bind(column);
  const add = column.add.bind(column);
  column.set = (i, v) => {
    before?.(i, v);
    set(i, v);
    seen.set?.(i, v);
  };
  column.add = (i, v) => {
    add(i, v);
    seen.add?.(i, v);
  };
};

/**
 * Whether as many bytes are on their way as were written and not read, by calls, by names and by the
 * kernel's counts.
 * @param holds bytes in the buffer and in lent pages, as the kernel counts them
 */
export const countFaults = (e: number, s: Stream, holds: number): string[] => {
  const waiting = s.runs.reduce((sum, [from, to]) => sum + to - from, 0);
  if (s.came - s.went !== waiting) return [`pipe ${e} has lost bytes`];
  if (s.wrote === s.came && s.read === s.went && waiting === holds) return [];
  const calls = `written ${s.wrote} of ${s.came}, read ${s.read} of ${s.went}`;
  return [`pipe ${e} holds ${holds} of ${waiting} bytes, ${calls}`];
};
