/** Properties of every reading, on a small sample of what `npm run fuzz` tries. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readBytes, readText } from './index';
import { fixture, fixtureText } from './testkit';
import { encodeRandomly, mutate } from '../../tests/fuzz/mutate';
import { randomFrom } from '../../tests/fuzz/random';
import { unsound } from '../../tests/fuzz/soundness';

const index = JSON.parse(fixtureText('corpus/index.json')) as { file: string }[];
const texts = index.map((e) => readBytes(fixture(`corpus/${e.file}`)).text);
const sample = { seed: 20080107, numRuns: 300 };

describe('reading any text', () => {
  it('invents nothing and loses no line after random edits of the corpus', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = randomFrom(seed);
        const text = mutate(texts[random(texts.length)] ?? '', random, texts);
        expect(unsound(text, readText(text))).toEqual([]);
      }),
      sample,
    );
  });

  it('reads bytes in any encoding, also cut in mid-character', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = randomFrom(seed);
        const bytes = encodeRandomly(texts[random(texts.length)] ?? '', random);
        const { text, report } = readBytes(bytes);
        expect(unsound(text, report)).toEqual([]);
      }),
      sample,
    );
  });

  it('never throws on arbitrary strings and bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(
          readText(text)
            .lines.map((l) => l.text)
            .join(''),
        ).toBe(text.replace(/[\r\n]/g, ''));
      }),
      sample,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readBytes(bytes).report.lines).toBeDefined();
      }),
      sample,
    );
  });
});

/** Characters that one call looked at, as far as that shows from outside. */
const looked = (
  from: number,
  pattern: RegExp,
  s: string,
  found: RegExpExecArray | null,
): number => {
  if (pattern.sticky) return 1 + (found?.[0].length ?? 0);
  return found === null ? s.length - from : found.index + found[0].length - from;
};

/** Characters looked at by regular expressions while reading: a measure of work without a clock. */
const work = (text: string): number => {
  let characters = 0;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its pattern below
  const exec = RegExp.prototype.exec;
  const counting = function (this: RegExp, s: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, s);
    characters += looked(from, this, s, found);
    return found;
  };
  const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(counting);
  readText(text);
  spy.mockRestore();
  return characters;
};

describe('the work of reading', () => {
  const seed = fixtureText('seed-mail.txt');
  const LINEAR = 2.2;

  it.each([
    ['the seed mail', seed],
    ['open rows', 'UMA Kegs: 1, 2, 3,\n'.repeat(200)],
    ['numbers', '1, 2, 3, 4, 5, 6,\n'.repeat(200)],
    ['open braces', '{"zone": [{"name": "a",\n'.repeat(200)],
    ['keys of documents', '"name": {\n\n\n'.repeat(200)],
    ['half messages', 'swap_pager: out of\n'.repeat(200)],
    ['half headers', 'ITEM SIZE LIMIT\nREQUESTS\n'.repeat(200)],
    ['open commands', "$ vmstat -m | awk '{\n".repeat(200)],
  ])('grows in step with the text: %s', (_, text) => {
    const once = work(text);
    expect(once).toBeGreaterThan(text.length);
    expect(work(text + text)).toBeLessThan(once * LINEAR);
  });

  it.each(['a', ' ', '1', '1,', ': 1,', 'A', '>', '"', '{', '[', '<b', '=3D', '0K ', '. '])(
    'ends on a line of a megabyte and on lines of 16,000 of "%s"',
    (piece) => {
      const long = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const line = piece.repeat(Math.floor(16_000 / piece.length));
      expect(readText(long).lines).toHaveLength(1);
      expect(readText(`${line}\n${line}\nITEM SIZE\n${line}`).lines).toHaveLength(4);
    },
  );

  it('says of a line that is too long that it was left unread', () => {
    const report = readText('x'.repeat(20_000));
    expect(report.lines[0]?.fate).toBe('diagnostic');
    expect(report.diagnostics[0]?.message).toContain('20000 characters');
  });
});
