/**
 * Unpacks gzip. Written here because the readers use no libraries and run where no file system is.
 * Format: RFC 1951 (deflate) and RFC 1952 (gzip). Checksums are not verified: a file that was
 * cut still gives the text before the cut, and the readers say where a table breaks off.
 */

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const FAR_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_BITS = 15;
const END_OF_BLOCK = 256;

/** The packed bytes, read bit by bit. Past the end it is `over`. */
class Bits {
  private readonly bytes: Uint8Array;
  private at: number;
  private hold = 0;
  private held = 0;
  over = false;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  take(n: number): number {
    while (this.held < n) {
      if (this.at >= this.bytes.length) {
        this.over = true;
        return 0;
      }
      this.hold |= (this.bytes[this.at] ?? 0) << this.held;
      this.at += 1;
      this.held += 8;
    }
    const value = this.hold & ((1 << n) - 1);
    this.hold >>>= n;
    this.held -= n;
    return value;
  }

  /** Throws away the rest of the byte; where the next whole byte stands. */
  align(): number {
    this.hold = 0;
    this.held = 0;
    return this.at;
  }

  skip(n: number): void {
    this.at += n;
  }
}

/** A canonical Huffman code: how many codes of each length, and the symbols in order. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

const makeCode = (lengths: readonly number[]): Code => {
  const counts = new Uint16Array(MOST_BITS + 1);
  for (const l of lengths) counts[l] = (counts[l] ?? 0) + 1;
  counts[0] = 0;
  const starts = new Uint16Array(MOST_BITS + 2);
  for (let l = 1; l <= MOST_BITS; l += 1) starts[l + 1] = (starts[l] ?? 0) + (counts[l] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((l, symbol) => {
    if (l === 0) return;
    symbols[starts[l] ?? 0] = symbol;
    starts[l] = (starts[l] ?? 0) + 1;
  });
  return { counts, symbols };
};

/** The next symbol, −1 where the bits are none or have run out. */
const symbol = (bits: Bits, { counts, symbols }: Code): number => {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let l = 1; l <= MOST_BITS; l += 1) {
    code |= bits.take(1);
    if (bits.over) return -1;
    const count = counts[l] ?? 0;
    if (code - count < first) return symbols[index + code - first] ?? -1;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
};

const times = (n: number, value: number): number[] => new Array<number>(n).fill(value);
const FIXED_LITERALS = makeCode([
  ...times(144, 8),
  ...times(112, 9),
  ...times(24, 7),
  ...times(8, 8),
]);
const FIXED_FAR = makeCode(times(30, 5));

/** Code lengths of a block, themselves packed. Null where they are damaged. */
const readLengths = (bits: Bits, code: Code, wanted: number): number[] | null => {
  const lengths: number[] = [];
  while (lengths.length < wanted) {
    const s = symbol(bits, code);
    if (s < 0) return null;
    if (s < 16) lengths.push(s);
    else if (s === 16) lengths.push(...times(3 + bits.take(2), lengths.at(-1) ?? 0));
    else lengths.push(...times(s === 17 ? 3 + bits.take(3) : 11 + bits.take(7), 0));
  }
  return lengths.length === wanted ? lengths : null;
};

const readCodes = (bits: Bits): readonly [literals: Code, far: Code] | null => {
  const literals = 257 + bits.take(5);
  const far = 1 + bits.take(5);
  const given = 4 + bits.take(4);
  const lengths = times(19, 0);
  for (let i = 0; i < given; i += 1) lengths[ORDER[i] ?? 0] = bits.take(3);
  const all = readLengths(bits, makeCode(lengths), literals + far);
  return all === null ? null : [makeCode(all.slice(0, literals)), makeCode(all.slice(literals))];
};

/** Grows as it is written, up to a limit. */
class Output {
  bytes = new Uint8Array(65_536);
  size = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** Makes room for n bytes; false where the limit is reached. */
  room(n: number): boolean {
    if (this.size + n > this.most) return false;
    if (this.size + n <= this.bytes.length) return true;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size + n));
    grown.set(this.bytes);
    this.bytes = grown;
    return true;
  }

  /** Repeats n bytes from `far` back. */
  repeat(far: number, n: number): boolean {
    if (far > this.size || !this.room(n)) return false;
    for (let i = 0; i < n; i += 1) {
      this.bytes[this.size] = this.bytes[this.size - far] ?? 0;
      this.size += 1;
    }
    return true;
  }
}

const stored = (bits: Bits, packed: Uint8Array, out: Output): boolean => {
  const at = bits.align();
  const size = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8);
  const part = packed.subarray(at + 4, at + 4 + size);
  if (!out.room(part.length)) return false;
  out.bytes.set(part, out.size);
  out.size += part.length;
  bits.skip(4 + size);
  return part.length === size;
};

const coded = (bits: Bits, [literals, fars]: readonly [Code, Code], out: Output): boolean => {
  for (;;) {
    const s = symbol(bits, literals);
    if (s === END_OF_BLOCK) return true;
    if (s < 0) return false;
    if (s < END_OF_BLOCK) {
      if (!out.room(1)) return false;
      out.bytes[out.size] = s;
      out.size += 1;
      continue;
    }
    const length = (LENGTH_BASE[s - 257] ?? 0) + bits.take(LENGTH_BITS[s - 257] ?? 0);
    const f = symbol(bits, fars);
    if (f < 0) return false;
    const far = (FAR_BASE[f] ?? 0) + bits.take(f < 2 ? 0 : (f >> 1) - 1);
    if (bits.over || !out.repeat(far, length)) return false;
  }
};

/** Where the packed data begin behind a gzip header; −1 where it is none. */
const headerEnd = (b: Uint8Array): number => {
  if (b[0] !== 0x1f || b[1] !== 0x8b || b[2] !== 8) return -1;
  const flags = b[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (b[at] ?? 0) + ((b[at + 1] ?? 0) << 8);
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    while (at < b.length && b[at] !== 0) at += 1;
    at += 1;
  }
  return (flags & 2) === 0 ? at : at + 2;
};

/** What was unpacked. `whole` is false where the file breaks off, is damaged or beyond the limit. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

/**
 * Unpacks the first member of a gzip file. Never throws.
 * @param most bytes that may come out, so that a small file cannot fill the memory
 * @returns null where the bytes are no gzip file
 */
export const gunzip = (packed: Uint8Array, most: number): Unpacked | null => {
  const at = headerEnd(packed);
  if (at < 0) return null;
  const bits = new Bits(packed, at);
  const out = new Output(most);
  let whole = true;
  for (let last = 0; last === 0 && whole;) {
    last = bits.take(1);
    const type = bits.take(2);
    if (type === 0) whole = stored(bits, packed, out);
    else {
      const codes = type === 1 ? ([FIXED_LITERALS, FIXED_FAR] as const) : readCodes(bits);
      whole = !bits.over && type < 3 && codes !== null && coded(bits, codes, out);
    }
  }
  return { bytes: out.bytes.subarray(0, out.size), whole };
};
