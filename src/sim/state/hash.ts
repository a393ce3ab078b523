/**
 * A 64-bit fingerprint of columns as 16 hexadecimal digits: two FNV-like lanes over 32-bit words.
 * Trailing filler is left out, so that a column's capacity does not show.
 */
import type { Column, Columns } from './columns';

const PRIME_A = 0x01000193;
const PRIME_B = 0x85ebca6b;

/** Two running 32-bit lanes. */
export interface Lanes {
  a: number;
  b: number;
}

/** Fresh lanes. */
export const lanes = (): Lanes => ({ a: 0x811c9dc5 | 0, b: 0x9747b28c | 0 });

/** Adds one 32-bit word. */
export const mixWord = (l: Lanes, word: number): void => {
  l.a = Math.imul(l.a ^ word, PRIME_A);
  l.a ^= l.a >>> 15;
  l.b = Math.imul((l.b ^ (word + 0x9e3779b9)) | 0, PRIME_B);
  l.b ^= l.b >>> 13;
};

/** Adds a text, with its length. */
export const mixText = (l: Lanes, text: string): void => {
  mixWord(l, text.length);
  for (let i = 0; i < text.length; i += 1) mixWord(l, text.charCodeAt(i));
};

const usedLength = (column: Column): number => {
  let n = column.a.length;
  while (n > 0 && column.a[n - 1] === column.filler) n -= 1;
  return n;
};

const mixColumn = (l: Lanes, column: Column): void => {
  const n = usedLength(column);
  mixWord(l, n);
  if (column.a instanceof Float64Array) {
    const words = new Uint32Array(column.a.buffer, column.a.byteOffset, n * 2);
    for (let i = 0; i < words.length; i += 1) mixWord(l, words[i] as number);
    return;
  }
  const cells = column.a;
  for (let i = 0; i < n; i += 1) mixWord(l, cells[i] as number);
};

/** Adds a table: its names and its columns, in order. */
export const mixTable = (l: Lanes, table: Columns): void => {
  for (const [name, column] of Object.entries(table)) {
    mixText(l, name);
    mixColumn(l, column);
  }
};

/** The fingerprint so far. */
export const digest = (l: Lanes): string =>
  [l.a, l.b].map((x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
