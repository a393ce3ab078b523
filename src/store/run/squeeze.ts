/**
 * Bytes made short and back, at once and without a stream: LZW with codes of 9 to 16 bits, in letters that
 * a link may hold. A list of commands says much the same over and over, which this finds.
 */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES: ReadonlyMap<string, number> = new Map(Array.from(LETTERS, (c, i) => [c, i]));
const LETTER_BITS = 6;
const FIRST_BITS = 9;
const MOST_BITS = 16;
const FIRST_CODE = 256;
const MOST_CODES = 1 << MOST_BITS;

/** Bits that a code takes while `next` is the number of the next new one. */
const bitsFor = (next: number): number => {
  let bits = FIRST_BITS;
  while (bits < MOST_BITS && next > 1 << bits) bits += 1;
  return bits;
};

/** Writes codes as letters. */
const writer = () => {
  let text = '';
  let held = 0;
  let count = 0;
  return {
    put: (code: number, bits: number): void => {
      held = held * (1 << bits) + code;
      count += bits;
      while (count >= LETTER_BITS) {
        count -= LETTER_BITS;
        const at = Math.floor(held / 2 ** count);
        text += LETTERS[at] ?? '';
        held -= at * 2 ** count;
      }
    },
    end: (): string => (count === 0 ? text : text + (LETTERS[held << (LETTER_BITS - count)] ?? '')),
  };
};

/** Reads codes from letters; −1 at the end or at a letter that is none. */
const reader = (text: string) => {
  let at = 0;
  let held = 0;
  let count = 0;
  return (bits: number): number => {
    while (count < bits) {
      const value = VALUES.get(text[at] ?? '');
      if (value === undefined) return -1;
      at += 1;
      held = held * 64 + value;
      count += LETTER_BITS;
    }
    count -= bits;
    const code = Math.floor(held / 2 ** count);
    held -= code * 2 ** count;
    return code;
  };
};

/** Makes bytes short. */
export const squeeze = (bytes: Uint8Array): string => {
  const codes = new Map<number, number>();
  const out = writer();
  let next = FIRST_CODE;
  let now = -1;
  for (const byte of bytes) {
    if (now < 0) {
      now = byte;
      continue;
    }
    const pair = now * 256 + byte;
    const known = codes.get(pair);
    if (known !== undefined) {
      now = known;
      continue;
    }
    out.put(now, bitsFor(next));
    if (next < MOST_CODES) {
      codes.set(pair, next);
      next += 1;
    }
    now = byte;
  }
  if (now >= 0) out.put(now, bitsFor(next));
  return out.end();
};

/** Strings of bytes by code: the code of what comes before, and the last byte. */
class Strings {
  private readonly before = new Int32Array(MOST_CODES).fill(-1);
  private readonly last = new Uint8Array(MOST_CODES);
  private readonly buffer: number[] = [];
  next = FIRST_CODE;

  constructor() {
    for (let i = 0; i < FIRST_CODE; i += 1) this.last[i] = i;
  }
  add(before: number, last: number): void {
    if (this.next >= MOST_CODES) return;
    this.before[this.next] = before;
    this.last[this.next] = last;
    this.next += 1;
  }
  /** The bytes of a code, in order; valid until the next call. */
  of(code: number): readonly number[] {
    this.buffer.length = 0;
    for (let c = code; c >= 0; c = this.before[c] as number)
      this.buffer.push(this.last[c] as number);
    return this.buffer.reverse();
  }
}

/**
 * @param most bytes at most
 * @returns the bytes, or null where the text is damaged or too long
 */
export const unsqueeze = (text: string, most: number): Uint8Array | null => {
  const read = reader(text);
  const strings = new Strings();
  const out: number[] = [];
  let old = -1;
  const isEnd = /^[\w-]*$/.test(text);
  for (;;) {
    // The writer is one code ahead of the reader, which learns a string only with the next code.
    const code = read(bitsFor(old < 0 ? strings.next : Math.min(strings.next + 1, MOST_CODES)));
    if (code < 0) return isEnd ? Uint8Array.from(out) : null;
    if (code > strings.next || (code === strings.next && old < 0)) return null;
    const isNew = code === strings.next;
    const bytes = [...strings.of(isNew ? old : code)];
    const first = bytes[0] as number;
    if (isNew) bytes.push(first);
    if (out.length + bytes.length > most) return null;
    for (const byte of bytes) out.push(byte);
    if (old >= 0) strings.add(old, first);
    old = code;
  }
};
