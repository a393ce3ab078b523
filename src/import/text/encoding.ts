/**
 * Bytes to text. Byte order marks decide first, then NUL bytes in every second place (UTF-16
 * without mark), then whether the bytes are UTF-8; what is left is an 8-bit code, told apart by how
 * often letters occur in Russian. Encodings: WHATWG Encoding Standard, which every browser holds.
 * Simplified: of the 8-bit codes only windows-1251, KOI8-R, GBK and windows-1252 (Latin-1) are tried.
 */
import type { KernelReport } from '../types';
import { readText } from '../read-any';

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((b, i) => bytes[i] === b);

const MARKS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** How many bytes are looked at when guessing. */
const SAMPLE = 65_536;
/** Share of NUL bytes in one half of the places from which UTF-16 is assumed. */
const NUL_SHARE = 0.4;

const sixteenBit = (bytes: Uint8Array): string | null => {
  const nuls = [0, 0];
  const size = Math.min(bytes.length, SAMPLE);
  for (let i = 0; i < size; i += 1) if (bytes[i] === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const least = (size / 2) * NUL_SHARE;
  if (size < 4 || Math.max(even, odd) < least) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

const decode = (bytes: Uint8Array, encoding: string): string =>
  new TextDecoder(encoding).decode(bytes);

/** A multi-byte character of UTF-8 for every broken one: a cut or a stray byte, still UTF-8. */
const isUtf8 = (bytes: Uint8Array): boolean => {
  const text = decode(bytes.subarray(0, SAMPLE), 'utf-8');
  let broken = 0;
  let good = 0;
  for (const c of text) {
    if (c === '\ufffd') broken += 1;
    else if (c > '\u007f') good += 1;
  }
  return broken === 0 || good > broken * 4;
};

const FREQUENT = new Set('оеаинтсрвлкмдпуя');
const CYRILLIC = /[\u0400-\u04ff]/;

/** Frequent small letters count for, signs and capitals inside words against. */
const russianScore = (text: string): number => {
  let score = 0;
  let before = ' ';
  for (const c of text) {
    if (c > '\u007f') {
      if (FREQUENT.has(c)) score += 2;
      else if (CYRILLIC.test(c) && c === c.toLowerCase()) score += 1;
      else if (CYRILLIC.test(c)) score += CYRILLIC.test(before) ? -2 : 0;
      else score -= 1;
    }
    before = c;
  }
  return score;
};

/** First bytes of the 3,755 most frequent characters of GB 2312, and of its punctuation. */
const isFrequentLead = (b: number): boolean => (b >= 0xb0 && b <= 0xd7) || (b >= 0xa1 && b <= 0xa3);
const GBK_SHARE = 0.7;

/**
 * Whether runs of high bytes are pairs of GBK. Russian words have odd lengths as often as even
 * ones, Chinese text is made of pairs throughout.
 */
const isGbk = (sample: Uint8Array): boolean => {
  let pairs = 0;
  let frequent = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const lead = sample[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = sample[i + 1] ?? 0;
    if (trail < 0xa1 || trail === 0xff) odd += 1;
    else {
      pairs += 1;
      if (isFrequentLead(lead)) frequent += 1;
      i += 1;
    }
  }
  return pairs > 0 && odd * 20 <= pairs && frequent >= pairs * GBK_SHARE;
};

/** Score for each high byte from which a text is Russian; Chinese read as Russian stays below. */
const RUSSIAN_SHARE = 1.2;

const EIGHT_BIT = ['windows-1251', 'koi8-r'] as const;

const eightBit = (bytes: Uint8Array): string => {
  const sample = bytes.subarray(0, SAMPLE);
  let high = 0;
  let pairs = 0;
  sample.forEach((b, i) => {
    if (b < 0x80) return;
    high += 1;
    if ((sample[i - 1] ?? 0) >= 0x80) pairs += 1;
  });
  // Cyrillic words are runs of high bytes; accents of western languages stand alone.
  if (pairs * 2 < high) return 'windows-1252';
  const russian = Math.max(...EIGHT_BIT.map((e) => russianScore(decode(sample, e))));
  if (isGbk(sample) && russian < high * RUSSIAN_SHARE) return 'gbk';
  const scored = EIGHT_BIT.map((e) => [e, russianScore(decode(sample, e))] as const);
  const [best] = scored.sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] > 0 ? best[0] : 'windows-1252';
};

/** The encoding that the bytes are most likely in, by its WHATWG name. */
export const detectEncoding = (bytes: Uint8Array): string => {
  const marked = MARKS.find(([mark]) => startsWith(bytes, mark));
  if (marked !== undefined) return marked[1];
  return sixteenBit(bytes) ?? (isUtf8(bytes) ? 'utf-8' : eightBit(bytes));
};

/** Decodes a file. Never throws; bytes that fit no character become U+FFFD. */
export const decodeBytes = (
  bytes: Uint8Array,
  encoding: string = detectEncoding(bytes),
): { readonly text: string; readonly encoding: string } => {
  return { text: decode(bytes, encoding), encoding };
};

/**
 * Decodes and reads a file. Never throws; bytes that fit no character become U+FFFD.
 * @returns the decoded text without byte order mark, the encoding's name, and the report
 */
export const readBytes = (
  bytes: Uint8Array,
): { readonly text: string; readonly encoding: string; readonly report: KernelReport } => {
  const { text, encoding } = decodeBytes(bytes);
  return { text, encoding, report: readText(text) };
};
