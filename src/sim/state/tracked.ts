/**
 * Columns as large as RAM, which remember the chunks that were written since their last image.
 * Not subclasses of the plain ones: a shared `get` that sees two shapes would slow every reader.
 */

/** log2 of the numbers in a chunk. */
export const SHIFT = 12;

/** Bits of `dirty`: written since the image `base`, and since somebody last looked (`lookAt`). */
export const SINCE_IMAGE = 1;
export const SINCE_LOOK = 2;
const WRITTEN = SINCE_IMAGE | SINCE_LOOK;

/** Chunks that were written, and since when. `base` is an image, or null. */
export interface Tracker {
  dirty: Uint8Array;
  base: { readonly length: number; readonly chunks: readonly unknown[] } | null;
}

const tracker = (length: number): Tracker => ({
  dirty: new Uint8Array((length >>> SHIFT) + 1).fill(WRITTEN),
  base: null,
});

/**
 * Tells whether a chunk was written since it was last asked so, and takes note that somebody looked.
 * There is one looker a column: who comes second must look at everything.
 */
export const lookAt = (
  { track: { dirty } }: { readonly track: Tracker },
  chunk: number,
): boolean => {
  const bits = dirty[chunk] as number;
  if ((bits & SINCE_LOOK) === 0) return false;
  dirty[chunk] = bits & ~SINCE_LOOK;
  return true;
};

/** A tracked column of signed 32-bit numbers. */
export class TrackedI32 {
  a: Int32Array;
  track: Tracker;
  readonly filler = 0;
  constructor(length = 16) {
    this.a = new Int32Array(length);
    this.track = tracker(length);
  }
  get(i: number): number {
    return this.a[i] as number;
  }
  set(i: number, v: number): void {
    this.a[i] = v;
    this.track.dirty[i >>> SHIFT] = WRITTEN;
  }
  add(i: number, by: number): void {
    this.set(i, (this.a[i] as number) + by);
  }
  /** Makes room for records 0 … n − 1. */
  need(n: number): void {
    if (n > this.a.length) this.resize(n);
  }
  resize(length: number): void {
    const next = new Int32Array(length);
    next.set(length < this.a.length ? this.a.subarray(0, length) : this.a);
    this.a = next;
    this.track = tracker(length);
  }
}

/** A tracked column of bytes. */
export class TrackedU8 {
  a: Uint8Array;
  track: Tracker;
  readonly filler = 0;
  constructor(length = 16) {
    this.a = new Uint8Array(length);
    this.track = tracker(length);
  }
  get(i: number): number {
    return this.a[i] as number;
  }
  set(i: number, v: number): void {
    this.a[i] = v;
    this.track.dirty[i >>> SHIFT] = WRITTEN;
  }
  /** Makes room for records 0 … n − 1. */
  need(n: number): void {
    if (n > this.a.length) this.resize(n);
  }
  resize(length: number): void {
    const next = new Uint8Array(length);
    next.set(length < this.a.length ? this.a.subarray(0, length) : this.a);
    this.a = next;
    this.track = tracker(length);
  }
}
