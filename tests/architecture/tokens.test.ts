/** The contrasts that docs/look.md promises, computed from src/styles/tokens.css. */
import { describe, expect, it } from 'vitest';
import { OWNERS } from '../../src/base/owner';
import { contrast, themesIn } from './contrast';
import { textOf } from './tree';

const TEXTS = ['ink', 'text-2', 'text-3', 'accent'];
const GROUNDS = ['ground', 'ground-2'];
/** Free is paper with an outline that always has a label beside it. */
const HUES = OWNERS.filter((owner) => owner !== 'free');
const SHADES = ['malloc-2', 'malloc-3'];

const FOR_TEXT = 4.5;
const FOR_LINES = 3;

const themes = themesIn(textOf('src/styles/tokens.css'));

describe('contrast', () => {
  it('is computed as WCAG does', () => {
    expect(contrast('#000', '#ffffff')).toBe(21);
    expect(contrast('#767676', '#fff')).toBeCloseTo(4.54, 2);
    expect(contrast('#fff', '#fff')).toBe(1);
  });
});

describe.each(['light', 'dark', 'stage'])('the %s theme', (name) => {
  const theme = themes[name]!;
  const colour = (token: string): string => {
    const value = theme[token];
    if (value === undefined) throw new Error(`--${token} is not set in the ${name} theme`);
    return value;
  };
  const below = (pairs: readonly (readonly [string, string])[], floor: number): string[] =>
    pairs
      .map(([a, b]) => [`${a} on ${b}`, contrast(colour(a), colour(b))] as const)
      .filter(([, ratio]) => ratio < floor)
      .map(([pair, ratio]) => `${pair}: ${ratio.toFixed(2)}`);
  const onGrounds = (tokens: readonly string[]) =>
    tokens.flatMap((token) => GROUNDS.map((ground) => [token, ground] as const));

  it('sets every token that the light theme sets', () => {
    expect(Object.keys(theme).sort()).toEqual(Object.keys(themes['light']!).sort());
  });
  it('has readable text on both grounds', () => {
    expect(below(onGrounds(TEXTS), FOR_TEXT)).toEqual([]);
  });
  it('has edges of owners that stand out from the ground', () => {
    const edges = [...HUES, ...SHADES].map((hue) => (`${hue}-line` in theme ? `${hue}-line` : hue));
    expect(below(onGrounds(edges), FOR_LINES)).toEqual([]);
  });
  it('has readable text on every hue', () => {
    const low = [...HUES, 'free', ...SHADES].filter((hue) => {
      const text = colour(`on-${hue.replace(/-\d$/, '')}`);
      return contrast(text, colour(hue)) < FOR_TEXT;
    });
    expect(low).toEqual([]);
  });
});
