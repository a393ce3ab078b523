/**
 * What the build adds to Vite: the content security policy, the script that runs before the first
 * paint, the links of an installable page, and the service worker with its list.
 * The page asks nobody for anything: see docs/adr/0004-no-network-csp.md.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { runnerImport } from 'vite';
import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite';
import type * as Words from './vite.words.ts';
import { ROOMS, ROOM_PATHS, THEMES } from './src/store/url-codec.ts';

const sha256 = (text: string | Uint8Array, encoding: 'base64' | 'hex'): string =>
  createHash('sha256').update(text).digest(encoding);

/** Contents of inline elements; an element with `src` has none that counts. */
const inlineContents = (html: string, element: 'script' | 'style'): string[] =>
  [...html.matchAll(new RegExp(`<${element}\\b([^>]*)>([\\s\\S]*?)</${element}>`, 'g'))]
    .filter(([, attributes = '']) => !/\ssrc\s*=/.test(attributes))
    // A browser hashes the text after its parser has turned CRLF into LF.
    .map(([, , content = '']) => content.replace(/\r\n?/g, '\n'));

const sourcesFor = (html: string, element: 'script' | 'style', isSingle: boolean): string => {
  const hashes = inlineContents(html, element).map((text) => `'sha256-${sha256(text, 'base64')}'`);
  const sources = [...(isSingle ? [] : ["'self'"]), ...new Set(hashes)];
  return sources.length === 0 ? "'none'" : sources.join(' ');
};

