/** The content security policy that a build writes into its page. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, policyFor } from '../../vite.plugins.ts';

const PAGE = `<!doctype html><html><head><meta charset="utf-8" />
<style>p{color:red}</style><script>go()</script>
<script type="module" src="./assets/x.js"></script></head></html>`;
const sha = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const rules = (policy: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    policy
      .split('; ')
      .map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
  );

describe.each([
  ['served', false],
  ['single-file', true],
])('the policy of the %s page', (_name, isSingle) => {
  const policy = policyFor(PAGE, isSingle);
  const own = isSingle ? '' : "'self' ";

  it('allows no connection and nothing that is not named', () => {
    expect(rules(policy)['connect-src']).toBe("'none'");
    expect(rules(policy)['default-src']).toBe("'none'");
    expect(rules(policy)['base-uri']).toBe("'none'");
    expect(rules(policy)['form-action']).toBe("'none'");
  });
  it('allows inline text by its hash only', () => {
    expect(rules(policy)['script-src']).toBe(`${own}${sha('go()')}`);
    expect(rules(policy)['style-src']).toBe(`${own}${sha('p{color:red}')}`);
  });
  it('names no other host, scheme or escape', () => {
    expect(policy).not.toMatch(/unsafe|https?:|\*|strict-dynamic|wss?:/);
  });
});

describe('the policy', () => {
  it('of a page without inline text allows none', () => {
    expect(rules(policyFor('<script src="x.js"></script>', true))['script-src']).toBe("'none'");
  });
  it('hashes a text as the browser does, with LF for CRLF', () => {
    expect(policyFor('<script>a\r\nb</script>', true)).toContain(sha('a\nb'));
  });
});

/** Runs the plugin's last step on a bundle that holds one page. */
const build = (source: string): string => {
  const page = { type: 'asset', fileName: 'index.html', source };
  const { generateBundle } = contentSecurityPolicy(false);
  if (typeof generateBundle !== 'object') throw new Error('the plugin has no generateBundle');
  const self = {
    error: (message: string): never => {
      throw new Error(message);
    },
  };
  Reflect.apply(generateBundle.handler, self, [{}, { 'index.html': page }, false]);
  return page.source;
};

describe('the plugin', () => {
  it('writes the policy before anything that it governs', () => {
    const html = build(PAGE);
    const at = html.indexOf('http-equiv="Content-Security-Policy"');
    expect(html).toContain(policyFor(PAGE, false));
    expect(at).toBeGreaterThan(html.indexOf('charset'));
    expect(at).toBeLessThan(html.indexOf('<style>'));
    expect(at).toBeLessThan(html.indexOf('<script'));
  });
  it('refuses a page that it cannot protect', () => {
    expect(() => build('<html><head></head></html>')).toThrow(/charset/);
  });
});
