/**
 * Growable columns of numbers. All state of the simulator lives in them, so that a checkpoint,
 * a hash and a save treat every structure alike (docs/adr/0006-simulator-engine.md).
 * Reading past the end is a defect of the caller; nothing checks it in the fast path.
 */
import type { TrackedI32, TrackedU8 } from './tracked';

const grown = (length: number, wanted: number): number => {
  let next = Math.max(length, 16);
  while (next < wanted) next *= 2;
  return next;
};

/** A column of signed 32-bit numbers. */
export class I32 {
  a: Int32Array;
  readonly filler: number;
  constructor(length = 16, filler = 0) {
    this.a = new Int32Array(length);
    this.filler = filler;
    if (filler !== 0) this.a.fill(filler);
  }
  get(i: number): number {
    return this.a[i] as number;
  }
  set(i: number, v: number): void {
    this.a[i] = v;
  }
  add(i: number, by: number): void {
    this.a[i] = (this.a[i] as number) + by;
  }
  /** Makes room for records 0 … n − 1. */
  need(n: number): void {
    if (n > this.a.length) this.resize(grown(this.a.length, n));
  }
  resize(length: number): void {
    const next = new Int32Array(length);
    if (this.filler !== 0) next.fill(this.filler);
    next.set(length < this.a.length ? this.a.subarray(0, length) : this.a);
    this.a = next;
  }
}

/** A column of bytes. */
export class U8 {
  a: Uint8Array;
  readonly filler = 0;
  constructor(length = 16) {
    this.a = new Uint8Array(length);
  }
  get(i: number): number {
    return this.a[i] as number;
  }
  set(i: number, v: number): void {
    this.a[i] = v;
  }
  /** Makes room for records 0 … n − 1. */
  need(n: number): void {
    if (n > this.a.length) this.resize(grown(this.a.length, n));
  }
  resize(length: number): void {
    const next = new Uint8Array(length);
    next.set(length < this.a.length ? this.a.subarray(0, length) : this.a);
    this.a = next;
  }
}

/** A column of doubles: counters of the kernel that pass 2^32. */
export class F64 {
  a: Float64Array;
  readonly filler = 0;
  constructor(length = 16) {
    this.a = new Float64Array(length);
  }
  get(i: number): number {
    return this.a[i] as number;
  }
  set(i: number, v: number): void {
    this.a[i] = v;
  }
  add(i: number, by: number): void {
    this.a[i] = (this.a[i] as number) + by;
  }
  /** Makes room for records 0 … n − 1. */
  need(n: number): void {
    if (n > this.a.length) this.resize(grown(this.a.length, n));
  }
  resize(length: number): void {
    const next = new Float64Array(length);
    next.set(length < this.a.length ? this.a.subarray(0, length) : this.a);
    this.a = next;
  }
}

export type Column = I32 | U8 | F64 | TrackedI32 | TrackedU8;
/** Columns by name; the order of the names is part of the hash. */
export type Columns = Readonly<Record<string, Column>>;

/** Makes room for `n` records in every column of a table. */
export const needAll = (table: Columns, n: number): void => {
  for (const column of Object.values(table)) column.need(n);
};