/** The policy for a finished page: nothing but its own files, or its own inline text by hash. */
export const policyFor = (html: string, isSingle: boolean): string => {
  const own = isSingle ? '' : "'self' ";
  return [
    "default-src 'none'",
    `script-src ${sourcesFor(html, 'script', isSingle)}`,
    `style-src ${sourcesFor(html, 'style', isSingle)}`,
    `font-src ${own}data:`,
    `img-src ${own}data: blob:`,
    "connect-src 'none'",
    `manifest-src ${isSingle ? "'none'" : "'self'"}`,
    `worker-src ${own}blob:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
};

/** The place for what must come before all else. */
const CHARSET = /<meta charset="utf-8"\s*\/?>/i;
const NO_CHARSET = 'index.html needs <meta charset="utf-8"> in its head.';

/** Text of an asset. */
export const asText = (source: string | Uint8Array): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source);

/** The page of a build; null where there is none. */
export const pageOf = (bundle: Rollup.OutputBundle): Rollup.OutputAsset | null => {
  const page = Object.values(bundle).find((file) => file.fileName.endsWith('.html'));
  return page?.type === 'asset' ? page : null;
};

/** Writes the policy into the page as the first thing after its charset. */
export const contentSecurityPolicy = (isSingle: boolean): Plugin => ({
  name: 'kvascope-csp',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const page = pageOf(bundle);
      if (page === null) return;
      const html = asText(page.source);
      const meta = `<meta http-equiv="Content-Security-Policy" content="${policyFor(html, isSingle)}" />`;
      if (!CHARSET.test(html)) this.error(NO_CHARSET);
      page.source = html.replace(CHARSET, (found) => `${found}\n    ${meta}`);
    },
  },
});

/** Rooms by the path that leads to them. */
const roomPaths = (): Record<string, string> =>
  Object.fromEntries(ROOMS.map((room) => [ROOM_PATHS[room], room]));

/** `src/pre-paint.js` with the tables of the codec, without its head comment. */
export const prePaintScript = (root: string): string =>
  readFileSync(join(root, 'src', 'pre-paint.js'), 'utf8')
    .replace(/^\/\*\*[\s\S]*?\*\/\s*/, '')
    .replace('__THEMES__', JSON.stringify(THEMES.filter((theme) => theme !== 'auto')))
    .replace('__ROOMS__', JSON.stringify(roomPaths()))
    .trim();

/**
 * The words are loaded when a page is made and not with the settings: they come from the model, whose
 * imports Vite would list as unfit for settings, a line each, in front of every build.
 */
const loadWords = async (root: string): Promise<typeof Words> => {
  const found = await runnerImport<typeof Words>(join(root, 'vite.words.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
  });
  return found.module;
};

/** Which of the static words are seen. Without a script nothing is chosen: then the opening's. */
const prePaintStyle = (sets: readonly string[]): string =>
  [
    "html[data-theme='dark']{color-scheme:dark}",
    "html:not([data-words]) .static:not([data-for='opening']){display:none}",
    ...sets.map(
      (name) => `html[data-words='${name}'] .static:not([data-for='${name}']){display:none}`,
    ),
  ].join('');

/** What only the page of scenes has: see scenes.html. */
const SCENES = 'id="scenes"';

/** The place for the static words. */
const WORDS = '<!--words-->';

/**
 * Puts the static words into the page, and the script and the style that choose among them into its
 * head, in development too. The policy takes the hashes of both.
 */
export const prePaint = (root: string): Plugin => ({
  name: 'kvascope-pre-paint',
  transformIndexHtml: {
    order: 'post',
    async handler(html) {
      // A page for developers has words of its own.
      if (html.includes(SCENES)) return html;
      if (!CHARSET.test(html)) throw new Error(NO_CHARSET);
      const { WORD_SETS, staticWords } = await loadWords(root);
      const inline = `<style>${prePaintStyle(WORD_SETS)}</style>\n    <script>${prePaintScript(root)}</script>`;
      if (!html.includes(WORDS)) throw new Error(`index.html needs ${WORDS} in its root.`);
      return html
        .replace(CHARSET, (found) => `${found}\n    ${inline}`)
        .replace(WORDS, staticWords);
    },
  },
});

const link = (attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs,
  injectTo: 'head',
});

const HEAD_LINKS: readonly { readonly has: RegExp; readonly tag: HtmlTagDescriptor }[] = [
  {
    has: /rel="apple-touch-icon"/,
    tag: link({ rel: 'apple-touch-icon', href: './icons/apple-touch-icon.png' }),
  },
  { has: /rel="manifest"/, tag: link({ rel: 'manifest', href: './manifest.webmanifest' }) },
];

/** Icon and manifest links; in the single file only the icon, as data. */
export const headLinks = (root: string, isSingle: boolean): Plugin => ({
  name: 'kvascope-head-links',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const icon = readFileSync(join(root, 'public', 'favicon.svg')).toString('base64');
      // As data: Chromium asks for an icon file anew whenever the hash of the page changes.
      const iconLink = link({ rel: 'icon', href: `data:image/svg+xml;base64,${icon}` });
      const wanted = HEAD_LINKS.filter(({ has }) => !has.test(html)).map(({ tag }) => tag);
      if (!isSingle) return [iconLink, ...wanted];
      return {
        html: html.replace(/\s*<link\b[^>]*rel="(icon|apple-touch-icon|manifest)"[^>]*>/g, ''),
        tags: [iconLink],
      };
    },
  },
});

const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/** Emits `sw.js`: the list of every file of the build, and a version that is a hash of them. */
export const serviceWorker = (root: string): Plugin => ({
  name: 'kvascope-service-worker',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const publicDir = join(root, 'public');
      const hash = createHash('sha256');
      const names = filesUnder(publicDir);
      for (const name of names) hash.update(name).update(readFileSync(join(publicDir, name)));
      const template = readFileSync(join(root, 'scripts', 'service-worker.js'), 'utf8');
      hash.update(template);
      for (const file of Object.values(bundle)) {
        hash.update(file.fileName).update(file.type === 'asset' ? file.source : file.code);
        names.push(file.fileName);
      }
      // The page is kept as the folder it stands in: many hosts redirect index.html to it.
      const list = names
        .filter((n) => !n.endsWith('.map'))
        .map((n) => (n === 'index.html' ? './' : `./${n}`));
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: template
          .replace('__FILES__', JSON.stringify(list.sort()))
          .replace('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16))),
      });
    },
  },
});

/** Names the single file after the program, since people keep it on a stick or in a mail. */
export const renamePage = (fileName: string): Plugin => ({
  name: 'kvascope-rename-page',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const page = pageOf(bundle);
      if (page === null) return;
      this.emitFile({ type: 'asset', fileName, source: page.source });
      Reflect.deleteProperty(bundle, page.fileName);
    },
  },
});
