import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { explain } from '../explain/explain';
import { balancePicture, errorSentence, rulesSentence } from './balance-bars';
import { tableOf } from './testkit';

const read = (release: string) => explain(readText(tableOf(release)));

describe.each(['12.1', '13.2', '14.1'])('the balance of %s', (release) => {
  const { balance, rules, selfCheck } = read(release);
  const picture = balancePicture(balance!);
  it('is a chain of bars that ends at its base', () => {
    const { bars, baseAt } = picture;
    expect(bars.length).toBe(balance!.lines.length);
    bars.slice(1).forEach((bar, i) => {
      expect(
        Math.min(Math.abs(bar.from - bars[i]!.to), Math.abs(bar.to - bars[i]!.from)),
      ).toBeCloseTo(0);
    });
    expect(bars.at(-1)!.to).toBeCloseTo(baseAt);
    expect(bars.every((b) => b.from >= 0 && b.to <= 100)).toBe(true);
  });
  it('names its arithmetic and its error', () => {
    expect(rulesSentence(rules!)).toContain(`FreeBSD ${rules!.era} on amd64, 4 CPUs.`);
    expect(errorSentence({ selfCheck })).toMatch(/^\d+ of \d+ predictions of the model agree/);
  });
});

describe('the error', () => {
  it('is told as the largest, and not at all where nothing was predicted', () => {
    const { selfCheck } = read('13.2');
    const [row] = selfCheck;
    const wrong = { ...row!, agrees: false, error: { ...row!.found, value: -12.345 } };
    expect(errorSentence({ selfCheck: [row!, wrong] })).toBe(
      '1 of 2 predictions of the model agree with the text; the largest error is 12.3 %.',
    );
    expect(errorSentence({ selfCheck: [] })).toBe('');
  });
});
