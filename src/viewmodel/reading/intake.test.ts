import { describe, expect, it } from 'vitest';
import { KINDS, MOST_BYTES, countLines, readingWords, tooLarge } from './intake';

describe('a large file', () => {
  it('is refused with its size, and with the way to split it', () => {
    expect(tooLarge('core.txt', MOST_BYTES)).toBeNull();
    expect(tooLarge('core.txt', 300 * 1024 * 1024)).toMatchObject({
      kind: 'too large',
      message: expect.stringContaining(
        'core.txt has 300 MB; at most 64 MB are read here.',
      ) as string,
      run: 'split -b 64m core.txt part-',
    });
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
