/**
 * Images of columns: cut into chunks, each shared with the previous image where equal.
 * Nobody writes to a chunk once it is in an image.
 */
import type { Column, Columns } from './columns';
import { SINCE_IMAGE, SINCE_LOOK } from './tracked';
import type { Tracker } from './tracked';

type Cells = Int32Array | Uint8Array | Float64Array;

/** Numbers in a chunk. */
export const CHUNK = 4096;

export interface ColumnImage {
  readonly length: number;
  readonly chunks: readonly Cells[];
}

/** Images of a table's columns, by column name. */
export type TableImage = Readonly<Record<string, ColumnImage>>;

const sameInts = (a: Int32Array | Uint32Array, at: number, b: typeof a): boolean => {
  for (let i = 0; i < b.length; i += 1) if (a[at + i] !== b[i]) return false;
  return true;
};

/** Compares by 32-bit words where the chunk is whole words: bits, not values, must agree. */
const same = (column: Cells, at: number, chunk: Cells): boolean => {
  const bytes = chunk.byteLength;
  const from = column.byteOffset + at * column.BYTES_PER_ELEMENT;
  if (bytes % 4 === 0 && from % 4 === 0 && from + bytes <= column.byteOffset + column.byteLength)
    return sameInts(
      new Uint32Array(column.buffer, 0, column.buffer.byteLength >>> 2),
      from / 4,
      new Uint32Array(chunk.buffer, chunk.byteOffset, bytes / 4),
    );
  for (let i = 0; i < chunk.length; i += 1) if (column[at + i] !== chunk[i]) return false;
  return true;
};

const trackOf = (column: Column): Tracker | null => ('track' in column ? column.track : null);

/** The chunk that a tracked column certainly still equals; undefined where it was written since. */
const untouched = (track: Tracker | null, n: number): Cells | undefined =>
  track === null || track.base === null || ((track.dirty[n] as number) & SINCE_IMAGE) !== 0
    ? undefined
    : (track.base.chunks[n] as Cells);

const rebase = (track: Tracker | null, image: ColumnImage): void => {
  if (track === null) return;
  track.base = image;
  const { dirty } = track;
  for (let n = 0; n < dirty.length; n += 1) dirty[n] = (dirty[n] as number) & SINCE_LOOK;
};

/** Takes an image of one column, sharing what the older image already holds. */
export const imageOf = (column: Column, older?: ColumnImage): ColumnImage => {
  const cells: Cells = column.a;
  const track = trackOf(column);
  const chunks: Cells[] = [];
  for (let at = 0, n = 0; at < cells.length; at += CHUNK, n += 1) {
    const end = Math.min(at + CHUNK, cells.length);
    const old = untouched(track, n) ?? older?.chunks[n];
    const isSame =
      old !== undefined &&
      (old === untouched(track, n) || (old.length === end - at && same(cells, at, old)));
    chunks.push(isSame ? old : cells.slice(at, end));
  }
  const image = { length: cells.length, chunks };
  rebase(track, image);
  return image;
};

/**
 * Writes an image back. A column that has grown since keeps its room, so that jumping to and fro
 * allocates nothing; what a tracked one still equals is not copied.
 */
export const restore = (column: Column, image: ColumnImage): void => {
  const track = trackOf(column);
  const isTooShort = column.a.length < image.length;
  if (isTooShort || (track !== null && column.a.length > image.length)) column.resize(image.length);
  const cells: Cells = column.a;
  cells.fill(column.filler, image.length);
  image.chunks.forEach((chunk, n) => {
    if (chunk === untouched(track, n)) return;
    cells.set(chunk, n * CHUNK);
    if (track !== null) track.dirty[n] = SINCE_IMAGE | SINCE_LOOK;
  });
  rebase(track, image);
};

/** Images of all columns of a table. */
export const tableImage = (table: Columns, older?: TableImage): TableImage => {
  const image: Record<string, ColumnImage> = {};
  for (const [name, column] of Object.entries(table)) image[name] = imageOf(column, older?.[name]);
  return image;
};

/** Writes images back to the columns of the same names. */
export const restoreTable = (table: Columns, image: TableImage): void => {
  for (const [name, column] of Object.entries(table)) {
    const from = image[name];
    if (from !== undefined) restore(column, from);
  }
};

/** Bytes of the chunks that `image` holds and `seen` does not know yet; adds them to `seen`. */
export const newBytes = (image: TableImage, seen: Set<unknown>): number => {
  let sum = 0;
  for (const column of Object.values(image))
    for (const chunk of column.chunks)
      if (!seen.has(chunk)) {
        seen.add(chunk);
        sum += chunk.byteLength;
      }
  return sum;
};
