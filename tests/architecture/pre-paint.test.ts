/** The script in the head of the page agrees with the codec about every hash. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LINK, ROOMS, THEMES, decodeLink, encodeLink } from '../../src/store/url-codec';
import { policyFor, prePaint, prePaintScript } from '../../vite.plugins.ts';
import { ROOT, textOf } from './tree';

const script = prePaintScript(ROOT);

/** What the script sets on <html> for a hash. */
const paint = (hash: string, isDark = false): { theme?: string; room?: string } => {
  const dataset = {};
  runInNewContext(script, {
    URLSearchParams,
    document: { documentElement: { dataset } },
    location: { hash },
    matchMedia: (query: string) => ({ matches: query.includes('dark') && isDark }),
  });
  return dataset;
};
/** What the page sets once its own script has run (`useTheme` of the shell). */
const page = (hash: string, isDark: boolean): { theme: string; room: string } => {
  const { theme, room } = decodeLink(hash);
  return { room, theme: theme === 'auto' ? (isDark ? 'dark' : 'light') : theme };
};

describe('before the first paint', () => {
  it.each(ROOMS.flatMap((room) => THEMES.map((theme) => [room, theme] as const)))(
    'room %s in theme %s is known',
    (room, theme) => {
      const hash = encodeLink({ ...DEFAULT_LINK, room, theme });
      for (const isDark of [false, true]) expect(paint(hash, isDark)).toEqual(page(hash, isDark));
      expect(paint(hash).room).toBe(room);
    },
  );
  it.each([
    '',
    '#',
    '#/',
    '#/nowhere?theme=pink',
    '#/diagnose?theme=dark&theme=light',
    '#?theme=',
    '#constructor',
  ])('the hash %j is read as the page reads it', (hash) => {
    expect(paint(hash, true)).toEqual(page(hash, true));
  });
  it('any hash is read as the page reads it', () => {
    const part = fc.constantFrom(
      '/',
      '/diagnose',
      '?',
      '&',
      'theme=',
      'dark',
      '#',
      '%',
      'v=1',
      'é',
    );
    fc.assert(
      fc.property(fc.array(part), fc.boolean(), (parts, isDark) => {
        const hash = `#${parts.join('')}`;
        expect(paint(hash, isDark)).toEqual(page(hash, isDark));
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

describe('the page', () => {
  const { transformIndexHtml } = prePaint(ROOT);
  if (typeof transformIndexHtml !== 'object') throw new Error('the plugin does not touch the page');
  const html = String(
    Reflect.apply(transformIndexHtml.handler, undefined, [textOf('index.html'), {}]),
  );
  it('runs the script before its styles and its own script', () => {
    const at = html.indexOf(script);
    expect(at).toBeGreaterThan(html.indexOf('charset'));
    expect(at).toBeLessThan(html.indexOf('rel="stylesheet"'));
    expect(at).toBeLessThan(html.indexOf('type="module"'));
  });
  it('shows the words of one room only, and those of the opening without a script', () => {
    const hidden = (room: string | null, words: string | null): boolean => {
      const isMatch = (selector: string): boolean =>
        [...selector.matchAll(/(:not\()?\[data-(room|for)(?:='(\w+)')?\]\)?/g)].every(
          ([, not, name, value]) => {
            const is = name === 'room' ? room : words;
            return (value === undefined ? is !== null : is === value) === (not === undefined);
          },
        );
      const [, style = ''] = /<style>([^<]*)/.exec(html) ?? [];
      return style
        .split('}')
        .filter((rule) => rule.endsWith('{display:none'))
        .some((rule) => isMatch(rule.split('{')[0]!));
    };
    for (const room of ROOMS)
      for (const words of [null, ...ROOMS]) {
        const isOwn = room === (words ?? 'opening');
        expect([room, words, hidden(room, words)]).toEqual([room, words, !isOwn]);
      }
    expect(hidden(null, null)).toBe(false);
    for (const words of ROOMS) expect([words, hidden(null, words)]).toEqual([words, true]);
    expect(textOf('index.html')).toContain('class="static"');
    expect(textOf('index.html')).not.toContain('data-room');
  });
  it('may run it: its policy holds both hashes', () => {
    const policy = policyFor(html, true);
    expect(policy.match(/'sha256-/g)).toHaveLength(2);
    expect(policy).not.toContain('unsafe');
  });
  it('holds no placeholder and nothing that ends the script early', () => {
    expect(script).not.toMatch(/__[A-Z]+__|<\/script|<!--/);
  });
});
