/** The same text in every encoding that is read, as bytes that other programs would write. */
import { describe, expect, it } from 'vitest';
import { readBytes } from './index';

/** Encodes by inverting the decoder, which every browser holds and nobody's encoder does. */
const encode = (text: string, encoding: string): Uint8Array => {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, readonly number[]>();
  for (let a = 0; a < 256; a += 1) {
    table.set(decoder.decode(Uint8Array.of(a)), [a]);
    if (encoding === 'gbk' && a > 0x80)
      for (let b = 0x40; b < 0xff; b += 1) table.set(decoder.decode(Uint8Array.of(a, b)), [a, b]);
  }
  return Uint8Array.from(Array.from(text).flatMap((c) => table.get(c) ?? [0x3f]));
};

const ROWS = '128:                      128,        0,   243914,    16846, 21894973014,        0\n';

describe.each([
  ['windows-1251', 'Здравствуйте, у меня кончается память ядра, вот таблица:'],
  ['koi8-r', 'Здравствуйте, у меня кончается память ядра, вот таблица:'],
  ['gbk', '你好，我的服务器内存不足，系统崩溃了，请看下面的表：'],
  ['windows-1252', 'Voilà les données après la première panne, très étrange:'],
])('%s', (encoding, words) => {
  it('is told by its bytes and read', () => {
    const { text, encoding: found, report } = readBytes(encode(`${words}\n\n${ROWS}`, encoding));
    expect(found).toBe(encoding);
    expect(text.startsWith(words)).toBe(true);
    expect(report.blocks.map((b) => b.rows.length)).toEqual([1]);
  });
});
