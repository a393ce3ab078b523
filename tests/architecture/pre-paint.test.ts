/** The script in the head of the page agrees with the codec about every hash. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LINK, ROOMS, THEMES, decodeLink, encodeLink } from '../../src/store/url-codec';
import { policyFor, prePaint, prePaintScript } from '../../vite.plugins.ts';
import { bootLayout, SEED_MACHINE } from '../../src/sim';
import { FRONT } from '../../src/strings/en/front';
import { OPENING } from '../../src/strings/en/opening';
import { machineHeadline } from '../../src/viewmodel/machine/headline';
import { ROOT, textOf } from './tree';

const script = prePaintScript(ROOT);

/** What the script sets on <html> for a hash. */
const paint = (hash: string, isDark = false): { theme?: string; words?: string } => {
  const dataset = {};
  runInNewContext(script, {
    URLSearchParams,
    document: { documentElement: { dataset } },
    location: { hash },
    matchMedia: (query: string) => ({ matches: query.includes('dark') && isDark }),
  });
  return dataset;
};
/** What the codec reads in it: the room, or that a room is asked for something of its own. */
const page = (hash: string, isDark: boolean): { theme: string; words: string } => {
  const { theme, room } = decodeLink(hash);
  const params = new URLSearchParams(hash.split('?')[1]);
  const isAsked = params.has('machine') || params.has('example') || params.has('data');
  return {
    words: isAsked && room !== 'opening' ? 'asked' : room,
    theme: theme === 'auto' ? (isDark ? 'dark' : 'light') : theme,
  };
};

describe('before the first paint', () => {
  it.each(ROOMS.flatMap((room) => THEMES.map((theme) => [room, theme] as const)))(
    'room %s in theme %s is known',
    (room, theme) => {
      const hash = encodeLink({ ...DEFAULT_LINK, room, theme });
      for (const isDark of [false, true]) expect(paint(hash, isDark)).toEqual(page(hash, isDark));
      expect(paint(hash).words).toBe(room);
    },
  );
  it.each([
    ['#/machine?machine=6.2,i386,1G', 'asked'],
    ['#/diagnose?v=1&example=seed', 'asked'],
    ['#/diagnose?data=1abc', 'asked'],
    ['#/diagnose?theme=dark', 'diagnose'],
    ['#/?machine=6.2,i386,1G', 'opening'],
  ])('the words for %s are those of %s', (hash, words) => {
    expect(paint(hash).words).toBe(words);
  });
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
      'example=',
      'machine=',
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

describe('the page', async () => {
  const { transformIndexHtml } = prePaint(ROOT);
  if (typeof transformIndexHtml !== 'object') throw new Error('the plugin does not touch the page');
  const html = String(
    await Reflect.apply(transformIndexHtml.handler, undefined, [textOf('index.html'), {}]),
  );
  it('runs the script before its styles and its own script', () => {
    const at = html.indexOf(script);
    expect(at).toBeGreaterThan(html.indexOf('charset'));
    expect(at).toBeLessThan(html.indexOf('rel="stylesheet"'));
    expect(at).toBeLessThan(html.indexOf('type="module"'));
  });
  it('shows one set of words only, and those of the opening without a script', () => {
    const [, style = ''] = /<style>([^<]*)/.exec(html) ?? [];
    const rules = [
      ...style.matchAll(
        /html(?:\[data-words='(\w+)'\]|:not\(\[data-words\]\)) \.static:not\(\[data-for='(\w+)'\]\)\{display:none\}/g,
      ),
    ].map(([, chosen, seen]) => [chosen ?? null, seen]);
    expect(rules).toEqual([
      [null, 'opening'],
      ...[...ROOMS, 'asked'].map((words) => [words, words]),
    ]);
    const sets = [...html.matchAll(/<main class="static" data-for="(\w+)">/g)].map((m) => m[1]);
    expect(sets).toEqual([...ROOMS, 'asked']);
    expect(textOf('index.html')).not.toContain('data-words');
  });
  it('says what the rooms say', () => {
    const text = html.replaceAll(/<[^>]+>/g, '');
    const router = bootLayout(SEED_MACHINE);
    if (!router.ok) throw new Error(router.error.message);
    for (const words of [
      OPENING.console,
      OPENING.panic,
      OPENING.question[0],
      OPENING.lead,
      machineHeadline(router.value, null),
      FRONT.diagnose.title,
      FRONT.diagnose.lead,
    ])
      expect(text).toContain(words);
  });
  it('quotes the panic as the mail has it', () => {
    expect(textOf('src/examples/seed-mail.txt')).toContain(OPENING.panic);
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
