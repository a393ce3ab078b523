import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDS, MOST_BYTES, countLines, readFile, readingWords, tooLarge } from './intake';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusal = (name: string, data: Uint8Array): string => {
  const taken = readFile(name, data);
  return taken.ok ? '' : taken.message;
};

describe('a dropped file', () => {
  it('is read in its own encoding', () => {
    const taken = readFile(
      'x.txt',
      new Uint8Array(readFileSync('tests/fixtures/corpus/D03-from043-cp1251.txt')),
    );
    expect(taken.ok && /[а-я]{4}/.test(taken.text)).toBe(true);
  });
  it('is refused with its size where it is too large', () => {
    expect(tooLarge('core.txt', MOST_BYTES)).toBeNull();
    expect(tooLarge('core.txt', 300 * 1024 * 1024)).toContain(
      'core.txt has 300 MB; at most 8 MB are read here.',
    );
  });
  it('is refused where it is empty, packed or no text', () => {
    expect(refusal('a', new Uint8Array())).toContain('is empty');
    expect(refusal('core.txt.gz', new Uint8Array([0x1f, 0x8b, 8, 0]))).toContain('gunzip');
    expect(refusal('vmcore.0', new Uint8Array(4096))).toContain('not text');
    expect(refusal('vmcore.0', new Uint8Array(4096))).toContain('vmstat -z -M');
  });
  it('is taken with form feeds and escapes of a terminal', () => {
    expect(refusal('typescript', bytes('\u001b[1mvmstat -z\u001b[0m\r\n\f'.repeat(20)))).toBe('');
  });
});

describe('what the room says', () => {
  it('names every kind of output but other systems’', () => {
    expect(KINDS.map((k) => k.tool)).toEqual(
      expect.arrayContaining(['vmstat -z', 'vmstat -m', 'sysctl', 'top', 'netstat -m', 'panic']),
    );
    expect(KINDS.some((k) => k.what.includes('another system'))).toBe(false);
  });
  it('counts lines as a person would', () => {
    expect([countLines(''), countLines('a'), countLines('a\n'), countLines('a\nb')]).toEqual([
      0, 1, 1, 2,
    ]);
    expect(readingWords('a\n'.repeat(50_606))).toBe('Reading 50,606 lines.');
  });
});
