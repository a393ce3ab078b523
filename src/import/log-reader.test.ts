/** Logs of samples, whole and in pieces, against the reading of the whole text at once. */
import { describe, expect, it } from 'vitest';
import { LogReader, readText } from './index';
import { rowsOfKind } from './testkit';
import type { Sample } from './log-reader';

const sample = (n: number): string => `Mon Jan  7 1${n}:00:00 UTC 2008
ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES

128 Bucket:               524,        0,      449,       97,   ${415988 + n},   109049
16:                        16,        0,     ${2691 + n},      354, 21894973014,        0

         Type InUse MemUse HighUse Requests  Size(s)
     libalias 24112${n} 30161K       - 460568995  128
    vnet_data     1   240K       -        1
`;

const inPieces = (text: string, size: number): Sample[] => {
  const reader = new LogReader();
  const out: Sample[] = [];
  for (let at = 0; at < text.length; at += size)
    out.push(...reader.feed(text.slice(at, at + size)));
  return [...out, ...reader.end()];
};

const rowsOf = (samples: readonly Sample[]): unknown[] => [
  samples.flatMap((s) => s.zones),
  samples.flatMap((s) => s.types),
];
const rowsAtOnce = (text: string): unknown[] => {
  const report = readText(text);
  return [rowsOfKind(report, 'vmstat-z'), rowsOfKind(report, 'vmstat-m')];
};

describe('a log of samples', () => {
  const text = [0, 1, 2, 3].map(sample).join('');
  it.each([1, 7, 64, 100_000])('is the same in pieces of %i', (size) => {
    const samples = inPieces(text, size);
    expect(samples.map((s) => [s.time, s.zones.length, s.types.length])).toEqual(
      [0, 1, 2, 3].map((n) => [`Mon Jan  7 1${n}:00:00 UTC 2008`, 2, 2]),
    );
    expect(rowsOf(samples)).toEqual(rowsAtOnce(text));
    expect(samples.every((s) => s.report === null)).toBe(true);
  });

  it('goes through the readers where a sample holds more than plain rows', () => {
    const wrapped = text.replace('   109049\n', '\n109049\n').replaceAll('\n', '\r\n');
    const samples = inPieces(wrapped, 50);
    expect(samples.map((s) => s.report !== null)).toEqual([true, false, false, false]);
    expect(rowsOf(samples)).toEqual(rowsAtOnce(wrapped));
  });

  it('counts how far it is', () => {
    const reader = new LogReader();
    reader.feed(text);
    reader.end();
    expect(reader.progress).toEqual({ characters: text.length, lines: 36, samples: 4 });
  });
});
