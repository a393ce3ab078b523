/** The content security policy that a build writes into its page. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Plugin } from 'vite';
import { firstPaintFirst } from '../../vite.first-load.ts';
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

type Bundle = Record<string, { type: string; fileName: string; source: string }>;
/** Runs a plugin's last step on a bundle that holds one page and what else is given. */
const build = ({ generateBundle }: Plugin, source: string, others: Bundle = {}): string => {
  const page = { type: 'asset', fileName: 'index.html', source };
  if (typeof generateBundle !== 'object') throw new Error('the plugin has no generateBundle');
  const self = {
    error: (message: string): never => {
      throw new Error(message);
    },
  };
  const bundle = Object.assign(others, { 'index.html': page });
  Reflect.apply(generateBundle.handler, self, [{}, bundle, false]);
  return page.source;
};

describe('the policy in a built page', () => {
  it('writes the policy before anything that it governs', () => {
    const html = build(contentSecurityPolicy(false), PAGE);
    const at = html.indexOf('http-equiv="Content-Security-Policy"');
    expect(html).toContain(policyFor(PAGE, false));
    expect(at).toBeGreaterThan(html.indexOf('charset'));
    expect(at).toBeLessThan(html.indexOf('<style>'));
    expect(at).toBeLessThan(html.indexOf('<script'));
  });
  it('refuses a page that it cannot protect', () => {
    expect(() => build(contentSecurityPolicy(false), '<html><head></head></html>')).toThrow(
      /charset/,
    );
  });
});

describe('the first paint', () => {
  const page = `<head><meta charset="utf-8" />
<script type="module" crossorigin src="./assets/x.js"></script>
<link rel="modulepreload" crossorigin href="./assets/model.js">
<link rel="stylesheet" crossorigin href="./assets/x.css"><link rel="icon" href="data:,"></head>
<body><main class="static">words</main></body>`;
  const sheets = (): Bundle => ({
    'assets/x.css': {
      type: 'asset',
      fileName: 'assets/x.css',
      source:
        '@font-face{src:url(./a.woff2)}p{background:url("./b.png")}i{background:url(data:,)}\n',
    },
  });
  it('waits for the page alone: its style is in it, its script starts after the paint', () => {
    const html = build(firstPaintFirst(), page, sheets());
    expect(html).not.toMatch(/<script[^>]*src/);
    expect(html.match(/<link rel="stylesheet"[^>]*>/g)).toEqual([
      '<link rel="stylesheet" href="./assets/x.css" disabled />',
    ]);
    expect(html).toContain('<link rel="icon" href="data:,">');
    expect(html.indexOf('<script>')).toBeGreaterThan(html.indexOf('words'));
    expect(html).toContain(
      "const start=()=>{import('./assets/model.js');import('./assets/x.js')};",
    );
    expect(html).not.toContain('modulepreload');
    expect(html).toContain("new PerformanceObserver(start).observe({type:'paint',buffered:true})");
    expect(html).toContain('if(document.hidden)start();');
    expect(html).toContain('setTimeout(start,2000)');
  });
  it('refuses a page whose script it cannot find', () => {
    expect(() => build(firstPaintFirst(), '<body></body>')).toThrow(/module script/);
    const [script = ''] = /<script.*<\/script>/.exec(page)!;
    expect(() => build(firstPaintFirst(), script)).toThrow(/closing body/);
  });
  it('finds fonts and pictures from the page', () => {
    expect(build(firstPaintFirst(), page, sheets())).toContain(
      '<style>@font-face{src:url(./assets/a.woff2)}p{background:url("./assets/b.png")}i{background:url(data:,)}</style>',
    );
  });
  it('is allowed by the policy, which is computed afterwards', () => {
    const html = build(firstPaintFirst(), page, sheets());
    const inline = [...html.matchAll(/<(?:style|script)>([^<]*)</g)].map((m) => m[1]!);
    const safe = build(contentSecurityPolicy(false), html);
    expect(inline).toHaveLength(2);
    for (const text of inline) expect(safe).toContain(sha(text));
  });
  it('leaves a style sheet alone that the build did not make', () => {
    expect(build(firstPaintFirst(), page)).not.toMatch(/disabled|<style>/);
  });
});
